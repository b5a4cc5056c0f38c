import type { PackageDescription } from "./description.ts";
import {
  type Agent,
  type Contributor,
  dayOf,
  type EditionMetadata,
  type Licence,
  spdxOf,
} from "./metadata.ts";
import { descriptionOf } from "./ro-crate.ts";

type Json = Readonly<Record<string, unknown>>;

/** A record as InvenioRDM's REST interface takes it (Zenodo is one of its installations). */
export type InvenioRecord = Json;

/** Languages as InvenioRDM names them (ISO 639-3), by their BCP 47 names; a language that is not here is left out. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ar: "ara",
  cs: "ces",
  da: "dan",
  de: "deu",
  el: "ell",
  en: "eng",
  es: "spa",
  fi: "fin",
  fr: "fra",
  grc: "grc",
  he: "heb",
  hu: "hun",
  it: "ita",
  la: "lat",
  nl: "nld",
  no: "nor",
  pl: "pol",
  pt: "por",
  ru: "rus",
  sv: "swe",
  zh: "zho",
};

/**
 * Makes the record of a package for InvenioRDM. What the edition does not say is left out; title, creators and date are
 * demanded by the server.
 */
export function invenioRecord(description: PackageDescription): InvenioRecord {
  const { metadata } = description;
  const { title, creators, contributors, publisher, year, version, language, keywords, siteUrl } = metadata;
  const iso = language === null ? undefined : LANGUAGES[language.split("-")[0]!.toLowerCase()];
  return {
    access: accessOf(metadata),
    files: { enabled: true },
    metadata: {
      resource_type: { id: "dataset" },
      ...given("title", title),
      creators: creators.map(creator),
      ...some("contributors", contributors.map(contributor)),
      ...given("publication_date", dayOf(metadata) ?? year),
      ...given("publisher", publisher),
      ...given("version", version),
      description: descriptionOf(description),
      ...(iso === undefined ? {} : { languages: [{ id: iso }] }),
      ...some(
        "subjects",
        keywords.map((subject) => ({ subject })),
      ),
      ...some("rights", rightsOf(metadata)),
      ...(siteUrl === null ? {} : { related_identifiers: [siteOf(siteUrl)] }),
    },
  };
}

/** A record is public; under an embargo its files are not until the day has passed. */
function accessOf({ embargo }: EditionMetadata): Json {
  if (embargo === null) return { record: "public", files: "public" };
  return {
    record: "public",
    files: "restricted",
    embargo: { active: true, until: embargo, reason: "Embargo" },
  };
}

function siteOf(url: string): Json {
  return {
    identifier: url,
    scheme: "url",
    relation_type: { id: "isvariantformof" },
    resource_type: { id: "other" },
  };
}

function creator({ affiliation, ...agent }: Agent): Json {
  return {
    person_or_org: personOf(agent),
    ...(affiliation === null ? {} : { affiliations: [{ name: affiliation }] }),
  };
}

function contributor(agent: Contributor): Json {
  return { ...creator(agent), role: { id: agent.role } };
}

/** The server wants a family name of every person: where it is not known apart, the whole name stands there. */
function personOf({ name, given: first, family, isOrganisation, orcid }: Omit<Agent, "affiliation">): Json {
  if (isOrganisation) return { type: "organizational", name };
  const number = orcid?.replace("https://orcid.org/", "") ?? null;
  return {
    type: "personal",
    family_name: family ?? name,
    ...given("given_name", family === null ? null : first),
    ...(number === null ? {} : { identifiers: [{ scheme: "orcid", identifier: number }] }),
  };
}

function rightsOf({ licences, isRightsUnknown, rights }: EditionMetadata): Json[] {
  const named = licences.map(licenceOf);
  const unknown = {
    title: { en: "The rights are not known" },
    ...(rights === null ? {} : { description: { en: rights } }),
  };
  return isRightsUnknown ? [...named, unknown] : named;
}

function licenceOf(licence: Licence): Json {
  const spdx = spdxOf(licence);
  if (spdx !== null) return { id: spdx.toLowerCase() };
  return { title: { en: licence.name }, ...given("link", licence.url) };
}

function given(key: string, value: unknown): Json {
  return value === null ? {} : { [key]: value };
}

function some(key: string, values: readonly unknown[]): Json {
  return values.length === 0 ? {} : { [key]: values };
}
