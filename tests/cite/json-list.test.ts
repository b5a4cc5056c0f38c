import { expect, it } from "vitest";
import { jsonMembers, jsonWithList } from "../../src/formats/index.ts";

const things = [{ a: "two\nlines", b: [1, { c: null }] }, { d: [] }, {}];

it("writes what JSON.stringify writes, whatever the pieces", () => {
  const whole = `${JSON.stringify({ edition: { id: "x" }, none: null, things }, null, 2)}\n`;
  const head = { edition: { id: "x" }, none: null };
  const [first, ...others] = things;
  for (const pieces of [[things], [[], [first!], [], others], things.map((each) => [each])])
    expect([...jsonWithList(head, "things", pieces.map(jsonMembers))].join("")).toBe(whole);
});

it("writes an empty list where there is nothing", () => {
  const empty = `${JSON.stringify({ edition: null, things: [] }, null, 2)}\n`;
  expect([...jsonWithList({ edition: null }, "things", [])].join("")).toBe(empty);
});
