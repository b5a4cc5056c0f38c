/**
 * What the objects of SARIF 2.1.0 that are printed may hold, as its specification says it: so much as is used of it, and
 * nothing beside it, so that a name written wrongly is seen without the schema of OASIS. JSON Schema, draft 4.
 */
type Schema = Readonly<Record<string, unknown>>;

function object(
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  const properties = { ...required, ...optional };
  return { type: "object", properties, required: Object.keys(required), additionalProperties: false };
}

function array(items: Schema, uniqueItems = false): Schema {
  return { type: "array", items, uniqueItems };
}

const TEXT: Schema = { type: "string", minLength: 1 };
const COUNT: Schema = { type: "integer", minimum: 1 };
/** Section 3.11, message, and 3.12, multiformatMessageString. */
const MESSAGE = object({ text: TEXT });
/** Section 3.27.10, result.level. */
const LEVEL: Schema = { enum: ["none", "note", "warning", "error"] };

/** Section 3.4, artifactLocation: a relative address is against the folder named. */
const ARTIFACT: Schema = {
  oneOf: [
    object({ uri: { type: "string", pattern: "^file:///", format: "uri" } }),
    object({
      uri: { type: "string", not: { pattern: "^(?:/|[A-Za-z][A-Za-z0-9+.-]*:)" }, format: "uri-reference" },
      uriBaseId: { enum: ["ROOT"] },
    }),
  ],
};

/** Section 3.30, region: text regions by line and column. */
const REGION = object({
  startLine: COUNT,
  startColumn: COUNT,
  endLine: COUNT,
  endColumn: COUNT,
  snippet: object({ text: { type: "string" } }),
});

/** Section 3.28, location, with 3.29, physicalLocation, and 3.33, logicalLocation. */
const LOCATION = object(
  { physicalLocation: object({ artifactLocation: ARTIFACT, region: REGION }) },
  { logicalLocations: array(object({ fullyQualifiedName: TEXT, kind: { enum: ["element"] } }), true) },
);

/** Section 3.27, result. */
const RESULT = object({
  ruleId: TEXT,
  ruleIndex: { type: "integer", minimum: 0 },
  level: LEVEL,
  message: MESSAGE,
  locations: array(LOCATION),
  // Section 3.27.17: a name with the version of how it is made.
  partialFingerprints: object({ "colophon/v1": { type: "string", pattern: "^[0-9a-f]{20}$" } }),
});

/** Section 3.49, reportingDescriptor. */
const RULE = object(
  { id: TEXT },
  {
    name: { type: "string", pattern: "^[A-Z][A-Za-z]+$" },
    shortDescription: MESSAGE,
    fullDescription: MESSAGE,
    help: MESSAGE,
    defaultConfiguration: object({ level: LEVEL }),
    properties: object({ tags: array(TEXT, true) }),
  },
);

/** Sections 3.13, sarifLog, 3.14, run, and 3.19, toolComponent. */
export const SARIF_PROFILE: Schema = object({
  $schema: { type: "string", format: "uri" },
  version: { enum: ["2.1.0"] },
  runs: array(
    object({
      tool: object({
        driver: object({
          name: TEXT,
          informationUri: { type: "string", format: "uri" },
          rules: array(RULE, true),
        }),
      }),
      columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
      originalUriBaseIds: object({ ROOT: object({ description: MESSAGE }) }),
      results: array(RESULT),
    }),
  ),
});
