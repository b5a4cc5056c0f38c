import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readString } from "../../../src/read/index.ts";
import type { XmlNode } from "../../../src/tree/index.ts";
import {
  createDatatype,
  type Datatype,
  type DatatypeParameter,
  type ValueContext,
  XSD_LIBRARY,
} from "../../../src/validate/datatypes/index.ts";
import { shared } from "../../shared.ts";
import { holds, NOWHERE, xsd } from "./vocabulary.ts";

const XSDTEST = shared("suites/relaxng/xsdtest.xml");
const REGEXTEST = shared("suites/relaxng/regextest.xml");
const JING = shared("suites/relaxng/jing-datatype-verdicts.json");

/** The outermost element of a suite; of an empty one where the suite is not there and its tests are skipped. */
function rootOf(path: string | null): XmlNode {
  if (path === null) return readString("<none/>", { path: "none" }).tree!.root;
  const { tree, findings } = readString(readFileSync(path, "utf8"), { path });
  if (tree === null) throw new Error(findings[0]!.message);
  return tree.root;
}

/** The place of a value in the suite; entities are those its own internal subset would declare. */
function contextOf(node: XmlNode): ValueContext {
  const declared = [...(node.get("internalSubset") ?? "").matchAll(/<!ENTITY (\S+)/gu)].map(
    (match) => match[1],
  );
  return {
    namespaceOf: (prefix) => node.namespaceOf(prefix),
    isUnparsedEntity: (name) => declared.includes(name),
  };
}

function typeOf(node: XmlNode, parameters: readonly DatatypeParameter[] = []): Datatype {
  const name = [node, ...node.ancestors()].find((each) => each.local === "datatype")!.get("name")!;
  const made = createDatatype(XSD_LIBRARY, name, parameters, contextOf(node));
  if (made.datatype === null) throw new Error(made.reason);
  return made.datatype;
}

function allows(type: Datatype, value: XmlNode): boolean {
  return type.allows(value.text, contextOf(value));
}

function isBelow(one: XmlNode, other: XmlNode): boolean {
  return allows(typeOf(one, [{ name: "minExclusive", value: one.text }]), other);
}

describe.skipIf(XSDTEST === null)("the suite of the XML Schema datatypes", () => {
  const root = rootOf(XSDTEST);
  const all = (local: string) => [...root.descendantElements(local)];

  it("has its values where they belong", () => {
    const wrong = [...all("valid"), ...all("invalid")].filter(
      (value) => allows(typeOf(value), value) !== (value.local === "valid"),
    );
    expect(all("valid").length + all("invalid").length).toBe(256);
    expect(wrong.map((value) => `${value.parent!.get("name")} ${value.local} ${value.text}`)).toEqual([]);
  });

  it("has values equal within a class, and different between two", () => {
    for (const equiv of all("equiv")) {
      const classes = [...equiv.elements("class")].map((each) =>
        [...each.elements("value")].map((value) => typeOf(value).valueKey(value.text, contextOf(value))),
      );
      for (const keys of classes) expect(new Set(keys).size, keys.join(" ")).toBe(1);
      const firsts = classes.map(([key]) => key);
      expect(firsts).not.toContain(null);
      expect(new Set(firsts).size).toBe(firsts.length);
    }
    expect(all("equiv").length).toBe(14);
  });

  it("has lengths that are neither one more nor one less", () => {
    for (const length of all("length")) {
      const count = Number(length.get("value"));
      const verdicts = [count - 1, count, count + 1]
        .filter((each) => each >= 0)
        .map((each) => allows(typeOf(length, [{ name: "length", value: String(each) }]), length));
      expect(verdicts, length.text).toEqual(count === 0 ? [true, false] : [false, true, false]);
    }
    expect(all("length").length).toBe(18);
  });

  it("has values in their order, and some in none", () => {
    for (const pair of [...all("lessThan"), ...all("incomparable")]) {
      const [one, other] = [...pair.elements("value")];
      const title = `${one!.text} ${pair.local} ${other!.text}`;
      expect(isBelow(one!, other!), title).toBe(pair.local === "lessThan");
      expect(isBelow(other!, one!), title).toBe(false);
      expect(isBelow(one!, one!), title).toBe(false);
    }
    expect([all("lessThan").length, all("incomparable").length]).toEqual([34, 14]);
  });
});

describe.skipIf(REGEXTEST === null)("the suite of the patterns", () => {
  for (const testCase of rootOf(REGEXTEST).elements("testCase")) {
    const [pattern, ...values] = testCase.elements();
    it(`${pattern!.local} ${pattern!.text}`, () => {
      const parameters = [{ name: "pattern", value: pattern!.text }];
      const { datatype } = createDatatype(XSD_LIBRARY, "string", parameters, NOWHERE);
      expect(datatype !== null).toBe(pattern!.local === "correct");
      for (const value of values)
        expect(holds(datatype!, value.text), value.text).toBe(value.local === "valid");
    });
  }
});

/** Where Jing differs from the specification: docs/conformance.md has the clauses. */
const JING_IS_WRONG: Readonly<Record<string, readonly string[]>> = {
  date: ["2024-01-01-13:30", "2024-01-01-14:00"],
  dateTime: ["2024-01-01T24:00:00", "2024-01-01T00:00:00."],
  time: ["24:00:00", "12:00:00."],
  duration: ["PT1.S", "PT.5S"],
  pat0: ["\u200b", "\u00ad", "\ue000", "\u0378", "\u{e0001}"],
};

type Verdicts = Readonly<
  Record<string, { readonly pattern: string | null; readonly values: Readonly<Record<string, string>> }>
>;

describe.skipIf(JING === null)("the verdicts of Jing", () => {
  const verdicts = JSON.parse(JING === null ? "{}" : readFileSync(JING, "utf8")) as Verdicts;

  it("are ours, but for those that contradict the specification", () => {
    const different = Object.entries(verdicts).map(([name, { pattern, values }]) => {
      const type = pattern === null ? xsd(name) : xsd("string", `pattern=${pattern}`);
      const wrong = Object.keys(values).filter((value) => holds(type, value) !== (values[value] === "valid"));
      return [name, wrong] as const;
    });
    expect(Object.fromEntries(different.filter(([, wrong]) => wrong.length > 0))).toEqual(JING_IS_WRONG);
    expect(Object.values(verdicts).flatMap(({ values }) => Object.keys(values)).length).toBe(312);
  });
});
