import { describe, expect, it } from "vitest";
import { dayIn } from "../../src/resolve/index.ts";

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
  ])("%s", (text, day) => {
    expect(dayIn(text)).toBe(day);
  });

  it.each([
    "The Times, September 1938",
    "12 Angry 1957",
    "31. 13. 1990",
    "3 May 1938 and 4 May 1938",
    "1938",
  ])("is none in “%s”", (text) => {
    expect(dayIn(text)).toBeNull();
  });
});
