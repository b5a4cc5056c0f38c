import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { openZip } from "../../src/formats/index.ts";

/** Gives the files of a zip file as text, in their order. */
export async function zipContents(path: string): Promise<ReadonlyMap<string, string>> {
  const bytes = readFileSync(path);
  const read = (into: Uint8Array, at: number): number => bytes.copy(into, 0, at);
  const zip = await openZip({ size: bytes.length, read });
  const files = new Map<string, string>();
  for await (const { name, contentStart, compressedSize, compression } of zip.entries()) {
    const content = bytes.subarray(contentStart, contentStart + compressedSize);
    files.set(name, (compression === "stored" ? content : inflateRawSync(content)).toString("utf8"));
  }
  return files;
}
