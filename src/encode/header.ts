import { escapeText } from "./markup.ts";
import type { Profile } from "./profile.ts";

/** Makes the least header that TEI allows, and that says how quotation marks were treated. */
export function minimalHeader(title: string, profile: Profile): string {
  const signs = profile.quotation.map(({ open, close }) => escapeText(`${open} … ${close}`));
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
      <quotation marks="none" rend="${profile.firstMarks}">
        <p>Quotation marks were removed where an element says what they said. They follow from the nesting: the source has ${signs[0]} outside, ${signs[1]} within, and so on by turns.</p>
      </quotation>
    </editorialDecl>
  </encodingDesc>
</teiHeader>`;
}
