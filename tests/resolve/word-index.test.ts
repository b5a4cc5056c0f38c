import { expect, it } from "vitest";
import { wordIndex } from "../../src/resolve/word-index.ts";

const WORDS = ["geschichte", "gesellschaft", "marx", "marxismus", "aeneis", "webb", "rev", "review", "law"];

function index() {
  const made = wordIndex();
  for (const [at, word] of WORDS.entries()) made.add(word, at);
  return made;
}

it.each([
  ["geschichte", ["geschichte"]],
  ["gesch", ["geschichte"]],
  ["ges", ["geschichte", "gesellschaft"]],
  ["geschihcte", ["geschichte"]],
  ["geschichten", ["geschichte"]],
  ["marx", ["marx", "marxismus"]],
  ["webbs", ["webb"]],
  ["rev", ["rev", "review"]],
  ["aen", ["aeneis"]],
  ["la", []],
  ["kirche", []],
])("finds for “%s” the words it may stand for", (word, found) => {
  expect(
    index()
      .find(word)
      .map((at) => WORDS[at]),
  ).toEqual(found);
});

it("finds what was added since a word was asked for, by a known word and by a new one", () => {
  const growing = index();
  expect(growing.find("gesch")).toEqual([0]);
  growing.add("geschichte", 20);
  expect(growing.find("gesch")).toEqual([0, 20]);
  growing.add("geschehen", 21);
  expect(growing.find("gesch")).toEqual([0, 20, 21]);
});
