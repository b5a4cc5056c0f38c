import { expect, it } from "vitest";
import {
  openZip,
  type ZipMember,
  type ZipSource,
  zipDirectory,
  zipHeaders,
  zipMemberLength,
} from "../../src/formats/index.ts";

/** Members in their order, each right behind the one before, and where the last ends. */
function placed(files: readonly (readonly [string, number])[]): [ZipMember[], number] {
  let start = 0;
  const members = files.map(([name, size], at) => {
    const member = { name, size, crc32: at + 1, start };
    start += zipMemberLength(name, size);
    return member;
  });
  return [members, start];
}

/** A zip file whose contents are left out: what is read of it is headers, the directory and its end. */
function withoutContents(members: readonly ZipMember[], end: number): ZipSource {
  const headers = members.map((member) => Buffer.concat([...zipHeaders([member])]));
  const pieces: [number, Uint8Array][] = headers.map((bytes, at) => [members[at]!.start, bytes]);
  const directory = Buffer.concat([...zipDirectory(members, end, "sealed")]);
  pieces.push([end, directory]);
  return {
    size: end + directory.length,
    read: (bytes, at) => {
      bytes.fill(0);
      for (const [start, piece] of pieces) {
        const [from, to] = [Math.max(at, start), Math.min(at + bytes.length, start + piece.length)];
        if (from < to) bytes.set(piece.subarray(from - start, to - start), from - at);
      }
      return Math.min(bytes.length, end + directory.length - at);
    },
  };
}

async function readBack(files: readonly (readonly [string, number])[]): Promise<void> {
  const [members, end] = placed(files);
  const zip = await openZip(withoutContents(members, end));
  expect([zip.count, zip.comment]).toEqual([members.length, "sealed"]);
  const found = [];
  for await (const { name, size, crc32, start, disagreements } of zip.entries()) {
    found.push({ name, size, crc32, start });
    expect(disagreements).toEqual([]);
  }
  expect(found).toEqual(members);
}

const GIGABYTE = 2 ** 30;

it("files of more than 4 GB, and files behind them, are where the directory says", async () => {
  await readBack([
    ["bag/data/small.txt", 5],
    ["bag/data/ein Bild größer als sonst.tif", 5 * GIGABYTE],
    ["bag/data/just below.tif", 4 * GIGABYTE - 2],
    ["bag/data/just above.tif", 4 * GIGABYTE - 1],
    ["bag/data/last.txt", 0],
  ]);
});

it("names longer than what is written at a time are whole", async () => {
  await readBack(["a", "€", "𝔘"].map((letter) => [letter.repeat(65_000 / Buffer.byteLength(letter)), 1]));
});

it("a zip file of more than 65,535 files names all of them", async () => {
  const [members, end] = placed(Array.from({ length: 65_536 }, (_, at) => [`bag/data/${at}.txt`, at % 9]));
  expect((await openZip(withoutContents(members, end))).count).toBe(65_536);
});
