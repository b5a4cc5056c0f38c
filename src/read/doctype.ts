import { catalogue } from "../report/index.ts";
import type { Doctype } from "../tree/index.ts";
import { readAttributeDeclarations } from "./attribute-declaration.ts";
import type { Declarations } from "./declarations.ts";
import { readElementDeclaration } from "./element-declaration.ts";
import { readEntityDeclaration } from "./entity-declaration.ts";
import { type ExternalId, expectDeclarationEnd, readExternalId } from "./external-id.ts";
import type { Input } from "./input.ts";
import { readComment, readInstruction } from "./miscellany.ts";

const WITHIN = "the document type declaration";
const SUBSET = "the internal subset of the DTD";

/** Reads `<!DOCTYPE …>` (XML 1.0, section 2.8), with the declarations of its internal subset. The input stands at it. */
export function readDoctype(input: Input, declarations: Declarations): Doctype {
  const start = input.at;
  input.at += "<!DOCTYPE".length;
  input.expectSpace(WITHIN);
  const name = input.expectName(WITHIN, "the name of the outermost element");
  const hasSpace = input.skipSpace();
  const id = readExternalId(input, WITHIN);
  if (id !== null && !hasSpace) throw input.unexpected(WITHIN, "white space before SYSTEM or PUBLIC");
  if (id !== null) declarations.entities.mayBeElsewhere = !declarations.standalone;
  input.skipSpace();
  const internalSubset = input.skip("[") ? readInternalSubset(input, declarations) : null;
  input.skipSpace();
  if (input.next !== 62) throw input.unexpected(WITHIN, expectedEnd(id, internalSubset));
  input.at++;
  return {
    name,
    publicId: id?.publicId ?? null,
    systemId: id?.systemId ?? null,
    internalSubset,
    notations: [...declarations.notations.values()],
    instructions: declarations.instructions,
    start,
    end: input.at,
  };
}

function expectedEnd(id: ExternalId | null, internalSubset: string | null): string {
  if (internalSubset !== null) return "“>”";
  return id === null ? "SYSTEM, PUBLIC, “[” or “>”" : "“[” or “>”";
}

/** Reads declarations up to `]`; the texts of parameter entities between them are read in their place, in one loop. */
function readInternalSubset(document: Input, declarations: Declarations): string {
  const start = document.at;
  let input = document;
  for (;;) {
    input.skipSpace();
    if (input.atEnd) {
      if (input === document) throw document.unexpected(SUBSET, "a declaration or “]”");
      declarations.entities.leave(input);
      input = input.inclusion!.outer;
    } else if (input.next === 93 && input === document) {
      return document.text.slice(start, document.at++);
    } else if (input.next === 37) {
      input = readParameterReference(input, declarations) ?? input;
    } else {
      readMarkup(input, declarations);
    }
  }
}

/** Section 4.1, PEReference. A reference that is not read leaves a gap in what is known. */
function readParameterReference(input: Input, declarations: Declarations): Input | null {
  const start = input.at++;
  const name = input.expectNCName("a reference to a parameter entity", "a parameter entity");
  input.expect(";", "a reference to a parameter entity");
  declarations.entities.mayBeElsewhere = !declarations.standalone;
  const included = declarations.entities.includeParameter(name, input, start);
  if (included === null) declarations.hasGap = true;
  return included;
}

function readMarkup(input: Input, declarations: Declarations): void {
  if (input.looksAt("<!--")) readComment(input);
  else if (input.looksAt("<?")) declarations.instructions.push(readInstruction(input));
  else if (input.skip("<!ENTITY")) readEntityDeclaration(input, declarations);
  else if (input.skip("<!ELEMENT")) readElementDeclaration(input);
  else if (input.skip("<!ATTLIST")) readAttributeDeclarations(input, declarations);
  else if (input.skip("<!NOTATION")) readNotationDeclaration(input, declarations);
  else throw unexpectedMarkup(input);
}

function unexpectedMarkup(input: Input): Error {
  if (input.looksAt("<![")) {
    return input.unexpected(SUBSET, "a declaration; conditional sections stand only in external subsets");
  }
  return input.unexpected(SUBSET, input.inclusion === null ? "a declaration or “]”" : "a declaration");
}

/** Section 4.7. */
function readNotationDeclaration(input: Input, { notations }: Declarations): void {
  const within = "a notation declaration";
  input.expectSpace(within);
  const name = input.expectNCName(within, "a notation");
  input.expectSpace(within);
  const id = readExternalId(input, within, true);
  if (id === null) throw input.unexpected(within, "SYSTEM or PUBLIC");
  expectDeclarationEnd(input, within);
  if (!notations.has(name)) notations.set(name, { name, ...id });
}

/** Throws the fault of a second document type declaration, or one behind the beginning of the outermost element. */
export function misplacedDoctype(input: Input): Error {
  const found = "a document type declaration";
  const expected = "it once, before the outermost element";
  return input.fault(
    catalogue.markupMalformed,
    { within: "the document", found, expected },
    input.at,
    input.at + 9,
  );
}
