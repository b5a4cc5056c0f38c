import {
  AND_OTHERS,
  type Contributor,
  NOTED_DATES,
  type NOTED_WORDS,
  type PersonalName,
  ROLES,
  type Role,
  type Work,
  type WorkDate,
} from "../resolve/index.ts";

/** A name of CSL-JSON 1.0.2. */
export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly "non-dropping-particle"?: string;
  readonly suffix?: string;
  readonly literal?: string;
}

/** A date of CSL-JSON 1.0.2. */
export interface CslDate {
  readonly "date-parts"?: readonly (readonly number[])[];
  readonly circa?: boolean;
  readonly literal?: string;
}

type CslPeople = { readonly [role in Role]?: readonly CslName[] };

type CslNoted = { readonly [name in (typeof NOTED_WORDS)[number]]?: string } & {
  readonly [name in (typeof NOTED_DATES)[number]]?: CslDate;
};

/** An item of CSL-JSON 1.0.2: members without a value are absent, as its schema asks. */
export interface CslItem extends CslPeople, CslNoted {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly "title-short"?: string;
  readonly "container-title"?: string;
  readonly "container-title-short"?: string;
  readonly "container-author"?: readonly CslName[];
  readonly "collection-title"?: string;
  readonly "collection-number"?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly page?: string;
  readonly edition?: string;
  readonly publisher?: string;
  readonly "publisher-place"?: string;
  readonly issued?: CslDate;
  readonly "original-date"?: CslDate;
  readonly accessed?: CslDate;
  readonly archive?: string;
  readonly "archive-place"?: string;
  readonly archive_collection?: string;
  readonly archive_location?: string;
  readonly DOI?: string;
  readonly ISBN?: string;
  readonly ISSN?: string;
  readonly URL?: string;
  readonly language?: string;
  readonly note?: string;
}

/** Makes the CSL-JSON item of a work; its id is the key. */
export function cslItem(work: Work): CslItem {
  const { shelfmark } = work;
  const item: { [member in keyof CslItem]: CslItem[member] | null } = {
    id: work.key,
    type: work.type,
    title: work.title,
    "title-short": work.shortTitles[0] ?? null,
    ...people(work),
    "container-author": names(work.containerContributors, "author"),
    "container-title": work.container,
    "container-title-short": work.containerShort?.[0] ?? null,
    "collection-title": work.series,
    "collection-number": work.seriesNumber,
    volume: work.volume,
    issue: work.issue,
    page: work.pages,
    edition: work.edition,
    publisher: joined(work.publishers),
    "publisher-place": joined(work.places),
    issued: date(work.date),
    "original-date": date(work.originalDate),
    accessed: date(work.accessed ?? null),
    archive: shelfmark?.repository ?? null,
    "archive-place": shelfmark?.settlement ?? null,
    archive_collection: shelfmark?.collection ?? null,
    archive_location: shelfmark?.idno ?? null,
    DOI: identifier(work, "DOI"),
    ISBN: identifier(work, "ISBN"),
    ISSN: identifier(work, "ISSN"),
    URL: identifier(work, "URL") ?? work.ref,
    language: work.language,
    note: work.note,
    ...noted(work),
  };
  return Object.fromEntries(
    Object.entries(item).filter(([, value]) => value !== null && value !== ""),
  ) as unknown as CslItem;
}

function noted({ noted: said = {} }: Work): CslNoted {
  const isDate = (name: string): boolean => NOTED_DATES.some((date) => date === name);
  return Object.fromEntries(
    Object.entries(said).map(([name, text]) => [name, isDate(name) ? cslDate(text) : text]),
  );
}

/** Those who made the work, by what they did; the editors of a book of which it is a part are editors as well. */
function people({ contributors, containerContributors }: Work): Partial<Record<Role, readonly CslName[]>> {
  const listed = ROLES.map((role) => {
    const all = role === "editor" ? [...contributors, ...containerContributors] : contributors;
    return [role, names(all, role)] as const;
  });
  return Object.fromEntries(listed.filter(([, found]) => found !== null));
}

function names(contributors: readonly Contributor[], role: Role): readonly CslName[] | null {
  const found = contributors.filter((each) => each.role === role).map(({ name }) => cslName(name));
  return found.length === 0 ? null : found;
}

/** A name as CSL-JSON has it (CSL 1.0.2, names). */
export function cslName({ text, family, given, particle, suffix }: PersonalName): CslName {
  // “others” is what Pandoc, too, takes for “et al.”.
  if (family === null) return { literal: text === AND_OTHERS ? "others" : text };
  return {
    family,
    ...(given === null ? {} : { given }),
    ...(particle === null ? {} : { "non-dropping-particle": particle }),
    ...(suffix === null ? {} : { suffix }),
  };
}

function date(value: WorkDate | null): CslDate | null {
  if (value === null) return null;
  if (value.from === null) return value.text === "" ? null : { literal: value.text };
  const parts = [value.from, value.to].filter((each) => each !== null).map(dateParts);
  return { "date-parts": parts, ...(value.uncertain ? { circa: true } : {}) };
}

/** `1938-03-17` as numbers; years before the first are negative. */
function dateParts(value: string): number[] {
  const [, sign, rest] = /^(-?)(.*)$/u.exec(value)!;
  const [year = 0, ...further] = rest!.split("-").map(Number);
  return [sign === "-" ? -year : year, ...further];
}

function identifier({ identifiers }: Work, type: string): string | null {
  return identifiers.find((each) => each.type === type)?.value ?? null;
}

function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join("; ");
}

const DAY = String.raw`(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?`;

/** Reads a date of EDTF, level 0 with signs of doubt; what is no date stays as words. */
export function cslDate(text: string): CslDate {
  const found = new RegExp(
    `^\\[?${DAY}([?~%]?)(?:(?:\\/|\\.\\.|\\s*[–—]\\s*|-{2})(?:${DAY}[?~%]?)?)?\\]?$`,
    "u",
  ).exec(text.trim());
  if (found === null) return { literal: text };
  const first = numbers(found.slice(1, 4));
  const second = numbers(found.slice(5, 8));
  // “1985-21” is the spring of 1985, and no month.
  if ([first, second].some(([, month]) => month !== undefined && month > 12)) return { literal: text };
  const circa = found[4] !== "" || text.startsWith("[") ? { circa: true } : {};
  return { "date-parts": second.length === 0 ? [first] : [first, second], ...circa };
}

function numbers(parts: readonly (string | undefined)[]): number[] {
  return parts.filter((part) => part !== undefined).map(Number);
}
