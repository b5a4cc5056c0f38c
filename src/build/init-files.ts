/** A letter with names, quotations, and citations in full and in short. */
export const LETTER = `<?xml version="1.0" encoding="UTF-8"?>
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
            digested</quote> <bibl>(Bacon, <title>Essays</title>, <biblScope unit="page">262</biblScope>)</bibl></cit>.</p>
        <p xml:id="p2">And further on: <cit><quote>Reading maketh a full man</quote> <bibl>(ibid.,
          p. 263)</bibl></cit>. The scene in <ref target="scene.xml#scene">the other text</ref> is about him too.</p>
      </div>
    </body>
  </text>
</TEI>
`;

/** A scene with speeches, a stage direction and a quotation that somebody says. */
export const PLAY = `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A scene in a library</title></titleStmt>
      <publicationStmt><p>Not published.</p></publicationStmt>
      <sourceDesc><p>Written as an example: put your own text in its place.</p></sourceDesc>
    </fileDesc>
    <encodingDesc>
      <editorialDecl><quotation marks="none"><p>Quotation marks are supplied.</p></quotation></editorialDecl>
    </encodingDesc>
  </teiHeader>
  <text>
    <body>
      <div xml:id="scene">
        <head>A scene in a library</head>
        <stage>Evening. A table with books.</stage>
        <sp xml:id="s1" who="register.xml#reader">
          <speaker>Reader.</speaker>
          <p>Must I read all of these?</p>
        </sp>
        <sp xml:id="s2" who="register.xml#librarian">
          <speaker>Librarian.</speaker>
          <p>By no means. <said>Read not to contradict and confute,</said> says
            <persName ref="register.xml#bacon">he</persName>,
            <cit><quote>but to weigh and consider</quote> <bibl>(Bacon, <title>Essays</title>, p. 262)</bibl></cit>.</p>
        </sp>
      </div>
    </body>
  </text>
</TEI>
`;

/** A register of persons and works. */
export const REGISTER = `<?xml version="1.0" encoding="UTF-8"?>
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
      <person xml:id="reader"><persName>The reader</persName></person>
      <person xml:id="librarian"><persName>The librarian</persName></person>
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

/** A workflow that checks every change and keeps the site of each as an artifact. */
export const WORKFLOW = `name: edition
on: [push, pull_request]
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes colophon check --format github
      - run: npx --yes colophon build
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: edition
          path: out/
`;

/** What to do next. */
export const NEXT = `# What to do next

1. Look at it: \`colophon dev\` shows the edition in the browser and follows every change.
2. Put your own texts into \`tei/\`. Every \`.xml\` file there is a document; what holds a \`listPerson\`, \`listPlace\`,
   \`listOrg\` or \`listBibl\` is a register, whatever it is called. Plain text becomes TEI with
   \`colophon encode FILE.txt -o tei/FILE.xml\`.
3. Ask what is wrong: \`colophon check\`. \`colophon explain CODE\` says what a finding means and how to mend it.
4. See how citations were understood: \`colophon cite\`.
5. Check against a schema: put it into \`schemas/\`, or \`colophon schema add ADDRESS\`.
6. Say in \`colophon.config.json\` what the edition is called and where its site will stand (\`siteUrl\`).
7. Make everything: \`colophon build\` writes the site, the texts and the indexes to \`out/\`.
8. Keep it: \`colophon archive\` packs sources and outputs with their checksums. It asks for an author or editor, a date
   and a licence, in the headers or under \`archive\` in the configuration.

\`.github/workflows/edition.yml\` does the check and the build for every change on GitHub. This page may go when you have
read it.
`;
