import { catalogue } from "../report/index.ts";
import type { Instruction } from "../tree/index.ts";
import type { Input } from "./input.ts";

/** Passes over a comment, `<!--` to `-->`, and gives what it says (XML 1.0, production 15). */
export function readComment(input: Input): string {
  const start = input.at;
  const end = input.text.indexOf("--", start + 4);
  const isClosed = end !== -1 && end + 2 < input.text.length;
  if (!isClosed)
    throw input.fault(catalogue.unclosed, { what: "a comment", expected: "-->" }, start, start + 4);
  if (!input.text.startsWith(">", end + 2)) throw input.fault(catalogue.commentHyphens, {}, end, end + 2);
  input.at = end + 3;
  return input.text.slice(start + 4, end);
}

/** Passes over a processing instruction, `<?` to `?>` (production 16). */
export function readInstruction(input: Input): Instruction {
  const start = input.at;
  input.at += 2;
  const target = input.expectNCName("a processing instruction", "an instruction");
  if (target.toLowerCase() === "xml") throw input.fault(catalogue.targetReserved, { target }, start);
  if (!input.looksAt("?>")) input.expectSpace("a processing instruction");
  return { target, data: input.expectThrough("?>", "a processing instruction", start) };
}
