import type { SpeechRecord } from "../cite/index.ts";
import { element, type Html, type HtmlElement, listInWords, withThousands } from "../render/index.ts";
import { addressOfFile, type Entry, entryOf, pageOf, type Registers } from "../resolve/index.ts";
import { PLAIN } from "./alphabet.ts";
import { groupedBy } from "./grouping.ts";
import type { Placed, SpeechesIn } from "./joined-records.ts";
import { makePage, pageLink, passageLink, type Shell, titleHead, words } from "./page.ts";
import { drawAnswers } from "./pictures.ts";
import { placesPicture } from "./positions.ts";
import {
  countOf,
  type DocumentSummary,
  documentIn,
  type Listing,
  languageOf,
  onlyText,
  type SiteFile,
} from "./records.ts";
import { shortened } from "./wording.ts";

const PATH = "speakers/index.html";

/** Beyond this many speeches in the edition, those of each text have a page of their own. */
const ONE_PAGE = 1500;

/** How much of a speech is shown where all are listed, in letters. */
const EXCERPT = 120;

/** Beyond this many, a table of who answers whom can be neither read nor seen. */
const IN_TABLE = 24;

/** Makes the pages that say who speaks, how often, how much and with whom, with each speech. Nothing where nobody speaks. */
export function* makeSpeakerPages(shell: Shell, content: Listing): Generator<SiteFile> {
  if (countOf(content, "speeches") === 0) return;
  const title = words(shell, "speakers");
  const lead = titleHead(title, null, words(shell, "speakersLead"));
  if (!shell.hasSpeakersOfEach) {
    yield onePage(shell, content, lead);
    return;
  }
  const texts = content.documents.filter(({ counts }) => counts.speeches > 0);
  const items = texts.map(({ id, front, counts }) =>
    element(
      "li",
      { lang: front.language },
      element("p", { class: "name" }, pageLink(PATH, pagePath(id), front.title)),
      element(
        "p",
        { class: "count", lang: shell.settings.language },
        words(shell, "nSpeeches", { n: counts.speeches }),
      ),
    ),
  );
  const list = element("ul", { class: "entries" }, ...items);
  yield makePage(shell, { path: PATH, title, description: null, main: [...lead, list] });
  yield* makeSpeakersOfEach(shell, content);
}

/** Makes the page of the speakers of each text. */
export function* makeSpeakersOfEach(shell: Shell, content: Listing): Generator<SiteFile> {
  for (const text of content.joined.speaking) yield textPage(shell, content, text);
}

function onePage(shell: Shell, content: Listing, lead: readonly Html[]): SiteFile {
  const { joined, registers, keep } = content;
  const make = (): SiteFile => {
    const all = joined.speaking.flatMap(({ document }) => joined.speeches(document));
    const main = [...lead, ...speakersOf(shell, content, all, PATH)];
    return makePage(shell, { path: PATH, title: words(shell, "speakers"), description: null, main });
  };
  const speakers = new Set(joined.speaking.flatMap((each) => each.speakers));
  const facts = [...speakers].map((key) => entryOf(registers, key));
  return keep?.(PATH, { documents: joined.speaking.map(({ document }) => document), facts }, make) ?? make();
}

function textPage(shell: Shell, content: Listing, { document, speakers }: SpeechesIn): SiteFile {
  const { id, front } = documentIn(content.documents, document)!;
  const path = pagePath(id);
  const title = words(shell, "speakers");
  const make = (): SiteFile => {
    const speeches = content.joined.speeches(document);
    const main = [...titleHead(front.title, title), ...speakersOf(shell, content, speeches, path)];
    return makePage(shell, { path, title: `${title}: ${front.title}`, description: null, main });
  };
  const facts = speakers.map((key) => entryOf(content.registers, key));
  return content.keep?.(path, { documents: [id], facts }, make) ?? make();
}

/** Whether the speeches of each text need a page of their own. */
export function hasSpeakersOfEach(documents: readonly DocumentSummary[]): boolean {
  return onlyText(documents) === null && countOf({ documents }, "speeches") > ONE_PAGE;
}

/** The page where the speeches in these documents are listed: that of their text, or of all where they are of several. */
export function speechesPage(shell: Shell, documents: readonly string[]): string {
  const [only] = documents;
  return documents.length !== 1 || only === undefined || !shell.hasSpeakersOfEach ? PATH : pagePath(only);
}

function pagePath(document: string): string {
  return `speakers/${addressOfFile(document)}.html`;
}

type Speech = Placed<SpeechRecord>;

interface Speaker {
  /** What tells the speaker from others: a key of a register, else the label. */
  readonly key: string;
  /** The register's entry, or null where no register knows the speaker. */
  readonly entry: Entry | null;
  readonly name: string;
  readonly speeches: readonly Speech[];
  readonly words: number;
}

function speakersOf(
  shell: Shell,
  content: Listing,
  speeches: readonly Speech[],
  path: string,
): readonly Html[] {
  const speakers = bySpeaker(shell, content, speeches);
  const answers = answersIn(speeches);
  const partners = partnersIn(speakers, answers);
  return [
    overview(shell, speakers, partners),
    ...picture(shell, speakers, partners, answers),
    ...speakers.flatMap((speaker, at) => section(shell, content, speaker, at + 1, path)),
  ];
}

/** A speech of several is counted for each of them; one without a speaker, for its label. */
function bySpeaker(shell: Shell, { registers }: Listing, speeches: readonly Speech[]): readonly Speaker[] {
  const spoken = speeches.flatMap((speech) => keysOf(speech).map((key) => ({ key, speech })));
  const groups = groupedBy(spoken, ({ key }) => key);
  const speakers = [...groups].map(([key, group]) =>
    speakerOf(
      shell,
      key,
      group.map(({ speech }) => speech),
      registers,
    ),
  );
  return PLAIN.sorted(speakers, ({ name }) => name).sort((one, other) => other.words - one.words);
}

function keysOf(speech: SpeechRecord): readonly string[] {
  return speech.who.length === 0 ? [`label ${bareLabel(speech)}`] : [...new Set(speech.who)];
}

function speakerOf(shell: Shell, key: string, speeches: readonly Speech[], registers: Registers): Speaker {
  const found = key.startsWith("label ") ? null : entryOf(registers, key);
  const entry = found === null || found.kind === "work" ? null : found;
  const label = speeches.map(bareLabel).find((each) => each !== "");
  const unknown = key.startsWith("label ") ? words(shell, "notNamedSpeaker") : key;
  const count = speeches.reduce((sum, speech) => sum + speech.words, 0);
  return { key, entry, name: entry?.name ?? label ?? unknown, speeches, words: count };
}

function bareLabel({ label }: SpeechRecord): string {
  return label?.replace(/[\s:.]+$/u, "") ?? "";
}

type Answers = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** How often who speaks right after whom, in the same text and the same quotation. */
function answersIn(speeches: readonly SpeechRecord[]): Answers {
  const answers = new Map<string, Map<string, number>>();
  for (const [at, speech] of speeches.entries()) {
    const before = speeches[at - 1];
    if (before === undefined || before.document !== speech.document || before.quotation !== speech.quotation)
      continue;
    for (const key of keysOf(speech)) {
      const own = answers.get(key) ?? new Map<string, number>();
      answers.set(key, own);
      for (const other of keysOf(before)) if (other !== key) own.set(other, (own.get(other) ?? 0) + 1);
    }
  }
  return answers;
}

/** Those with whom each speaker speaks, by the speaker's key: the most frequent first. */
type Partners = ReadonlyMap<string, readonly Speaker[]>;

/** Partners of equal frequency stand in the order of the speakers. */
function partnersIn(speakers: readonly Speaker[], answers: Answers): Partners {
  const times = new Map(speakers.map(({ key }) => [key, new Map(answers.get(key))]));
  for (const [key, others] of answers) {
    for (const [other, n] of others) {
      const own = times.get(other)!;
      own.set(key, (own.get(key) ?? 0) + n);
    }
  }
  const places = new Map(speakers.map(({ key }, at) => [key, at]));
  return new Map(
    [...times].map(([key, others]) => {
      const sorted = [...others].sort(
        ([one, n], [other, m]) => m - n || places.get(one)! - places.get(other)!,
      );
      return [key, sorted.map(([other]) => speakers[places.get(other)!]!)];
    }),
  );
}

function overview(shell: Shell, speakers: readonly Speaker[], partners: Partners): HtmlElement {
  const titles = (["speaker", "speeches", "words", "speaksWith"] as const).map((key) =>
    element(
      "th",
      { scope: "col", class: key === "speeches" || key === "words" ? "number" : null },
      words(shell, key),
    ),
  );
  const { words: texts } = shell.settings;
  const rows = speakers.map((speaker, at) => {
    const others = partners.get(speaker.key) ?? [];
    const names = others.slice(0, 4).map(({ name }) => name);
    const more = others.length > names.length ? ", …" : "";
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, element("a", { href: `#speaker-${at + 1}` }, speaker.name)),
      element("td", { class: "number" }, withThousands(speaker.speeches.length, texts)),
      element("td", { class: "number" }, withThousands(speaker.words, texts)),
      element("td", {}, names.join(", ") + more),
    );
  });
  return element(
    "table",
    { class: "speakers" },
    element("thead", {}, element("tr", {}, ...titles)),
    element("tbody", {}, ...rows),
  );
}

function picture(
  shell: Shell,
  speakers: readonly Speaker[],
  partners: Partners,
  answers: Answers,
): readonly Html[] {
  const shown = speakers.filter(({ key }) => (partners.get(key) ?? []).length > 0).slice(0, IN_TABLE);
  if (shown.length < 3) return [];
  const times = (row: number, column: number): number =>
    answers.get(shown[row]!.key)?.get(shown[column]!.key) ?? 0;
  const pairs = shown
    .flatMap((one, row) =>
      shown.map((other, column) => ({ one: one.name, other: other.name, n: times(row, column) })),
    )
    .filter(({ n }) => n > 0)
    .sort((one, other) => other.n - one.n)
    .slice(0, 12)
    .map((pair) => words(shell, "answersLine", pair));
  const drawn = drawAnswers(
    shown.map(({ name }) => name),
    times,
    `${words(shell, "whoAnswers")}: ${pairs.join("; ")}`,
  );
  return [
    element("h2", {}, words(shell, "whoAnswers")),
    element("p", { class: "lead" }, words(shell, "whoAnswersLead")),
    drawn,
  ];
}

function section(
  shell: Shell,
  content: Listing,
  { entry, name, speeches }: Speaker,
  count: number,
  path: string,
): readonly Html[] {
  const heading = entry === null ? name : pageLink(path, pageOf(entry.kind, entry.key), name);
  const labels = [...new Set(speeches.map(bareLabel))].filter((label) => label !== "");
  // There are as many as a text has speeches: what is the same of all of them their list says.
  const items = speeches.map((speech) =>
    element(
      "li",
      {},
      passageLink(
        path,
        speech.url,
        shortened(speech.text, EXCERPT),
        languageOf(content, speech.document),
        null,
      ),
      " ",
      element("small", {}, words(shell, "nWords", { n: speech.words })),
    ),
  );
  const called =
    labels.length > 1
      ? [
          element(
            "p",
            { class: "small" },
            words(shell, "called", { names: listInWords(labels, shell.settings.words) }),
          ),
        ]
      : [];
  return [
    element("h2", { id: `speaker-${count}` }, heading),
    ...called,
    ...placesPicture(shell, content, name, "whereSpeaks", speeches),
    element("ol", { class: "places speeches" }, ...items),
  ];
}
