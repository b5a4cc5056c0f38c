import type { validateXML } from "xmllint-wasm";

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

/** What libxml2 calls the schema in its messages. */
const SCHEMA_NAME = "schema.xsd";

/**
 * Validates documents against one XML Schema (1.0), which libxml2 compiles once for all of them, and gives a verdict for
 * each in their order. `related` are files the schema includes. Throws an `XmllintSchemaError` where the schema is unusable.
 */
export async function xmllintXsd(
  schema: string,
  documents: readonly string[],
  related: readonly XmllintFile[] = [],
): Promise<readonly XmllintVerdict[]> {
  if (documents.length === 0) return [];
  const { memoryPages } = await import("xmllint-wasm");
  const xml = documents.map((contents, at) => ({ fileName: `document-${at}.xml`, contents }));
  const output = await run({
    xml,
    extension: "schema",
    schema: [{ fileName: SCHEMA_NAME, contents: schema }],
    preload: related.map(({ name, text }) => ({ fileName: name, contents: text })),
    // Depth is the reader's to limit; libxml2 would stop at 256 elements.
    modifyArguments: (given) => ["--huge", "--nonet", ...given],
    // As much memory as WebAssembly has: a large schema needs hundreds of megabytes in libxml2.
    initialMemoryPages: 64 * memoryPages.MiB,
    maxMemoryPages: memoryPages.max,
  });
  return verdicts(output, documents.length);
}

/** Gives what libxml2 wrote. It ends badly if it could not read one of the documents; what it wrote is in the error then. */
async function run(options: Parameters<typeof validateXML>[0]): Promise<string> {
  const { validateXML } = await import("xmllint-wasm");
  try {
    return (await validateXML(options)).rawOutput;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * What is said of a document stands before the line that says whether it validates; some of it names no document. A
 * document libxml2 cannot read (it has limits of its own) has no such line.
 */
function verdicts(output: string, count: number): XmllintVerdict[] {
  const found = new Map<number, XmllintVerdict>();
  let messages: XmllintMessage[] = [];
  for (const line of output.split("\n")) {
    const end = /^document-(\d+)\.xml (validates|fails to validate)$/u.exec(line);
    const unread = /^document-(\d+)\.xml:\d+: parser error : (.*)$/u.exec(line);
    if (end !== null) found.set(Number(end[1]), { valid: end[2] === "validates", messages });
    if (unread !== null)
      found.set(Number(unread[1]), { valid: false, messages: [{ line: null, text: unread[2]! }] });
    const message = messageOf(line);
    if (message !== null) messages.push(message);
    if (end !== null || unread !== null) messages = [];
  }
  return Array.from({ length: count }, (_, at) => {
    const verdict = found.get(at);
    if (verdict === undefined) throw new XmllintSchemaError(output.trim());
    return verdict;
  });
}

function messageOf(line: string): XmllintMessage | null {
  const found = /^(?:document-\d+\.xml:(\d+): (?:element \S+: )?)?(?:Schemas )?validity error : (.*)$/u.exec(
    line,
  );
  if (found === null) return null;
  return { line: found[1] === undefined ? null : Number(found[1]), text: found[2]!.trim() };
}
