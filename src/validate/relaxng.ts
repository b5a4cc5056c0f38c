import { readDocument } from "../read/index.ts";
import { catalogue, type Finding } from "../report/index.ts";
import type { Tree } from "../tree/index.ts";
import { relaxngFindings } from "./relaxng-finding.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";
import { type XmllintFile, XmllintSchemaError, xmllintRelaxng } from "./xmllint.ts";
import { xmllintInput } from "./xmllint-input.ts";

/** A schema file as it was read. */
export interface SchemaFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A RELAX NG schema made ready for any number of documents. */
export interface RelaxngSchema {
  readonly path: string;
  readonly tree: Tree;
  readonly vocabulary: Vocabulary;
  /** Files it includes, by the path it includes them with. */
  readonly related: readonly SchemaFile[];
}

/** A schema, or what is wrong with it. */
export interface CompiledSchema {
  readonly schema: RelaxngSchema | null;
  readonly findings: readonly Finding[];
}

/** Reads a RELAX NG schema in XML syntax. One that is not well-formed, or no RELAX NG, gives findings about itself. */
export function compileSchema(file: SchemaFile, related: readonly SchemaFile[] = []): CompiledSchema {
  const { tree, findings } = readDocument(file.bytes, { path: file.path });
  if (tree === null) return { schema: null, findings };
  if (tree.root.uri !== "http://relaxng.org/ns/structure/1.0") {
    const reason = `its outermost element <${tree.root.name.qualified}> is not RELAX NG`;
    return { schema: null, findings: [catalogue.schemaInvalid(tree.root, { reason })] };
  }
  const included = related
    .map(({ path, bytes }) => readDocument(bytes, { path }).tree)
    .filter((each) => each !== null);
  return {
    schema: { path: file.path, tree, vocabulary: readVocabulary([tree, ...included]), related },
    findings: [],
  };
}

/**
 * Checks documents against one schema, which is compiled once for all of them, and gives the findings of each in their
 * order. Where the schema itself cannot be used, each document gets one finding, which stands in the schema.
 */
export async function validateAll(
  trees: readonly Tree[],
  schema: RelaxngSchema,
): Promise<readonly (readonly Finding[])[]> {
  const inputs = trees.map(xmllintInput);
  try {
    const verdicts = await xmllintRelaxng(
      schema.tree.source,
      inputs.map((input) => input.text),
      schema.related.map(relatedFile),
    );
    return trees.map((tree, at) => {
      const { valid, messages } = verdicts[at]!;
      if (valid) return [];
      return relaxngFindings(messages, {
        tree,
        vocabulary: schema.vocabulary,
        rowOfLine: inputs[at]!.rowOfLine,
      });
    });
  } catch (error) {
    if (!(error instanceof XmllintSchemaError)) throw error;
    return trees.map(() => [unusable(schema, error)]);
  }
}

/** Checks one document against one schema; see {@link validateAll} for several. */
export async function validateRelaxng(tree: Tree, file: SchemaFile): Promise<readonly Finding[]> {
  const { schema, findings } = compileSchema(file);
  return schema === null ? findings : (await validateAll([tree], schema))[0]!;
}

function relatedFile({ path, bytes }: SchemaFile): XmllintFile {
  return { name: path, text: new TextDecoder().decode(bytes) };
}

/** libxml2 names the line of the schema, and says the same again in other words further down. */
function unusable(schema: RelaxngSchema, error: XmllintSchemaError): Finding {
  const found = /schema\.rng:(\d+):[^\n]*?(?:parser )?error : ([^\n]+)/u.exec(error.message);
  const reason = found?.[2] ?? error.message.split("\n")[0] ?? "";
  if (found === null) return catalogue.schemaInvalid(schema.tree.root, { reason });
  const { tree } = schema;
  const line = Number(found[1]);
  const start = tree.lines.offset(line, 1);
  const span = { start, end: start + tree.lines.text(line).length };
  return catalogue.schemaInvalid({ path: tree.path, lines: tree.lines, span, elementPath: null }, { reason });
}
