import { sha256 } from "../sha256.ts";

/**
 * Gives the form of an address under which all addresses of the same schema meet: `http` and `https`, with and without
 * `www.`, with a fragment or without one are the same. At tei-c.org the current release stands under two addresses,
 * `/release/` and `/Vault/P5/current/`; a numbered release in the Vault is another schema. What is no web address stays.
 */
export function canonicalAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/u.test(url.protocol)) return address;
  const host = url.host.toLowerCase().replace(/^www\./u, "");
  const path = host === "tei-c.org" ? currentRelease(url.pathname) : url.pathname;
  return `//${host}${path}${url.search}`;
}

function currentRelease(path: string): string {
  return path.replace(/\/{2,}/gu, "/").replace(/^\/Vault\/P5\/current\//iu, "/release/");
}

/**
 * Gives other addresses that say the same in another syntax: TEI publishes each of its schemas in the XML and in the
 * compact syntax of RELAX NG, made from one ODD.
 */
export function equivalentAddresses(address: string): readonly string[] {
  const canonical = canonicalAddress(address);
  if (!canonical.startsWith("//tei-c.org/")) return [];
  if (canonical.endsWith(".rnc")) return [canonical.replace(/rnc$/u, "rng")];
  return canonical.endsWith(".rng") ? [canonical.replace(/rng$/u, "rnc")] : [];
}

/** Gives the path below the store's folder at which the file behind a web address is kept: its host and its path. */
export function storePath(address: string): string {
  const { host, pathname, search } = new URL(address);
  const steps = pathname.split("/").filter((step) => step !== "");
  if (steps.length === 0 || pathname.endsWith("/")) steps.push("index");
  const last = steps.pop()!;
  return [host.replace(":", "_"), ...steps, last + search].map(plainStep).join("/");
}

/** A step that any file system takes; one that had to be changed is told apart by a hash of what it was. */
function plainStep(step: string): string {
  const decoded = decodedStep(step);
  const plain = decoded.replace(/[^\p{L}\p{N}._+=,@()-]/gu, "-").replace(/^\./u, "-");
  return plain === decoded ? plain : `${sha256(step).slice(0, 8)}-${plain}`;
}

function decodedStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
