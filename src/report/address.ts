/** Makes a path the relative address that reports carry: forward slashes, each step percent-encoded (RFC 3986). */
export function addressOf(path: string): string {
  const steps = path
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/u, "")
    .split("/");
  return steps.map(encodeStep).join("/");
}

/** Puts U+FFFD for half of a surrogate pair, which no encoding can write. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

/** Also the signs that `encodeURIComponent` leaves, and a lone surrogate, which it refuses. */
function encodeStep(step: string): string {
  return encodeURIComponent(wellFormed(step)).replace(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
