import type { XmlNode } from "../tree/index.ts";

/** A value handed to a behaviour: `param/@name` and the XPath in `param/@value`. */
export interface ModelParameter {
  readonly name: string;
  readonly value: string;
}

/** CSS of an `outputRendition`, and the part it is for: `before`, `after`, `first-line` …; null for the whole. */
export interface OutputRendition {
  readonly scope: string | null;
  readonly css: string;
}

/** What the three kinds of model have in common (TEI Guidelines, section 22.5.4, processing models). */
interface ModelCommon {
  /** XPath that must be true of the element, or null. */
  readonly predicate: string | null;
  /** The form it is for, such as `web` or `plain`; null for every form. */
  readonly output: string | null;
  readonly cssClass: string | null;
  readonly useSourceRendition: boolean;
  readonly renditions: readonly OutputRendition[];
  /** What the one who wrote it says of it (`desc`), or null. */
  readonly description: string | null;
  /** Where it stands in the ODD; both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** `model`: one behaviour, for elements of which the predicate is true. */
export interface Model extends ModelCommon {
  readonly kind: "model";
  readonly behaviour: string | null;
  readonly params: readonly ModelParameter[];
  /** `pb:set-param`: what `$parameters` has for the elements below, in TEI Publisher's extension of the Guidelines. */
  readonly sets?: readonly ModelParameter[];
  /** The mode that it sets for the elements below (TEI Publisher's `@pb:mode`); an empty one ends that of a model above. */
  readonly mode?: string;
  /** A `pb:template`, TEI Publisher's extension of the Guidelines; null where there is none. */
  readonly template: XmlNode | null;
}

/** `modelSequence`: all of its models are done, one after the other. */
export interface ModelSequence extends ModelCommon {
  readonly kind: "sequence";
  readonly models: readonly ModelNode[];
}

/** `modelGrp`: models for one form; the first that applies is done. */
export interface ModelGroup extends ModelCommon {
  readonly kind: "group";
  readonly models: readonly ModelNode[];
}

export type ModelNode = Model | ModelSequence | ModelGroup;

/** What a specification says of how its element, or the members of its class, are shown. */
export interface ModelledSpecification {
  readonly models: readonly ModelNode[];
  readonly memberOf: readonly { readonly key: string }[];
  /** The name in documents (`altIdent`), where it is not the ident. */
  readonly name?: string;
  /** The namespace of an element, where it is not that of TEI. */
  readonly namespace?: string;
  readonly origin?: ModelOrigin;
}

/** The ODD that a specification is written in, and how the XPath in it is to be understood. */
export interface ModelOrigin {
  readonly path: string;
  /** What element names without a prefix are in: the `@ns` of the schema, else that of TEI. */
  readonly namespace: string;
  /** Namespaces by prefix, as declared where the schema begins. */
  readonly prefixes: Readonly<Record<string, string>>;
}

/** `pb:behaviour`, TEI Publisher's extension of the Guidelines: a behaviour that is a template. */
export interface DeclaredBehaviour {
  readonly ident: string;
  /** The form it is for; null for every form. */
  readonly output: string | null;
  /** Parameters that it works out itself, in order; each may use those of the model as variables. */
  readonly params: readonly ModelParameter[];
  readonly template: XmlNode;
  readonly origin: ModelOrigin;
  readonly line: number;
  readonly column: number;
}

/** The part of an ODD that says how things are shown: specifications by ident. */
export interface ModelSource {
  /** The file, as it is named in what is told of the models. */
  readonly path?: string;
  readonly elements: ReadonlyMap<string, ModelledSpecification>;
  readonly classes: ReadonlyMap<string, ModelledSpecification>;
  /** The behaviours that it declares, those that come first before the others of their name. */
  readonly behaviours?: readonly DeclaredBehaviour[];
  /** The stylesheets that its header names (`tagsDecl/rendition/@source`), as they are written. */
  readonly stylesheets?: readonly string[];
  /** What these stylesheets say, those of the ODD below first. */
  readonly css?: string;
  /** The ODD that this one stands on (`schemaSpec/@source`), as it is written; null where there is none. */
  readonly base?: string | null;
}

/** The processing models of elements and classes by ident, in the order written. */
export type ModelTable = ReadonlyMap<string, readonly ModelNode[]>;
