import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { pictureFile } from "../../src/build/site-setup.ts";

const folder = mkdtempSync(join(tmpdir(), "colophon-drawings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** Whether a drawing is copied to the site. */
function copied(drawing: string, encoding: "utf8" | "utf16le" = "utf8"): boolean {
  const bytes = Buffer.from(encoding === "utf8" ? drawing : `\ufeff${drawing}`, encoding);
  writeFileSync(join(folder, "drawing.svg"), bytes);
  return pictureFile(folder, "drawing.svg") !== null;
}

describe("a drawing", () => {
  it.each([
    ["a picture of its own", `<svg ${SVG}><image xlink:href="data:image/png;base64,AA=="/></svg>`],
    ["parts used again", `<svg ${SVG}><g id="a"/><use xlink:href="#a" fill="url(#g)"/></svg>`],
    ["a style", `<svg ${SVG}><style>.a { fill: red }</style><rect class="a" style="fill: url('#g')"/></svg>`],
    ["names as entities", `<!DOCTYPE svg [<!ENTITY n "http://ns.adobe.com/x/">]><svg ${SVG} xmlns:x="&n;"/>`],
    ["notes of its editor", `<svg ${SVG} xmlns:i="http://www.inkscape.org/" i:file="C:\\a.svg"/>`],
    [
      "names for its parts",
      `<svg ${SVG}><g id="image(1)" class="a" data-name="C:\\a" aria-label="image (2)"/></svg>`,
    ],
    ["something that moves", `<svg ${SVG}><rect><animate attributeName="x" to="5"/></rect></svg>`],
  ])("is copied with %s", (_what, drawing) => {
    expect(copied(drawing)).toBe(true);
    expect(copied(drawing, "utf16le")).toBe(true);
  });

  it.each([
    ["a script", `<svg ${SVG}><script>alert(1)</script></svg>`],
    ["a script by another prefix", '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>'],
    ["a script of XHTML", `<svg ${SVG} xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></svg>`],
    ["a script in an entity", `<!DOCTYPE svg [<!ENTITY s "<script>1</script>">]><svg ${SVG}>&s;</svg>`],
    ["an event", `<svg ${SVG} onload="alert(1)"/>`],
    ["an event by default", `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg ${SVG}/>`],
    ["an event that is set", `<svg ${SVG}><set attributeName="onclick" to="alert(1)"/></svg>`],
    ["a link that is set", `<svg ${SVG}><animate attributeName="xlink:href" values="javascript:1"/></svg>`],
    ["a link out of it", `<svg ${SVG}><a href="https://example.org/"><text>x</text></a></svg>`],
    ["a picture from elsewhere", `<svg ${SVG}><image href="//example.org/a.png"/></svg>`],
    ["a drawing in it", `<svg ${SVG}><image href="data:image/svg+xml,x"/></svg>`],
    [
      "a style from elsewhere",
      `<svg ${SVG}><style>@im/**/port "x"; a { fill: u\\72l(//e.org) }</style></svg>`,
    ],
    ["paint from elsewhere", `<svg ${SVG}><rect fill="url( 'https://example.org/a#b')"/></svg>`],
    ["a style with an escape in a name", `<svg ${SVG}><style>a { fill: u\\rl(//e.org) }</style></svg>`],
    ["an import with an escape in its name", `<svg ${SVG}><style>@i\\mport "//e.org/a.css";</style></svg>`],
    [
      "an attribute with an escape in it",
      `<svg ${SVG}><rect style="background-image: u\\rl(//e.org)"/></svg>`,
    ],
    [
      "a style between strings that look like a comment",
      `<svg ${SVG}><style>a { content: "/*" } b { fill: url(//e.org) } c { content: "*/" }</style></svg>`,
    ],
    [
      "a root of XHTML",
      '<html xmlns="http://www.w3.org/1999/xhtml"><body background="//e.org/a.png"/></html>',
    ],
    ["a root of no language", "<svg><rect/></svg>"],
    [
      "an element of XHTML",
      `<svg ${SVG} xmlns:h="http://www.w3.org/1999/xhtml"><h:body background="//e.org/a.png"/></svg>`,
    ],
    ["a stylesheet in its document type", `<!DOCTYPE svg [<?xml-stylesheet href="x.css"?>]><svg ${SVG}/>`],
    ["a stylesheet", `<?xml-stylesheet href="x.css"?><svg ${SVG}/>`],
    ["something of HTML", `<svg ${SVG}><foreignObject/></svg>`],
    ["an end that is missing", `<svg ${SVG}>`],
  ])("is not copied with %s", (_what, drawing) => {
    expect(copied(drawing)).toBe(false);
    expect(copied(drawing, "utf16le")).toBe(false);
  });
});
