import { readFileSync } from "node:fs";
import { plainContext, readFrontMatter, renderHtml, renderText } from "../../src/render/index.ts";
import {
  relativeAddress,
  renderSite,
  type SiteContent,
  type SiteFile,
  THEME,
  textPage,
} from "../../src/site/index.ts";
import { models, odd, tree } from "../render/sample.ts";

const SOURCE = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>A &amp; B: a dialogue</title><author>N. N.</author><respStmt><resp>encoding</resp><name>E. E.</name></respStmt></titleStmt>
<editionStmt><edition>First edition</edition></editionStmt>
<publicationStmt><publisher>Press</publisher><date>2026</date><availability><licence target="https://example.org/l"><p>Free.</p></licence></availability></publicationStmt>
<notesStmt><note><p>What <persName ref="#ann">Ann</persName> says is contested.</p></note></notesStmt>
<sourceDesc><p>From a copy.</p></sourceDesc></fileDesc>
<encodingDesc><projectDesc><p>For a test.</p></projectDesc><editorialDecl><quotation marks="none"><p>None.</p></quotation></editorialDecl></encodingDesc>
<revisionDesc><change when="2026-01-02">Made.</change></revisionDesc>
</teiHeader><text><body><div xml:id="d"><head>A &amp; B: a dialogue</head>
<p xml:id="p-1"><persName ref="#ann">Ann</persName> met <persName ref="#ann">Ann</persName><note>Another.</note> in <choice><sic>1839</sic><corr>1938</corr></choice>.</p>
<cit><quote xml:id="q-1"><sp xml:id="s-1" who="#ann"><speaker>Ann:</speaker><p>Yes, <q>so</q>.</p></sp><sp xml:id="s-2" who="#bob"><speaker>Bob:</speaker><p>No.</p></sp></quote><bibl xml:id="c-1"><abbr type="ibid">Ibid.</abbr>, p. 3.</bibl></cit>
</div><div xml:id="e"><head>More</head><p>Words.</p><list><item>one</item></list><table><row><cell>a</cell></row></table><lg><l>verse</l></lg></div></body></text></TEI>`;

const ID = "letters/a b";
const PAGE = textPage(ID);

/** A small edition, with what a site can show. */
export function content(siteUrl: string | null = null): SiteContent {
  const document = tree(SOURCE);
  const using = models(
    odd(
      '<elementSpec ident="speaker"><model behaviour="link"><param name="uri" value="../@who"/><outputRendition>color: inherit</outputRendition></model></elementSpec>',
    ),
  );
  const context = plainContext({
    link: (_node, pointer) =>
      pointer.startsWith("#") ? relativeAddress(PAGE, `people/${pointer.slice(1)}.html`) : pointer,
    annotation: (node) =>
      node.local === "bibl"
        ? {
            href: relativeAddress(PAGE, "works/w_1.html"),
            label: "Doe, Work, p. 3",
            title: "Work",
            via: [{ label: "Doe, p. 1", href: "#c-1" }],
          }
        : null,
  });
  const mention = (text: string, anchor: string): { document: string; text: string; url: string } => ({
    document: ID,
    text,
    url: `${PAGE}#${anchor}`,
  });
  return {
    edition: { title: "An <edition>", version: "1.0", siteUrl },
    documents: [
      {
        id: ID,
        front: readFrontMatter(document, using, context),
        text: renderHtml(document, using, context),
        tei: new TextEncoder().encode(SOURCE),
        readingText: renderText(document, using, context),
      },
    ],
    citations: [
      {
        id: "c-1",
        document: ID,
        form: "ibid",
        work: "w_1",
        loci: [{ unit: "page", from: "3", to: null }],
        text: "Ibid., p. 3.",
        quotations: ["q-1"],
        url: `${PAGE}#c-1`,
      },
    ],
    quotations: [
      {
        id: "q-1",
        document: ID,
        text: "Yes, so. No.",
        words: 3,
        citation: "c-1",
        work: "w_1",
        url: `${PAGE}#q-1`,
      },
    ],
    speeches: [
      {
        id: "s-1",
        document: ID,
        who: ["ann"],
        label: "Ann:",
        text: "Yes, so.",
        words: 2,
        url: `${PAGE}#s-1`,
      },
      { id: "s-2", document: ID, who: ["bob"], label: "Bob:", text: "No.", words: 1, url: `${PAGE}#s-2` },
    ],
    works: [
      {
        id: "w_1",
        type: "book",
        title: "Work",
        author: [{ family: "Doe", given: "J." }],
        issued: { "date-parts": [[1900]] },
        note: "Supplied by the editors.",
      },
    ],
    people: [
      {
        key: "ann",
        name: "Ann",
        names: ["Ann", "Anne"],
        ref: "https://example.org/ann",
        note: "A speaker.",
        dates: "1900–1950",
        mentions: [mention("Ann", "p-1"), mention("Ann", "p-1")],
      },
      { key: "bob", name: "Bob", names: ["Bob"], ref: null, mentions: [] },
    ],
    places: [],
    organisations: [],
    theme: readFileSync(THEME, "utf8"),
  };
}

/** The files of the small edition's site, by path. */
export function site(siteUrl: string | null = null): ReadonlyMap<string, string> {
  return new Map(
    [...renderSite(content(siteUrl))].map(({ path, bytes }: SiteFile) => [
      path,
      new TextDecoder().decode(bytes),
    ]),
  );
}
