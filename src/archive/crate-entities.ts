import { parsedJson } from "../formats/index.ts";
/** One entity of a crate. */
export type Entity = Readonly<Record<string, unknown>>;

/**
 * Reads the entities of RO-Crate metadata by their `@id`, or says what is wrong with them. They are read one by one, and of
 * files only what is asked for is kept: the crate of a hundred thousand files, read in one piece, takes 150 MB.
 */
export function crateEntities(bytes: Buffer): ReadonlyMap<string, Entity> | string {
  const { outline, entities: places } = splitGraph(bytes);
  const value = parsedJson(outline, isEntity);
  if (value === null) return "it is not a JSON object";
  if (!JSON.stringify(value["@context"] ?? "").includes("w3id.org/ro/crate"))
    return "its @context is not RO-Crate's (https://w3id.org/ro/crate/…/context)";
  const graph = value["@graph"];
  if (!Array.isArray(graph)) return "it has no @graph";
  const entities = new Map<string, Entity>();
  for (const [at, element] of graph.entries()) {
    const place = places.get(at);
    const entity = place === undefined ? element : parsedJson(bytes.toString("utf8", ...place), isEntity);
    if (place !== undefined && entity === null) return "it is not a JSON object";
    const id: unknown = isEntity(entity) ? entity["@id"] : null;
    if (typeof id !== "string") return `entity ${at + 1} of its @graph has no @id`;
    if (entities.has(id)) return `it has the entity ${id} twice`;
    if (typesOf(entity).length === 0) return `the entity ${id} has no @type`;
    entities.set(id, kept(entity));
  }
  return entities;
}

/** Of a file it is asked what it is, how large it is, and what is part of it. */
function kept(entity: Entity): Entity {
  if (!typesOf(entity).includes("File")) return entity;
  const { "@type": type, contentSize, hasPart } = entity;
  return { "@type": type, contentSize, ...(hasPart === undefined ? {} : { hasPart }) };
}

/** Where an object stands, from its brace to behind the other. */
type Place = readonly [start: number, end: number];

const [QUOTE, BACKSLASH, COMMA, BRACE, BRACE_END, BRACKET, BRACKET_END] = [
  0x22, 0x5c, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d,
];

/**
 * Finds the objects of `@graph` by their number in it, and gives what is left when each is taken for a 0: what is wrong in
 * the whole is wrong in that or in one of them.
 */
function splitGraph(bytes: Buffer): { outline: string; entities: ReadonlyMap<number, Place> } {
  const entities = new Map<number, Place>();
  let outline = "";
  let [depth, key, isGraph, number, start, taken] = [0, "", false, 0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const sign = bytes[at]!;
    if (sign === QUOTE) {
      const end = stringEnd(bytes, at);
      if (depth === 1) key = bytes.toString("utf8", at + 1, end);
      at = end;
    } else if (sign === COMMA && depth === 2) number++;
    else if (sign === BRACE || sign === BRACKET) {
      depth++;
      if (depth === 2) [isGraph, number] = [sign === BRACKET && key === "@graph", 0];
      if (depth === 3 && isGraph && sign === BRACE) start = at;
    } else if (sign === BRACE_END || sign === BRACKET_END) {
      if (depth === 3 && isGraph && sign === BRACE_END && start >= taken) {
        entities.set(number, [start, at + 1]);
        outline += `${bytes.toString("utf8", taken, start)}0`;
        taken = at + 1;
      }
      depth--;
    }
  }
  return { outline: outline + bytes.toString("utf8", taken), entities };
}

/** Where a string ends that begins at a quotation mark: at the next that no backslash stands before. */
function stringEnd(bytes: Buffer, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at;
  }
  return bytes.length;
}

/** Gives the types of an entity; there is at least one in a crate that is well made. */
export function typesOf(entity: unknown): string[] {
  const type: unknown = isEntity(entity) ? entity["@type"] : null;
  const all: unknown[] = Array.isArray(type) ? type : [type];
  return all.filter((each) => typeof each === "string");
}

/** Whether a value of JSON is an object. */
export function isEntity(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
