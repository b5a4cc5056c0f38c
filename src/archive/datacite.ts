import { writeXmlRecord } from "../formats/index.ts";
import type { PackageDescription } from "./description.ts";
import { type Agent, type Contributor, dayOf, type EditionMetadata, isDay, spdxOf } from "./metadata.ts";
import { descriptionOf } from "./ro-crate.ts";

const NAMESPACE = "http://datacite.org/schema/kernel-4";

/**
 * Writes `datacite.xml` (DataCite Metadata Schema 4.6). `swhid` identifies the sources where there is no DOI yet. Gives null
 * where the edition lacks what the schema demands: creators, a title, a publisher, a year.
 */
export function dataciteRecord(description: PackageDescription, swhid: string): string | null {
  const { metadata } = description;
  const { creators, contributors, title, publisher, year, version, language, keywords, doi, siteUrl } =
    metadata;
  if (creators.length === 0 || title === null || publisher === null || year === null) return null;
  const day = dayOf(metadata);
  return writeXmlRecord({
    resource: {
      "@xmlns": NAMESPACE,
      "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "@xsi:schemaLocation": `${NAMESPACE} https://schema.datacite.org/meta/kernel-4.6/metadata.xsd`,
      identifier: doi === null ? identifier("SWHID", swhid) : identifier("DOI", doi),
      creators: { creator: creators.map((agent) => ({ creatorName: nameOf(agent), ...partsOf(agent) })) },
      titles: { title: [title] },
      publisher,
      publicationYear: year,
      resourceType: { "@resourceTypeGeneral": "Dataset", "#text": "Digital edition" },
      ...list("subjects", "subject", keywords),
      ...list("contributors", "contributor", contributors.map(contributorOf)),
      ...list("dates", "date", [...dated("Created", day), ...dated("Available", embargoOf(metadata))]),
      ...(language === null || !LANGUAGE.test(language) ? {} : { language }),
      ...(siteUrl === null
        ? {}
        : {
            alternateIdentifiers: {
              alternateIdentifier: [{ "@alternateIdentifierType": "URL", "#text": siteUrl }],
            },
          }),
      formats: { format: ["application/tei+xml", "application/zip"] },
      ...(version === null ? {} : { version }),
      ...rightsOf(description),
      descriptions: {
        description: [{ "@descriptionType": "Abstract", "#text": descriptionOf(description) }],
      },
    },
  });
}

/** What the schema takes for a language (xs:language). */
const LANGUAGE = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/u;

/** The day that an embargo ends; what is none was found by the check, and is no date of a record. */
function embargoOf({ embargo }: EditionMetadata): string | null {
  return embargo !== null && isDay(embargo) ? embargo : null;
}

function identifier(type: string, value: string): Readonly<Record<string, string>> {
  return { "@identifierType": type, "#text": value };
}

/** A person's name is written family name first, where the two are known apart. */
function nameOf({ name, family, given, isOrganisation }: Agent): Readonly<Record<string, string>> {
  const text = family === null || given === null ? name : `${family}, ${given}`;
  return { "@nameType": isOrganisation ? "Organizational" : "Personal", "#text": text };
}

function partsOf({ given, family, orcid, affiliation }: Agent): Readonly<Record<string, unknown>> {
  return {
    ...(given === null || family === null ? {} : { givenName: given, familyName: family }),
    ...(orcid === null
      ? {}
      : {
          nameIdentifier: {
            "@nameIdentifierScheme": "ORCID",
            "@schemeURI": "https://orcid.org",
            "#text": orcid,
          },
        }),
    ...(affiliation === null ? {} : { affiliation }),
  };
}

function contributorOf(agent: Contributor): Readonly<Record<string, unknown>> {
  const type = agent.role === "editor" ? "Editor" : "Other";
  return { "@contributorType": type, contributorName: nameOf(agent), ...partsOf(agent) };
}

function dated(type: string, day: string | null): readonly Readonly<Record<string, string>>[] {
  return day === null ? [] : [{ "@dateType": type, "#text": day }];
}

function rightsOf({ metadata }: PackageDescription): Readonly<Record<string, unknown>> {
  const named = metadata.licences.map((licence) => ({
    ...(licence.url === null ? {} : { "@rightsURI": licence.url }),
    ...(spdxOf(licence) === null
      ? {}
      : { "@rightsIdentifier": spdxOf(licence), "@rightsIdentifierScheme": "SPDX" }),
    "#text": licence.name,
  }));
  const unknown = metadata.isRightsUnknown
    ? [{ "#text": metadata.rights ?? "The rights are not known." }]
    : [];
  return list("rightsList", "rights", [...named, ...unknown]);
}

function list(outer: string, inner: string, values: readonly unknown[]): Readonly<Record<string, unknown>> {
  return values.length === 0 ? {} : { [outer]: { [inner]: values } };
}
