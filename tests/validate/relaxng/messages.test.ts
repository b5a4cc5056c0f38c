import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileSchema, validate } from "../../../src/validate/relaxng/index.ts";
import { shared } from "../../shared.ts";
import { own, treeOf } from "../cases.ts";

/** A section of the page: its title, what stands in the body of a document, and what Colophon says of it there. */
const SECTION =
  /^## (?<title>.+)\n\n```xml\n(?<xml>[\s\S]*?)\n```\n\n```text\nColophon (?<said>[\s\S]*?)\nJing /gmu;

function documentOf(xml: string): string {
  const namespace = xml === "<TEI>" ? "" : ' xmlns="http://www.tei-c.org/ns/1.0"';
  const body = xml === "<TEI>" ? "<p>One</p>" : xml;
  return `<TEI${namespace}>
<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body>
${body}
</body></text>
</TEI>
`;
}

const path = shared("schemas/tei_all-4.12.0.rng");
const sections = [...own("docs/messages.md").matchAll(SECTION)].map(({ groups }) => groups!);

describe.skipIf(path === null)("the page of messages", () => {
  it("has the commonest faults", () => {
    expect(sections.length).toBeGreaterThan(10);
  });

  const { schema } = path === null ? { schema: null } : compileSchema({ path, bytes: readFileSync(path) });
  it.each(sections)("tells what is said: $title", ({ xml, said }) => {
    const findings = validate(treeOf(documentOf(xml!)), schema!);
    const lines = findings.map(({ line, column, code, message, help }) =>
      [`${line}:${column} ${code} ${message}`, ...(help === null ? [] : [help])].join("\n"),
    );
    expect(lines.join("\n")).toBe(said!.replace(/\n +/gu, "\n"));
  });
});
