/** Where a character may stand in a reference; a character may have several of these. */
const PATH = 1;
const URIC = 2;
const REGISTRY = 4;
const SCHEME = 8;
const ANYWHERE: number = PATH | URIC | REGISTRY;

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** What each ASCII character is; what RFC 2396 forbids altogether is escaped first and may stand where an escape may. */
const PLACES: Uint8Array = placesOfCharacters();

/**
 * Whether a stretch of a string is an anyURI (XML Schema Part 2, section 3.2.17): what XLink (section 5.4) escapes is
 * taken as escaped, and the result must be a URI reference of RFC 2396 with the addresses of RFC 2732. As in Jing, that
 * is what `java.net.URI` takes: an empty authority before a path, registry names with any port.
 */
export function isUri(text: string, start: number, end: number): boolean {
  const colon = endOfScheme(text, start, end);
  if (colon < 0) return isHierarchical(text, start, end);
  if (!isScheme(text, start, colon)) return false;
  if (text.charCodeAt(colon + 1) === 0x2f && colon + 1 < end) return isHierarchical(text, colon + 1, end);
  const behind = afterCharacters(text, colon + 1, end, URIC);
  return behind > colon + 1 && isFragment(text, behind, end);
}

/** The first character of a string that may not stand in a URI reference where it stands, or null; for messages. */
export function faultInUri(text: string): string | null {
  const percent = /%(?![0-9A-Fa-f]{2})/u.exec(text);
  if (percent !== null)
    return `the % at character ${percent.index + 1} is not followed by two hexadecimal digits`;
  if (text.split("#").length > 2) return "it holds more than one #";
  const colon = endOfScheme(text, 0, text.length);
  if (colon < 0) return null;
  const scheme = text.slice(0, colon);
  if (!isScheme(text, 0, colon)) return `“${scheme}” before the colon is no scheme such as http`;
  return /^(?:\/\/)?$/u.test(text.slice(colon + 1)) ? `nothing stands behind “${text}”` : null;
}

/** The offset of the colon behind a scheme; -1 where a `/`, `?` or `#` comes first or there is none. */
function endOfScheme(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3a) return i;
    if (code === 0x2f || code === 0x3f || code === 0x23) return -1;
  }
  return -1;
}

/** RFC 2396, section 3.1. */
function isScheme(text: string, start: number, end: number): boolean {
  const letter = text.charCodeAt(start) | 0x20;
  if (start >= end || letter < 0x61 || letter > 0x7a) return false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f || (PLACES[code]! & SCHEME) === 0) return false;
  }
  return true;
}

/** RFC 2396, sections 3 and 5: authority, path, query and fragment. */
function isHierarchical(text: string, start: number, end: number): boolean {
  let at = start;
  if (text.startsWith("//", at) && at + 2 <= end) {
    const behind = endOfAuthority(text, at + 2, end);
    if (behind === at + 2 ? behind === end : !isAuthority(text, at + 2, behind)) return false;
    at = behind;
  }
  at = afterCharacters(text, at, end, PATH);
  if (at < end && text.charCodeAt(at) === 0x3f) at = afterCharacters(text, at + 1, end, URIC);
  return isFragment(text, at, end);
}

function isFragment(text: string, at: number, end: number): boolean {
  return at === end || (text.charCodeAt(at) === 0x23 && afterCharacters(text, at + 1, end, URIC) === end);
}

function endOfAuthority(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2f || code === 0x3f || code === 0x23) return i;
  }
  return end;
}

/** RFC 2396, section 3.2.1; only an address in brackets (RFC 2732) is none of the registry names. */
function isAuthority(text: string, start: number, end: number): boolean {
  if (afterCharacters(text, start, end, REGISTRY) === end) return true;
  const server = /^(?:([^@[\]]*)@)?\[([^[\]@]+)\](?::(\d{0,10}))?$/u.exec(text.slice(start, end));
  if (server === null) return false;
  const [, user = "", address, port = ""] = server;
  return (
    afterCharacters(user, 0, user.length, REGISTRY) === user.length &&
    isAddress(address!) &&
    Number(port) <= 0x7fff_ffff
  );
}

/**
 * An IPv6 address (RFC 2373, section 2.2), with a scope behind a % or without. The scope is Java's, and so is that an
 * escape is taken for one.
 */
function isAddress(text: string): boolean {
  const escaped = text.replace(/[ <>"{}|\\^`]/gu, (character) => encodeURIComponent(character));
  const [address = "", scope, ...more] = escaped.split("%");
  if (more.length > 0 || (scope !== undefined && !/^[A-Za-z0-9_.]+$/u.test(scope))) return false;
  const halves = address.split("::");
  if (halves.length > 2) return false;
  const octets = halves.map((half, i) => octetsIn(half, i === halves.length - 1));
  const sum = octets.reduce((all, one) => all + one, 0);
  return halves.length === 2 ? sum < 16 : sum === 16;
}

/** How many octets the groups between colons stand for; NaN where one is no group. Only the last may be an IPv4 address. */
function octetsIn(half: string, mayEndInAddress: boolean): number {
  if (half === "") return 0;
  const groups = half.split(":");
  return groups.reduce((sum, group, i) => {
    if (/^[0-9A-Fa-f]{1,4}$/u.test(group)) return sum + 2;
    return mayEndInAddress && i === groups.length - 1 && isIPv4(group) ? sum + 4 : Number.NaN;
  }, 0);
}

function isIPv4(text: string): boolean {
  const octets = text.split(".");
  return octets.length === 4 && octets.every((octet) => /^\d+$/u.test(octet) && Number(octet) < 256);
}

/** The offset of the first character that may not stand in this place; a % begins two hexadecimal digits. */
function afterCharacters(text: string, start: number, end: number, place: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 0x25) {
      if (at + 2 >= end || !isHexDigit(text.charCodeAt(at + 1)) || !isHexDigit(text.charCodeAt(at + 2)))
        break;
      at += 3;
    } else if (code > 0x7f || (PLACES[code]! & place) !== 0) at++;
    else break;
  }
  return at;
}

function isHexDigit(code: number): boolean {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}

/** RFC 2396, sections 2.2, 2.3, 2.4.3, 3.1, 3.2.1 and 3.3. */
function placesOfCharacters(): Uint8Array {
  const places = new Uint8Array(0x80);
  const allow = (characters: string, place: number) => {
    for (const character of characters) places[character.charCodeAt(0)]! |= place;
  };
  allow(ALPHANUMERIC, ANYWHERE | SCHEME);
  allow("+-.", ANYWHERE | SCHEME);
  allow("_!~*'();:@&=$,", ANYWHERE);
  allow("/", PATH | URIC);
  allow("?[]", URIC);
  allow(' <>"{}|\\^`\u007f', ANYWHERE);
  for (let control = 0; control < 0x20; control++) places[control] = ANYWHERE;
  return places;
}
