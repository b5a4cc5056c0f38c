import { parentPort } from "node:worker_threads";
import { ParseOption, XmlDocument, XmlLibError, xmlRegisterInputProvider } from "libxml2-wasm";
import type { DtdQuestion, DtdReply } from "./dtd-message.ts";

interface OpenFile {
  readonly bytes: Uint8Array;
  at: number;
}

/**
 * The thread that validates by DTD. libxml2 validates while it parses: a DTD on its own (`DtdValidator`) would not know
 * the internal subset of the document, with which TEI P4 chooses its tag sets, nor load the parts it is made of.
 */
function serve(): void {
  let files: ReadonlyMap<string, Uint8Array> = new Map();
  provide((name) => files.get(name) ?? files.get(decoded(name)) ?? null);
  parentPort!.on("message", (question: DtdQuestion) => {
    files = question.files;
    parentPort!.postMessage(answer(question));
  });
}

/** Every file that libxml2 asks for comes from what was handed over; there is no disk and no network behind it. */
function provide(fileAt: (name: string) => Uint8Array | null): void {
  const open = new Map<number, OpenFile>();
  let last = 0;
  xmlRegisterInputProvider({
    match: () => true,
    open: (name) => {
      const bytes = fileAt(name);
      if (bytes === null) return undefined;
      open.set(++last, { bytes, at: 0 });
      return last;
    },
    read: (descriptor, buffer) => {
      const file = open.get(descriptor);
      if (file === undefined) return -1;
      const count = Math.min(buffer.byteLength, file.bytes.byteLength - file.at);
      buffer.set(file.bytes.subarray(file.at, file.at + count));
      file.at += count;
      return count;
    },
    close: (descriptor) => open.delete(descriptor),
  });
}

function decoded(name: string): string {
  try {
    return decodeURI(name);
  } catch {
    return name;
  }
}

function answer({ text, url, isHuge }: DtdQuestion): DtdReply {
  const option =
    ParseOption.XML_PARSE_DTDLOAD |
    ParseOption.XML_PARSE_DTDVALID |
    ParseOption.XML_PARSE_NONET |
    ParseOption.XML_PARSE_BIG_LINES |
    (isHuge ? ParseOption.XML_PARSE_HUGE : 0);
  try {
    const document = XmlDocument.fromString(text, { url, option });
    document.dispose();
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(({ message, level, file, line, xpath }) => ({
      message: message.trim(),
      level,
      file: file ?? null,
      line,
      xpath: xpath ?? null,
    }));
  }
}

serve();
