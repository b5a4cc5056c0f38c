import { countRuns, editedText, isListOfLetters, namedBodies } from "../resolve/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import type { RenderContext } from "./context.ts";
import { dateInWords } from "./date-words.ts";
import { eventsOf, type RecordedEvent } from "./events.ts";
import { filledIn } from "./filled-in.ts";
import { at, children, headerOf, withoutHour, words } from "./header-words.ts";
import { element, type Html, isElement } from "./html.ts";
import { languageTag } from "./language-tag.ts";
import { type Letter, letterOf } from "./letter.ts";
import { meetingOf } from "./meeting.ts";
import type { CompiledModels } from "./models.ts";
import { isPlaceholder } from "./placeholder.ts";
import { printedOf } from "./printed.ts";
import { doiOf, type Publication, publicationOf } from "./publication.ts";
import { changesOf, type RecordedChange } from "./recorded-changes.ts";
import { renderElement, renderRemark } from "./render.ts";
import { nameOfBody, type Responsible, responsible, type Supporter, supportersOf } from "./responsibility.ts";
import { shelfmarkOf } from "./shelfmark.ts";
import { notesOnTheWhole } from "./spans.ts";
import { textLanguage } from "./text-language.ts";
import { timeOf } from "./text-time.ts";
import { levelOf, titlesOf } from "./titles.ts";
import { type Witness, witnessesOf } from "./witnesses.ts";
import type { Words } from "./words.ts";

/** What a header says of a text that its readers should know: words as strings, longer passages as pieces of a page. */
export interface FrontMatter extends Responsible {
  readonly title: string;
  readonly subtitle: string | null;
  /** What it is called otherwise, at greater length, or what its manuscript is said to be about. */
  readonly otherTitle: string | null;
  /** The volume or journal that it is part of, where its title statement names one beside it. */
  readonly host: string | null;
  /** The series that it is part of. */
  readonly series: readonly string[];
  readonly language: string | null;
  readonly supporters: readonly Supporter[];
  readonly edition: string | null;
  /** The bodies that publish it. */
  readonly publishers: readonly string[];
  readonly date: string | null;
  /** The DOI under which it is published, by its number (`publicationStmt/idno`). */
  readonly doi: string | null;
  /** The notes of `notesStmt`: what scholars have to say before one reads. */
  readonly notes: readonly Html[];
  readonly abstract: readonly Html[];
  /** What is told of its publication that no citation tells. */
  readonly publication: Publication;
  /** `creation`: when and where the text came about. */
  readonly creation: readonly Html[];
  /** What kind of text it is, in which situation and in what language it was written or spoken (`textDesc`, `settingDesc`, `particDesc`, `langUsage`). */
  readonly setting: readonly Html[];
  /** What it was made from, and in whose hands that is written. */
  readonly source: readonly Html[];
  readonly availability: readonly Html[];
  /** The address of the licence (`licence/@target`). */
  readonly licence: string | null;
  /** `encodingDesc`: what the project is for and how the text was treated. */
  readonly encoding: readonly Html[];
  /** `correspDesc`: who wrote to whom, when and from where. */
  readonly correspondence: readonly Html[];
  /** What `correspDesc` says of a letter, for lists; null where the text is none. */
  readonly letter: Letter | null;
  /** When and where the meeting was that it is the record of. */
  readonly meeting: string | null;
  /** When the print was published that it was made from, where that is one. */
  readonly printed: string | null;
  /** When it was written or spoken, as a date of EDTF, by which texts are put in order. */
  readonly time: string | null;
  /** The events in the life of the text that stand beside it (`standOff/listEvent`). */
  readonly events: readonly RecordedEvent[];
  /** Notes that stand off the text and are on all of it. */
  readonly remarks: readonly Html[];
  readonly keywords: readonly string[];
  readonly changes: readonly RecordedChange[];
  /** The witnesses that have readings in its apparatus. */
  readonly witnesses: readonly Witness[];
  /** What the source is called where it is kept, such as “MS. Arab. c. 41”; null where several are described, or none. */
  readonly shelfmark: string | null;
  /** The heading that its text has as a whole; null where it has none, or several divisions with theirs. */
  readonly heading: string | null;
  /** How far the document is, as `revisionDesc/@status` says: `draft`, `published` and so on. */
  readonly status: string | null;
}

/** Reads the header of a document. What it does not say is null or empty; a document without a header is untitled. */
export function readFrontMatter(tree: Tree, models: CompiledModels, context: RenderContext): FrontMatter {
  const header = headerOf(tree);
  const show = (...nodes: readonly XmlNode[]): readonly Html[] =>
    filledIn(nodes.flatMap((node) => renderElement(node, models, context)));
  const profiled = (local: string): readonly XmlNode[] =>
    children(header, "profileDesc").flatMap((profile) => children(profile, local));
  const descriptions = profiled("correspDesc").filter(saysSomething);
  const publication = statementOf(at(header, "fileDesc", "publicationStmt"));
  const dates = children(publication, "date").filter((date) => !isPlaceholder(date));
  const published = words(dates[0]);
  const licence = addressOf(at(publication, "availability", "licence"));
  const notes = children(at(header, "fileDesc", "notesStmt"), "note");
  const { titles, ...named } = titlesOf(tree);
  const edition = editionOf(
    at(header, "fileDesc", "editionStmt", "edition"),
    named.title,
    context.wording.words,
  );
  return {
    ...named,
    series: seriesOf(at(header, "fileDesc")),
    language: languageTag(textLanguage(tree)),
    ...responsible(at(header, "fileDesc")),
    supporters: supportersOf(at(header, "fileDesc"), textLanguage(tree)),
    edition: edition === published ? null : edition,
    publishers: publishersOf(publication, textLanguage(tree)),
    date: published === null ? null : withoutHour(published),
    doi: doiOf(publication),
    notes: show(...notes.filter((note) => isForReaders(note) && !isRecord(note))),
    abstract: show(...profiled("abstract")),
    publication: publicationOf(at(header, "fileDesc"), titles, {
      words: context.wording.words,
      language: textLanguage(tree),
      show,
    }),
    creation: show(...profiled("creation")),
    setting: show(...settingParts(profiled)),
    source: show(
      ...children(at(header, "fileDesc"), "sourceDesc").filter((source) => !isPlaceholder(source)),
      ...profiled("handNotes"),
      ...children(at(header, "fileDesc", "notesStmt"), "relatedItem").filter(saysSomething),
    ),
    availability: withLicence(show(...children(publication, "availability")), licence),
    licence,
    encoding: [...show(...encodingParts(at(header, "encodingDesc"))), ...recorded(notes.filter(isRecord))],
    correspondence: show(...descriptions),
    letter: isListOfLetters(tree) ? null : letterOf(descriptions, context.wording.words),
    meeting: meetingOf(at(header, "fileDesc", "titleStmt"), context.wording.words),
    printed: printedOf(at(header, "fileDesc", "sourceDesc"), context.wording.words),
    time: timeOf(tree),
    events: eventsOf(tree, context.wording.words, show),
    remarks: notesOnTheWhole(tree).flatMap((note) => renderRemark(note, models, context)),
    keywords: profiled("textClass")
      .flatMap((each) => [...each.descendantElements("term")])
      .map((term) => words(term) ?? "")
      .filter((term) => term !== ""),
    changes: changesOf(at(header, "revisionDesc"), context.wording.words),
    witnesses: witnessesOf(tree),
    shelfmark: shelfmarkOf(at(header, "fileDesc", "sourceDesc")),
    heading: headingOf(at(tree.root, "text", "body")),
    status: statusOf(tree),
  };
}

/** Gives how far a document is, as its header says (`revisionDesc/@status`), or null. */
export function statusOf(tree: Tree): string | null {
  return at(headerOf(tree), "revisionDesc")?.get("status") ?? null;
}

/** Whether a note says or shows something: a template has it before anyone wrote one. */
function isFilledIn(note: XmlNode): boolean {
  return /\S/u.test(note.text) || [...note.descendantElements("graphic", "media", "ptr", "ref")].length > 0;
}

/** A program notes so what it did to the file and when, in a word or two. */
const HOUSEKEEPING = /updat|version|status|modified|revision/iu;

function isForReaders(note: XmlNode): boolean {
  const said = note.text.trim();
  const isRemark = said.split(/\s+/u).length <= 3 && !/[.!?]$/u.test(said);
  return isFilledIn(note) && !(isRemark && HOUSEKEEPING.test(note.get("type") ?? ""));
}

/** Whether a note is a record that a program keeps: notes in a note, and none that says more than a few words. */
function isRecord(note: XmlNode): boolean {
  const inner = [...note.descendantElements("note")];
  if (inner.length === 0 || [...note.elements()].some((child) => !child.isTei("note"))) return false;
  return [note, ...inner].every((each) => ownWords(each) <= MOST_WORDS_OF_A_RECORD);
}

const MOST_WORDS_OF_A_RECORD = 5;

function ownWords(note: XmlNode): number {
  return [...note.children()]
    .filter((child) => child.isText)
    .reduce((sum, { text }) => sum + countRuns(text), 0);
}

/** What records say, each under its kind; what stands for nothing, such as a dash, is left out. */
function recorded(records: readonly XmlNode[]): readonly Html[] {
  const rows = records
    .flatMap((record) => children(record, "note"))
    .flatMap((note) => {
      const inner = [...note.descendantElements("note")];
      const said = (inner.length === 0 ? [note] : inner)
        .map((each) => words(each) ?? "")
        .filter((text) => /[\p{L}\p{N}]/u.test(text));
      if (said.length === 0) return [];
      const [lead, ...others] = inner.length === 0 ? [note.get("type") ?? "", ...said] : said;
      return [element("dt", {}, lead ?? ""), element("dd", {}, others.join(", "))];
    });
  return rows.length === 0 ? [] : [element("dl", {}, ...rows)];
}

/** Whether a description of a letter has a name, a place or a date in it, or leads to others. */
function saysSomething(description: XmlNode): boolean {
  const isDated = [...description.descendantElements("date")].some((date) => words(date) !== null);
  const leads = [...description.descendantElements("ref", "ptr")].some((each) => each.get("target") !== null);
  return isDated || leads || words(description) !== null;
}

/** The heading of a body, or of the one division or poem that it consists of. */
function headingOf(body: XmlNode | null): string | null {
  const parts = [...(body?.elements() ?? [])].filter(
    (part) => !part.isTei("pb", "cb", "lb", "milestone", "fw"),
  );
  const head = parts.find((part) => part.isTei("head"));
  const [only] = parts;
  const whole = parts.length === 1 && only!.isTei("div", "div1", "lg") ? only!.maybeElement("head") : null;
  const heading = head ?? whole;
  return heading === null ? null : editedText(heading) || null;
}

/** A publication that is told by a reference in a paragraph or a block (`ab/bibl`) is stated there. */
function statementOf(publication: XmlNode | null): XmlNode | null {
  const [only, ...others] = publication === null ? [] : [...publication.elements()];
  if (others.length > 0 || only?.isTei("ab", "p") !== true) return publication;
  return only.maybeElement("bibl") ?? publication;
}

/** Who publishes a text: each `publisher`, else each `authority`, else each `distributor`, and each of several bodies in one. */
function publishersOf(publication: XmlNode | null, language: string | null): readonly string[] {
  const given = ["publisher", "authority", "distributor"].map((local) => children(publication, local));
  const all = given.find((each) => each.length > 0) ?? [];
  const names = all.flatMap((each) => namedBodies(each, language)).map(nameOfBody);
  return [
    ...new Set(
      names.flatMap((name) => name?.replace(ADDRESS_BEHIND, "").replace(CATALOGUERS_SIGN, "") ?? []),
    ),
  ];
}

/** The address on the web of a body, behind its name. */
const ADDRESS_BEHIND = /(?<=\p{L}.*)\s+<?https?:\S+$/u;

/** What cataloguers put between a publisher and a date (ISBD). */
const CATALOGUERS_SIGN = /\s*[,;:]$/u;

/** An address on the web, which a page may lead to. */
function addressOf(node: XmlNode | null): string | null {
  const target = node?.get("target")?.trim() ?? "";
  return /^https?:\/\/\S+$/iu.test(target) ? target : null;
}

/** What is said of rights, and where the licence is to be read, if no link in it leads there. */
function withLicence(said: readonly Html[], licence: string | null): readonly Html[] {
  if (licence === null || leadsTo(said, licence)) return said;
  return [...said, element("p", {}, element("a", { href: licence, rel: "license" }, licence))];
}

function leadsTo(html: readonly Html[], address: string): boolean {
  return html.some(
    (piece) => isElement(piece) && (piece.attributes.href === address || leadsTo(piece.children, address)),
  );
}

/**
 * The words of an edition statement, with a date that it has in an attribute alone. Some name the edition by the title of the
 * text once more, or date it as they date its publication: neither is told twice.
 */
function editionOf(edition: XmlNode | null, title: string, words: Words): string | null {
  const named = namesIn(edition, title);
  const text = named && withoutHour(named);
  const date = edition?.maybeElement("date") ?? null;
  const when = date === null || date.text.trim() !== "" ? null : dateInWords(date, words);
  return when === null || text === null ? text : `${text} ${when}`;
}

/** A name, or several of them side by side: that of a body in two languages, its address on the web; what is known is left out. */
function namesIn(node: XmlNode | null, known: string): string | null {
  const isText = [...(node?.children() ?? [])].some((child) => child.isText && /\S/u.test(child.text));
  const all = words(node);
  if (isText || node === null) return all === known ? null : all;
  const names = [...node.elements()]
    .filter((child) => !child.isTei("note", "noteGrp", "interp", "interpGrp"))
    .map(words)
    .filter((each) => each !== null);
  return names.filter((each) => each !== known).join(", ") || (names.includes(known) ? null : all);
}

/** The titles of series, in the title statement and in the statement of the series. */
function seriesOf(file: XmlNode | null): readonly string[] {
  const named = children(file?.maybeElement("titleStmt") ?? null, "title").filter(
    (title) => levelOf(title) === "s",
  );
  const stated = children(file, "seriesStmt").flatMap((statement) => children(statement, "title"));
  return [...new Set([...named, ...stated].flatMap((title) => words(title) ?? []))];
}

/** What is said of the situation of a text; who and what takes part in it stands in registers. */
function settingParts(profiled: (local: string) => readonly XmlNode[]): readonly XmlNode[] {
  const partsOf = (locals: readonly string[]) => (description: XmlNode) =>
    locals.flatMap((local) => children(description, local));
  return [
    ...profiled("textDesc"),
    ...profiled("settingDesc").flatMap(partsOf(["p", "ab", "setting"])),
    ...profiled("particDesc").flatMap(partsOf(["p", "ab"])),
    ...profiled("langUsage").flatMap(partsOf(["p", "ab"])),
  ];
}

/** The parts of the encoding description that are written for readers. */
function encodingParts(description: XmlNode | null): readonly XmlNode[] {
  const parts = ["projectDesc", "samplingDecl", "editorialDecl", "transcriptionDesc", "metDecl", "p", "ab"];
  const prose = [at(description, "refsDecl"), at(description, "stdVals")].flatMap((part) => [
    ...children(part, "p"),
    ...children(part, "ab"),
  ]);
  return [...parts.flatMap((local) => children(description, local)), ...prose];
}
