import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument, readString } from "../../../src/read/index.ts";
import {
  compileSchema,
  deserializeSchema,
  isSeenValid,
  type Schema,
  serializeSchema,
  validate,
} from "../../../src/validate/relaxng/index.ts";
import { shared } from "../../shared.ts";
import { hasJing, jingFaults, standsWhere } from "../jing.ts";
import { type Mutation, mutate } from "../mutation.ts";
import { Random } from "../random.ts";

const CASES = 600;
const LARGEST = 60_000;

const grammar = shared("schemas/tei_all-4.12.0.rng");
const corpora = shared("corpora");

/** Documents that Jing reads alone: without entities from elsewhere and without inclusions. */
function bases(): string[] {
  const names = ["tei-p5-test", "zoo"].flatMap((name) =>
    readdirSync(join(corpora!, name), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".xml"))
      .map((file) => join(corpora!, name, file)),
  );
  return names
    .sort()
    .filter((path) => statSync(path).size < LARGEST)
    .filter((path) => !/<!DOCTYPE|XInclude/u.test(readFileSync(path, "utf8")))
    .filter((path) => readDocument(readFileSync(path), { path }).tree !== null);
}

/** Documents with one place changed, the same in each run, and only those that are still well-formed. */
function mutations(): Mutation[] {
  const random = new Random(2026);
  const paths = bases();
  return Array.from({ length: CASES }, (_, seed) => {
    const path = random.one(paths);
    return mutate(readDocument(readFileSync(path), { path }).tree!, seed);
  }).flatMap((mutation) =>
    mutation !== null && readString(mutation.source, { path: "m.xml" }).tree !== null ? [mutation] : [],
  );
}

function said(source: string, schema: Schema): readonly string[] {
  const { tree } = readString(source, { path: "m.xml" });
  return validate(tree!, schema).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe.skipIf(grammar === null || corpora === null)("documents changed at random", () => {
  const all = grammar === null || corpora === null ? [] : mutations();
  const anew = (): Schema => compileSchema({ path: grammar!, bytes: readFileSync(grammar!) }).schema!;

  it("are judged alike in any order, and by a schema out of the cache", () => {
    expect(all.length).toBeGreaterThan(CASES / 2);
    const schema = anew();
    const forwards = all.map(({ source }) => said(source, schema));
    const kept = deserializeSchema(serializeSchema(schema))!;
    const backwards = all.toReversed().map(({ source }) => said(source, kept));
    expect(backwards.toReversed()).toEqual(forwards);
    const seen = all.map(({ source }) => isSeenValid(Buffer.from(source, "utf8"), schema));
    expect(seen.flatMap((isSeen, at) => (isSeen ? forwards[at]! : []))).toEqual([]);
  });

  it.skipIf(!hasJing())("have Jing's verdict, and its first fault", () => {
    const schema = anew();
    const faults = jingFaults(
      grammar!,
      all.map(({ source }) => source),
    );
    const different = all.filter(({ source }, at) => {
      const { tree } = readString(source, { path: "m.xml" });
      const [first] = validate(tree!, schema);
      const fault = faults[at]!;
      return first === undefined || fault === null
        ? (first === undefined) !== (fault === null)
        : !standsWhere(first, tree!, fault);
    });
    expect(different.map(({ what }) => what)).toEqual([]);
    expect(faults.filter((each) => each === null).length).toBeGreaterThan(all.length / 10);
  });
});
