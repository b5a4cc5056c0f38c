import type { XmlNode } from "../tree/index.ts";
import { editedText } from "./edited-text.ts";
import { letters } from "./words.ts";
import type { Contributor, Role, Work } from "./work.ts";

/**
 * The entry in parts (`sourceDesc/biblStruct`) by which a full description says where the same work was printed: repositories
 * describe a file by `biblFull`, and what was published by the entry in it. Null where there is none, or it is of another work.
 */
export function printedSource(element: XmlNode): XmlNode | null {
  if (!element.isTei("biblFull")) return null;
  const sources = [...(element.maybeElement("sourceDesc")?.elements() ?? [])];
  const [source] = sources;
  if (sources.length !== 1 || !source!.isTei("biblStruct")) return null;
  const title = firstTitle(element);
  return title !== "" && firstTitle(source!) === title ? source! : null;
}

/**
 * A work as its printed source tells it, with what the description of the file says besides: those it names in another role, or
 * by an entry of a register, its short titles and its language.
 */
export function asPrinted(described: Work, printed: Work): Work {
  const { xmlId, ref, text, note, textFile } = described;
  return {
    ...printed,
    xmlId,
    ref,
    text,
    note,
    contributors: contributorsOf(described, printed),
    shortTitles: [...new Set([...printed.shortTitles, ...described.shortTitles])],
    date: printed.date ?? described.date,
    language: printed.language ?? described.language,
    identifiers: [...printed.identifiers, ...described.identifiers],
    ...(textFile === undefined ? {} : { textFile }),
  };
}

/** What is done to a file as to a print: its editor need not be that of the print. */
const OF_A_FILE: ReadonlySet<Role> = new Set(["editor", "compiler"]);

function contributorsOf(described: Work, printed: Work): readonly Contributor[] {
  const roles = new Set(printed.contributors.map(({ role }) => role));
  const known = printed.contributors.map((one) => {
    const same = described.contributors.find(
      (other) => other.role === one.role && letters(other.name.text) === letters(one.name.text),
    );
    return one.name.key === null ? (same ?? one) : one;
  });
  const ofTheWork = described.contributors.filter(
    ({ role, name }) => !OF_A_FILE.has(role) || name.key !== null,
  );
  return [...known, ...ofTheWork.filter(({ role }) => !roles.has(role))];
}

function firstTitle(element: XmlNode): string {
  const title = element.descendantElements("title").next().value;
  return title === undefined ? "" : editedText(title).toLowerCase();
}
