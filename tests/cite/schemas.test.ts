import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import {
  citationsJson,
  passagesIndex,
  passagesTable,
  quotationsIndex,
  registerIndex,
  registerTable,
  speechesIndex,
  wholeIndex,
} from "../../src/cite/index.ts";
import { readRegisters } from "../../src/resolve/index.ts";
import { cite, treeOf } from "./cases.ts";

const REGISTER = treeOf(readFileSync(join(import.meta.dirname, "register.xml"), "utf8"), "tei/register.xml");
const registers = readRegisters([{ id: "register", tree: REGISTER }]);
const records = [
  cite(`<p><quote>Force</quote> (<bibl>Weil, vol. 2, pp. 563–4 f.</bibl>; <bibl>Ibid.</bibl>; <bibl>Arendt, op. cit., p. 3</bibl>), says <persName ref="register.xml#weil">Weil</persName>.</p>
  <sp who="register.xml#weil"><speaker>W.</speaker><p>No.</p></sp>`).records,
];
const name = { id: "e", title: "E", version: "1" };

describe("the shapes of docs/formats.md", () => {
  it.each([
    ["citations", citationsJson(name, records)],
    ["quotations", wholeIndex(quotationsIndex(null), records)],
    ["speeches", wholeIndex(speechesIndex(name), records)],
    ["people", wholeIndex(registerIndex("people", name, registers), records)],
    ["places", wholeIndex(registerIndex("places", name, registers), records)],
    ["organisations", wholeIndex(registerIndex("organisations", name, registers), records)],
    ["events", wholeIndex(registerIndex("events", name, registers), records)],
    ["objects", wholeIndex(registerIndex("objects", name, registers), records)],
    ["passages", wholeIndex(passagesIndex(name, registers), records)],
  ])("are those of %s.json", (file, text) => {
    const path = join(import.meta.dirname, `../../schemas/json/${file}.schema.json`);
    const holds = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(path, "utf8")) as object,
    );
    expect(holds(JSON.parse(text)) ? null : holds.errors).toBeNull();
    expect(holds({ edition: null })).toBe(false);
  });
});

describe("the tables of registers and works", () => {
  it("have a line for each mention, and one for an entry that is named nowhere", () => {
    const [head, ...lines] = wholeIndex(registerTable("people", registers), records).split("\r\n");
    expect(head).toBe("key,name,ref,document,text,line,column,url");
    expect(
      lines.filter((line) => line.startsWith("weil,")).map((line) => line.split(",").slice(3, 5)),
    ).toEqual([["essay", "Weil"]]);
    const others = [...registers.people.keys()].filter((key) => key !== "weil");
    expect(lines.filter((line) => line.endsWith(",,,,,"))).toHaveLength(others.length);
  });

  it("have a line for each place of a work, in their order", () => {
    const [head, ...lines] = wholeIndex(passagesTable(registers), records).split("\r\n");
    expect(head).toBe("work,title,locus,citation,document,quotations,url");
    expect(
      lines.filter((line) => line !== "").map((line) => /,"?(?:vol|pp?)\.[^,"]*/u.exec(line)?.[0]),
    ).toEqual([',"vol. 2', ',"vol. 2']);
  });
});
