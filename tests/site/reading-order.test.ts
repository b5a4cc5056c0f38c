import { describe, expect, it } from "vitest";
import { countedKey, inReadingOrder } from "../../src/site/reading-order.ts";
import { siteOf, source } from "./small-site.ts";

/** The texts that the front page lists, in their order. */
function listed(files: ReadonlyMap<string, string>): readonly string[] {
  const found = [...files.get("index.html")!.matchAll(/href="texts\/([\w-]+)\.html"/gu)].map(([, id]) => id!);
  return [...new Set(found)];
}

describe("texts in their order", () => {
  it("have numbers that count", () => {
    const ids = ["10", "9/b", "9", "a10", "a9", "a"];
    const placed = ids.map((id) => ({ id, time: null }));
    const ordered = ["9", "9/b", "10", "a", "a9", "a10"];
    expect(inReadingOrder(placed, "id", (each) => each).map(({ id }) => id)).toEqual(ordered);
    expect(countedKey("07")).not.toBe(countedKey("7"));
  });

  it("stand so on the front page and lead on so", () => {
    const files = siteOf({
      t10: source("Ten", "<p>x</p>"),
      t2: source("Two", "<p>x</p>"),
      t1: source("One", "<p>x</p>"),
    });
    expect(listed(files)).toEqual(["t1", "t2", "t10"]);
    expect(files.get("texts/t2.html")).toMatch(
      /rel="next"[^>]*href="t10\.html"|href="t10\.html"[^>]*rel="next"/u,
    );
  });
});

/** A text that was made when its header says. */
function made(title: string, date: string): string {
  return source(title, "<p>x</p>", "en", `<profileDesc><creation>${date}</creation></profileDesc>`);
}

describe("texts in the order of time", () => {
  it("stand by their first day, those of one day by their ids, and those without one behind", () => {
    const times = ["1791-05", "[1791..1795]", null, "-0043-03-15", "../1790", "1791-05-02", "-0044", "0800~"];
    const placed = times.map((time, at) => ({ id: String(at), time }));
    const ordered = [
      "-0044",
      "-0043-03-15",
      "0800~",
      "../1790",
      "[1791..1795]",
      "1791-05",
      "1791-05-02",
      null,
    ];
    expect(inReadingOrder(placed, "date", (each) => each).map(({ time }) => time)).toEqual(ordered);
    const ofADay = ["b10", "b9"].map((id) => ({ id, time: "1791" }));
    expect(inReadingOrder(ofADay, "date", (each) => each).map(({ id }) => id)).toEqual(["b9", "b10"]);
  });

  it("have it from their letter, meeting, creation, dateline or print", () => {
    const sent = `<correspDesc><correspAction type="received"><date when="1800"/></correspAction><correspAction type="sent"><date notBefore="1705" notAfter="1706"/></correspAction></correspDesc>`;
    const files = siteOf(
      {
        a: source("Undated", "<p>x</p><opener><date when='1600'/></opener>"),
        b: made("Created", "<date when='1708'/>"),
        c: source(
          "Sent",
          "<p>x</p>",
          "en",
          `<profileDesc>${sent}<creation><date when="1801"/></creation></profileDesc>`,
        ),
        d: source("Printed", "<p>x</p>").replace(
          "<sourceDesc><p/>",
          "<sourceDesc><bibl><date>1707</date></bibl>",
        ),
        e: source("Met", "<p>x</p>").replace(
          "</titleStmt>",
          "<meeting><date when='1704'/></meeting></titleStmt>",
        ),
        g: source("Played", "<p>x</p>").replace(
          "</TEI>",
          "<standOff><listEvent><event type='print' when='1711'/><event type='premiere' when='1709'/></listEvent></standOff></TEI>",
        ),
        f: source(
          "Dated",
          "<opener><dateline>Bath, <date when='1703-02-01'>1 Feb</date></dateline></opener><p>x</p>",
        ),
      },
      { order: "date" },
    );
    expect(listed(files)).toEqual(["f", "e", "c", "d", "b", "g", "a"]);
    expect(files.get("index.html")).toContain("1 February 1703");
    expect(files.get("texts/e.html")).toMatch(/rel="next"[^>]*href="c\.html"|href="c\.html"[^>]*rel="next"/u);
  });

  it.each([
    ["<date from-iso='1821-05-01' to-iso='1821-05-03'/>", "1 May 1821–3 May 1821"],
    ["<date when='18500304'/>", "4 March 1850"],
    ["<date when='1850-03-04'>[4 March 1850]</date>", "4 March 1850 (?)"],
    ["<date>ca. 1849</date>", "about 1849"],
    ["<date>1850-03</date>", "March 1850"],
    ["<date cert='low' from='1850' to='1855'/>", "1850–1855"],
  ])("tell it in words: %s", (date, words) => {
    const page = siteOf({ a: made("A", date), b: made("B", "<date>No. 123</date>") }, { order: "date" }).get(
      "index.html",
    )!;
    expect([...page.matchAll(/<p class="count"><bdi>(.*?)<\/bdi>/gu)].map(([, said]) => said)[0]).toBe(words);
    expect(page).not.toContain("123 ");
  });

  it.each([
    ["years", (n: number) => 1790 + (n % 10), "1791", "1790 to 1799"],
    ["decades", (n: number) => 1700 + ((n * 7) % 100), "1710–1719", "1700–1709 to 1790–1799"],
    ["centuries", (n: number) => -200 + n * 50, "100–1 BCE", "200–101 BCE to 2200–2299"],
  ])("stand under %s where they are many", (_, yearOf, heading, span) => {
    const year = (n: number): string => {
      const found = yearOf(n);
      return `${found < 0 ? "-" : ""}${String(Math.abs(found)).padStart(4, "0")}`;
    };
    const texts = Array.from({ length: 50 }, (__, n) => [
      `t${n}`,
      made(`T${n}`, `<date when="${year(n)}"/>`),
    ]);
    const files = siteOf({ ...Object.fromEntries(texts), u: source("U", "<p>x</p>") }, { order: "date" });
    const page = files.get("index.html")!;
    expect(page).toContain(`>${heading}</h3>`);
    expect(page).toMatch(/href="#undated">Undated<\/a>/u);
    expect(page).toMatch(new RegExp(`<svg [^>]*aria-label="[^"]*from ${span}`, "u"));
    expect(listed(files).at(-1)).toBe("u");
  });
});
