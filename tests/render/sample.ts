import { readFileSync } from "node:fs";
import { readOdd } from "../../src/odd/index.ts";
import { readString } from "../../src/read/index.ts";
import { type CompiledModels, compileModels, DEFAULT_ODD, type ModelSource } from "../../src/render/index.ts";
import type { Tree } from "../../src/tree/index.ts";

/** Reads a document of a test. Throws where it is not well-formed. */
export function tree(source: string, path = "tei/sample.xml"): Tree {
  const { tree: read, findings } = readString(source, { path });
  if (read === null) throw new Error(findings.map(({ message }) => message).join("\n"));
  return read;
}

/** A whole document around the content of its body, with what its header says of quotation marks. */
export function documentWith(body: string, header = ""): Tree {
  return tree(
    `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>${header}</teiHeader><text><body>${body}</body></text></TEI>`,
  );
}

/** The header of a document whose marks are all taken out of the text. */
export const NO_MARKS =
  '<encodingDesc><editorialDecl><quotation marks="none"><p>None.</p></quotation></editorialDecl></encodingDesc>';

/** The models in an ODD whose specifications are given. */
export function odd(specifications: string): ModelSource {
  return readOdd(
    tree(
      `<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="test" start="TEI">${specifications}</schemaSpec>`,
    ),
  );
}

/** The default models, alone or with those of an edition before them. */
export function models(edition: ModelSource | null = null): CompiledModels {
  return compileModels(defaultModels(), edition);
}

/** The default models as they are written. */
export function defaultModels(): ModelSource {
  return readOdd(tree(readFileSync(DEFAULT_ODD, "utf8")));
}
