import { describe, expect, it } from "vitest";
import { type Extent, iiifImage, iiifRegion } from "../../src/render/iiif-image.ts";

const PART = { x: 10, y: 20, width: 50, height: 40 };
const BASE = "https://iiif.example.org/a%2Fb";

function regionIn(address: string, extent: Extent | null, pixels: Extent | null): string | null {
  return iiifRegion(iiifImage(address)!, { part: PART, extent, pixels });
}

describe("the region of a picture that a part of an image is", () => {
  const sheet = { width: 100, height: 200 };
  const pixels = { width: 3000, height: 5000 };
  it.each([
    ["in pixels where nobody says another measure", "/info.json", null, null, "10,20,50,40"],
    ["in pixels where the image's size is that of its surface", "/info.json", pixels, pixels, "10,20,50,40"],
    [
      "in pixels, scaled, where the surface has units of its own",
      "/info.json",
      sheet,
      pixels,
      "300,500,1500,1000",
    ],
    [
      "in hundredths where nobody says how many pixels there are",
      "/info.json",
      sheet,
      null,
      "pct:10,10,50,20",
    ],
    ["the same of an image of full size", "/full/max/0/default.jpg", sheet, pixels, "300,500,1500,1000"],
    ["the same by its older name", "/full/full/0/native.jpg", sheet, pixels, "300,500,1500,1000"],
    [
      "in hundredths of an image of another size than the picture",
      "/full/,200/0/default.jpg",
      null,
      sheet,
      "pct:10,10,50,20",
    ],
    [
      "in hundredths where its surface has units of its own too",
      "/full/!300,300/0/default.jpg",
      sheet,
      pixels,
      "pct:10,10,50,20",
    ],
    [
      "within the region that the image is of",
      "/1000,2000,100,200/max/0/default.jpg",
      null,
      null,
      "1010,2020,50,40",
    ],
    ["within it, scaled", "/1000,2000,300,400/max/0/default.jpg", sheet, null, "1030,2040,150,80"],
    ["within it, of another size", "/1000,2000,300,400/100,/0/default.jpg", null, sheet, "1030,2040,150,80"],
    ["within a region in hundredths", "/pct:50,50,50,50/max/0/default.jpg", sheet, null, "pct:55,55,25,10"],
    [
      "not told where the region is in hundredths and the part in pixels",
      "/pct:50,50,50,50/max/0/default.jpg",
      null,
      null,
      null,
    ],
    ["not told of a square, which is anywhere", "/square/max/0/default.jpg", sheet, pixels, null],
  ] as const)("is %s", (_, rest, extent, size, region) => {
    expect(regionIn(BASE + rest, extent, size)).toBe(region);
  });

  it("never has more decimals than services read", () => {
    expect(regionIn(`${BASE}/info.json`, { width: 3, height: 7 }, null)).toBe(
      "pct:333.3333,285.7143,1666.6667,571.4286",
    );
  });
});

it.each(["https://example.org/a.jpg", "https://example.org/full/a/b.jpg", "a/info.json", ""])(
  "%s is no image of a service",
  (address) => expect(iiifImage(address)).toBeNull(),
);
