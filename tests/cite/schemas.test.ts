import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import {
  citationsJson,
  passagesIndex,
  quotationsIndex,
  registerIndex,
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
