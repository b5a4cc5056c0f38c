import { isBlank } from "./white-space.ts";

/** Whether a stretch of a string is hexBinary (XML Schema Part 2, section 3.2.15.1): pairs of hexadecimal digits. */
export function isHexBinary(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (hexDigit(text.charCodeAt(i)) < 0) return false;
  return (end - start) % 2 === 0;
}

/** Whether a stretch of a string is base64Binary (section 3.2.16): the bits that make no octet are zero. */
export function isBase64Binary(text: string, start: number, end: number): boolean {
  let digits = 0;
  let padding = 0;
  let last = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isBlank(code)) continue;
    if (code === 0x3d) padding++;
    else {
      last = base64Digit(code);
      if (padding > 0 || last < 0) return false;
      digits++;
    }
  }
  if (padding > 2 || (digits + padding) % 4 !== 0) return false;
  return padding === 0 || (digits > 0 && (last & (padding === 1 ? 0x3 : 0xf)) === 0);
}

/** The octets of hexBinary, two digits each in upper case. */
export function hexBinaryKey(text: string): string {
  return text.toUpperCase();
}

/** The octets of base64Binary in its canonical spelling: one row of digits without white space. */
export function base64BinaryKey(text: string): string {
  return text.replaceAll(" ", "");
}

/** How many octets hexBinary holds. */
export function hexBinaryLength(text: string): number {
  return text.length / 2;
}

/** How many octets base64Binary holds. */
export function base64BinaryLength(text: string): number {
  const digits = text.replace(/[ =]/gu, "").length;
  return Math.floor((digits * 3) / 4);
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function base64Digit(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x47;
  if (code >= 0x30 && code <= 0x39) return code + 4;
  if (code === 0x2b) return 62;
  return code === 0x2f ? 63 : -1;
}
