import { memoryPages, validateXML } from "xmllint-wasm";

/** A file in the validator's memory; nothing is read from the disk. */
export interface XmllintFile {
  readonly name: string;
  readonly text: string;
}

/** One thing the validator said. */
export interface XmllintMessage {
  /** Null where it names no line. */
  readonly line: number | null;
  readonly text: string;
}

/** What it said of one document. */
export interface XmllintVerdict {
  readonly valid: boolean;
  readonly messages: readonly XmllintMessage[];
}

/** The schema itself could not be used; the message is libxml2's. */
export class XmllintSchemaError extends Error {
  override readonly name = "XmllintSchemaError";
}

/** As much memory as WebAssembly has: a large schema needs hundreds of megabytes in libxml2. */
const MOST_MEMORY = memoryPages.max;
const FIRST_MEMORY = 64 * memoryPages.MiB;

/**
 * Validates documents against one RELAX NG schema, which libxml2 compiles once for all of them, and gives a verdict for
 * each in their order. `related` are files the schema includes. Throws an `XmllintSchemaError` where the schema is unusable.
 */
export async function xmllintRelaxng(
  schema: string,
  documents: readonly string[],
  related: readonly XmllintFile[] = [],
): Promise<readonly XmllintVerdict[]> {
  if (documents.length === 0) return [];
  const xml = documents.map((contents, at) => ({ fileName: `document-${at}.xml`, contents }));
  const output = await run({
    xml,
    extension: "relaxng",
    schema: [{ fileName: "schema.rng", contents: schema }],
    preload: related.map(({ name, text }) => ({ fileName: name, contents: text })),
    initialMemoryPages: FIRST_MEMORY,
    maxMemoryPages: MOST_MEMORY,
  });
  return verdicts(output, documents.length);
}

async function run(options: Parameters<typeof validateXML>[0]): Promise<string> {
  try {
    return (await validateXML(options)).rawOutput;
  } catch (error) {
    throw new XmllintSchemaError(error instanceof Error ? error.message : String(error));
  }
}

/** What is said of a document stands before the line that says whether it validates; some of it names no document. */
function verdicts(output: string, count: number): XmllintVerdict[] {
  const found: XmllintVerdict[] = [];
  let messages: XmllintMessage[] = [];
  for (const line of output.split("\n")) {
    const end = /^document-\d+\.xml (validates|fails to validate)$/u.exec(line);
    if (end !== null) {
      found.push({ valid: end[1] === "validates", messages });
      messages = [];
    } else {
      const message = messageOf(line);
      if (message !== null) messages.push(message);
    }
  }
  if (found.length !== count) throw new XmllintSchemaError(output.trim());
  return found;
}

function messageOf(line: string): XmllintMessage | null {
  const found = /^(?:document-\d+\.xml:(\d+): (?:element \S+: )?)?(?:Relax-NG )?validity error : (.*)$/u.exec(
    line,
  );
  if (found === null) return null;
  return { line: found[1] === undefined ? null : Number(found[1]), text: found[2]!.trim() };
}
