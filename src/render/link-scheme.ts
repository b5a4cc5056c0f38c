/** Schemes a link of a document may use; anything else, `javascript:` and `data:` above all, could run or smuggle. */
const SCHEMES: ReadonlySet<string> = new Set(["http", "https", "mailto", "tel"]);

/**
 * Gives a link as it may stand in a page, or null where its scheme is not allowed. Relative links and fragments pass.
 * Control characters are taken out first, because browsers ignore them: `java&#10;script:` is a scheme to them.
 */
export function safeLink(link: string): string | null {
  if (/^(?:#|[\w-]+\/)?[\w./-]+$/u.test(link) || /^[\w./-]+#[\w.-]+$/u.test(link)) return link;
  const cleaned = link.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, "").trim();
  if (cleaned === "") return null;
  const scheme = /^([^/?#:]*):/u.exec(cleaned)?.[1];
  if (scheme !== undefined && !SCHEMES.has(scheme.toLowerCase())) return null;
  const [path, ...fragment] = cleaned.split("#");
  const whole = fragment.length === 0 ? path! : `${path}#${fragment.join("%23")}`;
  const safe = whole
    .replace(/[ "<>\\^`{|}]/gu, (sign) => encodeURIComponent(sign))
    .replace(/%(?![\da-f]{2})/giu, "%25");
  return scheme === undefined || (URL.canParse(safe) && !HOSTLESS.test(safe)) ? safe : null;
}

/** A host with an empty part, as `http://www..example.org`, which names none. */
const HOSTLESS = /^https?:\/\/(?:[^/?#]*\.\.|\.)/iu;

/** Gives the address of an image, or null: web and relative addresses only. */
export function safeImage(link: string): string | null {
  const safe = safeLink(link);
  return safe === null || /^(?:mailto|tel):/iu.test(safe) ? null : safe;
}
