import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DocumentCache, keyOf } from "../../src/build/cache/document-cache.ts";
import { folderOf } from "../cli/run.ts";

/** Where Linux says which files a process has open. */
const OPEN_FILES = "/proc/self/fd";

const packsOf = (place: string): string[] => {
  const folder = join(place, "documents", "packs");
  return readdirSync(folder).map((name) => join(folder, name));
};

/** Puts values into a cache as one run does. */
function run(place: string, values: Readonly<Record<string, unknown>>): void {
  const store = DocumentCache.in(place);
  for (const [name, value] of Object.entries(values)) store.put(keyOf(name), value);
  store.close();
}

const found = (place: string, ...names: string[]): unknown[] => {
  const store = DocumentCache.in(place);
  return names.map((name) => store.get(keyOf(name)));
};

describe("small entries of the cache", () => {
  it("share a file, one for each run, and the last one put is found", () => {
    const place = folderOf({});
    run(place, { a: 1, b: "two" });
    run(place, { a: 3, c: [4] });
    expect(packsOf(place).every((name) => name.endsWith(".pack"))).toBe(true);
    expect(packsOf(place)).toHaveLength(2);
    expect(found(place, "a", "b", "c", "d")).toEqual([3, "two", [4], null]);
  });

  it("are found by other threads of the run while it goes on", () => {
    const place = folderOf({});
    const store = DocumentCache.in(place);
    store.growsElsewhere();
    const thread = DocumentCache.at(store.folder, store.run);
    expect(store.get(keyOf("a"))).toBeNull();
    for (const value of [1, 2]) {
      thread.put(keyOf("a"), value);
      expect(store.get(keyOf("a"))).toBe(value);
    }
    store.put(keyOf("b"), "here");
    expect([store.get(keyOf("b")), thread.get(keyOf("b"))]).toEqual(["here", "here"]);
    store.close();
    expect(found(place, "a", "b")).toEqual([2, "here"]);
  });

  it("are found as another thread has put them last, whoever had put them before", () => {
    const place = folderOf({});
    run(place, { a: "of an earlier run" });
    const store = DocumentCache.in(place);
    expect(store.get(keyOf("a"))).toBe("of an earlier run");
    store.put(keyOf("b"), 1);
    store.growsElsewhere();
    const thread = DocumentCache.at(store.folder, store.run);
    thread.put(keyOf("a"), "of a thread");
    thread.put(keyOf("b"), 2);
    store.lookAnew();
    expect([store.get(keyOf("a")), store.get(keyOf("b"))]).toEqual(["of a thread", 2]);
    store.put(keyOf("a"), "of this one again");
    thread.lookAnew();
    expect([store, thread].map((each) => each.get(keyOf("a")))).toEqual(Array(2).fill("of this one again"));
    store.close();
    expect(found(place, "a", "b")).toEqual(["of this one again", 2]);
  });

  it("of a process that was killed are found up to the one it was writing", () => {
    const place = folderOf({});
    const store = DocumentCache.in(place);
    store.put(keyOf("a"), "whole");
    store.put(keyOf("b"), "half");
    const [file] = packsOf(place);
    truncateSync(file!, statSync(file!).size - 2);
    expect(found(place, "a", "b")).toEqual(["whole", null]);
    appendFileSync(file!, Buffer.alloc(500));
    utimesSync(file!, 1000, 1000);
    run(place, { c: "later" });
    expect(packsOf(place).filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(found(place, "a", "b", "c")).toEqual(["whole", null, "later"]);
  });

  it("are not used where the index of their file says a place that is none", () => {
    const place = folderOf({});
    run(place, { a: 1, b: 2 });
    const [file] = packsOf(place);
    const whole = readFileSync(file!);
    const slot = whole.lastIndexOf(Buffer.from(keyOf("a"), "hex"));
    for (const [offset, length] of [
      [44, 1],
      [100, 0xffff_ff00],
      [0xffff_ff00, 1],
    ] as const) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt32BE(offset, slot + 32);
      damaged.writeUInt32BE(length, slot + 36);
      writeFileSync(file!, damaged);
      expect(found(place, "a", "b")).toEqual([null, 2]);
    }
  });

  it("are not used where they are damaged", () => {
    const place = folderOf({});
    run(place, { a: "one", b: "two" });
    const [file] = packsOf(place);
    const bytes = readFileSync(file!);
    const at = bytes.indexOf("two");
    bytes[at] = 0x21;
    writeFileSync(file!, bytes);
    expect(found(place, "a", "b")).toEqual(["one", null]);
    for (const size of [bytes.length - 1, 10, 0]) {
      truncateSync(file!, size);
      expect(found(place, "b")).toEqual([null]);
    }
    run(place, { b: "again" });
    expect(found(place, "b")).toEqual(["again"]);
  });

  it("of many runs come together in one file, each as it was put last", () => {
    const place = folderOf({});
    for (let at = 1; at <= 40; at++) run(place, { [`only ${at}`]: at, last: at });
    expect(packsOf(place).length).toBeLessThan(16);
    expect(found(place, "only 1", "only 17", "only 40", "last")).toEqual([1, 17, 40, 40]);
  });

  it("are found among many, whether one is asked for or all, and what is not there is not", () => {
    const place = folderOf({});
    const names = Array.from({ length: 3000 }, (_, at) => `of many ${at}`);
    run(place, Object.fromEntries(names.map((name) => [name, `value of ${name}`])));
    const inOrder = [...names].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
    const some = [...inOrder.slice(0, 3), ...inOrder.slice(1490, 1510), ...inOrder.slice(-3)];
    for (const name of some) expect(found(place, name, `not ${name}`)).toEqual([`value of ${name}`, null]);
    const store = DocumentCache.in(place);
    for (const name of names) {
      expect(store.get(keyOf(name))).toBe(`value of ${name}`);
      expect(store.get(keyOf(`not ${name}`))).toBeNull();
    }
    store.close();
  });

  it("are found in a pack that is full, and in the one begun after it", () => {
    const place = folderOf({});
    const store = DocumentCache.in(place);
    const value = (at: number): string => `${at} `.repeat(9000);
    const count = 1000;
    for (let at = 0; at < count; at++) {
      store.put(keyOf(at), value(at));
      if (at === 100) expect(store.get(keyOf(50))).toBe(value(50));
    }
    expect(packsOf(place).length).toBeGreaterThan(1);
    for (let at = 0; at < count; at += 9) expect(store.get(keyOf(at))).toBe(value(at));
    store.close();
  });

  it.skipIf(!existsSync(OPEN_FILES))("leave no file open, whether the cache is kept or not", () => {
    const before = readdirSync(OPEN_FILES).length;
    for (const store of [DocumentCache.in(folderOf({})), DocumentCache.temporary()]) {
      store.put(keyOf("a"), 1);
      expect(store.get(keyOf("a"))).toBe(1);
      store.close();
    }
    expect(readdirSync(OPEN_FILES)).toHaveLength(before);
  });

  it("give way to a large one by the same key, and the other way round", () => {
    const place = folderOf({});
    const large = "x".repeat(100_000);
    run(place, { a: "small" });
    run(place, { a: large });
    expect(found(place, "a")).toEqual([large]);
    run(place, { a: "small again" });
    expect(found(place, "a")).toEqual(["small again"]);
  });
});
