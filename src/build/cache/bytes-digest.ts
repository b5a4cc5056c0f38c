import { sha256 } from "../sha256.ts";

const DIGESTS = new WeakMap<Uint8Array, string>();

/** The SHA-256, in hexadecimal digits, of bytes that do not change any more; it is worked out once. */
export function digestOfBytes(bytes: Uint8Array): string {
  const known = DIGESTS.get(bytes);
  if (known !== undefined) return known;
  const digest = sha256(bytes);
  DIGESTS.set(bytes, digest);
  return digest;
}
