import { describe, expect, it } from "vitest";
import { includeParts, Library, readDocument, readString } from "../../src/read/index.ts";
import {
  anchorsOf,
  isRegister,
  pageOf,
  parseName,
  readRegisters,
  registerKeys,
  type Work,
} from "../../src/resolve/index.ts";

function registers(...bodies: string[]) {
  const documents = bodies.map((body, at) => {
    const id = String.fromCharCode(97 + at);
    const { tree } = readString(
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff>${body}</standOff></TEI>`,
      { path: `tei/${id}.xml` },
    );
    return { id, tree: tree! };
  });
  return readRegisters(documents);
}

function work(entry: string): Work {
  return [...registers(`<listBibl>${entry}</listBibl>`).works.values()][0]!;
}

describe("registers", () => {
  it("have their entries under their ids", () => {
    const { people, places, organisations } = registers(
      `<listPerson><person xml:id="weil"><persName>Weil</persName><persName type="main">Simone Weil</persName><birth when="1909"/><death when="1943"/>
         <idno type="GND">118630458</idno><note>Philosopher.</note></person><personGrp xml:id="all"><name>All</name></personGrp><person><persName>No id</persName></person></listPerson>
       <listPlace><place xml:id="paris"><placeName>Paris</placeName></place></listPlace><listOrg><org xml:id="o"><orgName>O</orgName></org></listOrg>`,
    );
    expect([...people.keys()]).toEqual(["weil", "all"]);
    expect(people.get("weil")).toMatchObject({
      name: "Simone Weil",
      names: ["Simone Weil", "Weil"],
      dates: "1909–1943",
      ref: "https://d-nb.info/gnd/118630458",
      note: "Philosopher.",
    });
    expect([...places.keys(), ...organisations.keys()]).toEqual(["paris", "o"]);
  });

  it("part the names of parts that stand side by side, but where they are written in one", () => {
    const { people } = registers(
      `<listPerson><person xml:id="a"><persName><forename>Ann</forename> <surname>Lee</surname><surname>Roe</surname></persName></person>
       <person xml:id="b"><persName><forename>Jean</forename><nameLink>d’</nameLink><surname>Arc</surname></persName></person>
       <person xml:id="c"><persName><surname>李</surname><forename>白</forename></persName></person>
       <person xml:id="d"><persName>de<surname>Roe</surname></persName></person>
       <person xml:id="e"><persName><surname>홍</surname><forename>길동</forename></persName></person>
       <person xml:id="f"><persName><surname>𠮷</surname><forename>田</forename></persName></person>
       <person xml:id="g"><persName><surname>Roe</surname><genName>, Jr.</genName></persName></person>
       <person xml:id="h"><persName><forename>Jean</forename><forename>-Paul</forename></persName></person>
       <person xml:id="i"><persName><forename>Giovanni</forename> <nameLink>de’</nameLink> <surname>Medici</surname></persName></person>
       <person xml:id="j"><persName><nameLink>d’</nameLink>
         <surname>Arc</surname></persName></person></listPerson>`,
    );
    expect([...people.values()].map(({ name }) => name)).toEqual([
      "Ann Lee Roe",
      "Jean d’Arc",
      "李白",
      "deRoe",
      "홍길동",
      "𠮷田",
      "Roe, Jr.",
      "Jean-Paul",
      "Giovanni de’ Medici",
      "d’Arc",
    ]);
  });

  it("keep what someone is called otherwise out of the name, and dashes that stand for a part there is none of", () => {
    const { people } = registers(
      `<listPerson><person xml:id="a"><persName>
         <forename>Anna</forename>
         <surname>Roe</surname>
         <addName type="alt">Anja</addName>
         <addName type="alternative_name">A. R.</addName>
         <addName>the Elder</addName>
       </persName></person>
       <person xml:id="b"><persName><forename>-</forename><surname>Lee</surname></persName></person></listPerson>`,
    );
    expect(people.get("a")).toMatchObject({
      name: "Anna Roe the Elder",
      names: ["Anna Roe the Elder", "Anja", "A. R."],
    });
    expect(people.get("b")).toMatchObject({ name: "Lee", family: "Lee", given: null });
  });

  it("call a place by its name, and by what it is where it has none, but never by what it lies in", () => {
    const { places } = registers(
      `<listPlace><place xml:id="a"><placeName>London</placeName><placeName xml:lang="fr">Londres</placeName><country>England</country></place>
       <place xml:id="b"><settlement>Rome</settlement><country>Italy</country></place>
       <place xml:id="c"><country>Italy</country><settlement>Pisa</settlement></place><place xml:id="d"><country>Italy</country></place></listPlace>`,
    );
    expect([...places.values()].map(({ names }) => names)).toEqual([
      ["London", "Londres"],
      ["Rome"],
      ["Pisa"],
      ["Italy"],
    ]);
  });

  it("have no entries of examples", () => {
    const example =
      '<egXML xmlns="http://www.tei-c.org/ns/Examples"><person xml:id="a"><persName>A</persName></person></egXML>';
    expect([...registers(example).people.keys()]).toEqual([]);
  });

  it("have the works of bibliographies without ids, each by what it says, but none that is told of a person or says too little", () => {
    const list = (entries: string): string => `<listBibl>${entries}</listBibl>`;
    const entry = "<bibl>Ann Roe, <title>On Salt</title></bibl>";
    const few = "<bibl>Roe 2001</bibl><bibl>The letters of somebody to nobody</bibl>";
    const told = `<listPerson><person><persName>Ann Roe</persName><listBibl>${entry}</listBibl></person></listPerson>`;
    const { works, byAddress } = registers(list(entry + entry + few), list(entry), told);
    expect([...works.values()].map(({ title, xmlId }) => [title, xmlId])).toEqual([["On Salt", ""]]);
    expect([...works.keys()]).toEqual([expect.stringMatching(/^work-[0-9a-f]{10}$/u)]);
    expect([...byAddress.keys()]).toEqual([]);
  });

  it("tell entries of the same id apart by their documents", () => {
    const entry = '<listPerson><person xml:id="smith"><persName>Smith</persName></person></listPerson>';
    const { people, byAddress } = registers(entry, entry);
    expect([...people.keys()]).toEqual(["a#smith", "b#smith"]);
    expect(byAddress.get("b#smith")?.key).toBe("b#smith");
    expect(pageOf("person", "b#smith")).toBe("people/b~smith.html");
  });

  it("have one entry for what a document includes from the file of another", () => {
    const xi = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"';
    const files: Readonly<Record<string, string>> = {
      "tei/people.xml": `<TEI ${xi}><standOff><listPerson xml:id="all"><person xml:id="ada"><persName>Ada</persName></person></listPerson></standOff></TEI>`,
      "tei/master.xml": `<TEI ${xi}><standOff><xi:include href="people.xml" xpointer="all"/><listPerson><person xml:id="bob"><persName>Bob</persName></person></listPerson></standOff></TEI>`,
      "tei/other.xml": `<TEI ${xi}><standOff><listPerson><person xml:id="bob"><persName>Bob too</persName></person></listPerson></standOff></TEI>`,
    };
    const library = new Library(
      (path) => ({ kind: "file", document: { bytes: Buffer.from(files[path]!) } }),
      {},
    );
    const documents = ["master", "people", "other"].map((id) => {
      const path = `tei/${id}.xml`;
      const read = readDocument(Buffer.from(files[path]!), { path });
      library.add(path, read);
      return { id, tree: includeParts(read.tree!, library).tree! };
    });
    expect([...readRegisters(documents).people.keys()]).toEqual(["ada", "master#bob", "other#bob"]);
  });

  it("have one entry for what several documents include from a file that is none of them", () => {
    const xi = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"';
    const letter = `<TEI ${xi}><teiHeader><particDesc><xi:include href="people.xml"/></particDesc></teiHeader></TEI>`;
    const files: Readonly<Record<string, string>> = {
      "tei/people.xml": `<listPerson ${xi}><person xml:id="ada"><persName>Ada</persName></person></listPerson>`,
      "tei/one.xml": letter,
      "tei/two.xml": letter,
    };
    const library = new Library(
      (path) => ({ kind: "file", document: { bytes: Buffer.from(files[path]!) } }),
      {},
    );
    const documents = ["one", "two"].map((id) => {
      const path = `tei/${id}.xml`;
      const read = readDocument(Buffer.from(files[path]!), { path });
      library.add(path, read);
      return { id, tree: includeParts(read.tree!, library).tree! };
    });
    const { people, byAddress } = readRegisters(documents);
    expect([...people.keys()]).toEqual(["ada"]);
    expect(byAddress.get("two#ada")).toBe(people.get("ada"));
  });

  it("take the id of a document for that of the one entry it holds, and for none where it holds more", () => {
    const documents = [
      ["p1", "<listPerson><person><persName>Ann Lee</persName></person></listPerson>"],
      ["w1", "<listBibl><bibl><author>A. Roe</author> <title>Salt</title></bibl></listBibl>"],
      [
        "p2",
        "<listPerson><person><persName>A</persName></person><person><persName>B</persName></person></listPerson>",
      ],
      ["t1", "<p><listPerson><person><persName>C</persName></person></listPerson> and more</p>"],
    ].map(([id, body]) => {
      const source = `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="${id}"><teiHeader/><text><body>${body}</body></text></TEI>`;
      return { id: `files/${id}`, tree: readString(source, { path: `tei/files/${id}.xml` }).tree! };
    });
    const { people, works, byAddress } = readRegisters(documents);
    expect([...people.keys()]).toEqual(["p1"]);
    expect([...works.keys()]).toEqual(["w1"]);
    expect(byAddress.get("files/p1#p1")).toBe(people.get("p1"));
    expect(works.get("w1")?.xmlId).toBe("w1");
    expect(documents.map(({ tree }) => isRegister(tree))).toEqual([true, true, false, false]);
    expect(documents.map((document) => anchorsOf(document).entry ?? null)).toEqual(["p1", "w1", null, null]);
  });

  it("have one entry for what several documents describe under one id with an address that they share", () => {
    const entry = (more: string): string =>
      `<listPerson><person xml:id="p1"><persName>Ann Vance</persName>${more}</person></listPerson>`;
    const gnd = '<idno type="GND">118</idno>';
    const { people, byAddress } = registers(
      entry(`<idno>https://example.org/1</idno>${gnd}`),
      entry(`${gnd}<birth when="1870"/>`),
      entry("<idno>https://example.org/2</idno>"),
      entry(""),
    );
    expect([...people.keys()]).toEqual(["a#p1", "c#p1", "d#p1"]);
    expect(byAddress.get("b#p1")).toBe(people.get("a#p1"));
    expect(people.get("a#p1")?.dates).toBe("1870–");
    expect([...registers(entry(gnd), entry(gnd)).people.keys()]).toEqual(["p1"]);
  });

  it("have one entry for a work or a place that the headers of several documents describe in the same words, and one for each person", () => {
    const header = (edition: string): string =>
      `<listBibl><bibl xml:id="r">Septuaginta,
        ed. Rahlfs ${edition}</bibl></listBibl><listPlace><place xml:id="o"><placeName>Oslo</placeName></place></listPlace><listPerson><person xml:id="s"><persName>Speaker 1</persName></person></listPerson>`;
    const { works, places, people, byAddress } = registers(
      header("1935"),
      header("1935").replace(/\s+/gu, " "),
      header("1979"),
    );
    expect([...works.keys()]).toEqual(["a#r", "c#r"]);
    expect(byAddress.get("b#r")).toBe(works.get("a#r"));
    expect([...places.keys()]).toEqual(["o"]);
    expect([...people.keys()]).toEqual(["a#s", "b#s", "c#s"]);
  });

  it("have one entry where a later document shows that two were one, and every address of it", () => {
    const entry = (...numbers: readonly string[]): string =>
      `<listPerson><person xml:id="x"><persName>X</persName>${numbers.map((number) => `<idno type="GND">${number}</idno>`).join("")}</person></listPerson>`;
    const { people, byAddress } = registers(entry("1"), entry("2"), entry("1", "2"), entry("3"));
    expect([...people.keys()]).toEqual(["a#x", "d#x"]);
    expect(byAddress.get("//d-nb.info/gnd/2")).toBe(people.get("a#x"));
  });

  it("never take a person for a place, nor entries for one whose number nobody wrote", () => {
    const place =
      '<listPlace><place xml:id="x"><placeName>Y</placeName><idno type="VIAF">7</idno></place></listPlace>';
    const person =
      '<listPerson><person xml:id="x"><persName>X</persName><idno type="VIAF">7</idno></person></listPerson>';
    const { people, places } = registers(person, place);
    expect([people.size, places.size]).toEqual([1, 1]);
    const unfilled = person.replace(">7<", ">https://viaf.org/viaf/<");
    expect(registers(unfilled, unfilled).people.size).toBe(2);
  });

  it("are put together in time that grows with their number", () => {
    const places = Array.from({ length: 30_000 }, (_, at) => ({
      document: `d${at}`,
      xmlId: "p1",
      marks: [at],
    }));
    expect(new Set(registerKeys(places).values()).size).toBe(30_000);
  });

  it("take years off names of any length", () => {
    expect(parseName("Kielland, Alexander (1849–1906)").text).toBe("Kielland, Alexander");
    expect(parseName(`${",".repeat(40_000)}x`).text).toContain("x");
  });

  it("read an article in a journal", () => {
    expect(
      work(`<biblStruct xml:id="w"><analytic><author><forename>A.</forename><nameLink>van</nameLink><surname>Dam</surname></author><title>On X: a study</title></analytic>
        <monogr><title level="j">The Journal</title><imprint><date when="1999-05"/><biblScope unit="volume">12</biblScope><biblScope unit="issue">3</biblScope>
        <biblScope unit="page" from="1" to="20"/></imprint></monogr><idno type="DOI">https://doi.org/10.1000/xyz123</idno></biblStruct>`),
    ).toMatchObject({
      type: "article-journal",
      title: "On X: a study",
      shortTitles: ["On X"],
      container: "The Journal",
      volume: "12",
      issue: "3",
      pages: "1–20",
      date: { from: "1999-05", to: null },
      identifiers: [{ type: "DOI", value: "10.1000/xyz123" }],
      contributors: [{ role: "author", name: { family: "Dam", given: "A.", particle: "van" } }],
    });
  });

  it("read a chapter and the editors of its book", () => {
    const chapter =
      work(`<biblStruct xml:id="w"><analytic><author>Jane Doe</author><title level="a">Part</title></analytic>
      <monogr><editor>Max Roe</editor><title level="m">Whole</title><imprint><pubPlace>Bonn</pubPlace><publisher>P</publisher><date>1886–90</date></imprint></monogr></biblStruct>`);
    expect(chapter).toMatchObject({
      type: "chapter",
      title: "Part",
      container: "Whole",
      places: ["Bonn"],
      date: { from: "1886", to: "1890" },
    });
    expect(chapter.contributors.map(({ name }) => name.text)).toEqual(["Jane Doe"]);
    expect(chapter.containerContributors.map(({ name }) => name.text)).toEqual(["Max Roe"]);
  });

  it.each(['level="j"', 'type="journal"'])(
    "read what stands before a title with %s as an article",
    (said) => {
      expect(
        work(
          `<bibl xml:id="w"><author>Roe</author>, <title>Tides</title>, <title ${said}>Sea</title> <date>1982</date></bibl>`,
        ),
      ).toMatchObject({ type: "article-journal", title: "Tides", level: "a", container: "Sea" });
    },
  );

  it("read the address of a work, and when it was visited, in notes of its entry", () => {
    const entry = `<biblStruct corresp="https://example.org/users/1/items/2"><monogr><title level="m">T</title><imprint><date>2012</date><note type="accessed">2015-05-09T22:02:51Z</note><note type="url">https://example.org/t</note><note type="tag">x</note></imprint></monogr></biblStruct>`;
    expect(work(entry)).toMatchObject({
      identifiers: [{ type: "URL", value: "https://example.org/t" }],
      ...{ date: { text: "2012" }, accessed: { from: "2015-05-09" } },
    });
  });

  it("read a full description of a file by the entry in it of the same work as it was printed", () => {
    const titles =
      "<title>Tides : a study</title><author><persName><surname>Roe</surname><forename>Ann</forename></persName></author>";
    const full = (source: string): Work =>
      work(
        `<biblFull xml:id="w"><titleStmt>${titles}<editor role="depositor">Lee</editor></titleStmt><editionStmt><edition><date>2020-01-02</date><date>2021-03-04</date></edition></editionStmt>` +
          `<publicationStmt><distributor>R</distributor><idno type="DOI">10.1/x</idno></publicationStmt><sourceDesc>${source}</sourceDesc></biblFull>`,
      );
    const journal = `<biblStruct><analytic>${titles}</analytic><monogr><title level="j">Sea</title><imprint><biblScope unit="volume">3</biblScope><date>2019</date></imprint></monogr></biblStruct>`;
    expect(full(journal)).toMatchObject({
      ...{ xmlId: "w", type: "article-journal", title: "Tides : a study", shortTitles: ["Tides"] },
      ...{ container: "Sea", volume: "3", edition: null, date: { text: "2019" } },
      contributors: [{ role: "author" }],
      identifiers: [{ value: "10.1/x" }],
    });
    const meeting = `<biblStruct><analytic>${titles}</analytic><monogr><meeting><title>Days of the Sea</title></meeting><imprint/></monogr></biblStruct>`;
    expect(full(meeting)).toMatchObject({ type: "paper-conference", date: { from: "2020-01-02" } });
    const another = journal.replace("Tides : a study", "Reprinted");
    expect(full(another)).toMatchObject({ type: "book", container: null });
  });

  it("keep what only the full description says of a work", () => {
    const full = work(
      `<biblFull xml:id="w"><titleStmt><title>Grammar</title><title type="short">Gr.</title><author ref="#roe">Roe, Ann</author><editor>Cy Poe</editor><editor role="translator">Bo Lee</editor></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><biblStruct><monogr><author>Roe, Ann</author><title>Grammar</title><imprint><pubPlace>Bonn</pubPlace><date>1819</date></imprint></monogr></biblStruct></sourceDesc></biblFull>`,
    );
    expect(full).toMatchObject({ shortTitles: ["Gr."], places: ["Bonn"], date: { text: "1819" } });
    expect(full.contributors.map(({ role, name }) => [role, name.text])).toEqual([
      ["author", "Roe, Ann"],
      ["translator", "Bo Lee"],
    ]);
  });

  it("take a family name that is set apart at the head of an entry for none of its titles", () => {
    expect(work('<bibl xml:id="w"><hi>Roe</hi>, Ann: The Tides. Bonn 1900.</bibl>')).toMatchObject({
      title: "The Tides",
      contributors: [{ name: { family: "Roe", given: "Ann" } }],
    });
    expect(work('<bibl xml:id="w"><hi>Tides</hi>, Bonn: Lee, 1909</bibl>').title).toBe("Tides");
    expect(work('<bibl xml:id="w"><hi>The Tides</hi>, ed. by Ann Roe: Bonn 1900.</bibl>').title).toBe(
      "The Tides",
    );
  });

  it("read a manuscript and an entry that is one run of words", () => {
    expect(
      work(
        '<msDesc xml:id="w"><msIdentifier><settlement>Wien</settlement><repository>ÖNB</repository><idno>Cod. 1</idno></msIdentifier><head><title>Codex</title></head></msDesc>',
      ),
    ).toMatchObject({
      type: "manuscript",
      shelfmark: { settlement: "Wien", repository: "ÖNB", collection: null, idno: "Cod. 1" },
    });
    expect(
      work('<bibl xml:id="w">Cohen, Stephen F. Bukharin and the Revolution. New York: Knopf, 1973.</bibl>'),
    ).toMatchObject({
      title: "Bukharin and the Revolution",
      date: { from: "1973" },
      contributors: [{ name: { family: "Cohen", given: "Stephen F." } }],
    });
  });
});

describe("the parts of a name", () => {
  it.each([
    ["<surname>Roe</surname><forename>Ada</forename>", "Ada Roe"],
    ["<surname>Roe</surname> <forename>Ada</forename>", "Roe Ada"],
    ["<surname>Roe</surname>, <forename>Ada</forename>", "Roe, Ada"],
    ["<surname>毛</surname><forename>泽东</forename>", "毛泽东"],
  ])("are data where nothing parts them: %s", (parts, name) => {
    const person = `<person xml:id="a"><persName>${parts}</persName></person>`;
    expect(registers(`<listPerson>${person}</listPerson>`).people.get("a")?.name).toBe(name);
  });
});

describe("the short form before an entry", () => {
  it.each([
    [
      "that ends in a year is a short title, and dates the work where nothing else does",
      '<bibl xml:id="w">LENZI 1988: A. Lenzi, <emph>Le pievi della valle</emph>, Pisa.</bibl>',
      { title: "Le pievi della valle", shortTitles: ["LENZI 1988"], date: { text: "1988" } },
      ["A. Lenzi"],
    ],
    [
      "is left when editors and a span of years are named",
      '<bibl xml:id="w">LENZI 1978-1988: A.N. Lenzi (a cura di), <emph>Statuti</emph>, 3 voll.</bibl>',
      { title: "Statuti", date: { from: "1978", to: "1988" } },
      ["A.N. Lenzi"],
    ],
    [
      "is left in an entry without elements",
      '<bibl xml:id="w">Lenz 1998 = Hans Lenz, Titel des Buchs, Berlin 1999.</bibl>',
      { title: "Titel des Buchs", shortTitles: ["Lenz 1998"], date: { from: "1998" } },
      ["Hans Lenz"],
    ],
    [
      "is no author where it is the identifier of the entry in other letters",
      '<bibl xml:id="ABC_D_1">ABC D 1: <emph>Die Urkunden der Könige</emph>, Hannover 1975</bibl>',
      { title: "Die Urkunden der Könige", shortTitles: ["ABC D 1"] },
      [],
    ],
    [
      "says whose work it is where nothing else does",
      '<bibl xml:id="w">Lenz 1998: <title>Titel des Buchs</title>, Berlin.</bibl>',
      { title: "Titel des Buchs", shortTitles: ["Lenz 1998"] },
      ["Lenz"],
    ],
    [
      "dates the work, whatever years its title has",
      '<bibl xml:id="w">LENZI 1988:A. Lenzi e M. Rossi, <emph> Le carte anteriori al 1400 nel repertorio del 1760 </emph>, Pisa.</bibl>',
      { title: "Le carte anteriori al 1400 nel repertorio del 1760", date: { text: "1988" } },
      ["A. Lenzi", "M. Rossi"],
    ],
    [
      "is none where names and a place stand before a colon",
      '<bibl xml:id="w">Lenz, Hans: <title>Titel des Buchs</title>, 1900.</bibl>',
      { title: "Titel des Buchs", shortTitles: [] },
      ["Lenz, Hans"],
    ],
  ])("%s", (_, entry, expected, names) => {
    const read = work(entry);
    expect(read).toMatchObject(expected);
    expect(read.contributors.map(({ name }) => name.text)).toEqual(names);
  });
});

describe("the title of an entry", () => {
  it.each([
    [
      "may go over a line of the file",
      '<bibl xml:id="w">A. Lenzi, <emph>Gli\nscavi</emph>, in <emph>Roma</emph>, 1990.</bibl>',
      "Gli scavi",
    ],
    [
      "does not end behind an initial",
      '<bibl xml:id="w">In memoriam J. Roe. Some letters, 1990.</bibl>',
      "In memoriam J. Roe",
    ],
  ])("%s", (_, entry, title) => {
    expect(work(entry).title).toBe(title);
  });
});

describe("the year of a work", () => {
  it("is none of those in its title", () => {
    const entry = '<bibl xml:id="w">A. Lenzi, <emph>Il regesto del 1312 (911-1313)</emph>, Pisa.</bibl>';
    expect(work(entry)).toMatchObject({ title: "Il regesto del 1312 (911-1313)", date: null });
  });
});

describe("a name", () => {
  it.each([
    ["Stephen F. Cohen", "Cohen", "Stephen F.", null],
    ["Cohen, Stephen F.", "Cohen", "Stephen F.", null],
    ["Ludwig van Beethoven", "Beethoven", "Ludwig", "van"],
    ["José Ortega y Gasset", "Ortega y Gasset", "José", null],
    ["van Dam, Anna", "Dam", "Anna", "van"],
    ["Plato", null, null, null],
    ["Martin Luther King, Jr.", "King", "Martin Luther", null],
    ["Kielland, Alexander  (1849-1906)", "Kielland", "Alexander", null],
    ["Livingstone, David, 1813–1873.", "Livingstone", "David", null],
    ["Mascarenhas, Miguel J. T. (?-?)", "Mascarenhas", "Miguel J. T.", null],
    ["Mary Ward (ca. 1851 - 1920)", "Ward", "Mary", null],
    ["Ann Vance, 1950-", "Vance", "Ann", null],
  ])("%s comes apart", (text, family, given, particle) => {
    expect(parseName(text)).toMatchObject({ family, given, particle });
  });
});

describe("the years of a life", () => {
  it("are those before the common era, too", () => {
    const person =
      '<person xml:id="a"><persName>Antony</persName><birth when="-0083"/><death when="-0030"/></person>';
    expect(registers(`<listPerson>${person}</listPerson>`).people.get("a")?.dates).toBe("-83–-30");
  });

  it.each([
    ["<floruit>565-578</floruit>", "565–578"],
    ["<floruit>fl. 1120–30</floruit>", "1120–1130"],
    ["<birth><placeName>Bonn</placeName></birth><floruit from='1200' to='1210'/>", "1200–1210"],
    ['<floruit when="0565"/>', "565"],
    ['<birth when="1801"/><floruit from="1820" to="1840"/>', "1801–"],
  ])("are those of which something is known where no others are: %s", (known, dates) => {
    const person = `<person xml:id="a"><persName>Sophia</persName>${known}</person>`;
    expect(registers(`<listPerson>${person}</listPerson>`).people.get("a")?.dates).toBe(dates);
  });
});
