import { crc32 } from "node:zlib";
import { writeZipHeader, type ZipMember, zipDirectory, zipMemberLength } from "./zip-layout.ts";

/**
 * Writes a zip file of files that are all there already, in their order; the same files give the same bytes. Nothing is
 * compressed, since the bytes of a compressor differ between its versions.
 */
export async function writeZip(
  files: Iterable<{ readonly path: string; readonly bytes: Uint8Array }>,
): Promise<Uint8Array> {
  const members: ZipMember[] = [];
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (const { path, bytes } of files) {
    const member = { name: path, size: bytes.length, crc32: crc32(bytes), start };
    members.push(member);
    const length = zipMemberLength(path, bytes.length);
    const header = Buffer.alloc(length - bytes.length);
    writeZipHeader(header, 0, member);
    pieces.push(header, bytes);
    start += length;
  }
  return Buffer.concat([...pieces, ...zipDirectory(members, start, "")]);
}
