import { expectDeclarationEnd } from "./external-id.ts";
import type { Input } from "./input.ts";

const WITHIN = "an element declaration";

/**
 * Passes over `<!ELEMENT …>` (XML 1.0, section 3.2). The content model is checked and forgotten: a reader that does not
 * validate has no use for it. The input stands behind `<!ELEMENT`.
 */
export function readElementDeclaration(input: Input): void {
  input.expectSpace(WITHIN);
  input.expectName(WITHIN, "the name of an element");
  input.expectSpace(WITHIN);
  if (!input.skip("EMPTY") && !input.skip("ANY")) readModel(input);
  expectDeclarationEnd(input, WITHIN);
}

function readModel(input: Input): void {
  if (input.next !== 40) throw input.unexpected(WITHIN, "EMPTY, ANY or a content model in parentheses");
  const start = input.at++;
  input.skipSpace();
  if (input.skip("#PCDATA")) {
    readMixed(input);
  } else {
    input.at = start;
    readChildren(input);
  }
}

/** Production 51, behind `(#PCDATA`. */
function readMixed(input: Input): void {
  let names = 0;
  input.skipSpace();
  while (input.skip("|")) {
    input.skipSpace();
    input.expectName("a mixed content model", "the name of an element");
    input.skipSpace();
    names++;
  }
  input.expect(")", "a mixed content model");
  if (!input.skip("*") && names > 0) throw input.unexpected("a mixed content model with elements", "“*”");
}

/** Productions 47 to 50. Groups nest as deep as they like: the separators of the open ones are kept on a stack. */
function readChildren(input: Input): void {
  const separators: string[] = [];
  do {
    if (input.skip("(")) {
      separators.push("");
      input.skipSpace();
    } else {
      input.expectName("a content model", "the name of an element or “(”");
      skipOccurrence(input);
      closeGroups(input, separators);
    }
  } while (separators.length > 0);
}

/** Behind a particle: closes the groups that end here, and passes over the separator before the next particle. */
function closeGroups(input: Input, separators: string[]): void {
  while (separators.length > 0) {
    input.skipSpace();
    if (!input.skip(")")) {
      readSeparator(input, separators);
      return;
    }
    separators.pop();
    skipOccurrence(input);
  }
}

function readSeparator(input: Input, separators: string[]): void {
  const known = separators.at(-1)!;
  const separator = input.text[input.at];
  if (separator === undefined || !(known === "" ? "|," : known).includes(separator)) {
    throw input.unexpected("a content model", known === "" ? "“|”, “,” or “)”" : `“${known}” or “)”`);
  }
  separators[separators.length - 1] = separator;
  input.at++;
  input.skipSpace();
}

function skipOccurrence(input: Input): void {
  if (input.next === 63 || input.next === 42 || input.next === 43) input.at++;
}
