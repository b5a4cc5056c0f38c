import { describe, expect, it } from "vitest";
import { type Anchors, linkScope } from "../../src/resolve/index.ts";

const anchors = (document: string, ids: readonly string[]): Anchors => ({
  document,
  path: `${document}.xml`,
  parts: [],
  isComplete: true,
  elements: new Map(ids.map((id) => [id, "p"])),
});

describe("the owner of an id", () => {
  it("is the first document that has it", () => {
    const [one, other] = [anchors("one", ["a", "b"]), anchors("other", ["b", "c"])];
    const scope = linkScope([one, other]);
    expect(["a", "b", "c", "d"].map((id) => scope.withId(id))).toEqual([one, one, other, null]);
  });

  it("is not looked for in more ids than memory should hold, and the document is reached all the same", () => {
    const many = Array.from({ length: 100_001 }, (_, at) => `id-${at}`);
    const scope = linkScope([anchors("large", many), anchors("last", ["here"])]);
    expect([scope.withId("id-100000")?.document, scope.withId("here")]).toEqual(["large", null]);
    expect(scope.of("last")?.elements.get("here")).toBe("p");
  });
});

describe("the document whose file has the name of another", () => {
  it("is the only one that has it", () => {
    const scope = linkScope([anchors("a/one", []), anchors("b/two", []), anchors("c/two", [])]);
    expect(
      ["x/one.xml", "one.xml", "two.xml", "a/three.xml"].map((path) => scope.named(path)?.document),
    ).toEqual(["a/one", "a/one", undefined, undefined]);
  });

  it("is the one whose path differs in the case of its letters, before all others", () => {
    const scope = linkScope([anchors("tei/4t43/txt", []), anchors("tei/eel/txt", [])]);
    expect(["tei/4T43/txt.xml", "tei/G/txt.xml"].map((path) => scope.named(path)?.document)).toEqual([
      "tei/4t43/txt",
      undefined,
    ]);
  });
});
