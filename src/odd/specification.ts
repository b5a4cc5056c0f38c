import type { Finding } from "../report/index.ts";
import type { Tree, XmlNode } from "../tree/index.ts";
import type { ModelNode } from "./model.ts";

/** How often something stands: `@minOccurs` and `@maxOccurs`, `Infinity` for `unbounded`. */
export interface Occurrence {
  readonly min: number;
  readonly max: number;
}

/** How the members of a model class stand where `classRef/@expand` says so (TEI Guidelines, section 23.4.1.3). */
export type Expansion =
  | "alternate"
  | "sequence"
  | "sequenceOptional"
  | "sequenceRepeatable"
  | "sequenceOptionalRepeatable";

/** `@mode`: what a specification does to the one that is there already. */
export type Mode = "add" | "change" | "delete" | "replace";

/** A list of values (`valList`): a closed one is all there is, a half open one names some, an open one recommends. */
export interface ValueList {
  readonly type: "closed" | "semi" | "open";
  readonly mode: Mode;
  readonly values: readonly ValueItem[];
}

/** What `@validUntil` says: the date, as written, up to which something may be used, and the reason where one is given. */
export interface Deprecation {
  readonly until: string;
  readonly reason: string | null;
}

/** A `valItem`. */
export interface ValueItem {
  readonly ident: string;
  /** The value in documents: `altIdent`, or the ident. */
  readonly value: string;
  readonly mode: Mode;
  readonly description: string | null;
  readonly deprecation: Deprecation | null;
  /** The names in its `paramList`, for a value that names a behaviour; null where it has none. */
  readonly parameters: readonly string[] | null;
}

/** One part of a content model or of a datatype; `node` is where it stands in the ODD. */
export type Content = { readonly node: XmlNode; readonly occurs: Occurrence } & (
  | { readonly kind: "empty" | "textNode" | "everyElement" }
  | { readonly kind: "elementRef" | "macroRef"; readonly key: string }
  | {
      readonly kind: "classRef";
      readonly key: string;
      readonly expand: Expansion;
      readonly include: readonly string[] | null;
      readonly except: readonly string[];
    }
  | { readonly kind: "dataRef"; readonly key: string; readonly facets: readonly Facet[] }
  | { readonly kind: "dataName"; readonly name: string; readonly facets: readonly Facet[] }
  | { readonly kind: "sequence"; readonly ordered: boolean; readonly parts: readonly Content[] }
  | { readonly kind: "alternate"; readonly parts: readonly Content[] }
  | { readonly kind: "anyElement"; readonly require: readonly string[]; readonly except: readonly string[] }
  | { readonly kind: "valList"; readonly list: ValueList }
  | { readonly kind: "rng" }
);

/** A restriction of a datatype: `dataFacet`, or `@restriction` as the facet `pattern`. */
export interface Facet {
  readonly name: string;
  readonly value: string;
}

/** An attribute as `attDef` declares it. */
export interface AttributeDefinition {
  readonly kind: "attribute";
  readonly ident: string;
  /** The name in documents: `altIdent`, or the ident. */
  readonly name: string;
  readonly namespace: string;
  /** `@usage`: `req` for an attribute that has to be there; null where it does not say. */
  readonly usage: string | null;
  /** `@mode`: an attribute of a class can be changed or deleted for one element. */
  readonly mode: Mode;
  readonly datatype: Content | null;
  readonly values: ValueList | null;
  readonly description: string | null;
  readonly deprecation: Deprecation | null;
  /** Its `constraintSpec` elements. */
  readonly constraints: readonly XmlNode[];
  readonly node: XmlNode;
}

/** `attRef`: one attribute of a class, or all of them. */
export interface AttributeReference {
  readonly kind: "reference";
  readonly className: string;
  readonly name: string | null;
  readonly node: XmlNode;
}

/** `attList`: all of its parts, or one of them where `@org` is `choice`. */
export interface AttributeGroup {
  readonly kind: "group";
  readonly choice: boolean;
  readonly parts: readonly AttributePart[];
}

export type AttributePart = AttributeDefinition | AttributeReference | AttributeGroup;

/** A `memberOf`. */
export interface Membership {
  readonly key: string;
  readonly mode: Mode;
  /** How often the element stands where the class is written out. */
  readonly occurs: Occurrence;
  readonly node: XmlNode;
}

/** A `constraintSpec` with its ISO Schematron, and what it is about. */
export interface Constraint {
  readonly ident: string;
  /** The contexts of an assertion that stands in no rule. */
  readonly contexts: readonly string[];
  /** What stands in its `constraint` elements, without what is said in another language. */
  readonly parts: readonly XmlNode[];
  readonly node: XmlNode;
}

/** What all specifications have. */
export interface Specification {
  readonly ident: string;
  /** Its own `@prefix`, or null. */
  readonly prefix: string | null;
  /** The module it belongs to, or null. */
  readonly module: string | null;
  readonly description: string | null;
  readonly deprecation: Deprecation | null;
  /** Its `constraintSpec` elements. */
  readonly constraints: readonly XmlNode[];
  readonly node: XmlNode;
}

export interface ElementSpec extends Specification {
  /** The name in documents: `altIdent`, or the ident. */
  readonly name: string;
  readonly namespace: string;
  readonly memberOf: readonly Membership[];
  readonly content: readonly Content[] | null;
  readonly attributes: AttributeGroup;
  readonly models: readonly ModelNode[];
}

export interface ClassSpec extends Specification {
  readonly type: "model" | "atts";
  readonly memberOf: readonly Membership[];
  readonly attributes: AttributeGroup;
  readonly models: readonly ModelNode[];
}

/** A `macroSpec` or `dataSpec`: content with a name. */
export interface ContentSpec extends Specification {
  readonly content: readonly Content[] | null;
}

/** Specifications by ident, in the order written; elements by prefix and ident, as two may have one ident. */
export interface Specifications {
  readonly elements: ReadonlyMap<string, ElementSpec>;
  readonly classes: ReadonlyMap<string, ClassSpec>;
  readonly macros: ReadonlyMap<string, ContentSpec>;
  readonly datatypes: ReadonlyMap<string, ContentSpec>;
}

/** A member of a class. */
export type ClassMember = ElementSpec | ClassSpec;

/** The members of classes by the idents of these, and the classes that have an element, if in a class below. */
export interface ClassMembers {
  readonly of: ReadonlyMap<string, readonly ClassMember[]>;
  readonly inhabited: ReadonlySet<string>;
}

/** A name, or all names of a namespace, where the local name is null. */
export interface NameException {
  readonly namespace: string;
  readonly local: string | null;
}

/** A RELAX NG schema that `moduleRef/@url` takes in; the names of its definitions get the prefix. */
export interface ForeignGrammar {
  readonly tree: Tree;
  readonly prefix: string;
  readonly node: XmlNode;
}

/** Finds the files that an ODD stands on. A reference is resolved against the path of the file it stands in. */
export interface OddFiles {
  /** The specifications that are customised: what `@source` names, or those of TEI where it is null. */
  source(reference: string | null, from: string): Tree | null;
  /** Another file that is named in an ODD. */
  file(reference: string, from: string): Tree | null;
}

/** An ODD, read, with what it customises made part of it: its specifications by ident, in the order written. */
export interface Odd extends Specifications {
  readonly path: string;
  readonly schemaIdent: string;
  /** `schemaSpec/@prefix`: what the names of definitions begin with, so that they are not those of foreign schemas. */
  readonly prefix: string;
  /** The elements a document may begin with. */
  readonly start: readonly string[];
  /** What `anyElement` leaves out where it does not say (`@defaultExceptions`). */
  readonly exceptions: readonly NameException[];
  readonly foreign: readonly ForeignGrammar[];
  readonly members: ClassMembers;
  /** The names of all definitions that the schema will have, those of foreign schemas among them. */
  readonly definitions: ReadonlySet<string>;
  readonly files: OddFiles;
  /** What it customises; null for an ODD that specifies everything itself. */
  readonly customised: Specifications | null;
  readonly constraints: readonly Constraint[];
  /** What is wrong with the ODD itself. */
  readonly findings: readonly Finding[];
}
