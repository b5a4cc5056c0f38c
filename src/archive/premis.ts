import { writeXmlRecord } from "../formats/index.ts";
import type { FileRecord, PackageDescription } from "./description.ts";
import { mediaType } from "./media-type.ts";
import { packageName } from "./metadata.ts";

type XmlRecord = Readonly<Record<string, unknown>>;

/**
 * Writes `premis.xml` (PREMIS 3.0): the edition and its documents as objects, with their checksums, and what was done to
 * them: their validation with its outcome, and the counting of the checksums that the manifests list.
 */
export function premisRecord(description: PackageDescription, records: readonly FileRecord[]): string {
  const { documents, tool, metadata } = description;
  const byPath = new Map(records.map((record) => [record.path, record]));
  const files = documents.flatMap(({ path }) => byPath.get(path) ?? []);
  const whole = packageName(metadata);
  return writeXmlRecord({
    "premis:premis": {
      "@xmlns:premis": "http://www.loc.gov/premis/v3",
      "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "@version": "3.0",
      "premis:object": [representation(whole, metadata.title), ...files.map(fileObject)],
      "premis:event": [validationEvent(description, files), fixityEvent(description, whole, records.length)],
      "premis:agent": {
        "premis:agentIdentifier": {
          "premis:agentIdentifierType": "local",
          "premis:agentIdentifierValue": "tool",
        },
        "premis:agentName": tool.name,
        "premis:agentType": "software",
        "premis:agentVersion": tool.version,
      },
    },
  });
}

function representation(name: string, title: string | null): XmlRecord {
  return {
    "@xsi:type": "premis:representation",
    "premis:objectIdentifier": objectIdentifier(name),
    ...(title === null ? {} : { "premis:originalName": title }),
  };
}

function fileObject({ path, size, sha512 }: FileRecord): XmlRecord {
  return {
    "@xsi:type": "premis:file",
    "premis:objectIdentifier": objectIdentifier(path),
    "premis:objectCharacteristics": {
      "premis:fixity": { "premis:messageDigestAlgorithm": "SHA-512", "premis:messageDigest": sha512 },
      "premis:size": size,
      "premis:format": { "premis:formatDesignation": { "premis:formatName": mediaType(path) } },
    },
    "premis:originalName": path,
  };
}

function objectIdentifier(value: string): XmlRecord {
  return { "premis:objectIdentifierType": "local", "premis:objectIdentifierValue": value };
}

function validationEvent(
  { validation, metadata }: PackageDescription,
  files: readonly FileRecord[],
): XmlRecord {
  const { documents, valid, errors, warnings, isAllowed } = validation;
  const outcome = errors === 0 ? "pass" : "fail";
  const said = `${documents} documents checked, ${valid} valid, ${errors} errors, ${warnings} warnings`;
  return event({
    id: "validation",
    type: "validation",
    date: metadata.date,
    detail: "Well-formedness, schema, Schematron, links and citations were checked.",
    outcome,
    note:
      isAllowed && errors > 0
        ? `${said}; packed with errors because it was asked for (--allow-findings)`
        : said,
    objects: files.map(({ path }) => path),
  });
}

function fixityEvent({ metadata }: PackageDescription, whole: string, count: number): XmlRecord {
  return event({
    id: "fixity",
    type: "message digest calculation",
    date: metadata.date,
    detail:
      "SHA-512 and SHA-256 were counted of every file of the payload while it was copied into the package.",
    outcome: "success",
    note: `The checksums of these ${count} files and of the records beside them are in manifest-sha512.txt and manifest-sha256.txt.`,
    objects: [whole],
  });
}

interface EventParts {
  readonly id: string;
  readonly type: string;
  readonly date: string | null;
  readonly detail: string;
  readonly outcome: string;
  readonly note: string;
  readonly objects: readonly string[];
}

function event({ id, type, date, detail, outcome, note, objects }: EventParts): XmlRecord {
  return {
    "premis:eventIdentifier": { "premis:eventIdentifierType": "local", "premis:eventIdentifierValue": id },
    "premis:eventType": type,
    "premis:eventDateTime": date ?? "unknown",
    "premis:eventDetailInformation": { "premis:eventDetail": detail },
    "premis:eventOutcomeInformation": {
      "premis:eventOutcome": outcome,
      "premis:eventOutcomeDetail": { "premis:eventOutcomeDetailNote": note },
    },
    "premis:linkingAgentIdentifier": {
      "premis:linkingAgentIdentifierType": "local",
      "premis:linkingAgentIdentifierValue": "tool",
    },
    "premis:linkingObjectIdentifier": objects.map((value) => ({
      "premis:linkingObjectIdentifierType": "local",
      "premis:linkingObjectIdentifierValue": value,
    })),
  };
}
