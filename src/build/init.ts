import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { FileError } from "./files.ts";

/**
 * Starts a new edition in a folder: a document, a register, a configuration. Gives the paths written, as named by the
 * user. Throws a {@link FileError} where one of them stands there already; nothing is written then.
 */
export async function initEdition(folder: string): Promise<string[]> {
  const files = Object.entries(template(basename(resolve(folder)) || "edition"));
  const standing = files.map(([path]) => join(folder, path)).filter((path) => existsSync(path));
  if (standing.length > 0)
    throw new FileError(`${standing.join(", ")} already stands there; nothing was written.`);
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: "wx" });
  }
  return files.map(([path]) => join(folder, path));
}

function template(id: string): Record<string, string> {
  return {
    "colophon.config.json": `${JSON.stringify({ id, title: "A new edition", version: "0.1.0" }, null, 2)}\n`,
    "tei/letter.xml": LETTER,
    "tei/register.xml": REGISTER,
    ".gitignore": "out/\n",
  };
}

const LETTER = `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A letter on reading</title></titleStmt>
      <publicationStmt><p>Not published.</p></publicationStmt>
      <sourceDesc><p>Written as an example: put your own text in its place.</p></sourceDesc>
    </fileDesc>
    <encodingDesc>
      <editorialDecl><quotation marks="none"><p>Quotation marks are supplied.</p></quotation></editorialDecl>
    </encodingDesc>
  </teiHeader>
  <text>
    <body>
      <div xml:id="letter">
        <head>A letter on reading</head>
        <p xml:id="p1">You ask what <persName ref="register.xml#bacon">Bacon</persName> says of books:
          <cit><quote>Some books are to be tasted, others to be swallowed, and some few to be chewed and
            digested</quote> <bibl>Bacon, <title>Essays</title>, <biblScope unit="page">262</biblScope></bibl></cit>.</p>
        <p xml:id="p2">And further on: <cit><quote>Reading maketh a full man</quote> <bibl>ibid.,
          p. 263</bibl></cit>.</p>
      </div>
    </body>
  </text>
</TEI>
`;

const REGISTER = `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Register</title></titleStmt>
      <publicationStmt><p>Not published.</p></publicationStmt>
      <sourceDesc><p>Compiled for the edition.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <standOff>
    <listPerson>
      <person xml:id="bacon"><persName>Francis Bacon</persName><birth when="1561"/><death when="1626"/></person>
    </listPerson>
    <listBibl>
      <bibl xml:id="bacon-essays">
        <author><persName ref="#bacon"><forename>Francis</forename> <surname>Bacon</surname></persName></author>
        <title level="m">Essays</title>
        <pubPlace>London</pubPlace>
        <date when="1625">1625</date>
      </bibl>
    </listBibl>
  </standOff>
</TEI>
`;
