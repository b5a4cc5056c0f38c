import { join } from "node:path";
import { expect, it } from "vitest";
import { folderOf } from "../cli/run.ts";
import { verify } from "./edition.ts";

const ROOT = {
  "@id": "./",
  "@type": "Dataset",
  name: "A",
  description: "B",
  datePublished: "2026",
  license: { "@id": "https://example.org/licence" },
  hasPart: [{ "@id": "a%20b.txt" }],
};
const DESCRIPTOR = {
  "@id": "ro-crate-metadata.json",
  "@type": "CreativeWork",
  conformsTo: { "@id": "https://w3id.org/ro/crate/1.2" },
  about: { "@id": "./" },
};
const FILE = { "@id": "a%20b.txt", "@type": "File", contentSize: "1" };

function crate(graph: readonly object[], context = "https://w3id.org/ro/crate/1.2/context"): string {
  const metadata = JSON.stringify({ "@context": context, "@graph": graph });
  return folderOf({ "ro-crate-metadata.json": metadata, "a b.txt": "A" });
}

it("a crate that describes what is there is valid", async () => {
  expect(await verify(crate([DESCRIPTOR, ROOT, FILE]))).toEqual({ codes: [], messages: [] });
});

it.each<[string, () => string, RegExp]>([
  ["is no JSON", () => folderOf({ "ro-crate-metadata.json": "{" }), /not a JSON object/u],
  ["has another context", () => crate([DESCRIPTOR, ROOT, FILE], "https://schema.org"), /@context/u],
  ["has no descriptor", () => crate([ROOT, FILE]), /CreativeWork about the root/u],
  [
    "has a root without a licence",
    () => crate([DESCRIPTOR, { ...ROOT, license: undefined }, FILE]),
    /no license/u,
  ],
  ["has a root with no date", () => crate([DESCRIPTOR, { ...ROOT, datePublished: "soon" }, FILE]), /“soon”/u],
  [
    "names a file that is not there",
    () => crate([DESCRIPTOR, { ...ROOT, hasPart: [{ "@id": "c" }] }, { ...FILE, "@id": "c" }]),
    /c is not there/u,
  ],
  [
    "gives another size",
    () => crate([DESCRIPTOR, ROOT, { ...FILE, contentSize: "2" }]),
    /1 bytes, and not 2/u,
  ],
  [
    "has a file that is part of nothing",
    () => crate([DESCRIPTOR, { ...ROOT, hasPart: [] }, FILE]),
    /part of no dataset/u,
  ],
  [
    "names a file of one machine",
    () => crate([DESCRIPTOR, ROOT, FILE, { ...FILE, "@id": "file:///etc/passwd" }]),
    /of one machine/u,
  ],
  ["has an entity twice", () => crate([DESCRIPTOR, ROOT, FILE, FILE]), /twice/u],
])("a crate that %s is faulty", async (_, make, message) => {
  const { codes, messages } = await verify(make());
  expect(codes).toEqual(["archive/crate-faulty"]);
  expect(messages.join("; ")).toMatch(message);
});

it("a folder that is nothing of the kind is told so", async () => {
  const folder = folderOf({ "sub/a.txt": "A" });
  expect((await verify(join(folder, "sub"))).codes).toEqual(["archive/package-unknown"]);
});

it("a crate is read as JSON is, however it is written", async () => {
  const signs = { ...FILE, description: '"}],[{\\ \u2028', more: [{ "@graph": [{}, [1, { a: "]" }]] }] };
  const graph = [DESCRIPTOR, { ...ROOT, name: '}{\\"' }, signs];
  const context = ["https://w3id.org/ro/crate/1.2/context", { "@graph": [{ x: "{" }] }];
  for (const space of [0, 1, "\t"]) {
    const text = JSON.stringify(
      { "@context": context, other: [{ "@id": "no entity" }], "@graph": graph },
      null,
      space,
    );
    expect(await verify(folderOf({ "ro-crate-metadata.json": text, "a b.txt": "A" }))).toEqual({
      codes: [],
      messages: [],
    });
    for (const broken of [
      text.replace("},", "}"),
      text.replace(/\]\s*\}$/u, "]"),
      text.replace('"File"', "File"),
    ]) {
      const { messages } = await verify(folderOf({ "ro-crate-metadata.json": broken }));
      expect(messages).toEqual([expect.stringMatching(/not a JSON object/u)]);
    }
  }
});
