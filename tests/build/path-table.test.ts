import { describe, expect, it } from "vitest";
import { NameIndex } from "../../src/build/run/name-index.ts";
import { PathList } from "../../src/build/run/path-list.ts";
import { PathTable, readPaths, writePaths } from "../../src/build/run/path-table.ts";
import { Rows } from "../../src/build/run/rows.ts";
import { arrivedDocuments, sentDocuments } from "../../src/build/run/sent-documents.ts";
import { Spool } from "../../src/build/run/spool.ts";

const PATHS = Array.from({ length: 2000 }, (_, at) => `tei/${at % 7}/Übung ${at}.xml`);

describe("paths in one text", () => {
  const table = new PathTable(writePaths(PATHS));

  it("are given back as they were", () => {
    expect(readPaths(writePaths(PATHS))).toEqual(PATHS);
    expect(Array.from({ length: table.length }, (_, at) => table.at(at))).toEqual(PATHS);
  });

  it("are found in order, in any other, and not where they are not", () => {
    for (const places of [[...PATHS.keys()], [...PATHS.keys()].reverse(), [7, 1999, 0, 3]])
      expect(places.map((place) => table.placeOf(PATHS[place]!))).toEqual(places);
    expect(["", "tei/0/Übung 0.xm", "tei/0/Übung 0.xmlx"].map((path) => table.placeOf(path))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("are none where there is none", () => {
    const empty = new PathTable(writePaths([]));
    expect([empty.length, empty.placeOf("a")]).toEqual([0, null]);
  });
});

describe("a list of paths", () => {
  it("gives them in the order in which they came, also those of the last text, which is not full", () => {
    for (const length of [0, 1, 500, 501, PATHS.length]) {
      const list = new PathList();
      for (const path of PATHS.slice(0, length)) list.push(path);
      expect([...list]).toEqual(PATHS.slice(0, length));
      expect([list.length, list.first]).toEqual([length, PATHS.slice(0, length)[0]]);
      expect(readPaths(list.text)).toEqual(PATHS.slice(0, length));
    }
  });
});

describe("documents that are sent to a thread", () => {
  it("arrive as they were", () => {
    const hash = (at: number): string => `${at}`.padStart(64, "0");
    const documents = PATHS.map((path, at) => {
      const parts = at % 700 === 3 ? ["tei/part.xml"] : [];
      const hasText = at % 3 > 0;
      return { id: path.slice(4, -4), path, hash: hash(at), hasText, parts, isComplete: at % 900 !== 5 };
    });
    for (const length of [0, 1, 16, PATHS.length]) {
      const spool = new Spool();
      const arrived = arrivedDocuments(structuredClone(sentDocuments(documents.slice(0, length), spool)));
      expect([...arrived]).toEqual(documents.slice(0, length));
      for (const nth of [1700, 3, 1699, 0]) if (nth < length) expect(arrived.at(nth)).toEqual(documents[nth]);
      spool.close();
    }
  });
});

describe("an index of names", () => {
  it("finds the last of those with one name", () => {
    const names = ["a", "b", "a", ""];
    const index = new NameIndex(names.length, (nth) => names[nth]!);
    expect(["a", "b", "", "c"].map((name) => index.numberOf(name))).toEqual([2, 1, 3, null]);
    expect(new NameIndex(0, () => "").numberOf("")).toBeNull();
  });
});

describe("rows", () => {
  it("are made whenever they are asked for, and picked out as an array's members are", () => {
    const array = [5, 6, 7, 8, 9];
    const rows = new Rows(array.length, (nth) => array[nth]!);
    const isOdd = (one: number): boolean => one % 2 === 1;
    expect([...rows.filter(isOdd)]).toEqual(array.filter(isOdd));
    expect([
      ...rows
        .filter(isOdd)
        .slice(1)
        .filter((one) => one > 7),
    ]).toEqual([9]);
    expect(rows.map(String)).toEqual(array.map(String));
    expect([rows.some(isOdd), rows.every(isOdd), rows.find((one) => one > 6)]).toEqual([true, false, 7]);
  });
});
