import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/*
 * A corpus of any size out of nothing but a seed: speeches of plays and parliaments, letters with people and places, prose
 * with citations, verse; in the proportions of elements that the corpora in ../shared have, with a register that all point to.
 */

/** Numbers from 0 to 1 that are the same for the same seed: a linear congruential generator, as in “Numerical Recipes”. */
type Chance = () => number;

function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const ONSETS = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "st", "t", "tr", "w", "sch"];
const RIMES = ["a", "e", "i", "o", "u", "an", "en", "er", "el", "ing", "ung", "eit", "ach", "ost"];

/** How many people, places and works there are to point to. */
const PEOPLE = 400;
const PLACES = 150;
const WORKS = 120;

function pick<T>(chance: Chance, from: readonly T[]): T {
  return from[Math.floor(chance() * from.length)]!;
}

/** Words are short mostly, and a few of them make up most of a text (Zipf). */
function word(chance: Chance): string {
  const rank = Math.floor(4000 ** chance());
  const own = chanceFrom(rank * 7919);
  own();
  return Array.from({ length: 1 + Math.floor(own() * 3) }, () => pick(own, ONSETS) + pick(own, RIMES)).join(
    "",
  );
}

function words(chance: Chance, count: number): string {
  return Array.from({ length: count }, () => word(chance)).join(" ");
}

function sentence(chance: Chance): string {
  const text = words(chance, 6 + Math.floor(chance() * 18));
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

const some = (chance: Chance, least: number, most: number): number =>
  least + Math.floor(chance() * (most - least + 1));

function times(count: number, make: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => make(at)).join("\n");
}

function person(chance: Chance): string {
  return `person-${1 + Math.floor(PEOPLE * chance() ** 2)}`;
}

function paragraph(chance: Chance, id: string): string {
  const name = `<persName ref="register.xml#${person(chance)}">${word(chance)}</persName>`;
  const place = `<placeName ref="register.xml#place-${1 + Math.floor(PLACES * chance())}">${word(chance)}</placeName>`;
  const middle = pick(chance, [name, place, `<hi rend="italic">${word(chance)}</hi>`, ""]);
  return `<p xml:id="${id}">${sentence(chance)} ${words(chance, 4)} ${middle} ${words(chance, 3)}. ${sentence(chance)}</p>`;
}

function scene(chance: Chance): string {
  const cast = [person(chance), person(chance), person(chance)];
  const speeches = times(some(chance, 6, 14), (at) => {
    const who = pick(chance, cast);
    return `<sp who="register.xml#${who}" xml:id="sp${at}"><speaker>${who.toUpperCase()}.</speaker>
<stage>${words(chance, 3)}</stage><p>${sentence(chance)} ${sentence(chance)}</p></sp>`;
  });
  return `<div type="scene"><head>${words(chance, 3)}</head>\n${speeches}\n</div>`;
}

function letter(chance: Chance): string {
  return `<div type="letter"><opener><dateline>${word(chance)}, <date when="18${some(chance, 10, 99)}-0${some(chance, 1, 9)}-1${some(chance, 0, 9)}">${words(chance, 2)}</date></dateline>
<salute>${words(chance, 3)},</salute></opener>
${times(some(chance, 3, 8), (at) => paragraph(chance, `p${at}`))}
<closer><signed><persName ref="register.xml#${person(chance)}">${word(chance)}</persName></signed></closer></div>`;
}

function essay(chance: Chance): string {
  return `<div><head>${words(chance, 4)}</head>
${times(some(chance, 3, 6), (at) => {
  const work = 1 + Math.floor(WORKS * chance());
  const bibl = pick(chance, [
    `<bibl corresp="register.xml#work-${work}">p. ${some(chance, 1, 300)}</bibl>`,
    `<bibl>ibid., p. ${some(chance, 1, 300)}</bibl>`,
  ]);
  return `${paragraph(chance, `p${at}`)}\n<cit xml:id="c${at}"><quote>${sentence(chance)}</quote> ${bibl}</cit>`;
})}</div>`;
}

function poem(chance: Chance): string {
  return `<div type="poem"><head>${words(chance, 2)}</head>
${times(some(chance, 3, 7), () => `<lg>${times(4, () => `<l>${words(chance, 6)}</l>`)}</lg>`)}</div>`;
}

const SHAPES = [scene, scene, letter, letter, essay, poem] as const;

function header(title: string): string {
  return `<teiHeader><fileDesc><titleStmt><title>${title}</title><author>${title.split(" ").at(-1)}</author></titleStmt>
<publicationStmt><p>Made for measuring.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>`;
}

const documentOf = (title: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de">${header(title)}\n${body}\n</TEI>\n`;

/** Makes one document, the same for the same number. */
export function smallDocument(number: number): string {
  const chance = chanceFrom(number * 2654435761 + 17);
  for (let warm = 0; warm < 4; warm++) chance();
  const body = pick(chance, SHAPES)(chance);
  return documentOf(`Number ${number} ${words(chance, 2)}`, `<text><body>${body}</body></text>`);
}

/** Makes one document of about so many bytes. */
export function largeDocument(bytes: number): readonly string[] {
  const chance = chanceFrom(bytes);
  const [before, after] = documentOf("Large", "<text><body>|</body></text>").split("|") as [string, string];
  const pieces = [before];
  // One piece is written again and again under other ids: it is the reader that is measured, not the generator.
  const piece = Array.from({ length: 40 }, () => essay(chance)).join("\n");
  let ids = 0;
  for (let length = 0; length < bytes; length += piece.length)
    pieces.push(piece.replaceAll(/xml:id="(\w+)"/gu, (_, id: string) => `xml:id="${id}-${ids++}"`));
  return [...pieces, after];
}

/** Makes the register that all documents point to. */
export function register(): string {
  const chance = chanceFrom(4711);
  const entries = (count: number, one: (at: number) => string): string => times(count, (at) => one(at + 1));
  return documentOf(
    "Register",
    `<standOff><listPerson>${entries(PEOPLE, (at) => `<person xml:id="person-${at}"><persName>${word(chance)} ${at}</persName></person>`)}</listPerson>
<listPlace>${entries(PLACES, (at) => `<place xml:id="place-${at}"><placeName>${word(chance)} ${at}</placeName></place>`)}</listPlace>
<listBibl>${entries(WORKS, (at) => `<bibl xml:id="work-${at}"><author>${word(chance)}</author> <title>${words(chance, 3)}</title> <date when="18${some(chance, 10, 99)}">${at}</date></bibl>`)}</listBibl></standOff>`,
  );
}

/** Writes a corpus of so many documents into a folder, a thousand to a folder below `tei`; gives how many bytes they have. */
export function writeCorpus(folder: string, count: number): number {
  mkdirSync(join(folder, "tei"), { recursive: true });
  writeFileSync(
    join(folder, "colophon.config.json"),
    JSON.stringify({ id: "scale", title: "Scale", version: "1" }),
  );
  writeFileSync(join(folder, "tei/register.xml"), register());
  let bytes = 0;
  for (let at = 0; at < count; at++) {
    const below = join(folder, "tei", `${Math.floor(at / 1000)}`.padStart(3, "0"));
    if (at % 1000 === 0) mkdirSync(below, { recursive: true });
    const text = smallDocument(at).replaceAll('"register.xml#', '"../register.xml#');
    writeFileSync(join(below, `d${at}.xml`), text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}
