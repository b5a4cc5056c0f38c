import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAndPublish } from "../../src/build/index.ts";
import { filesBelow } from "./files-below.ts";
import { BROWSER, type Served, serve, startBrowser } from "./served.ts";

if (BROWSER === undefined)
  console.warn("skipped: no Chromium on this machine, so hostile pages were not opened");

const SECRET = "what-only-this-machine-knows";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg">';

/** Drawings that would run or ask for something, opened by themselves. */
const DRAWINGS: Readonly<Record<string, string>> = {
  "runs.svg": `${SVG}<script>alert(30)</script></svg>`,
  "escapes.svg": `${SVG}<style>svg{background-image:u\\rl(http://evil.example/j.png)}</style></svg>`,
  "imports.svg": `${SVG}<style>@i\\mport "http://evil.example/k.css";</style></svg>`,
  "page.svg":
    '<html xmlns="http://www.w3.org/1999/xhtml"><body background="http://evil.example/l.png">a</body></html>',
};

const DOCUMENT = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:svg="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="en&quot; onload=&quot;alert(1)"><teiHeader>
<fileDesc><titleStmt><title>&lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt; &lt;!-- "quoted" '</title><author>"&gt;&lt;img src=x onerror=alert(3)&gt;</author></titleStmt>
<publicationStmt><publisher>}}, @misc{x</publisher><date>2026</date><availability><licence target="javascript:alert(4)"><p>Free.</p></licence></availability></publicationStmt>
<sourceDesc><p>None.</p></sourceDesc></fileDesc>
<encodingDesc><tagsDecl><rendition xml:id="evil" scheme="css">background: url(http://evil.example/a.png); } body { display: none</rendition></tagsDecl><projectDesc><p rendition="#evil">Why.</p></projectDesc></encodingDesc>
</teiHeader><text><body><div><head>&lt;/title&gt;&lt;script&gt;alert(5)&lt;/script&gt;</head>
<p xml:id="x" rend="&quot; onclick=&quot;alert(6)" style="background:url(http://evil.example/b.png);position:fixed;inset:0">One <ref target="javascript:alert(7)">a</ref> <ref target="java&#10;script:alert(8)">b</ref> <ref target="JaVaScRiPt&#58;alert(9)">c</ref> <ref target="&#x2028;javascript:alert(10)">d</ref> <ref target="data:text/html,&lt;script&gt;alert(11)&lt;/script&gt;">e</ref> <ref target="vbscript:alert(12)">f</ref> <ref target="blob:x">g</ref> <ref target="//evil.example/">h</ref>.</p>
<p>Two <graphic url="http://evil.example/c.png"/> <graphic url="//evil.example/d.png"/> <graphic url="\\\\evil.example\\e.png"/> <graphic url="/\\evil.example/f.png"/> <graphic url="file:///etc/passwd"/> <graphic url="../../secret.png"/> <graphic url="/etc/hostname.png"/> <graphic url="linked.png"/> ${Object.keys(
  DRAWINGS,
)
  .map((name) => `<graphic url="${name}"/>`)
  .join(" ")} <graphic url="data:image/svg+xml,&lt;svg onload='alert(13)'/&gt;"/></p>
<p>Three <svg:svg onload="alert(14)"><svg:script>alert(15)</svg:script><svg:image href="http://evil.example/g.png"/></svg:svg><h:script>alert(16)</h:script><h:img src="http://evil.example/h.png" onerror="alert(17)"/><h:iframe src="http://evil.example/i"/></p>
<sp who="&quot;&gt;&lt;script&gt;alert(18)&lt;/script&gt;"><speaker>&lt;img src=x onerror=alert(19)&gt;</speaker><p>&lt;/script&gt;&lt;script&gt;alert(20)&lt;/script&gt;&lt;mark&gt;&lt;img src=x onerror=alert(21)&gt;&lt;/mark&gt; crossing</p></sp>
<cit><quote>Quoted &lt;b&gt;words&lt;/b&gt;</quote><bibl><author>A</author>, <title>&lt;script&gt;alert(22)&lt;/script&gt;</title></bibl></cit>
</div></body></text></TEI>`;

const XSL =
  "%3Cxsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'%3E%3Cxsl:template match='/'%3E%3Chtml xmlns='http://www.w3.org/1999/xhtml'%3E%3Cscript%3Ealert(40)%3C/script%3E%3C/html%3E%3C/xsl:template%3E%3C/xsl:stylesheet%3E";

/** What stands before a document that would have itself shown by something else. */
const PROLOGUES: Readonly<Record<string, string>> = {
  "by-data": `<?xml-stylesheet type="text/xsl" x-href="a.xsl" href="data:text/xml,${XSL}"?>`,
  "by-its-type": `<!DOCTYPE TEI [<?xml-stylesheet type="text/xsl" href="data:text/xml,${XSL}"?>]>`,
  "by-an-entity": `<!DOCTYPE TEI [<!ENTITY % p '&#60;?xml-stylesheet type="text/css" href="http://evil.example/e.css"?>'> %p;]>`,
  "by-style": '<?xml-stylesheet type="text/css" x-href="a.css" href="http://evil.example/pi.css"?>',
  "by-itself": '<?xml-stylesheet type="text/xsl" x-href="a.xsl" href="#style"?>',
};

/** A stylesheet that makes a script of names that it puts together. */
const OWN_STYLE = `<xenoData><xsl:stylesheet version="1.0" xml:id="style" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:element name="script" namespace="{concat('http://www.w3.org/1999/','xhtml')}">alert(41)</xsl:element></xsl:template></xsl:stylesheet></xenoData></teiHeader>`;

describe.skipIf(BROWSER === undefined)("a hostile edition in a browser", () => {
  const root = mkdtempSync(join(tmpdir(), "colophon-hostile-"));
  const edition = join(root, "edition");
  let browser: Browser;
  let served: Served;
  let files: ReadonlyMap<string, Uint8Array>;

  beforeAll(async () => {
    mkdirSync(join(edition, "tei"), { recursive: true });
    writeFileSync(join(root, "secret.png"), SECRET);
    symlinkSync(join(root, "secret.png"), join(edition, "tei/linked.png"));
    for (const [name, drawing] of Object.entries(DRAWINGS))
      writeFileSync(join(edition, "tei", name), drawing);
    for (const [name, prologue] of Object.entries(PROLOGUES)) {
      const document = `${prologue}${DOCUMENT.replace("</teiHeader>", OWN_STYLE)}`;
      writeFileSync(join(edition, `tei/${name}.xml`), document);
    }
    writeFileSync(join(edition, "tei/hostile.xml"), DOCUMENT);
    await buildAndPublish({
      folder: edition,
      config: null,
      safe: true,
      out: "out",
      outputs: ["html"],
      reading: "edited",
      strict: false,
      cache: false,
      progress: () => {},
    });
    files = filesBelow(join(edition, "out/site"));
    served = await serve(files);
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    served?.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("takes nothing from outside of its folder", () => {
    for (const [path, bytes] of files) {
      expect({ path, leaks: new TextDecoder().decode(bytes).includes(SECRET) }).toEqual({
        path,
        leaks: false,
      });
      if (path.startsWith("images/"))
        expect(readFileSync(join(edition, "out/site", path), "utf8")).not.toContain("alert");
    }
  });

  it("opens no dialog, asks nobody for anything, and says nothing", { timeout: 120_000 }, async () => {
    const told: string[] = [];
    const page = await browser.newPage();
    page.on("dialog", (dialog) => {
      told.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (message) => {
      // A browser looks for the sign of a site by itself where a file names none.
      if (!message.location().url.endsWith("/favicon.ico")) told.push(message.text());
    });
    page.on("pageerror", (error) => told.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(served.url)) told.push(`asked for ${request.url()}`);
    });
    const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
    expect(pages).toContain("texts/hostile.html");
    for (const path of pages.filter((each) => each !== "404.html")) {
      await page.goto(served.url + path.split("/").map(encodeURIComponent).join("/"));
      await page.locator("body").hover();
      expect(await page.locator("main").isVisible()).toBe(true);
      expect(
        await page.locator("[onclick], [onload], [onerror], iframe, svg script, article script").count(),
      ).toBe(0);
    }
    // The TEI is handed out as well, and a browser runs scripts in any XML.
    const sources = [...files.keys()].filter((path) => /\.xml$|^images\/.*\.svg$/u.test(path));
    expect(sources).toContain("tei/hostile.xml");
    for (const path of sources) await page.goto(served.url + path);
    await page.goto(`${served.url}search.html?q=crossing`);
    await page.locator("#search-results a").first().click();
    // The sign beside a passage is a link until the script is there.
    await page.waitForURL(/\/texts\//u, { waitUntil: "load" });
    await page.locator("article.text .permalink").first().dispatchEvent("click");
    await page.locator("dialog.cite").waitFor();
    for (const link of await page.locator("article.text a").all()) {
      expect(await link.getAttribute("href")).toMatch(/^(?:#|https?:|\.\.\/|[\w%-]+\.html)/u);
    }
    expect(told).toEqual([]);
  });
});
