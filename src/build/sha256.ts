import { hash } from "node:crypto";

/** Gives the SHA-256 of bytes or of a text, in hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return hash("sha256", bytes, "hex");
}
