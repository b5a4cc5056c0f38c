/** A person or body that had a part in an edition. */
export interface Agent {
  /** As it is to be read: given name first. */
  readonly name: string;
  readonly given: string | null;
  readonly family: string | null;
  readonly isOrganisation: boolean;
  /** `https://orcid.org/…`, or null. */
  readonly orcid: string | null;
  readonly affiliation: string | null;
}

/** What someone did who is not the author. */
export interface Contributor extends Agent {
  readonly role: "editor" | "other";
  /** The header's words for it, or null. */
  readonly responsibility: string | null;
}

/** A licence, by its address where it has one. */
export interface Licence {
  readonly url: string | null;
  readonly name: string;
}

/** What an edition says of itself: from the configuration, else from its headers. Null and empty is what it does not say. */
export interface EditionMetadata {
  /** A short name, fit for file names. */
  readonly id: string;
  readonly title: string | null;
  readonly version: string | null;
  readonly description: string | null;
  /** BCP 47. */
  readonly language: string | null;
  readonly keywords: readonly string[];
  readonly creators: readonly Agent[];
  readonly contributors: readonly Contributor[];
  readonly publisher: string | null;
  /** The year of publication. */
  readonly year: string | null;
  readonly licences: readonly Licence[];
  /** The rights are said not to be known. */
  readonly isRightsUnknown: boolean;
  /** The header's words on rights. */
  readonly rights: string | null;
  /** The last day of an embargo, `YYYY-MM-DD`. */
  readonly embargo: string | null;
  /** `10.…`, without an address before it. */
  readonly doi: string | null;
  readonly siteUrl: string | null;
  readonly organisation: string | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  /** The date of the package, ISO 8601 in UTC with seconds; never the clock's. */
  readonly date: string | null;
}

/** The day of the package, `YYYY-MM-DD`. */
export function dayOf({ date }: EditionMetadata): string | null {
  return date === null ? null : date.slice(0, 10);
}

/** Whether a text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The name of the package's folder and zip file: id and version, with nothing in it that a file name may not hold. */
export function packageName({ id, version }: EditionMetadata): string {
  const name = version === null ? id : `${id}-${version}`;
  return (
    name
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^A-Za-z0-9._-]+/gu, "-")
      .replace(/^[-.]+/u, "") || "edition"
  );
}

/** SPDX's names of the licences that editions mostly have, by the beginning of their addresses without scheme and `www.`. */
const SPDX: readonly (readonly [RegExp, string])[] = [
  [/^creativecommons\.org\/publicdomain\/zero\/1\.0/u, "CC0-1.0"],
  [/^creativecommons\.org\/publicdomain\/mark\/1\.0/u, "CC-PDM-1.0"],
  [/^opensource\.org\/licenses?\/mit/iu, "MIT"],
  [/^(?:www\.)?apache\.org\/licenses\/license-2\.0/iu, "Apache-2.0"],
  [/^opendatacommons\.org\/licenses\/by/iu, "ODC-By-1.0"],
];

/** Gives SPDX's name of a licence, or null where its address is not one that is known. */
export function spdxOf({ url }: Licence): string | null {
  if (url === null) return null;
  const plain = url.replace(/^https?:\/\/(?:www\.)?/iu, "");
  const commons = /^creativecommons\.org\/licenses\/(by(?:-nc)?(?:-sa|-nd)?)\/(\d\.\d)/iu.exec(plain);
  if (commons !== null) return `CC-${commons[1]!.toUpperCase()}-${commons[2]}`;
  return SPDX.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** The addresses of licences by SPDX's names, in small letters. */
const ADDRESSES: ReadonlyMap<string, Licence> = new Map(
  [
    ["CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"],
    ["CC-PDM-1.0", "https://creativecommons.org/publicdomain/mark/1.0/"],
    ["MIT", "https://opensource.org/license/mit"],
    ["Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0"],
    ["ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"],
  ].map(([name, url]) => [name!.toLowerCase(), { name: name!, url: url! }]),
);

/** Gives the licence that SPDX's name or an address stands for, or null where it is neither. */
export function licenceNamed(words: string): Licence | null {
  const plain = words.trim().replace(/\s+/gu, "-").toLowerCase();
  if (/^https?:\/\/\S+$/iu.test(words.trim())) {
    const url = words.trim();
    return { url, name: spdxOf({ url, name: "" }) ?? url };
  }
  const commons = /^cc-(by(?:-nc)?(?:-sa|-nd)?)-(\d\.\d)$/u.exec(plain);
  if (commons === null) return ADDRESSES.get(plain) ?? null;
  const url = `https://creativecommons.org/licenses/${commons[1]}/${commons[2]}/`;
  return { url, name: `CC-${commons[1]!.toUpperCase()}-${commons[2]}` };
}
