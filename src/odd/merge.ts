import type { XmlNode } from "../tree/index.ts";
import { mode } from "./attribute-value.ts";
import { definitions, references } from "./attributes.ts";
import type {
  AttributeDefinition,
  AttributeGroup,
  AttributePart,
  ClassSpec,
  ContentSpec,
  ElementSpec,
  Membership,
  Specification,
  ValueItem,
  ValueList,
} from "./specification.ts";

/** Gives an element as it is after a change: what the change does not say stays as it was (TEI Guidelines, section 23.3.1). */
export function changeElement(old: ElementSpec, change: ElementSpec): ElementSpec {
  return {
    ...old,
    ...common(old, change),
    name: change.node.maybeElement("altIdent") === null ? old.name : change.name,
    namespace: change.node.get("ns") ?? old.namespace,
    memberOf: changeMemberships(old, change),
    content: change.content ?? old.content,
    attributes: changeAttributes(old.attributes, change.attributes, true),
    models: change.models.length > 0 ? change.models : old.models,
  };
}

/** Gives a class as it is after a change. */
export function changeClass(old: ClassSpec, change: ClassSpec): ClassSpec {
  return {
    ...old,
    ...common(old, change),
    memberOf: changeMemberships(old, change),
    attributes: changeAttributes(old.attributes, change.attributes, false),
    models: change.models.length > 0 ? change.models : old.models,
  };
}

/** Gives a macro or datatype as it is after a change. */
export function changeContent(old: ContentSpec, change: ContentSpec): ContentSpec {
  return { ...old, ...common(old, change), content: change.content ?? old.content };
}

/** Gives an attribute as it is after a change. */
export function changeDefinition(old: AttributeDefinition, change: AttributeDefinition): AttributeDefinition {
  const renamed = change.node.maybeElement("altIdent") !== null;
  return {
    ...old,
    name: renamed ? change.name : old.name,
    namespace: change.node.get("ns") ?? old.namespace,
    usage: change.usage ?? old.usage,
    datatype: change.datatype ?? old.datatype,
    values: changeValues(old.values, change.values),
    description: change.description ?? old.description,
    deprecation: change.deprecation ?? old.deprecation,
    constraints: change.constraints.length > 0 ? change.constraints : old.constraints,
  };
}

function common(
  old: Specification,
  change: Specification,
): Pick<Specification, "description" | "deprecation" | "constraints"> {
  return {
    description: change.description ?? old.description,
    deprecation: change.deprecation ?? old.deprecation,
    constraints: changeConstraints(old.constraints, change.constraints),
  };
}

function changeConstraints(old: readonly XmlNode[], change: readonly XmlNode[]): XmlNode[] {
  const gone = new Set(change.filter((each) => mode(each) !== "add").map((each) => each.get("ident")));
  return [
    ...change.filter((each) => mode(each) !== "delete"),
    ...old.filter((each) => !gone.has(each.get("ident"))),
  ];
}

/** `classes` with mode change adds and deletes some memberships; else it says all of them. */
function changeMemberships(
  old: ElementSpec | ClassSpec,
  change: ElementSpec | ClassSpec,
): readonly Membership[] {
  const classes = change.node.maybeElement("classes");
  if (classes === null) return old.memberOf;
  const said = change.memberOf.filter((each) => each.mode !== "delete");
  if (mode(classes) !== "change") return said;
  const named = new Set(change.memberOf.map(({ key }) => key));
  return [...said, ...old.memberOf.filter(({ key }) => !named.has(key))];
}

/** An element may change or delete attributes that its classes give it, so these changes are kept with it. */
function changeAttributes(old: AttributeGroup, change: AttributeGroup, isElement: boolean): AttributeGroup {
  const changes = new Map([...definitions(change)].map((each) => [each.ident, each]));
  const known = new Set([...definitions(old)].map(({ ident }) => ident));
  const added = [...references(change), ...withoutKnown(change, known, isElement)];
  const kept = old.parts.flatMap((part) => changedPart(part, changes, isElement));
  if (added.length === 0) return { ...old, parts: kept };
  const before: AttributePart[] = old.choice ? [{ ...old, parts: kept }] : kept;
  return { kind: "group", choice: change.choice, parts: [...added, ...before] };
}

function changedPart(
  part: AttributePart,
  changes: ReadonlyMap<string, AttributeDefinition>,
  isElement: boolean,
): AttributePart[] {
  if (part.kind === "reference") return [part];
  if (part.kind === "group")
    return [{ ...part, parts: part.parts.flatMap((each) => changedPart(each, changes, isElement)) }];
  const change = changes.get(part.ident);
  if (change === undefined) return [part];
  if (change.mode === "delete") return isElement ? [change] : [];
  return [change.mode === "change" ? changeDefinition(part, change) : { ...change, mode: "add" }];
}

/** What is new in a change: attributes and groups of them that were not there. */
function withoutKnown(
  group: AttributeGroup,
  known: ReadonlySet<string>,
  isElement: boolean,
): AttributePart[] {
  return group.parts.flatMap((part): AttributePart[] => {
    if (part.kind === "reference") return [];
    if (part.kind === "group") {
      const parts = withoutKnown(part, known, isElement);
      return parts.length === 0 ? [] : [{ ...part, parts }];
    }
    const isNew = part.mode === "add" || isElement;
    return isNew && !known.has(part.ident) ? [part] : [];
  });
}

function changeValues(old: ValueList | null, change: ValueList | null): ValueList | null {
  if (change === null) return old;
  if (change.mode === "delete") return null;
  if (change.mode !== "change" || old === null) return change;
  const said = new Map(change.values.map((item) => [item.ident, item]));
  const kept = old.values.flatMap((item) => {
    const by = said.get(item.ident);
    if (by === undefined || by.mode === "add") return [item];
    return by.mode === "change" ? [changeValue(item, by)] : [];
  });
  const idents = new Set(kept.map(({ ident }) => ident));
  const added = change.values.filter(
    ({ ident, mode: how }) => (how === "add" || how === "replace") && !idents.has(ident),
  );
  return { ...change, mode: "add", values: [...kept, ...added] };
}

function changeValue(old: ValueItem, change: ValueItem): ValueItem {
  return {
    ...old,
    description: change.description ?? old.description,
    deprecation: change.deprecation ?? old.deprecation,
    parameters: change.parameters ?? old.parameters,
  };
}
