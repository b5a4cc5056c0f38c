import type { NameClass } from "../../../src/validate/relaxng/name-class.ts";
import type { Grammar, Pattern } from "../../../src/validate/relaxng/pattern.ts";

/**
 * Writes a grammar in simple form so that two are written alike just when they mean the same, but for the numbers of
 * elements and the nesting of choices, groups and interleaves. Elements are numbered as the start leads to them.
 */
export function writeSimpleForm({ start, elements }: Grammar): string {
  const numbers = new Map<number, number>();
  const order: number[] = [];
  const numberOf = (element: number): number => {
    if (!numbers.has(element)) numbers.set(element, order.push(element) - 1);
    return numbers.get(element)!;
  };
  const lines = [`start = ${writePattern(start, numberOf)}`];
  for (let at = 0; at < order.length; at++) {
    const { name, pattern } = elements[order[at]!]!;
    lines.push(`${at} = element ${writeNameClass(name)} { ${writePattern(pattern, numberOf)} }`);
  }
  return lines.join("\n");
}

function writePattern(pattern: Pattern, numberOf: (element: number) => number): string {
  const write = (each: Pattern): string => writePattern(each, numberOf);
  switch (pattern.kind) {
    case "empty":
    case "notAllowed":
    case "text":
      return pattern.kind;
    case "choice":
    case "group":
    case "interleave":
      return `(${flat(pattern, pattern.kind).map(write).join(SIGNS[pattern.kind])})`;
    case "oneOrMore":
      return `${write(pattern.pattern)}+`;
    case "list":
      return `list { ${write(pattern.pattern)} }`;
    case "attribute":
      return `attribute ${writeNameClass(pattern.name)} { ${write(pattern.pattern)} }`;
    case "element":
      return `@${numberOf(pattern.element)}`;
    case "data": {
      const { library, name, parameters } = pattern.datatype;
      return `data {${library}}${name} ${JSON.stringify(parameters)}${pattern.except === null ? "" : ` - ${write(pattern.except)}`}`;
    }
    case "value":
      return `value {${pattern.datatype.library}}${pattern.datatype.name} ${JSON.stringify([pattern.lexical, pattern.key])}`;
    default:
      return pattern satisfies never;
  }
}

const SIGNS = { choice: " | ", group: ", ", interleave: " & " } as const;

function flat(pattern: Pattern & { members: readonly Pattern[] }, kind: Pattern["kind"]): Pattern[] {
  const members = pattern.members.flatMap((member) =>
    "members" in member && member.kind === kind ? flat(member, kind) : [member],
  );
  if (kind !== "choice") return members;
  const empties = members.filter((member) => member.kind === "empty");
  return [...empties.slice(0, 1), ...members.filter((member) => member.kind !== "empty")];
}

function writeNameClass(nameClass: NameClass): string {
  switch (nameClass.kind) {
    case "name":
      return `{${nameClass.uri}}${nameClass.local}`;
    case "nsName":
      return `{${nameClass.uri}}*${writeExcept(nameClass.except)}`;
    case "anyName":
      return `*${writeExcept(nameClass.except)}`;
    case "choice":
      return `(${flatNames(nameClass).map(writeNameClass).join(" | ")})`;
    default:
      return nameClass satisfies never;
  }
}

function flatNames(nameClass: NameClass): NameClass[] {
  return nameClass.kind === "choice" ? nameClass.members.flatMap(flatNames) : [nameClass];
}

function writeExcept(except: NameClass | null): string {
  return except === null ? "" : ` - ${writeNameClass(except)}`;
}
