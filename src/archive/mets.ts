import type { FileRecord, PackageDescription } from "./description.ts";
import { mediaType } from "./media-type.ts";
import { packageName } from "./metadata.ts";
import { crateId } from "./ro-crate.ts";

/**
 * Writes `mets.xml` (METS 1.12), piece by piece: every file with size, media type and checksum, and one division for each
 * top folder. For repositories that take nothing else.
 */
export function* metsRecord(
  description: PackageDescription,
  records: readonly FileRecord[],
): Generator<string> {
  const { metadata, tool } = description;
  const date = metadata.date === null ? "" : ` CREATEDATE="${metadata.date}"`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"`;
  yield ` OBJID="${escaped(packageName(metadata))}" LABEL="${escaped(metadata.title ?? metadata.id)}">\n`;
  yield `  <metsHdr${date}><agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE"><name>${escaped(tool.name)} ${escaped(tool.version)}</name></agent></metsHdr>\n`;
  yield "  <fileSec>\n    <fileGrp>\n";
  for (const [at, { path, size, sha512 }] of records.entries()) {
    yield `      <file ID="file-${at + 1}" MIMETYPE="${mediaType(path)}" SIZE="${size}" CHECKSUM="${sha512}" CHECKSUMTYPE="SHA-512">`;
    yield `<FLocat LOCTYPE="URL" xlink:href="${escaped(crateId(path))}"/></file>\n`;
  }
  yield `    </fileGrp>\n  </fileSec>\n  <structMap TYPE="physical">\n    <div LABEL="${escaped(metadata.title ?? metadata.id)}">\n`;
  yield* divisions(records);
  yield "    </div>\n  </structMap>\n</mets>\n";
}

function* divisions(records: readonly FileRecord[]): Generator<string> {
  const tops = new Map<string, number[]>();
  for (const [at, { path }] of records.entries()) {
    const top = path.includes("/") ? path.slice(0, path.indexOf("/")) : path;
    const files = tops.get(top) ?? [];
    files.push(at + 1);
    tops.set(top, files);
  }
  for (const [top, files] of tops) {
    yield `      <div LABEL="${escaped(top)}">`;
    for (const number of files) yield `<fptr FILEID="file-${number}"/>`;
    yield "</div>\n";
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
