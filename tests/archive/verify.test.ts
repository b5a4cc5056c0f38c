import { createHash } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { packBag } from "../../src/build/archive/pack.ts";
import { folderOf } from "../cli/run.ts";
import { archive, edition, filesBelow, verify } from "./edition.ts";

const sha = (bytes: string | Uint8Array): string => createHash("sha512").update(bytes).digest("hex");

/** A bag of these payload files, with other lines behind its manifest; files given by a path from its root replace what it has. */
function bagOf(files: Record<string, string>, lines = "", more: Record<string, string> = {}): string {
  const manifest = Object.entries(files)
    .map(([path, text]) => `${sha(text)}  data/${path}\n`)
    .join("");
  const payload = Object.fromEntries(Object.entries(files).map(([path, text]) => [`data/${path}`, text]));
  const bagit = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
  return folderOf({ "bagit.txt": bagit, "manifest-sha512.txt": manifest + lines, ...payload, ...more });
}

/** One entry of a zip file made by hand. */
interface Raw {
  readonly name: string | Buffer;
  readonly bytes: Uint8Array;
  readonly deflate?: boolean;
  readonly mode?: number;
  readonly size?: number;
  /** The size that the header before it gives. */
  readonly ownSize?: number;
  /** Bytes that belong to it, and stand behind what was compressed. */
  readonly behind?: Uint8Array;
}

function zipOf(entries: readonly Raw[]): string {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const {
      name,
      bytes,
      deflate = false,
      mode = 0o100644,
      size = bytes.length,
      behind = Buffer.alloc(0),
    } = entry;
    const content = Buffer.concat([deflate ? deflateRawSync(bytes) : bytes, behind]);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(path.length, 22);
    const own = Buffer.from(common);
    own.writeUInt32LE(entry.ownSize ?? size, 18);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), own, path, content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x03", "latin1"), common, tail, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  const file = join(mkdtempSync(join(tmpdir(), "colophon-")), "package.zip");
  writeFileSync(file, Buffer.concat([...locals, directory, end]));
  return file;
}

function zippedBag(folder: string, more: readonly Raw[] = []): string {
  return zipOf([
    ...[...filesBelow(folder)].map(([path, bytes]) => ({ name: `bag/${path}`, bytes })),
    ...more,
  ]);
}

/** Numbers that look random and are the same in every run (a linear congruential generator). */
function* numbers(seed: number): Generator<number> {
  for (let at = seed; ; ) {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    yield at / 2 ** 32;
  }
}

describe("a bag", () => {
  it("that is whole has no findings, as a folder and as a zip file, stored and deflated", async () => {
    const bag = bagOf({ "a.txt": "A", "b/c.txt": "C".repeat(5000) });
    expect(await verify(bag)).toEqual({ codes: [], messages: [] });
    expect(await verify(zippedBag(bag))).toEqual({ codes: [], messages: [] });
    const deflated = [...filesBelow(bag)].map(([path, bytes]) => ({
      name: `bag/${path}`,
      bytes,
      deflate: true,
    }));
    expect(await verify(zipOf(deflated))).toEqual({ codes: [], messages: [] });
  });

  it("says which file is missing, which is extra, which has changed", async () => {
    const bag = bagOf({ "a.txt": "A", "b.txt": "B", "c.txt": "C" });
    rmSync(join(bag, "data/a.txt"));
    writeFileSync(join(bag, "data/b.txt"), "b");
    writeFileSync(join(bag, "data/d.txt"), "D");
    const { messages } = await verify(bag);
    expect(messages).toHaveLength(3);
    for (const said of [
      /data\/b\.txt has changed/u,
      /data\/d\.txt is not listed/u,
      /data\/a\.txt is missing/u,
    ])
      expect(messages.some((message) => said.test(message))).toBe(true);
  });

  it.each([
    "../evil.txt",
    "data/../../evil.txt",
    "/etc/passwd",
    "~/evil.txt",
    "~root/evil.txt",
    "C:\\evil.txt",
    "data\\evil.txt",
    "\\\\server\\evil.txt",
    "data/evil%0Aname.txt",
    "data/evil%0d.txt",
    "data/evil%00.txt",
    "data/evil\u0007.txt",
    "data/evil\u2028.txt",
    "data//evil.txt",
  ])("that names %j is refused", async (path) => {
    expect((await verify(bagOf({ "a.txt": "A" }, `${sha("x")}  ${path}\n`))).codes).toContain(
      "archive/unsafe-path",
    );
  });

  it("whose fetch.txt leads out is refused; a file to be fetched is told and counts as missing", async () => {
    const out = bagOf({ "a.txt": "A" }, "", { "fetch.txt": "https://example.org/x - ../x\n" });
    expect((await verify(out)).codes).toEqual(["archive/unsafe-path"]);
    const holey = bagOf({ "a.txt": "A" }, `${sha("x")}  data/x\n`, {
      "fetch.txt": "https://example.org/x - data/x\n",
    });
    expect((await verify(holey)).codes).toEqual(["archive/fetch-entry", "archive/file-missing"]);
  });

  it("with a link is refused, and the link is not followed", async () => {
    const bag = bagOf({ "a.txt": "A" });
    symlinkSync("/etc/hostname", join(bag, "data/link.txt"));
    expect((await verify(bag)).codes).toEqual(["archive/not-a-file"]);
  });

  it("with names that clash elsewhere is refused", async () => {
    expect((await verify(bagOf({ "a.txt": "A", "A.txt": "B" }))).codes).toEqual(["archive/names-clash"]);
    expect((await verify(bagOf({ "\u00fc.txt": "A", "u\u0308.txt": "B" }))).codes).toEqual([
      "archive/names-clash",
    ]);
    expect((await verify(bagOf({ "X/a.txt": "A", "x/b.txt": "B" }))).messages).toEqual([
      expect.stringMatching(/“data\/X” and “data\/x” differ only in capitals/u),
    ]);
  });

  it("with a name that is not in UTF-8 is refused, and does not end the run", async () => {
    const bag = bagOf({ "a.txt": "A" });
    writeFileSync(Buffer.from(`${bag}/data/\xff.txt`, "latin1"), "B");
    mkdirSync(Buffer.from(`${bag}/data/\xfe`, "latin1"));
    expect((await verify(bag)).codes).toEqual(["archive/unsafe-path"]);
  });

  it("with long white space in its information is read in a line's time", async () => {
    const info = `X${" ".repeat(300_000)}\nSource-Organization   : A\n`;
    expect((await verify(bagOf({ "a.txt": "A" }, "", { "bag-info.txt": info }))).messages).toEqual([
      expect.stringMatching(/line 1 has no label/u),
    ]);
  });

  it("with a byte order mark before a manifest or its information is told so, and read without it", async () => {
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    for (const name of ["manifest-sha512.txt", "bag-info.txt"]) {
      const bag = bagOf({ "a.txt": "A" }, "", { "bag-info.txt": "Source-Organization: A\n" });
      writeFileSync(join(bag, name), Buffer.concat([mark, readFileSync(join(bag, name))]));
      expect(await verify(bag)).toEqual({
        codes: ["archive/bag-remark"],
        messages: [expect.stringMatching(`${name}: it begins with a byte order mark`)],
      });
    }
  });

  it("with a manifest that was touched by hand is refused, where no checksum would show it", async () => {
    const bag = bagOf({ "a.txt": "A", "b.txt": "B" });
    const manifest = join(bag, "manifest-sha512.txt");
    const text = readFileSync(manifest, "utf8");
    for (const other of [
      text.replace("  ", "\t "),
      text.replace("\n", "\r"),
      text.replace(/[a-f]/u, (sign) => sign.toUpperCase()),
    ]) {
      writeFileSync(manifest, other);
      expect((await verify(bag)).codes).toContain("archive/bag-faulty");
    }
  });
});

describe("a zip file", () => {
  const bag = (): string => bagOf({ "a.txt": "A" });

  it("with an unsafe name, a link, a name twice or an encrypted wrapping is refused", async () => {
    const evil = { bytes: Buffer.from("x") };
    for (const name of [
      "../evil.txt",
      "/evil.txt",
      "bag/../../evil.txt",
      "bag/data\\evil.txt",
      "bag/data/a\u0000.txt",
    ])
      expect((await verify(zippedBag(bag(), [{ ...evil, name }]))).codes).toContain("archive/unsafe-path");
    expect(
      (await verify(zippedBag(bag(), [{ ...evil, name: "bag/data/l", mode: 0o120777 }]))).codes,
    ).toContain("archive/not-a-file");
    expect((await verify(zippedBag(bag(), [{ ...evil, name: "bag/data/a.txt" }]))).codes).toContain(
      "archive/zip-faulty",
    );
    expect((await verify(zippedBag(bag(), [{ ...evil, name: "other/a.txt" }]))).codes).toContain(
      "archive/file-extra",
    );
  });

  it("with headers that its directory contradicts, hidden bytes or a file that is a folder too is refused", async () => {
    const evil = { name: "bag/data/b.txt", bytes: Buffer.from("xyz") };
    const said = async (more: Partial<Raw>): Promise<string> =>
      (await verify(zippedBag(bag(), [{ ...evil, ...more }]))).messages.join("; ");
    expect(await said({ ownSize: 99 })).toMatch(/the size of bag\/data\/b\.txt is not the one/u);
    expect(await said({ deflate: true, behind: Buffer.from("hidden") })).toMatch(
      /bytes stand behind its end/u,
    );
    expect(await said({ name: "bag/data/a.txt/" })).toMatch(/data\/a\.txt as a file and as a folder/u);
    expect(await said({ name: Buffer.from("bag/data/\xff", "latin1") })).toMatch(/U\+FFFD/u);
  });

  it("that would unpack to far more than it is, is not read", async () => {
    const bomb = zippedBag(bag(), [
      { name: "bag/data/bomb", bytes: Buffer.alloc(50_000_000), deflate: true },
    ]);
    expect((await verify(bomb)).codes).toContain("archive/zip-bomb");
  });

  it("whose entry gives more than it says is stopped", async () => {
    const folder = bagOf({ "a.txt": "A".repeat(100_000) });
    const entries = [...filesBelow(folder)].map(([path, bytes]) => ({
      name: `bag/${path}`,
      bytes,
      deflate: true,
      size: Math.min(bytes.length, 1000),
    }));
    expect((await verify(zipOf(entries))).codes).toContain("archive/file-unreadable");
  });

  it("that is none, and a tar file, are told for what they are", async () => {
    const folder = folderOf({
      "a.zip": "not a zip",
      "b.tar": new Uint8Array(512),
      "c.zip": "PK\x03\x04 broken",
    });
    writeFileSync(
      join(folder, "b.tar"),
      Buffer.concat([Buffer.alloc(257), Buffer.from("ustar"), Buffer.alloc(250)]),
    );
    expect((await verify(join(folder, "a.zip"))).codes).toEqual(["archive/package-unknown"]);
    expect((await verify(join(folder, "b.tar"))).messages).toEqual([expect.stringContaining("a tar file")]);
    expect((await verify(join(folder, "c.zip"))).codes).toEqual(["archive/zip-faulty"]);
  });
});

/** A bag of few and small files by the packer itself: so many can be changed that hardly a byte of its records is left out. */
async function smallPackage(): Promise<string> {
  const work = folderOf({ "a.txt": "A", "b/c d.txt": "C".repeat(70) });
  const { bag } = await packBag({
    folder: join(work, "out"),
    name: "bag",
    files: ["a.txt", "b/c d.txt"].map((path) => ({ path, file: join(work, path), role: "source" as const })),
    records: [() => [{ path: "README.txt", text: ["Read me.\n"] }]],
    info: [
      ["Source-Organization", "The Engine Press"],
      ["Bag-Software-Agent", "Colophon 0"],
    ],
    jobs: 1,
    progress: () => {},
  });
  return bag;
}

describe("one changed byte anywhere in a package of ours", () => {
  let small: string;
  let packed: string;
  beforeAll(async () => {
    small = await smallPackage();
    packed = (await archive(edition())).packed?.bag ?? "";
    expect((await verify(small)).codes).toEqual([]);
    expect((await verify(`${small}.zip`)).codes).toEqual([]);
  });

  it("is found in the zip file, at any place", async () => {
    const whole = readFileSync(`${small}.zip`);
    const ends = Array.from({ length: 140 }, (_, at) => [whole.length - 1 - at, 0x20] as const);
    await expectFound(`${small}.zip`, [...placesIn(whole.length, 1843, 700), ...ends]);
  });

  it("is found in the zip file of an edition", async () => {
    await expectFound(`${packed}.zip`, placesIn(statSync(`${packed}.zip`).size, 1844, 12));
  });

  it("is found in the folder, in any file", async () => {
    for (const [path, bytes] of filesBelow(small))
      await expectFound(small, placesIn(bytes.length, path.length + 7, 60), path);
    expect((await verify(small)).codes).toEqual([]);
  });

  it("is found in the folder of an edition", async () => {
    const seldom = [...filesBelow(packed)].filter(([path], at) => !path.startsWith("data/") || at % 9 === 0);
    for (const [path, bytes] of seldom)
      await expectFound(packed, placesIn(bytes.length, path.length + 7, 1), path);
    expect((await verify(packed)).codes).toEqual([]);
  });

  /** Changes one byte after the other of a package that is a file, or of a file in its folder, and verifies it each time. */
  async function expectFound(
    path: string,
    places: readonly (readonly [number, number])[],
    within = "",
  ): Promise<void> {
    const file = join(path, within);
    const whole = readFileSync(file);
    const handle = openSync(file, "r+");
    for (const [at, change] of places) {
      writeSync(handle, Uint8Array.of(whole[at]! ^ change), 0, 1, at);
      expect((await verify(path)).codes, `${within} byte ${at} ^ ${change}`).not.toEqual([]);
      writeSync(handle, whole, at, 1, at);
    }
    closeSync(handle);
  }

  function placesIn(length: number, seed: number, count: number): (readonly [number, number])[] {
    const random = numbers(seed);
    const next = (): number => random.next().value as number;
    const changes = [0x01, 0x20, 0x80, 0xff];
    return length === 0
      ? []
      : Array.from(
          { length: count },
          () => [Math.floor(next() * length), changes[Math.floor(next() * 4)]!] as const,
        );
  }
});
