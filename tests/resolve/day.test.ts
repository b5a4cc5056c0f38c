import { describe, expect, it } from "vitest";
import { dayIn, withoutDays } from "../../src/resolve/day.ts";

describe("a day in words", () => {
  it.each([
    ["The Times, 29 September 1938, p. 12", "1938-09-29"],
    ["New York Times, Sept. 29, 1938", "1938-09-29"],
    ["FAZ vom 4. Oktober 1990", "1990-10-04"],
    ["FAZ, 3. 10. 1990, S. 1", "1990-10-03"],
    ["Le Monde, 1er août 1968", "1968-08-01"],
    ["El País, 3 de mayo de 1976", "1976-05-03"],
    ["Corriere della Sera, 1° ottobre 1969", "1969-10-01"],
    ["Правда, 13 марта 1938", "1938-03-13"],
    ["Gazeta, 11 listopada 1918", "1918-11-11"],
    ["Lidové noviny, 28. října 1918", "1918-10-28"],
    ["a page of 1938-03-14", "1938-03-14"],
    ["2×May 5, 1938", "1938-05-05"],
  ])("%s", (text, day) => {
    expect(dayIn(text)).toBe(day);
    expect(dayIn(text.normalize("NFD")), "with its accents apart").toBe(day);
  });

  it.each([
    "The Times, September 1938",
    "12 Angry 1957",
    "31. 13. 1990",
    "3 May 1938 and 4 May 1938",
    "12 (Berlin) 1938",
    "5 May‑June 1938",
    "1938",
  ])("is none in “%s”", (text) => {
    expect(dayIn(text)).toBeNull();
  });
});

describe("words without their days", () => {
  it.each([
    ["FAZ vom 4. Oktober 1990, S. 5", "FAZ  , S. 5"],
    ["Sept. 29, 1938 and 1938-03-14", "  and  "],
    ["Heft 12 Berufsbildungsgesetzgebung 1957", "Heft 12 Berufsbildungsgesetzgebung 1957"],
    ["12 Angry 1957", "12 Angry 1957"],
  ])("%s", (text, rest) => {
    expect(withoutDays(text)).toBe(rest);
  });

  // A word without spaces took the square of its length: minutes, where this takes milliseconds.
  it.each(["😀", "ก็", "\u0301", "漢", "a"])(
    "are found in a long word of “%s”",
    (sign) => {
      const text = `${sign.repeat(40_000)} 1938`;
      expect(withoutDays(text)).toBe(text);
    },
    5000,
  );
});
