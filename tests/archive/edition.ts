import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Archived, type ArchiveOptions, archiveEdition } from "../../src/build/archive/archive.ts";
import { verifyPackages } from "../../src/build/archive/verify.ts";
import { folderOf } from "../cli/run.ts";

/** A TEI document with all that an archive asks for; `parts` are put in the place of what it has. */
export function letter(
  parts: { availability?: string; author?: string; body?: string; pi?: string } = {},
): string {
  const author =
    parts.author ??
    '<author><persName ref="https://orcid.org/0000-0002-1825-0097"><forename>Ada</forename> <surname>Lovelace</surname></persName></author>';
  const availability =
    parts.availability ??
    '<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>';
  return `<?xml version="1.0" encoding="UTF-8"?>${parts.pi ?? ""}
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>A letter</title>${author}<editor>Charles Babbage</editor></titleStmt>
<publicationStmt><publisher>The Engine Press</publisher><date when="1843">1843</date>${availability}</publicationStmt>
<sourceDesc><p>None.</p></sourceDesc></fileDesc>
<revisionDesc><change when="2024-05-06">Made.</change></revisionDesc></teiHeader>
<text><body><p xml:id="p1">${parts.body ?? "Read me."}</p></body></text></TEI>
`;
}

/** The files of a small edition. */
export function edition(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  return folderOf({
    "colophon.config.json": JSON.stringify({ id: "letters", title: "Letters", version: "1.0.0" }),
    "tei/a.xml": letter(),
    "schemas/edition.rng":
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>',
    ...files,
  });
}

/** How packages are made in tests. */
export function archiveOptions(folder: string, more: Partial<ArchiveOptions> = {}): ArchiveOptions {
  return {
    folder,
    config: null,
    safe: false,
    jobs: 1,
    out: "out",
    preset: null,
    allowFindings: false,
    mets: false,
    ocfl: null,
    doi: null,
    progress: () => {},
    bytes: () => {},
    ...more,
  };
}

/** Packs an edition. */
export function archive(folder: string, more: Partial<ArchiveOptions> = {}): Promise<Archived> {
  return archiveEdition(archiveOptions(folder, more));
}

/** The codes of what verification finds in a package, each once, and their messages. */
export async function verify(path: string): Promise<{ codes: string[]; messages: string[] }> {
  const report = await verifyPackages([path], { jobs: 1, progress: () => {} });
  const findings = report.documents.flatMap((document) => document.findings);
  return {
    codes: [...new Set(findings.map(({ code }) => code))].sort(),
    messages: findings.map(({ message }) => message),
  };
}

/** Every file below a folder by its path, with its bytes. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}
