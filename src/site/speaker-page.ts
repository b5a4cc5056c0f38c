import type { SpeechRecord } from "../cite/index.ts";
import { element, type Html, type HtmlElement } from "../render/index.ts";
import { type Entry, entryOf, pageOf, type Registers } from "../resolve/index.ts";
import { groupedBy } from "./grouping.ts";
import { makePage, pageLink, passageLink, type Shell } from "./page.ts";
import { allSpeeches, type JoinedContent, type SiteFile } from "./records.ts";
import { counted, inWords, shortened, withThousands } from "./wording.ts";

const PATH = "speakers/index.html";

/** Makes the page that says who speaks, how often and how much, with each speech. Nothing where nobody speaks. */
export function* makeSpeakerPage(shell: Shell, content: JoinedContent): Generator<SiteFile> {
  const speakers = bySpeaker(content);
  if (speakers.length === 0) return;
  const main = [
    element("header", { class: "title-block" }, element("h1", {}, "Speakers")),
    element("p", { class: "lead" }, "Who speaks in the texts, in the order of how much they say."),
    overview(speakers),
    ...speakers.flatMap((speaker, at) => section(speaker, at + 1)),
  ];
  yield makePage(shell, { path: PATH, title: "Speakers", description: null, main });
}

interface Speaker {
  /** The register's entry, or null where no register knows the speaker. */
  readonly entry: Entry | null;
  readonly name: string;
  readonly speeches: readonly SpeechRecord[];
  readonly words: number;
}

/** A speech of several is counted for each of them; one without a speaker, for its label. */
function bySpeaker(content: JoinedContent): readonly Speaker[] {
  const spoken = allSpeeches(content).flatMap((speech) => {
    const keys: readonly (string | null)[] = speech.who.length === 0 ? [null] : speech.who;
    return keys.map((key) => ({ key, speech }));
  });
  const groups = groupedBy(spoken, ({ key, speech }) => key ?? `label ${bareLabel(speech)}`);
  const speakers = [...groups.values()].map((group) => {
    const speeches = group.map(({ speech }) => speech);
    return speakerOf(group[0]!.key, speeches, content.registers);
  });
  return speakers.sort((one, other) => other.words - one.words);
}

function speakerOf(key: string | null, speeches: readonly SpeechRecord[], registers: Registers): Speaker {
  const found = key === null ? null : entryOf(registers, key);
  const entry = found === null || found.kind === "work" ? null : found;
  const label = speeches.map(bareLabel).find((each) => each !== "");
  const words = speeches.reduce((sum, speech) => sum + speech.words, 0);
  return { entry, name: entry?.name ?? label ?? key ?? "Not named", speeches, words };
}

function bareLabel({ label }: SpeechRecord): string {
  return label?.replace(/[\s:.]+$/u, "") ?? "";
}

function overview(speakers: readonly Speaker[]): HtmlElement {
  const titles = ["Speaker", "Speeches", "Words"].map((title) => element("th", { scope: "col" }, title));
  const rows = speakers.map(({ name, speeches, words }, at) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, element("a", { href: `#speaker-${at + 1}` }, name)),
      element("td", {}, withThousands(speeches.length)),
      element("td", {}, withThousands(words)),
    ),
  );
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...titles)),
    element("tbody", {}, ...rows),
  );
}

function section({ entry, name, speeches }: Speaker, count: number): readonly Html[] {
  const heading = entry === null ? name : pageLink(PATH, pageOf(entry.kind, entry.key), name);
  const labels = [...new Set(speeches.map(bareLabel))].filter((label) => label !== "");
  const items = speeches.map((speech) =>
    element(
      "li",
      {},
      passageLink(PATH, speech.url, shortened(speech.text, 140)),
      " ",
      element("span", { class: "small" }, counted(speech.words, "word")),
    ),
  );
  const called = labels.length > 1 ? [element("p", { class: "small" }, `Called ${inWords(labels)}.`)] : [];
  return [
    element("h2", { id: `speaker-${count}` }, heading),
    ...called,
    element("ol", { class: "places" }, ...items),
  ];
}
