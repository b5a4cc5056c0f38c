import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SchemaCache } from "../../src/build/cache/schema-cache.ts";
import { type OpenedRules, openRules, type RulesSource, rulesOfFile } from "../../src/build/schemas/rules.ts";
import { findSchemas } from "../../src/build/schemas/schemas.ts";
import type { Finding } from "../../src/report/index.ts";
import { validateGrammar, validateSchematron } from "../../src/validate/index.ts";
import { folderOf } from "../cli/run.ts";
import { treeOf } from "../validate/cases.ts";

const SCHEMATRON = 'xmlns="http://purl.oclc.org/dsdl/schematron"';
const FILES: Readonly<Record<string, string>> = {
  "s/rules.sch": `<schema ${SCHEMATRON}><ns prefix="t" uri="urn:t"/><include href="part/p.sch"/>
    <pattern id="other" documents="'other.xml'"><rule context="*"><assert test="@n"/></rule></pattern></schema>`,
  "s/part/p.sch": `<pattern ${SCHEMATRON}><rule context="t:p">
    <let name="words"><w n="1"/></let>
    <assert test="@n = $words/@n">No number: <value-of select="concat(., 'x')"/></assert></rule></pattern>`,
};

function sourceOf(
  files: Readonly<Record<string, string>>,
  read: string[] = [],
  main = "s/rules.sch",
): RulesSource {
  const bytes = (path: string): Uint8Array | null => {
    if (files[path] === undefined) return null;
    return new TextEncoder().encode(files[path]);
  };
  const source = rulesOfFile({ path: main, bytes: bytes(main)! }, bytes, false);
  return {
    ...source,
    read: () => {
      read.push(main);
      return source.read();
    },
  };
}

function said({ schematron, findings }: OpenedRules): readonly Finding[] {
  const tree = treeOf('<p xmlns="urn:t">a</p>', "d/a.xml");
  return [
    ...findings,
    ...schematron.flatMap((rules) => [...rules.findings, ...validateSchematron(tree, rules)]),
  ];
}

describe("rules of Schematron in the cache", () => {
  const cache = (): SchemaCache => new SchemaCache(folderOf({}), "1");

  it("say the same as when they were read, and nothing is read for it but what something is told of", () => {
    const own = cache();
    const first = said(openRules(sourceOf(FILES), own));
    expect(first.map(({ path, line, message }) => [path, line, message])).toEqual([
      ["d/a.xml", 1, "No number: ax"],
      ["s/rules.sch", 2, expect.stringContaining("“other.xml” is not here")],
    ]);
    const read: string[] = [];
    const again = openRules(sourceOf(FILES, read), own);
    expect(read).toEqual([]);
    expect(said(again)).toEqual(first);
  });

  it("are found in a project that was moved, whose paths they tell then", () => {
    const own = cache();
    openRules(sourceOf(FILES), own);
    const moved = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`/far/${path}`, text]));
    const read: string[] = [];
    const found = openRules(sourceOf(moved, read, "/far/s/rules.sch"), own);
    expect(read).toEqual([]);
    expect(said(found).map(({ path }) => path)).toEqual(["d/a.xml", "/far/s/rules.sch"]);
  });

  it("are read anew where a file that they include is another", () => {
    const own = cache();
    openRules(sourceOf(FILES), own);
    const changed = { ...FILES, "s/part/p.sch": FILES["s/part/p.sch"]!.replace("No number", "Number!") };
    expect(said(openRules(sourceOf(changed), own))[0]?.message).toBe("Number!: ax");
    const gone = { "s/rules.sch": FILES["s/rules.sch"]! };
    expect(said(openRules(sourceOf(gone), own))[0]?.message).toContain("part/p.sch");
  });

  it("are read anew where what was kept is damaged", () => {
    const folder = folderOf({});
    const own = new SchemaCache(folder, "1");
    const first = said(openRules(sourceOf(FILES), own));
    const [entry] = readdirSync(join(folder, "schemas")).filter((name) => name.endsWith(".bin"));
    const file = join(folder, "schemas", entry!);
    writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, -3), Buffer.from("]}}")]));
    const read: string[] = [];
    expect(said(openRules(sourceOf(FILES, read), own))).toEqual(first);
    expect(read).toEqual(["s/rules.sch"]);
  });

  it("keep what is wrong with them", () => {
    const own = cache();
    const broken = { "s/rules.sch": FILES["s/rules.sch"]!.replace('test="@n"', 'test="@n ="') };
    const first = openRules(sourceOf(broken), own);
    const read: string[] = [];
    const again = openRules(sourceOf(broken, read), own);
    expect(again.schematron[0]!.findings.length).toBe(2);
    expect(again.schematron[0]!.findings).toEqual(first.schematron[0]!.findings);
    expect(read).toEqual([]);
  });
});

describe("what an ODD compiles to, in the cache", () => {
  const TEI = 'xmlns="http://www.tei-c.org/ns/1.0"';
  const odd = `<TEI ${TEI} xmlns:xi="http://www.w3.org/2001/XInclude"><schemaSpec ident="e" start="a"><xi:include href="part.xml"/></schemaSpec></TEI>`;
  const part = (message: string, content: string): string =>
    `<elementSpec ${TEI} ident="a"><content><${content}/></content><constraintSpec scheme="schematron" ident="c"><constraint>
    <assert ${SCHEMATRON} test="@n">${message}</assert></constraint></constraintSpec></elementSpec>`;

  it("is made anew where a file that it includes is another", async () => {
    const folder = folderOf({ "odd/e.odd": odd, "odd/part.xml": part("One", "textNode") });
    const cache = new SchemaCache(join(folder, "cache"), "1");
    const wanted = { grammars: true, rules: true };
    const tree = treeOf(`<a ${TEI}>words</a>`);
    const messages = async (): Promise<string[]> => {
      const search = { folder, prefix: "", named: ["odd/e.odd"], rules: [], catalogs: null, cache, wanted };
      const { grammars, schematron } = await (await findSchemas(search)).schemasOf(tree.path, () => tree);
      const [found = []] = await validateGrammar([tree], grammars[0]!);
      return [...found, ...validateSchematron(tree, schematron[0]!)].map(({ message }) => message);
    };
    expect(await messages()).toEqual(["One"]);
    expect(await messages()).toEqual(["One"]);
    writeFileSync(join(folder, "odd/part.xml"), part("Two", "empty"));
    expect(await messages()).toEqual([expect.stringContaining("Text is not allowed"), "Two"]);
  });
});
