import {
  ascriptionOf,
  editedText,
  leavesOutMarks,
  pointersIn,
  speakerBySign,
  speechLabel,
} from "../resolve/index.ts";
import { NameMarks, TEI_NAMESPACE, type Tree, type XmlNode } from "../tree/index.ts";
import { textElements } from "./citation-place.ts";

/**
 * A speech of the text: `sp`, as in plays and records of trials, `u`, as in transcripts (TEI P5, 7.2.2 and 8.3), `post`, as
 * people write them to each other on a network (TEI P5, 9.3), an element of the edition's own that has a `speaker`, as TEI's
 * `sp` alone has, or one that names its speaker by `@who` and is to the edition's models what these are.
 */
export interface Speech {
  readonly node: XmlNode;
  readonly label: string | null;
  readonly text: string;
}

/** Whether an element of the edition's own is a speech by the classes that its ODD gives it. */
export type IsSpeech = (node: XmlNode) => boolean;

/** Finds the speeches of a document in its order. A `said` is a quotation with a speaker, and is found among those. */
export function findSpeeches(tree: Tree, isSpeech: IsSpeech = () => false): readonly Speech[] {
  const options = {
    without: ["speaker", "stage", "kinesic", "incident", "vocal"],
    marks: leavesOutMarks(tree),
  };
  const own = ownSpeeches(tree);
  const isOwn = (node: XmlNode): boolean =>
    node.get("who") !== null && !node.isTei(...NO_SPEECHES) && isSpeech(node);
  const marks = SPEECHES.in(tree.names);
  const { name } = tree.columns;
  return [...textElements(tree)]
    .filter((node) => marks[name[node.row]!] === 1 || own.has(node.row) || isOwn(node))
    .map((node) => ({
      node,
      label: labelOf(node)?.replace(/\s*(?:[:：]|\.?[-–—])$/u, "") ?? null,
      text: withoutLabel(editedText(node, options), node),
    }));
}

/** Names are asked of every element of a text. */
const SPEECHES: NameMarks = new NameMarks(({ uri, local }) =>
  uri === TEI_NAMESPACE && ["sp", "u", "post"].includes(local) ? 1 : 0,
);

/** Where TEI itself allows no `speaker`: one that stands there wrongly makes no speech of a paragraph or a scene. */
const NO_SPEECHES: readonly string[] =
  "text front body back group div div1 div2 div3 div4 div5 div6 div7 p ab lg l head note item cell seg hi quote q said cit spGrp stage".split(
    " ",
  );

function ownSpeeches(tree: Tree): ReadonlySet<number> {
  const rows = new Set<number>();
  for (const { parent } of tree.root.descendantElements("speaker"))
    if (parent !== null && !parent.isTei("sp", "u", "post", ...NO_SPEECHES)) rows.add(parent.row);
  return rows;
}

function labelOf(node: XmlNode): string | null {
  const label = speechLabel(node);
  return label === null ? null : editedText(label) || null;
}

/** A `seg` is left out by what it says: others are words of the speech. */
function withoutLabel(text: string, node: XmlNode): string {
  const label = node.isTei("u") ? labelOf(node) : null;
  return label !== null && text.startsWith(label) ? text.slice(label.length).trimStart() : text;
}

/** Gives the keys of those whom an element's `@who` names, or another attribute of its kind, each once. */
export function speakersOf(
  node: XmlNode,
  agentOf: (node: XmlNode, pointer: string) => string | null,
  attribute: "who" | "toWhom" = "who",
): readonly string[] {
  const keys = pointersIn(ascriptionOf(node, attribute)).map((pointer) => agentOf(node, pointer));
  return [...new Set(keys.filter((key) => key !== null))];
}

/** Gives what those are called by whom an utterance is ascribed to and no register knows, or null: “SPK0”. */
export function unlistedSpeakers(node: XmlNode): string | null {
  const names = pointersIn(ascriptionOf(node)).map((pointer) => speakerBySign(node, pointer));
  return names.length === 0 || names.includes(null) ? null : names.join(", ");
}
