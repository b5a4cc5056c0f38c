import { describe, expect, it } from "vitest";
import { inertSource } from "../../src/render/index.ts";
import { tree } from "./sample.ts";

const TEI = 'xmlns="http://www.tei-c.org/ns/1.0"';
const HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"';
const SVG = 'xmlns:s="http://www.w3.org/2000/svg"';

describe("the source of a document, handed out", () => {
  it.each([
    `<TEI ${TEI}><p>a</p></TEI>`,
    `<TEI ${TEI} ${HTML}><p><h:b class="x">a</h:b></p></TEI>`,
    `<TEI ${TEI} ${SVG}><s:svg viewBox="0 0 1 1"><s:use href="#a"/><s:rect fill="url(#b)"/></s:svg></TEI>`,
    `<?xml-stylesheet type="text/css" href="../css/ours.css"?><TEI ${TEI}/>`,
    `<?xml-stylesheet type="text/xsl" href="../xslt/tei.xsl"?><TEI ${TEI}/>`,
    `<?xml-stylesheet href='ours.css'\n title="Ours" type='text/css' alternate = "no" ?><TEI ${TEI}/>`,
  ])("is the source itself where it does nothing: %s", (source) => {
    expect(inertSource(tree(source))).toBeNull();
  });

  it.each([
    `<TEI ${TEI} ${HTML}><h:script>alert(1)</h:script></TEI>`,
    `<TEI ${TEI} ${HTML}><h:b onclick="alert(1)">a</h:b></TEI>`,
    `<TEI ${TEI} ${HTML}><h:a href=" java&#9;script:alert(1)">a</h:a></TEI>`,
    `<TEI ${TEI} ${SVG}><s:svg><s:rect style="fill: u\\72l(//x)"/></s:svg></TEI>`,
    `<TEI ${TEI} ${HTML}><h:b style="/**/background-image: image-set('//example.org/a.png' 1x)">a</h:b></TEI>`,
    `<TEI ${TEI} ${SVG}><s:svg><s:animate attributeName="href"/></s:svg></TEI>`,
    `<!DOCTYPE TEI [<!ENTITY x "http://www.w3.org/1999/xhtml">]><TEI ${TEI} xmlns:h="&x;"><h:iframe/></TEI>`,
  ])("is in namespaces that no browser knows where it would run or load something: %s", (source) => {
    const made = inertSource(tree(source));
    expect(made).toMatch(/="http:[^"]*#inert"/u);
    expect(made).not.toMatch(/="http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg)"/u);
  });

  it("names no stylesheet but a file beside the pages", () => {
    const instructions = [
      '<?xml-stylesheet type="text/xsl" href="#style"?>',
      '<?xml-stylesheet type="text/css" href="https://example.org/a.css"?>',
      '<?xml-stylesheet type="text/xsl" href="other.xml"?>',
      '<?xml-stylesheet type="text/xsl" href="//example.org/a.xsl"?>',
      '<?xml-stylesheet type="text/xsl" x-href="a.xsl" href="data:text/xml,x"?>',
      '<?xml-stylesheet type="text/css" x-href="a.css" href="http://example.org/pi.css"?>',
      '<?xml-stylesheet type="text/css" href="a.css" href="http://example.org/pi.css"?>',
      `<?xml-stylesheet type="text/css" title='href="a.css"' href="http://example.org/pi.css"?>`,
      '<?xml-stylesheet type="text/css" href="a.css"href="http://example.org/pi.css"?>',
      '<?xml-stylesheet type="text/css" href="&#104;ttp://example.org/a.css"?>',
      '<?xml-stylesheet type="text/css" href="a.xsl"?>',
      '<?xml-stylesheet href="a.css"?>',
      '<!DOCTYPE TEI [<?xml-stylesheet type="text/xsl" href="data:text/xml,x"?>]>',
      `<!DOCTYPE TEI [<!ENTITY % p '&#60;?xml-stylesheet type="text/xsl" href="data:text/xml,x"?>'> %p;]>`,
    ];
    for (const each of instructions)
      expect(inertSource(tree(`${each}<TEI ${TEI}><p>a</p></TEI>`))).toBe(`<TEI ${TEI}><p>a</p></TEI>\n`);
  });
});
