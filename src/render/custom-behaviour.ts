import type { XmlNode } from "../tree/index.ts";
import type { Scope } from "./context.ts";
import type { element, Html, HtmlContent } from "./html.ts";
import type { Behaviour, Passage } from "./passage.ts";
import type { Plain } from "./plain.ts";

/** An element as a behaviour of the edition's own sees it. */
export interface BehaviourPassage<T> {
  readonly node: XmlNode;
  /** The value of a parameter of the model as a string; null where it is absent or empty. */
  readonly string: (param: string) => string | null;
  /** The content, rendered by the models. */
  readonly content: () => T;
  /** What a parameter names, rendered by the models. */
  readonly render: (param: string) => T;
}

/** Makes the piece of a page for an element; `element` makes HTML elements, and everything is escaped when it is written. */
export type WebBehaviour = (passage: BehaviourPassage<HtmlContent>, make: typeof element) => HtmlContent;

/** Makes the piece of the reading text for an element. */
export type PlainBehaviour = (passage: BehaviourPassage<Plain>) => Plain;

/** A behaviour of the edition's own; in a form it says nothing of, the content is shown in the line. */
export type CustomBehaviour = WebBehaviour | { readonly web?: WebBehaviour; readonly plain?: PlainBehaviour };

/** The behaviours of an edition by name: new ones, or others in the place of those of the Guidelines. */
export type CustomBehaviours = Readonly<Record<string, CustomBehaviour>>;

/** Gives the behaviours for pages. */
export function webOf(
  behaviours: CustomBehaviours,
  make: typeof element,
  flatten: (content: HtmlContent) => readonly Html[],
): Readonly<Record<string, Behaviour<readonly Html[]>>> {
  return chosen(
    behaviours,
    (each) => (typeof each === "function" ? each : each.web),
    (web) => (passage) => flatten(web(seen(passage), make)),
  );
}

/** Gives the behaviours for reading texts. */
export function plainOf(behaviours: CustomBehaviours): Readonly<Record<string, Behaviour<Plain>>> {
  return chosen(
    behaviours,
    (each) => (typeof each === "function" ? undefined : each.plain),
    (plain) => (passage) => plain(seen(passage)),
  );
}

function chosen<B, R>(
  behaviours: CustomBehaviours,
  pick: (behaviour: CustomBehaviour) => B | undefined,
  make: (picked: B) => R,
): Readonly<Record<string, R>> {
  const made: Record<string, R> = {};
  for (const [name, behaviour] of Object.entries(behaviours)) {
    const picked = pick(behaviour);
    if (picked !== undefined) made[name] = make(picked);
  }
  return made;
}

function seen<T>(passage: Passage<T>): BehaviourPassage<T> {
  const scope: Partial<Scope> = {};
  return {
    node: passage.node,
    string: (param) => passage.string(param),
    content: () => passage.content(scope),
    render: (param) => passage.render(param, scope),
  };
}
