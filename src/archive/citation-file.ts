import type { PackageDescription } from "./description.ts";
import { type Agent, dayOf, spdxOf } from "./metadata.ts";
import { descriptionOf } from "./ro-crate.ts";

/**
 * Writes `CITATION.cff` (Citation File Format 1.2.0, `type: dataset`), or gives null where nobody is named or there is no
 * title. Strings are written in double quotes as JSON has them, which YAML reads the same.
 */
export function citationFile(description: PackageDescription): string | null {
  const { metadata } = description;
  if (metadata.creators.length === 0 || metadata.title === null) return null;
  // A licence of the markup is none of the text: where the rights are not known, a citation promises nothing.
  const licences = metadata.isRightsUnknown ? [] : metadata.licences;
  const spdx = licences.flatMap((licence) => spdxOf(licence) ?? []);
  const url = licences.find((licence) => licence.url !== null && spdxOf(licence) === null)?.url ?? null;
  return [
    "cff-version: 1.2.0",
    `message: ${quoted("If you use this edition, please cite it as below.")}`,
    "type: dataset",
    `title: ${quoted(metadata.title)}`,
    ...field("version", metadata.version),
    ...field("date-released", dayOf(metadata)),
    ...field("doi", metadata.doi),
    ...field("url", metadata.siteUrl),
    ...(spdx.length === 1 ? [`license: ${spdx[0]}`] : sequence("license", spdx)),
    ...(spdx.length === 0 ? field("license-url", url) : []),
    `abstract: ${quoted(descriptionOf(description))}`,
    ...sequence("keywords", metadata.keywords.map(quoted)),
    "authors:",
    ...metadata.creators.flatMap(author),
    "",
  ].join("\n");
}

function author({ name, given, family, isOrganisation, orcid, affiliation }: Agent): string[] {
  const parts =
    isOrganisation || family === null
      ? field("name", name)
      : [...field("family-names", family), ...field("given-names", given)];
  const lines = [
    ...parts,
    ...field("orcid", orcid),
    ...(isOrganisation || family === null ? [] : field("affiliation", affiliation)),
  ];
  return lines.map((line, at) => `${at === 0 ? "  - " : "    "}${line}`);
}

function field(key: string, value: string | null): string[] {
  return value === null ? [] : [`${key}: ${quoted(value)}`];
}

function sequence(key: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`${key}:`, ...values.map((value) => `  - ${value}`)];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
