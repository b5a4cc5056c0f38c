import { expect, it } from "vitest";
import { isRegister, outermostTexts } from "../../src/resolve/index.ts";
import { tree } from "../render/sample.ts";

const TEI = 'xmlns="http://www.tei-c.org/ns/1.0"';
const EXAMPLE =
  '<egXML xmlns="http://www.tei-c.org/ns/Examples"><TEI><text><body><p>An example.</p></body></text></TEI></egXML>';

/** The names of the outermost texts of a document. */
function textsOf(document: string): string[] {
  return outermostTexts(tree(document)).map(({ local }) => local);
}

it("The texts of a document are those that stand in no other", () => {
  const text = "<text><body><p>a</p></body></text>";
  expect(textsOf(`<TEI ${TEI}>${text}</TEI>`)).toEqual(["text"]);
  expect(textsOf(`<TEI ${TEI}><text><group>${text}${text}</group></text></TEI>`)).toEqual(["text"]);
  expect(textsOf(`<teiCorpus ${TEI}><TEI>${text}</TEI><TEI>${text}</TEI></teiCorpus>`)).toEqual([
    "text",
    "text",
  ]);
});

it("A piece of a text is its own, and an example in it is none", () => {
  expect(textsOf(`<div ${TEI}><head>A</head>${EXAMPLE}</div>`)).toEqual(["div"]);
  expect(textsOf(`<front ${TEI}><div><p>a</p></div></front>`)).toEqual(["front"]);
  expect(textsOf(`<listPerson ${TEI}><person xml:id="a"/></listPerson>`)).toEqual([]);
  expect(textsOf(`<TEI ${TEI}><teiHeader><encodingDesc>${EXAMPLE}</encodingDesc></teiHeader></TEI>`)).toEqual(
    [],
  );
});

it("A piece of a text is a register where it is one as the body of a document would be", () => {
  const list = '<listBibl><bibl xml:id="a">A, Works, 1900</bibl></listBibl>';
  const words = `<p>${"word ".repeat(400)}</p>`;
  expect(isRegister(tree(`<div ${TEI}><head>Works</head>${list}</div>`))).toBe(true);
  expect(isRegister(tree(`<div ${TEI}><head>Works</head>${words}${list}</div>`))).toBe(false);
});

it("A document without a text is a register where its header has the lists of an edition and describes no source", () => {
  const listOf = (count: number): string =>
    `<listPerson>${Array.from({ length: count }, (_, at) => `<person xml:id="p${at}"><persName>A</persName></person>`).join("")}</listPerson>`;
  const list = listOf(200);
  const document = (header: string, body: string): string =>
    `<TEI ${TEI}><teiHeader>${header}</teiHeader><text><body>${body}</body></text></TEI>`;
  const persons = `<profileDesc><particDesc>${list}</particDesc></profileDesc>`;
  expect(isRegister(tree(document(persons, "<p/>")))).toBe(true);
  expect(isRegister(tree(document(persons, "<p>Enter Ada.</p>")))).toBe(false);
  const cast = `<profileDesc><particDesc>${listOf(90)}</particDesc></profileDesc>`;
  expect(isRegister(tree(document(cast, "<p/>")))).toBe(false);
  const letter = `<profileDesc><correspDesc/><particDesc>${list}</particDesc></profileDesc>`;
  expect(isRegister(tree(document(letter, "<p/>")))).toBe(false);
});
