import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { archive, edition, filesBelow, letter, verify } from "./edition.ts";

let folder: string;
let object: string;

beforeAll(async () => {
  const config = {
    id: "letters",
    title: "Letters",
    version: "1.0.0",
    archive: { contactEmail: "a@example.org" },
  };
  folder = edition({ "colophon.config.json": JSON.stringify(config) });
  object = join(folder, "kept/object");
  expect((await archive(folder, { ocfl: object })).ocfl).toBe("v1");
});

describe("an OCFL object", () => {
  it("verifies, and has no second version where nothing changed", async () => {
    expect(await verify(object)).toEqual({ codes: [], messages: [] });
    expect((await archive(folder, { ocfl: object })).ocfl).toBeNull();
    expect(readdirSync(object).sort()).toEqual([
      "0=ocfl_object_1.1",
      "inventory.json",
      "inventory.json.sha512",
      "v1",
    ]);
    const inventory = JSON.parse(readFileSync(join(object, "inventory.json"), "utf8"));
    expect(inventory.versions.v1.user.address).toBe("mailto:a@example.org");
  });

  it("gets a version with only what changed", async () => {
    writeFileSync(join(folder, "tei/b.xml"), letter({ body: "Another." }));
    expect((await archive(folder, { ocfl: object })).ocfl).toBe("v2");
    expect(await verify(object)).toEqual({ codes: [], messages: [] });
    const content = filesBelow(join(object, "v2/content"));
    const stored = [...content.keys()];
    // The site offers the source to download and to services: the same content, stored once.
    const source = readFileSync(join(folder, "tei/b.xml"));
    expect([...content.values()].filter((bytes) => bytes.equals(source))).toHaveLength(1);
    expect(stored.filter((path) => /(?:a\.xml|edition\.rng)$/u.test(path))).toEqual([]);
    const inventory = JSON.parse(readFileSync(join(object, "inventory.json"), "utf8"));
    const names = Object.values(inventory.versions.v2.state).flat();
    expect(names).toEqual(expect.arrayContaining(["tei/a.xml", "tei/b.xml"]));
  });

  it("is found changed, short of a file, and with one too many", async () => {
    const copy = join(mkdtempSync(join(tmpdir(), "colophon-")), "object");
    cpSync(object, copy, { recursive: true });
    const file = join(copy, "v1/content/schemas/edition.rng");
    const bytes = readFileSync(file);
    bytes[100]! ^= 1;
    writeFileSync(file, bytes);
    expect((await verify(copy)).codes).toEqual(["archive/file-changed"]);
    rmSync(file);
    expect((await verify(copy)).messages).toContainEqual(
      expect.stringMatching(/E092: v1\/content\/schemas\/edition\.rng .*missing/u),
    );
    cpSync(join(object, "v1/content/schemas/edition.rng"), file);
    writeFileSync(join(copy, "v1/content/more.txt"), "more");
    expect((await verify(copy)).messages).toEqual([expect.stringContaining("E023")]);
  });

  it("is found with an older inventory that tells its version otherwise", async () => {
    const copy = join(mkdtempSync(join(tmpdir(), "colophon-")), "object");
    cpSync(object, copy, { recursive: true });
    const file = join(copy, "v1/inventory.json");
    const text = readFileSync(file, "utf8").replace('"tei/a.xml"', '"tei/other.xml"');
    writeFileSync(file, text);
    expect((await verify(copy)).messages).toContainEqual(expect.stringContaining("E060: v1/inventory.json"));
    const digest = createHash("sha512").update(text).digest("hex");
    writeFileSync(`${file}.sha512`, `${digest} inventory.json\n`);
    expect((await verify(copy)).messages).toEqual([expect.stringContaining("E066: v1/inventory.json")]);
  });

  it("finishes a version whose writing was cut off", async () => {
    const before = readFileSync(join(object, "v1/inventory.json"));
    writeFileSync(join(object, "inventory.json"), before);
    expect((await verify(object)).codes).toContain("archive/ocfl-faulty");
    expect((await archive(folder, { ocfl: object })).ocfl).toBeNull();
    expect(await verify(object)).toEqual({ codes: [], messages: [] });
  });
});
