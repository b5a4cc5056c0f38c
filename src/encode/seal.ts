import { createHash } from "node:crypto";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SEAL = /^<\?xml[^>]*\?>\n<\?colophon-encoded sha256="([0-9a-f]{64})"\?>\n/u;

/** Puts in front of a document the hash of what follows, by which one sees later whether it was edited. */
export function seal(xml: string): string {
  return `${DECLARATION}<?colophon-encoded sha256="${hash(xml)}"?>\n${xml}`;
}

/** Whether a document is not, or no longer, as the encoder wrote it. */
export function wasEdited(xml: string): boolean {
  const found = SEAL.exec(xml);
  return found === null || found[1] !== hash(xml.slice(found[0].length));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
