import { describe, expect, it } from "vitest";
import { addressOf, relativeAddress } from "../../src/site/address.ts";

/** A page, an address below the site's folder, and the link from one to the other. */
const LINKS = [
  ["index.html", "index.html", "index.html"],
  ["index.html", "texts/a.html", "texts/a.html"],
  ["texts/a.html", "index.html", "../index.html"],
  ["texts/a.html", "texts/a.html#p-1", "#p-1"],
  ["texts/a.html", "texts/ab.html#p-1", "ab.html#p-1"],
  ["texts/a/1.html", "texts/a/2.html", "2.html"],
  ["texts/a/1.html", "texts/ab/2.html", "../ab/2.html"],
  ["texts/a/1.html", "texts/a.html", "../a.html"],
  ["texts/a/b/c.html", "people/x.html", "../../../people/x.html"],
  ["texts/a.html", "texts/a:b c.html#ä", "a%3Ab%20c.html#%C3%A4"],
  ["texts/a.html", "texts/a.html#a/b", "#a%2Fb"],
] as const;

describe("a link from one page to another", () => {
  for (const [page, address, link] of LINKS) {
    it(`leads from ${page} to ${address}`, () => {
      expect(relativeAddress(page, address)).toBe(link);
      expect(addressOf(page, link)).toBe(address);
    });
  }
});
