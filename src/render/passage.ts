import { XmlAttribute, XmlNode } from "../tree/index.ts";
import type { Item, Variables } from "../xpath/index.ts";
import { holdsText, isBlockBehaviour } from "./block-passages.ts";
import type { Output, RenderContext, Scope } from "./context.ts";
import { exampleSource } from "./example-source.ts";
import type { Question } from "./model-expression.ts";
import type { CompiledModels, Rule, TemplateBehaviour } from "./models.ts";
import {
  asksForMarks,
  type FirstMarks,
  hasOwnMarks,
  levelOfOwnMarks,
  type Marks,
  type MarksStatement,
  marksAt,
} from "./quotation-marks.ts";
import { separated } from "./separated.ts";
import { type DefaultRenditions, sourceLooks } from "./source-rendition.ts";
import type { SpanKind, StandOff } from "./spans.ts";
import type { TemplatePart } from "./template.ts";
import { labelIn } from "./wording.ts";

/** A form of output: how pieces of it are made. `T` is a piece. */
export interface Form<T> {
  readonly output: Output;
  readonly text: (text: string) => T;
  /** A text whose white space is kept as it is. */
  readonly verbatim: (text: string) => T;
  readonly join: (pieces: readonly T[]) => T;
  /** The behaviours of the Guidelines by name; one that is not known shows its content. */
  readonly behaviours: Readonly<Record<string, Behaviour<T>>>;
  /** A formula or a drawing; null for what is neither. */
  readonly foreign: (node: XmlNode) => T | null;
  /** A piece without the white space at the start of its text, and at the end of it. */
  readonly withoutStart: (piece: T) => T;
  readonly withoutEnd: (piece: T) => T;
  /** Whether nothing of a piece is seen. */
  readonly isEmpty: (piece: T) => boolean;
  /** Sets a text apart that is added, deleted or damaged without being in an element that says so. */
  readonly spanned: (kind: SpanKind, text: T) => T;
  /** What is shown once more elsewhere (`@copyOf`). */
  readonly copied: (piece: T) => T;
  /** Makes a piece of an element of a model's template; `inner` is what stands in it. */
  readonly markup: (
    passage: Passage<T>,
    local: string,
    attributes: readonly TemplateAttribute[],
    inner: T,
  ) => T;
  /** The behaviours of the edition's configuration for this form. */
  readonly custom: (models: CompiledModels) => Readonly<Record<string, Behaviour<T>>>;
  /** Adds what holds for any element: an annotation, a permalink. */
  readonly finish: (passage: Passage<T>, made: T) => T;
}

/** An attribute of a model's template, filled in. */
export interface TemplateAttribute {
  readonly name: string;
  readonly value: string;
  /** Whether it is what the document says and nothing else: the place of a single parameter. */
  readonly isOfDocument: boolean;
}

/** What a behaviour is: a function of an element, its model's parameters and the context. */
export type Behaviour<T> = (passage: Passage<T>) => T;

/** The texts and rules a rendering works with. */
export interface Rendering<T> {
  readonly form: Form<T>;
  readonly models: CompiledModels;
  readonly context: RenderContext;
  readonly marksStatement: MarksStatement;
  /** The form's behaviours with those of the edition's own. */
  readonly behaviours: Readonly<Record<string, Behaviour<T>>>;
  readonly standOff: StandOff;
  readonly defaultRenditions: () => DefaultRenditions;
  /** Shows a node by its models. */
  readonly show: (node: XmlNode, scope: Scope) => T;
}

const NO_QUESTIONS: ReadonlyMap<string, Question> = new Map();

/** An element as a behaviour sees it. */
export class Passage<T> {
  readonly node: XmlNode;
  readonly rule: Rule;
  readonly scope: Scope;
  /** Whether its model sets it as a block. */
  readonly isBlock: boolean;
  /** The marks it stands in, or null. */
  readonly marks: Marks | null;
  readonly #rendering: Rendering<T>;
  /** What models above have set, and what a declared behaviour has worked out. */
  #values: Variables | undefined;
  /** Whether something was asked for its content that could not be answered. */
  #isUnanswered = false;
  /** The parameters that a declared behaviour has worked out. */
  #own: ReadonlyMap<string, Question> = NO_QUESTIONS;

  constructor(rendering: Rendering<T>, node: XmlNode, rule: Rule, scope: Scope) {
    this.#rendering = rendering;
    this.node = node;
    this.rule = rule;
    this.#values = scope.values;
    this.scope = rule.sets.size === 0 ? scope : { ...scope, values: this.#set(rule.sets) };
    this.isBlock = isBlockBehaviour(rule.behaviour);
    this.marks = marksOf(this, rendering);
  }

  get context(): RenderContext {
    return this.#rendering.context;
  }

  /** The form it is made for. */
  get output(): Output {
    return this.#rendering.form.output;
  }

  get models(): CompiledModels {
    return this.#rendering.models;
  }

  /** What the header declares that elements look like. */
  get defaultRenditions(): DefaultRenditions {
    return this.#rendering.defaultRenditions();
  }

  /** Whether the model has a parameter of this name. */
  has(param: string): boolean {
    return this.#own.has(param) || this.rule.params.has(param);
  }

  #question(param: string): Question | undefined {
    return this.#own.get(param) ?? this.rule.params.get(param);
  }

  /** What is set for the elements below: a question that cannot be answered sets nothing. */
  #set(sets: ReadonlyMap<string, Question>): Variables {
    const values: Record<string, Variables[string]> = { ...this.#values };
    for (const [name, question] of sets) values[name] = this.#answer(question);
    return values;
  }

  #answer(question: Question | undefined): readonly Item[] {
    return this.#maybeAnswer(question) ?? [];
  }

  /** What a question is answered with; null where it cannot be. */
  #maybeAnswer(question: Question | undefined): readonly Item[] | null {
    try {
      return question?.items(this.node, this.#values) ?? [];
    } catch {
      return null;
    }
  }

  /** Fills the template of a behaviour that the ODD declares: its parameters are variables to what it works out itself. */
  declared({ params, template }: TemplateBehaviour): T {
    const given = [...this.rule.params].map(([name, question]) => [name, this.#answer(question)] as const);
    const content = this.has("content") ? [] : [["content", [this.node]] as const];
    this.#values = { ...this.#values, ...Object.fromEntries([...content, ...given]) };
    for (const [name, question] of params) this.#values = { ...this.#values, [name]: this.#answer(question) };
    this.#own = params;
    return this.#fill(template, {});
  }

  /** The value of a parameter as a string, without white space around it; null where it is absent or empty. */
  string(param: string): string | null {
    const value = this.literal(param).trim();
    return value === "" ? null : value;
  }

  /** The value of a parameter as it is, with white space around it; empty where it is absent. */
  literal(param: string): string {
    try {
      return this.#question(param)?.string(this.node, this.#values) ?? "";
    } catch {
      return "";
    }
  }

  /** Whether its model has a template: parameters are then for that, whatever they are called. */
  get hasTemplate(): boolean {
    return this.rule.template !== null;
  }

  /** The label of the model, in the words of the page where it is one that the defaults give. */
  get label(): string | null {
    const label = this.hasTemplate ? null : this.string("label");
    return label === null ? null : labelIn(label, this.context.wording);
  }

  /** The element's content, or what the `content` parameter says it is; in its marks where it stands in the line. */
  content(scope: Partial<Scope> = {}): T {
    return this.#inMarks(scope, (content) => this.#withNotes(content));
  }

  /** The same without the notes that stand apart and have their place here. */
  contentWithoutNotes(scope: Partial<Scope> = {}): T {
    return this.#inMarks(scope, (content) => content);
  }

  #inMarks(scope: Partial<Scope>, noted: (content: T) => T): T {
    const marks = this.marks;
    const level = marks?.inner ?? levelOfOwnMarks(this.node);
    const inner = level === null ? scope : { level, ...scope };
    const content = noted(this.#content(inner));
    if (marks === null || this.isBlock) return content;
    const { form } = this.#rendering;
    // White space that a file has for its layout stands outside of what is quoted, if anywhere.
    const tight = form.withoutEnd(form.withoutStart(content));
    return form.join([form.text(marks.open), tight, form.text(marks.close)]);
  }

  #content(scope: Partial<Scope>): T {
    const { template } = this.rule;
    const source = template === null && !this.has("content") ? exampleSource(this.node) : null;
    if (source !== null) return this.#rendering.form.verbatim(source);
    if (template === null) return this.render("content", scope);
    const filled = this.#fill(template, scope);
    // What a template would say instead of the content may be what cannot be found out here.
    const isLost =
      this.#isUnanswered && this.#rendering.form.isEmpty(filled) && /[^ \t\r\n]/u.test(this.node.text);
    return isLost ? this.children(scope) : filled;
  }

  /** Whether notes that stand apart have their place here. */
  get isPlaceOfNotes(): boolean {
    return this.#rendering.standOff.notes.has(this.node.row);
  }

  /** The signs of the notes that stand apart and have their place here. */
  notesHere(): T {
    return this.renderNodes(this.#rendering.standOff.notes.get(this.node.row) ?? []);
  }

  /** Notes that stand apart and point here have their signs at the end. */
  #withNotes(content: T): T {
    return this.isPlaceOfNotes ? this.#rendering.form.join([content, this.notesHere()]) : content;
  }

  #fill(template: readonly TemplatePart[], scope: Partial<Scope>): T {
    const { form } = this.#rendering;
    return form.join(
      template.map((part) => {
        if (part.kind === "text") return form.text(part.text);
        if (part.kind === "parameter") return this.#parameter(part.name, scope);
        const attributes = part.attributes.map(([name, value]) => {
          const isOfDocument = value.length === 1 && value[0]!.kind === "parameter";
          return { name, value: this.#fillText(value), isOfDocument };
        });
        return form.markup(this, part.local, attributes, this.#fill(part.parts, scope));
      }),
    );
  }

  #parameter(name: string, scope: Partial<Scope>): T {
    if (this.rule.unanswered.has(name)) this.#isUnanswered = true;
    return name === "content" || this.has(name) ? this.render(name, scope) : this.nothing();
  }

  #fillText(template: readonly TemplatePart[]): string {
    return template
      .map((part) => {
        if (part.kind === "text") return part.text;
        if (part.kind === "element") return "";
        if (part.name === "class" && !this.has("class"))
          return [`tei-${this.node.local}`, ...this.rule.classes].join(" ");
        return this.has(part.name) || part.name !== "content"
          ? (this.string(part.name) ?? "")
          : this.node.text;
      })
      .join("");
  }

  /** What a parameter stands for, rendered: nodes by their models, values as text. Without the parameter, the children. */
  render(param: string, scope: Partial<Scope> = {}): T {
    if (!this.has(param)) return this.children(scope);
    const items = this.#maybeAnswer(this.#question(param));
    if (items === null) {
      this.#isUnanswered = true;
      return param === "content" ? this.children(scope) : this.nothing();
    }
    return this.#rendering.form.join(items.map((item) => this.#renderItem(item, scope)));
  }

  /**
   * The children in order, each by its models. The model's parameter `separator`, asked of each child, says what stands
   * behind it where the element holds elements alone; the white space of the source is then of no matter.
   */
  children(scope: Partial<Scope> = {}): T {
    if (this.rule.params.has("separator") && !holdsText(this.node)) {
      const between = this.rule.params.get("separator");
      return separated(this.#rendering, this.node, this.pieces(scope), between);
    }
    const rendering = this.#rendering;
    const inner = { ...this.scope, ...scope };
    const pieces: T[] = [];
    for (let child = this.node.firstChild; child !== null; child = child.nextSibling) {
      pieces.push(rendering.show(child, inner));
    }
    return rendering.form.join(pieces);
  }

  /** Elements that stand below this one, by their models, with something between them. */
  renderNodes(nodes: readonly XmlNode[], between = ""): T {
    const { form } = this.#rendering;
    return form.join(
      nodes.flatMap((node, at) => {
        const made = this.#rendering.show(node, this.scope);
        return at === 0 || between === "" ? [made] : [form.text(between), made];
      }),
    );
  }

  /** The children in order with what each became. */
  pieces(scope: Partial<Scope> = {}): (readonly [XmlNode, T])[] {
    const inner = { ...this.scope, ...scope };
    const pieces: (readonly [XmlNode, T])[] = [];
    for (let child = this.node.firstChild; child !== null; child = child.nextSibling) {
      pieces.push([child, this.#rendering.show(child, inner)]);
    }
    return pieces;
  }

  /** A piece with nothing in it. */
  nothing(): T {
    return this.#rendering.form.join([]);
  }

  /** The elements a parameter names. */
  nodes(param: string): readonly XmlNode[] {
    return this.#items(param).filter((item) => item instanceof XmlNode);
  }

  #items(param: string): readonly Item[] {
    return this.#answer(this.#question(param));
  }

  #renderItem(item: Item, scope: Partial<Scope>): T {
    const { form } = this.#rendering;
    if (item === this.node) return this.children(scope);
    if (item instanceof XmlNode) return this.#rendering.show(item, { ...this.scope, ...scope });
    return form.text(item instanceof XmlAttribute ? item.value : String(item));
  }
}

/**
 * The marks of a passage. The model's parameter `marks` may say `none`, or which pair comes first (`single`,
 * `double`). Where the header says that all marks are in the text, none are added; where it says that none are, a block
 * has its marks too; otherwise a passage in the line has them unless it brings its own.
 */
function marksOf<T>(passage: Passage<T>, { marksStatement, context }: Rendering<T>): Marks | null {
  const { node, isBlock, scope } = passage;
  if (!passage.has("marks") && !asksForMarks(node)) return null;
  const wanted = passage.string("marks");
  if (wanted === "none" || marksStatement === "all") return null;
  if (marksStatement !== "none" && (isBlock || hasOwnMarks(node))) return null;
  if (hasMarksOfSource(passage)) return null;
  return marksAt(node, scope.level, isFirstMarks(wanted) ? wanted : context.firstMarks);
}

/** Whether a rendition that the header declares writes something before the passage (`@scope`), which marks would double. */
function hasMarksOfSource<T>({ node, rule, output, defaultRenditions }: Passage<T>): boolean {
  if (output === "plain" || !rule.useSourceRendition) return false;
  return /\S/u.test(sourceLooks(node, defaultRenditions)?.parts.get("before")?.content ?? "");
}

function isFirstMarks(word: string | null): word is FirstMarks {
  return word === "single" || word === "double";
}
