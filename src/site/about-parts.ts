import {
  describedChanges,
  element,
  type FrontMatter,
  type Html,
  type HtmlContent,
  holdsPicture,
  nameAndNote,
  saidOfEvent,
  textOf,
  toldOfPublication,
} from "../render/index.ts";
import { type Shell, words } from "./page.ts";

/** What a header says of how a text came to be, part by part; parts it says nothing of are left out. */
export function aboutParts(shell: Shell, front: FrontMatter, heading = "h3"): readonly HtmlContent[] {
  return [
    part(words(shell, "events"), events(shell, front), heading),
    part(words(shell, "remarks"), front.remarks, heading),
    part(words(shell, "creation"), front.creation, heading),
    part(words(shell, "setting"), front.setting, heading),
    part(words(shell, "source"), front.source, heading),
    part(words(shell, "publication"), toldOfPublication(front.publication, shell.settings.words), heading),
    part(words(shell, "rights"), front.availability, heading),
    part(words(shell, "keywords"), keywords(front), heading),
    part(words(shell, "encoding"), front.encoding, heading),
    part(words(shell, "responsible"), responsibilities(shell, front), heading),
    part(words(shell, "changes"), changes(shell, front), heading),
  ];
}

/** A part of what is said about a text, with its heading; nothing where there is nothing to say. */
export function part(title: string, content: readonly Html[], heading = "h3"): HtmlContent {
  return content.length === 0 || !saysSomething(content) ? null : [element(heading, {}, title), ...content];
}

function saysSomething(content: readonly Html[]): boolean {
  return /\S/u.test(textOf(content)) || holdsPicture(content);
}

function keywords({ keywords }: FrontMatter): readonly Html[] {
  return keywords.length === 0 ? [] : [element("p", {}, [...new Set(keywords)].join(" · "))];
}

function responsibilities(shell: Shell, front: FrontMatter): readonly Html[] {
  const made = front.editors.map((one) => [one.resp ?? words(shell, "editor"), nameAndNote(one)] as const);
  const supported = front.supporters.map(({ kind, name }) => [words(shell, kind), name] as const);
  // Several who did the same stand under it one by one.
  const rows = [...made, ...supported].flatMap(([what, name], at, all) =>
    what === all[at - 1]?.[0]
      ? [element("dd", {}, name)]
      : [element("dt", {}, what), element("dd", {}, name)],
  );
  return rows.length === 0 ? [] : [element("dl", {}, ...rows)];
}

function events(shell: Shell, front: FrontMatter): readonly Html[] {
  if (front.events.length === 0) return [];
  const rows = front.events.flatMap((event) => [
    element("dt", {}, event.name ?? words(shell, "event")),
    element("dd", {}, ...saidOfEvent(event)),
  ]);
  return [element("dl", {}, ...rows)];
}

/** Beyond so many, what was changed is folded: it is longer than all else that is said of the text. */
const FOLD_CHANGES_BEYOND = 12;

function changes(shell: Shell, front: FrontMatter): readonly Html[] {
  const described = describedChanges(front);
  const { length } = described;
  if (length === 0) return [];
  const rows = described.flatMap(({ when, text }) => [
    element("dt", {}, when ?? words(shell, "undated")),
    element("dd", {}, text),
  ]);
  const list = element("dl", {}, ...rows);
  if (length <= FOLD_CHANGES_BEYOND) return [list];
  return [element("details", {}, element("summary", {}, words(shell, "allOfThem", { n: length })), list)];
}
