import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DocumentCache } from "../../src/build/cache/document-cache.ts";

const folder = mkdtempSync(join(tmpdir(), "colophon-pieces-"));
const store = DocumentCache.in(folder);
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const FEW = [{ a: 1 }, "zwei", new Uint32Array([3])];
const MANY = [{ a: 1 }, "zwei ".repeat(20_000), new Float64Array(100).fill(0.5), []];
const key = (sign: string): string => sign.repeat(64);

describe("values that are kept one by one", () => {
  it("come back as they were, few and many, and instead of one another", () => {
    for (const values of [FEW, MANY, FEW]) {
      store.putPieces(key("1"), values);
      expect(store.getPieces(key("1"))).toEqual(values);
    }
    expect(store.getPieces(key("2"))).toBeNull();
  });

  it("are asked for only when those before are written", () => {
    const asked: number[] = [];
    const values = function* (): Generator<string> {
      for (let at = 0; at < 4; at++) {
        asked.push(at);
        yield "x".repeat(50_000);
      }
    };
    store.putPieces(key("3"), values());
    expect(asked).toEqual([0, 1, 2, 3]);
    expect(store.getPieces(key("3"))).toHaveLength(4);
  });

  it("are not used where one of them is damaged, or the end is missing", () => {
    store.putPieces(key("4"), MANY);
    const file = join(store.folder, `${key("4")}.bin`);
    const whole = readFileSync(file);
    for (const damaged of [whole.subarray(0, -1), whole.with(whole.length >> 1, 0xff)]) {
      writeFileSync(file, damaged);
      expect(store.getPieces(key("4"))).toBeNull();
    }
    writeFileSync(file, whole);
    expect(store.getPieces(key("4"))).toEqual(MANY);
  });

  it("leave what was kept before where one of them cannot be made", () => {
    store.putPieces(key("5"), MANY);
    const failing = function* (): Generator<unknown> {
      yield* MANY;
      throw new Error("no");
    };
    expect(() => store.putPieces(key("5"), failing())).toThrow("no");
    expect(store.getPieces(key("5"))).toEqual(MANY);
    expect(readdirSync(store.folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("wait with all others in a process that remembers", () => {
    const remembering = DocumentCache.in(folder);
    remembering.remember();
    remembering.putPieces(key("6"), MANY);
    expect(remembering.getPieces(key("6"))).toEqual(MANY);
    expect(store.getPieces(key("6"))).toBeNull();
    remembering.forgetUnasked();
    expect(store.getPieces(key("6"))).toEqual(MANY);
    expect(remembering.getPieces(key("6"))).toEqual(MANY);
    remembering.close();
  });
});
