import { readFileSync } from "node:fs";
import { readString } from "../../src/read/index.ts";
import type { XmlNode } from "../../src/tree/index.ts";

/** An attribute on an element, and whether its value is made of pointers there. */
export interface AttributeUse {
  readonly attribute: string;
  readonly element: string;
  readonly isPointer: boolean;
}

/**
 * Derives from the specifications of TEI P5 which attributes every element has, and which of them are pointers
 * (`teidata.pointer`): those of the classes it is a member of, and those it declares itself, changes or takes away.
 */
export function attributesOfTei(file: string): readonly AttributeUse[] {
  const { tree } = readString(readFileSync(file, "utf8"), { path: file });
  const specs = [...tree!.document.descendantElements("classSpec", "elementSpec")];
  const classes = new Map(
    specs.filter(({ local }) => local === "classSpec").map((spec) => [spec.get("ident")!, spec]),
  );
  return specs
    .filter(({ local }) => local === "elementSpec")
    .flatMap((spec) =>
      [...attributesOf(spec, classes)].map(([attribute, isPointer]) => ({
        attribute,
        element: spec.get("ident")!,
        isPointer,
      })),
    );
}

function attributesOf(spec: XmlNode, classes: ReadonlyMap<string, XmlNode>): Map<string, boolean> {
  const attributes = new Map<string, boolean>();
  for (const member of spec.maybeElement("classes")?.elements("memberOf") ?? []) {
    const above = classes.get(member.get("key")!);
    if (above !== undefined) for (const [name, is] of attributesOf(above, classes)) attributes.set(name, is);
  }
  for (const definition of spec.descendantElements("attDef")) {
    const name = definition.get("ident")!;
    if (definition.get("mode") === "delete") attributes.delete(name);
    else if (definition.maybeElement("datatype") !== null) attributes.set(name, isPointer(definition));
  }
  return attributes;
}

function isPointer(definition: XmlNode): boolean {
  return [...definition.descendantElements("dataRef")].some((data) => data.get("key") === "teidata.pointer");
}
