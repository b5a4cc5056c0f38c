/** A scheme with a host behind it, of signs that RFC 3986 and 3987 allow. */
const WEB =
  /^(?:https?|ftps?):\/\/(?:[^/?#@\s]*@)?(?:\[[0-9a-f:.]+\]|[^/?#@\s[\]<>"{}|\\^`:]+)(?::\d*)?(?:[/?#][^\s<>"{}|\\^`]*)?$/iu;

/**
 * Says whether an address of the web is written wrong, and what was probably meant; null where it is in order or no
 * address of the web at all. Nothing is fetched.
 */
export function faultyAddress(uri: string): { readonly meant: string | null } | null {
  if (/^www\.[^/]+\.[a-z]{2,}(?:\/|$)/iu.test(uri)) return { meant: `https://${uri}` };
  const scheme = /^(https?|ftps?)(?=:)/iu.exec(uri)?.[0];
  if (scheme === undefined || (WEB.test(uri) && !hasLonePercent(uri))) return null;
  const rest = uri.slice(scheme.length).replace(/^:?\/*/u, "");
  const meant = `${scheme}://${encoded(rest)}`;
  return { meant: meant !== uri && WEB.test(meant) && !hasLonePercent(meant) ? meant : null };
}

/**
 * Signs that browsers take and that an address may have by their numbers alone. Braces are those of a template that was not
 * filled in.
 */
function encoded(rest: string): string {
  return rest.replace(/[|^`]/gu, (sign) => encodeURIComponent(sign));
}

function hasLonePercent(uri: string): boolean {
  return /%(?![0-9a-f]{2})/iu.test(uri);
}
