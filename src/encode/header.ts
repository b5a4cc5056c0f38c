import { escapeText } from "./markup.ts";

/** Makes the least header that TEI allows, and that says how quotation marks were treated. */
export function minimalHeader(title: string): string {
  return `<teiHeader>
  <fileDesc>
    <titleStmt>
      <title>${escapeText(title)}</title>
    </titleStmt>
    <publicationStmt>
      <p>Not published.</p>
    </publicationStmt>
    <sourceDesc>
      <p>Encoded from a plain text; say here where it comes from.</p>
    </sourceDesc>
  </fileDesc>
  <encodingDesc>
    <editorialDecl>
      <quotation marks="none">
        <p>Quotation marks were removed where an element says what they said.</p>
      </quotation>
    </editorialDecl>
  </encodingDesc>
</teiHeader>`;
}
