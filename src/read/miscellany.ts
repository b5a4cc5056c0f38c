import { catalogue } from "../report/index.ts";
import type { Instruction } from "../tree/index.ts";
import { checkCharacters } from "./attribute-value.ts";
import type { Input } from "./input.ts";

/** Passes over a comment, `<!--` to `-->`, and gives what it says (XML 1.0, production 15). */
export function readComment(input: Input): string {
  const start = input.at;
  input.at += 4;
  const content = input.expectThrough("--", "a comment", start);
  if (!input.skip(">")) {
    if (input.atEnd)
      throw input.fault(catalogue.unclosed, { what: "a comment", expected: "-->" }, start, start + 4);
    throw input.fault(catalogue.commentHyphens, {}, input.at - 2);
  }
  checkCharacters(input, content, start + 4);
  return content;
}

/** Passes over a processing instruction, `<?` to `?>` (production 16). */
export function readInstruction(input: Input): Instruction {
  const start = input.at;
  input.at += 2;
  const target = input.expectNCName("a processing instruction", "an instruction");
  if (target.toLowerCase() === "xml") throw input.fault(catalogue.targetReserved, { target }, start);
  if (!input.looksAt("?>")) input.expectSpace("a processing instruction");
  const from = input.at;
  const data = input.expectThrough("?>", "a processing instruction", start);
  checkCharacters(input, data, from);
  return { target, data };
}
