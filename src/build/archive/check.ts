import { closeSync, openSync, readSync } from "node:fs";
import {
  checkMetadata,
  checkNames,
  type EditionMetadata,
  isTextual,
  type Preset,
} from "../../archive/index.ts";
import { texts } from "../../edition.ts";
import { catalogue, type Finding, wholeOf } from "../../report/index.ts";
import type { LoadedEdition } from "../read-edition.ts";
import type { Payload, PayloadFile } from "./payload.ts";

/** What is checked. */
export interface ArchiveCheck {
  readonly loaded: LoadedEdition;
  readonly payload: Payload;
  readonly metadata: EditionMetadata;
  readonly preset: Preset;
}

/** Checks an edition as an archive would: metadata, names, encodings, references. Findings are given by the path they are about. */
export function archiveFindings({ loaded, payload, metadata, preset }: ArchiveCheck): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  const add = (path: string, findings: readonly Finding[]): void =>
    void (findings.length > 0 && found.set(path, [...(found.get(path) ?? []), ...findings]));
  for (const [path, findings] of payload.findings) add(path, findings);
  const home = placeOfMetadata(loaded);
  add(home.path, checkMetadata(metadata, preset, home));
  const named = payload.files.map(({ path, role }) => ({ path, isMade: role === "output" }));
  for (const finding of checkNames(named, preset)) add(finding.path, [finding]);
  for (const file of payload.files) add(file.path, checkEncoding(file));
  return found;
}

/** What the edition does not say is found at the header of its text, or at the configuration where there are several. */
function placeOfMetadata({ edition, files }: LoadedEdition): ReturnType<typeof wholeOf> {
  const [one, other] = texts(edition);
  if (one === undefined || other !== undefined)
    return wholeOf(files.sources.at(0)?.path ?? "colophon.config");
  const header = one.tree.root.maybeElement("teiHeader") ?? one.tree.root;
  return {
    path: one.path,
    lines: one.tree.lines,
    span: { start: header.start, end: header.tagEnd },
    elementPath: header.path,
  };
}

const CHUNK = 1024 * 1024;

/** Reads a text through, a piece at a time: UTF-8 without a byte order mark is what every archive asks for. */
function checkEncoding({ path, file }: PayloadFile): Finding[] {
  if (!isTextual(path)) return [];
  const what = encodingFault(file);
  return what === null ? [] : [catalogue.encodingOther(wholeOf(path), { file: path, what })];
}

function encodingFault(file: string): string | null {
  const handle = openSync(file, "r");
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const buffer = Buffer.alloc(CHUNK);
  try {
    for (let at = 0; ; ) {
      const length = readSync(handle, buffer, 0, CHUNK, at);
      if (
        at === 0 &&
        length > 1 &&
        ((buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff))
      )
        return "is in UTF-16";
      if (at === 0 && length > 2 && buffer.readUIntBE(0, 3) === 0xefbbbf)
        return "begins with a byte order mark";
      decoder.decode(buffer.subarray(0, length), { stream: length > 0 });
      if (length === 0) return null;
      at += length;
    }
  } catch (error) {
    if (error instanceof TypeError) return "is not in UTF-8";
    throw error;
  } finally {
    closeSync(handle);
  }
}
