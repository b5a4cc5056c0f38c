import { element, type Html, type HtmlElement } from "../render/index.ts";
import { entryPage } from "./addresses.ts";
import { groupedBy } from "./grouping.ts";
import { makePage, pageLink, passageLink, type Shell } from "./page.ts";
import type { SiteContent, SiteFile, SiteSpeech } from "./records.ts";
import { counted, inWords, shortened } from "./wording.ts";

const PATH = "speakers/index.html";

/** Makes the page that says who speaks, how often and how much, with each speech. Nothing where nobody speaks. */
export function* makeSpeakerPage(shell: Shell, content: SiteContent): Generator<SiteFile> {
  if (content.speeches.length === 0) return;
  const speakers = bySpeaker(content);
  const main = [
    element("header", { class: "title-block" }, element("h1", {}, "Speakers")),
    element("p", { class: "lead" }, "Who speaks in the texts, in the order of how much they say."),
    overview(speakers),
    ...speakers.flatMap((speaker, at) => section(speaker, at + 1, content)),
  ];
  yield makePage(shell, { path: PATH, title: "Speakers", description: null, main });
}

interface Speaker {
  readonly key: string | null;
  readonly name: string;
  readonly speeches: readonly SiteSpeech[];
  readonly words: number;
}

function bySpeaker({ speeches, people, organisations }: SiteContent): readonly Speaker[] {
  const names = new Map([...organisations, ...people].map(({ key, name }) => [key, name]));
  const spoken = speeches.flatMap((speech) => {
    const keys: readonly (string | null)[] = speech.who.length === 0 ? [null] : speech.who;
    return keys.map((key) => ({ key, speech }));
  });
  const groups = groupedBy(spoken, ({ key, speech }) => key ?? `?${speech.label ?? ""}`);
  const speakers = [...groups.values()].map((group): Speaker => {
    const { key, speech } = group[0]!;
    const label = speech.label?.replace(/[\s:.]+$/u, "") ?? "Not named";
    const name = key === null ? label : (names.get(key) ?? label);
    const all = group.map((one) => one.speech);
    return {
      key: key !== null && names.has(key) ? key : null,
      name,
      speeches: all,
      words: all.reduce((sum, one) => sum + one.words, 0),
    };
  });
  return speakers.sort((one, other) => other.words - one.words);
}

function overview(speakers: readonly Speaker[]): HtmlElement {
  const head = element(
    "tr",
    {},
    ...["Speaker", "Speeches", "Words"].map((title) => element("th", { scope: "col" }, title)),
  );
  const rows = speakers.map((speaker, at) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, element("a", { href: `#speaker-${at + 1}` }, speaker.name)),
      element("td", {}, String(speaker.speeches.length)),
      element("td", {}, String(speaker.words)),
    ),
  );
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
}

function section(speaker: Speaker, count: number, content: SiteContent): readonly Html[] {
  const name =
    speaker.key === null ? speaker.name : pageLink(PATH, pageOfSpeaker(speaker.key, content), speaker.name);
  const labels = [
    ...new Set(speaker.speeches.map(({ label }) => label?.replace(/[\s:.]+$/u, "") ?? "")),
  ].filter((label) => label !== "");
  const items = speaker.speeches.map((speech) =>
    element(
      "li",
      {},
      passageLink(PATH, speech.url, shortened(speech.text, 140)),
      " ",
      element("span", { class: "small" }, counted(speech.words, "word")),
    ),
  );
  return [
    element("h2", { id: `speaker-${count}` }, name),
    labels.length > 1 ? element("p", { class: "small" }, `Called ${inWords(labels)}.`) : null,
    element("ol", { class: "places" }, ...items),
  ].filter((piece) => piece !== null);
}

function pageOfSpeaker(key: string, { people }: SiteContent): string {
  return entryPage(people.some((person) => person.key === key) ? "people" : "organisations", key);
}
