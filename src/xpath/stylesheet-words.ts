/**
 * What the processor says of an address on the web, with a way out: it reads files alone. `fn:doc`, `fn:document` and `fn:json-doc`
 * may have no way to an address (XPath functions 3.1, section 14.6.1, FODC0002), and modules may have none either (XSLT 3.0, section
 * 3.11, XTSE0165).
 */
export function withWayOut(message: string): string {
  const address = /Cannot read file\s+(https?:\S+)/u.exec(message)?.[1]?.replace(/[,;.]$/u, "");
  return address === undefined ? message : notFetched(address);
}

/** That something is not fetched, and what to do. */
export function notFetched(address: string): string {
  return `${address} is not fetched, as nothing is: keep a copy of it in the project and name that`;
}
