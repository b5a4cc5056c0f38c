import { describe, expect, it } from "vitest";
import { relativeAddress } from "../../src/site/address.ts";
import { deadLinks, linksOf } from "./dead-links.ts";
import { site } from "./sample.ts";
import { siteOf, source } from "./small-site.ts";

const FILES = site();
const PAGES = [...FILES].filter(([path]) => path.endsWith(".html"));
const TEXT = FILES.get("texts/letters/a b.html") ?? "";

function attributes(html: string, name: string): readonly string[] {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, "gu"))].map((match) => match[1]!);
}

describe("the site", () => {
  it("has the pages and files it promises", () => {
    expect([...FILES.keys()].sort()).toEqual([
      "404.html",
      "about.html",
      "assets/colophon.css",
      "assets/icon.svg",
      "dts/collection.json",
      "dts/collection/letters/a b.json",
      "dts/index.json",
      "dts/navigation/letters/a b.json",
      "headwords/index.html",
      "index.html",
      "people/ann.html",
      "people/bob.html",
      "people/index.html",
      "quotations/index.html",
      "sitemap.xml",
      "speakers/index.html",
      "tei/letters/a b.xml",
      "texts/letters/a b.html",
      "texts/letters/a b.json",
      "texts/letters/a b.txt",
      "works/index.html",
      "works/w_1.html",
    ]);
  });

  it("tells those who share a link the language of what it leads to", () => {
    const texts = { a: source("A", "<p>A.</p>", "de-Latf-AT"), b: source("B", "<p>B.</p>", "grc") };
    const localeOf = (path: string): string | undefined =>
      /property="og:locale" content="([^"]*)"/u.exec(siteOf(texts).get(path)!)?.[1];
    expect(["texts/a.html", "texts/b.html", "index.html"].map(localeOf)).toEqual(["de_AT", "grc", "en"]);
  });

  it("is the same each time", () => {
    expect([...site()]).toEqual([...FILES]);
  });

  it("has no link that leads nowhere", () => {
    expect(linksOf(FILES).length).toBeGreaterThan(80);
    expect(deadLinks(FILES)).toEqual([]);
  });

  it("uses each id once on a page", () => {
    for (const [path, html] of PAGES) {
      const ids = attributes(html, "id");
      expect({ path, ids: [...new Set(ids)] }).toEqual({ path, ids });
    }
  });

  it("runs nothing and loads nothing from elsewhere", () => {
    for (const [path, html] of PAGES) {
      if (path === "404.html") continue;
      const code = html.replace(/<script type="application\/(?:ld\+)?json"[^>]*>[^<]*<\/script>/gu, "");
      expect(code).not.toMatch(/<script|<style|\son[a-z]+=|<iframe|javascript:/iu);
      expect(html.match(/<link rel="stylesheet"[^>]*>|<img[^>]*>/gu)?.join("")).not.toMatch(/https?:/u);
    }
    expect(FILES.get("assets/colophon.css")).not.toMatch(/url\(|@import|https?:/u);
  });

  it("escapes what the configuration and the documents say", () => {
    expect(FILES.get("index.html")).toContain("<h1>An &lt;edition&gt;</h1>");
    expect(TEXT).toContain("<title>A &amp; B: a dialogue · An &lt;edition&gt;</title>");
  });
});

describe("the page of a text", () => {
  it("says before the text what scholars say of it", () => {
    expect(TEXT.indexOf("Editorial note")).toBeGreaterThan(0);
    expect(TEXT.indexOf("is contested")).toBeLessThan(TEXT.indexOf('class="text"'));
  });

  it("shows what an ibid. stands for, and leads to the work", () => {
    expect(TEXT).toContain(
      '<a class="work" href="../../works/w_1.html"><abbr class="tei-abbr">Ibid.</abbr></a>',
    );
    expect(TEXT).toContain('<a href="../../works/w_1.html">Doe, <cite>Work</cite>, p. 3</a>');
  });

  it("has headings in order, the page's own first", () => {
    const levels = [...TEXT.matchAll(/<h([1-6])/gu)].map((match) => Number(match[1]));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  });

  it("gives its title once to those who see it", () => {
    expect(TEXT).toContain('class="tei-head repeats-title unseen"');
  });

  it("offers the TEI, the reading text and the records", () => {
    expect(TEXT).toContain('href="../../tei/letters/a%20b.xml"');
    expect(FILES.get("texts/letters/a b.txt")).toContain("“Ann: Yes, ‘so’.\n\n“Bob: No.”");
    expect(JSON.parse(FILES.get("texts/letters/a b.json") ?? "")).toMatchObject({
      citations: [{ id: "c-0" }, { id: "c-1" }],
    });
  });

  it("has the looks of the ODD's models behind the theme, where they have the last word", () => {
    const css = FILES.get("assets/colophon.css") ?? "";
    expect(css.lastIndexOf(".model-speaker-1 { color: inherit; }")).toBeGreaterThan(
      css.lastIndexOf("@layer"),
    );
  });
});

describe("the indexes", () => {
  it("show a name with the words around it, each occurrence its own", () => {
    const page = FILES.get("people/ann.html") ?? "";
    expect(page).toContain("<mark>Ann</mark> met Ann in 1938.");
    expect(page).toContain("Ann met <mark>Ann</mark> in 1938.");
  });

  it("show of a work its reference, what the editors supplied, and each place with what is quoted", () => {
    const page = FILES.get("works/w_1.html") ?? "";
    expect(page).toContain(
      'J. Doe, <cite>Work</cite> (Paris, 1900), <a href="https://example.org/work">https://example.org/work</a>.',
    );
    expect(page).toContain("Supplied by the editors.");
    expect(page).toMatch(/Yes[\s\S]*<a href="..\/texts\/letters\/a%20b.html#c-1">Ibid., p. 3.<\/a>/u);
  });

  it("say who speaks and how much", () => {
    expect(FILES.get("speakers/index.html")).toMatch(
      /Ann Bee<\/a><\/th>\s*<td class="number">1<\/td>\s*<td class="number">2<\/td>/u,
    );
  });
});

describe("addresses", () => {
  it.each([
    ["index.html", "texts/a.html", "texts/a.html"],
    ["texts/a.html", "index.html", "../index.html"],
    ["texts/a.html", "texts/b.html#x", "b.html#x"],
    ["texts/a.html", "texts/a.html#x", "#x"],
    ["texts/l/a.html", "works/index.html", "../../works/index.html"],
    ["texts/l/a.html", "texts/l/a b:c.html", "a%20b%3Ac.html"],
  ])("from %s to %s", (from, to, address) => expect(relativeAddress(from, to)).toBe(address));

  it("are whole in the sitemap where the site's own is known, and relative to it elsewhere", () => {
    expect(FILES.get("sitemap.xml")).toContain("<loc>texts/letters/a%20b.html</loc>");
    expect(site("https://example.org/x/").get("sitemap.xml")).toContain(
      "<loc>https://example.org/x/texts/letters/a%20b.html</loc>",
    );
  });

  it("start at the root on the page for lost readers where that is known, which needs no other file to be read", () => {
    expect(FILES.get("404.html")).toContain('<a data-path="about.html">');
    const known = site("https://example.org/x/").get("404.html");
    expect(known).toContain('<a href="/x/about.html" data-path="about.html">');
    expect(known).not.toMatch(/<link|src=|<script/u);
  });
});

describe("a document that is a register", () => {
  const person = (id: string): string =>
    `<person xml:id="${id}"><persName>Name of ${id}</persName><note>${"Some words on a life. ".repeat(6)}</note></person>`;
  const list = `<listPerson>${person("ann")}${person("bob")}</listPerson>`;
  const letter = source("A letter", "<p>Dear Ann, so it is.</p>");
  const listed = (files: ReadonlyMap<string, string>): string[] => {
    const [, texts = "", indexes = ""] = files.get("index.html")!.split("<h2>");
    return [texts, indexes].map((part) =>
      [...part.matchAll(/ href="(texts[^"]*)"/gu)].map(([, to]) => to).join(" "),
    );
  };

  it("is not among the texts, and not on the way from one to the next, but beside the indexes", () => {
    const register = source("Persons", `<head>Persons</head><p>Who is named.</p>${list}`);
    const files = siteOf({ a: letter, register, z: source("Another", "<p>Dear Bob.</p>") });
    expect(listed(files)).toEqual(["texts/a.html texts/z.html", "texts/register.html"]);
    expect(files.get("texts/a.html")).toMatch(/href="z.html" rel="next"/u);
    expect(files.get("texts/register.html")).not.toMatch(/rel="(?:next|prev)"/u);
    expect(files.get("index.html")).toContain("2 texts");
  });

  it("may have an empty text, and leaves the one text of an edition alone", () => {
    const register = source("Persons", "<p/>").replace("<text>", `<standOff>${list}</standOff><text>`);
    const files = siteOf({ a: letter, register });
    expect(listed(files)).toEqual(["texts/a.html", "texts/register.html"]);
    expect(files.get("index.html")).toContain(`<a href="texts/a.html">Text</a>`);
  });

  it("has its title told apart from that of a text wherever both are named", () => {
    const register = source("A letter", list);
    const files = siteOf({ a: letter, register, z: source("Another", "<p>Dear Bob.</p>") });
    expect(files.get("index.html")).toContain(">A letter (a)</a>");
    expect(files.get("index.html")).toContain(">A letter (register)</a>");
    expect(files.get("texts/z.html")).toContain("A letter (a)");
  });

  it("leaves to the one text what a page of the edition cites, and is described behind it", () => {
    const named = source(
      "A letter",
      `<p>Of <persName ref="register.xml#ann">Ann</persName>, from <bibl corresp="register.xml#w">Bacon</bibl>.</p>`,
    );
    const works = `<listBibl><bibl xml:id="w"><author>Bacon</author>, <title level="m">Essays</title></bibl></listBibl>`;
    const files = siteOf({ a: named, register: source("Names", list + works) });
    const about = files.get("about.html")!;
    expect(about).toContain("https://example.org/texts/a.html");
    expect(about).not.toContain("https://example.org/index.html");
    expect([...about.matchAll(/"about-text"><summary[^>]*>([^<]*)/gu)].map(([, title]) => title)).toEqual([
      "Names",
    ]);
    const [person] = [...files].filter(([path]) => path.startsWith("people/") && path.includes("ann"));
    expect(person![1]).toContain("Named in 1 place");
    expect(person![1]).not.toContain("<h3>");
    const [work] = [...files].filter(([path]) => /^works\/(?!index)/u.test(path));
    expect(work![1]).toContain("../texts/a.html#");
    expect(work![1]).not.toContain(", in A letter");
  });

  it.each([
    [
      "a letter with its persons",
      source("L", "<p>Dear Ann.</p>").replace("<text>", `<standOff>${list}</standOff><text>`),
    ],
    [
      "an essay with its works",
      source(
        "E",
        `<p>${"Words. ".repeat(60)}</p><listBibl><bibl xml:id="w">${"A work. ".repeat(80)}</bibl></listBibl>`,
      ),
    ],
    [
      "a list that no register reads",
      source("N", "<listPerson><person><persName>Ann</persName></person></listPerson>"),
    ],
    [
      "a text with its persons behind it",
      source("B", "<p>Once.</p>").replace("</body>", `</body><back><div>${list}</div></back>`),
    ],
    [
      "pictures whose header lists persons",
      source("F", "<p/>", "en", `<profileDesc><particDesc>${list}</particDesc></profileDesc>`).replace(
        "<text>",
        `<facsimile><graphic url="a.png"/></facsimile><text>`,
      ),
    ],
    [
      "a header that lists persons alone",
      source("H", "<p/>", "en", `<profileDesc><particDesc>${list}</particDesc></profileDesc>`),
    ],
    [
      "a manuscript that is described in books",
      source("M", "<p/>").replace(
        "<sourceDesc><p/>",
        `<sourceDesc><msDesc><additional><listBibl><bibl xml:id="m">A book</bibl></listBibl></additional></msDesc>`,
      ),
    ],
    [
      "a letter without words, with its persons",
      source("C", "<p/>", "en", "<profileDesc><correspDesc><p/></correspDesc></profileDesc>").replace(
        "<text>",
        `<standOff>${list}</standOff><text>`,
      ),
    ],
  ])("is none: %s", (_, other) => {
    expect(listed(siteOf({ a: letter, other }))[0]).toBe("texts/a.html texts/other.html");
  });

  it("may list manuscripts", () => {
    const manuscript = `<msDesc xml:id="m"><msIdentifier><idno>MS 1</idno></msIdentifier></msDesc>`;
    const register = source("Manuscripts", `<listBibl>${manuscript}</listBibl>`);
    expect(listed(siteOf({ a: letter, register }))).toEqual(["texts/a.html", "texts/register.html"]);
  });

  it.each([
    [
      "of which it has the pages of print",
      source("P", `<head>Persons</head><pb facs="#f"/>${list}`).replace(
        "<text>",
        `<facsimile><surface xml:id="f"><graphic url="f.png"/></surface></facsimile><text>`,
      ),
    ],
    [
      "whose entries have their pictures",
      source("P", "<p/>").replace(
        "<text>",
        `<facsimile><graphic xml:id="f" url="f.png"/></facsimile><standOff>${list.replace("<persName>", `<persName facs="#f">`)}</standOff><text>`,
      ),
    ],
  ])("may have pictures: %s", (_, register) => {
    expect(listed(siteOf({ a: letter, register }))).toEqual(["texts/a.html", "texts/register.html"]);
  });

  it.each([
    [
      "a text in pictures alone, with its persons",
      source("F", "<p/>").replace(
        "<text>",
        `<facsimile><graphic url="a.png"/></facsimile><standOff>${list}</standOff><text>`,
      ),
    ],
  ])("is none with pictures: %s", (_, other) => {
    expect(listed(siteOf({ a: letter, other }))[0]).toBe("texts/a.html texts/other.html");
  });

  it("is a text where there is no other", () => {
    expect(listed(siteOf({ register: source("Persons", list) }))[0]).toBe("texts/register.html");
  });
});
