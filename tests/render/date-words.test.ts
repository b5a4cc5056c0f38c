import { describe, expect, it } from "vitest";
import { dateInWords, edtfInWords, momentInWords, yearsInWords } from "../../src/render/date-words.ts";
import { ENGLISH } from "../../src/render/words-en.ts";
import { tree } from "./sample.ts";

const said = (attributes: string): string | null =>
  dateInWords(
    [...tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><date ${attributes}/></TEI>`).root.elements()][0]!,
    ENGLISH,
  );

describe("a date in attributes", () => {
  it("is a day, a month, a year or a period", () => {
    expect(said('when="1893-05-01"')).toBe("1 May 1893");
    expect(said('from="1893-05" to="1894"')).toBe("May 1893–1894");
    expect(said('from="1893-05"')).toBe("May 1893–");
    expect(said('notBefore="1893-05-02" notAfter="1893-05-04"')).toBe("between 2 May 1893 and 4 May 1893");
    expect(said('notAfter="1893"')).toBe("not after 1893");
    expect(said('type="sent"')).toBeNull();
  });

  it("in the basic format is as long as it is known", () => {
    expect(["20120109", "18350000", "18350500", "20121399"].map((when) => said(`when="${when}"`))).toEqual([
      "9 January 2012",
      "1835",
      "May 1835",
      "20121399",
    ]);
    expect(said('when="1893-05-00"')).toBe("May 1893");
  });

  it("may be of another calendar, where it is written as others are", () => {
    expect(said('when-custom="1473-04-26" calendar="#julian"')).toBe("26 April 1473");
    expect(said('from-custom="1401" to-custom="1500"')).toBe("1401–1500");
    expect(said('when-custom="a.d. VI Kal. Maias"')).toBeNull();
    expect(said('when-iso="1473" when-custom="1472"')).toBe("1473");
  });

  it("whose ends are the same is one day", () => {
    expect(said('notBefore="1844-10-31" notAfter="1844-10-31"')).toBe("31 October 1844");
    expect(said('from="1844" to="1844"')).toBe("1844");
  });

  it("that takes in whole months or years is said by these", () => {
    expect(said('notBefore="1835-01-01" notAfter="1835-12-31"')).toBe("1835");
    expect(said('notBefore="1844-02-01" notAfter="1844-02-29"')).toBe("February 1844");
    expect(said('from="1900-02-01" to="1900-02-28"')).toBe("February 1900");
    expect(said('notBefore="1835-03-01" notAfter="1836-04-30"')).toBe("between March 1835 and April 1836");
    expect(said('from="1835-01-01" to="1836-12-31"')).toBe("1835–1836");
    expect(said('notBefore="1835-01-01" notAfter="1835-12-30"')).toBe(
      "between 1 January 1835 and 30 December 1835",
    );
  });
});

describe("the moment when something was sent", () => {
  it.each([
    ["2011-05-01T09:15:00+02:00", "1 May 2011, 09:15"],
    ["2011-05-01", "1 May 2011"],
    ["09:15:00", "09:15:00"],
    ["T09:15", "T09:15"],
    ["yesterday T12:61", "yesterday T12:61"],
  ])("%s", (when, expected) => {
    const post = tree(`<TEI xmlns="http://www.tei-c.org/ns/1.0"><post when="${when}"/></TEI>`);
    expect(momentInWords([...post.root.elements()][0]!, ENGLISH)).toBe(expected);
  });
});

describe("a year before the common era", () => {
  it("is said by its number from there", () => {
    expect(said('when="-0044-03-15"')).toBe("15 March 44 BCE");
    expect(said('from="-0264" to="-0241"')).toBe("264 BCE–241 BCE");
  });

  it.each([
    ["1888–1938", "1888–1938"],
    ["-83–-30", "83–30 BCE"],
    ["-63–14", "63 BCE–14 CE"],
    ["–-30", "–30 BCE"],
    ["-83–", "83 BCE–"],
  ])("of a life, %s, is %s", (years, words) => {
    expect(yearsInWords(years, ENGLISH)).toBe(words);
  });
});

describe("a date of EDTF", () => {
  it("lies between two, or before or after one", () => {
    expect(edtfInWords("[1893..1895-05]", ENGLISH)).toBe("between 1893 and May 1895");
    expect(edtfInWords("[1893..]", ENGLISH)).toBe("not before 1893");
    expect(edtfInWords("[..1893]", ENGLISH)).toBe("not after 1893");
  });

  it("is a period, said as one in attributes is", () => {
    expect(edtfInWords("1893-05-01/1894", ENGLISH)).toBe("1 May 1893–1894");
    expect(edtfInWords("1893/..", ENGLISH)).toBe("1893–");
    expect(edtfInWords("1835-01-01/1835-12-31", ENGLISH)).toBe("1835");
    expect(edtfInWords("1893~", ENGLISH)).toBe("about 1893");
  });

  it("is read in time that grows with its length", () => {
    const dots = `[${".".repeat(200_000)}`;
    expect(edtfInWords(dots, ENGLISH)).toBe(dots);
  });
});
