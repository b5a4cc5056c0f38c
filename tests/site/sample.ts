import { readFileSync } from "node:fs";
import { citeDocument } from "../../src/cite/index.ts";
import { readFrontMatter, renderHtml, renderText } from "../../src/render/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import { pageContext, renderSite, type SiteContent, THEME } from "../../src/site/index.ts";
import { models, odd, tree } from "../render/sample.ts";

const SOURCE = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>A &amp; B: a dialogue</title><author>N. N.</author><respStmt><resp>encoding</resp><name>E. E.</name></respStmt></titleStmt>
<editionStmt><edition>First edition</edition></editionStmt>
<publicationStmt><publisher>Press</publisher><date>2026</date><availability><licence target="https://example.org/l"><p>Free.</p></licence></availability></publicationStmt>
<notesStmt><note><p>What <persName ref="register.xml#ann">Ann</persName> says is contested.</p></note></notesStmt>
<sourceDesc><p>From a copy.</p></sourceDesc></fileDesc>
<encodingDesc><projectDesc><p>For a test.</p></projectDesc><editorialDecl><quotation marks="none"><p>None.</p></quotation></editorialDecl></encodingDesc>
<revisionDesc xml:id="nowhere-on-the-page"><change when="2026-01-02">Made.</change></revisionDesc>
</teiHeader><text><body><div xml:id="d"><head>A &amp; B: a dialogue</head>
<p xml:id="p-1"><persName ref="register.xml#ann">Ann</persName> met <persName ref="register.xml#ann">Ann</persName><note>Another.</note> in <choice><sic>1839</sic><corr>1938</corr></choice>.</p>
<p>He <quote xml:id="q-0">wrote</quote>, see <ref target="#nowhere-on-the-page">there</ref> and <ref target="#d">above</ref>.</p><bibl xml:id="c-0"><author>J. Doe</author>, <title level="m">Work</title>, p. 1.</bibl>
<cit><quote xml:id="q-1"><sp xml:id="s-1" who="register.xml#ann"><speaker>Ann:</speaker><p>Yes, <q>so</q>.</p></sp><sp xml:id="s-2" who="register.xml#bob"><speaker>Bob:</speaker><p>No.</p></sp></quote><bibl xml:id="c-1"><abbr type="ibid">Ibid.</abbr>, p. 3.</bibl></cit>
</div><div xml:id="e"><head>More</head><p>Words of l’Évêque—dear.</p><list><item>one</item></list><table><row><cell>a</cell></row></table><lg><l>verse</l></lg><entry xml:id="en"><form><orth>word</orth></form></entry></div></body></text></TEI>`;

const REGISTER = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><standOff>
<listPerson><person xml:id="ann"><persName>Ann Bee</persName><persName>Ann</persName><birth when="1900"/><death when="1950"/><note>A speaker.</note></person>
<person xml:id="bob"><persName>Bob</persName></person></listPerson>
<listBibl><bibl xml:id="w_1"><author><persName><forename>J.</forename> <surname>Doe</surname></persName></author>, <title level="m">Work</title> (<pubPlace>Paris</pubPlace>, <date when="1900">1900</date>), <ref target="https://example.org/work">online</ref><note type="editorial">Supplied by the editors.</note></bibl></listBibl>
</standOff></TEI>`;

const ID = "letters/a b";

/** A small edition, with what a site can show, as a build puts it together. */
export function content(siteUrl: string | null = null): SiteContent {
  const document = { id: ID, tree: tree(SOURCE, `tei/${ID}.xml`) };
  const all = [document, { id: "letters/register", tree: tree(REGISTER, "tei/letters/register.xml") }];
  const registers = readRegisters(all);
  const scope = linkScope(all.map(anchorsOf));
  const cited = citeDocument(document.tree, { id: ID, registers, scope });
  const using = models(odd(SPEAKER));
  const context = pageContext({ id: ID, cited, registers, scope, pages: new Set([ID]) });
  const page = {
    id: ID,
    front: readFrontMatter(document.tree, using, context),
    text: renderHtml(document.tree, using, context),
    records: cited.records,
    tei: new TextEncoder().encode(SOURCE),
    readingText: renderText(document.tree, using, context),
  };
  const edition = { title: "An <edition>", version: "1.0", siteUrl };
  return { edition, documents: [page], registers, theme: readFileSync(THEME, "utf8") };
}

const SPEAKER =
  '<elementSpec ident="speaker"><model behaviour="link"><param name="uri" value="../@who"/><outputRendition>color: inherit</outputRendition></model></elementSpec>';

/** The files of the small edition's site, by path. */
export function site(siteUrl: string | null = null): ReadonlyMap<string, string> {
  const files = [...renderSite(content(siteUrl))];
  return new Map(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
}
