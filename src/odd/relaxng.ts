import { writeCompact } from "./compact-syntax.ts";
import { foreignGrammars, foreignStarts } from "./foreign-grammar.ts";
import { type Markup, markup, writeMarkup } from "./markup.ts";
import { findElement, patternName } from "./pattern-name.ts";
import { classAttributes, elementAttributes } from "./relaxng-attributes.ts";
import {
  anyElementName,
  anyElementPattern,
  choice,
  classPattern,
  contentPattern,
} from "./relaxng-content.ts";
import type { Content, ContentSpec, ElementSpec, Odd, Specification } from "./specification.ts";

/**
 * Compiles an ODD to RELAX NG in its XML syntax: one grammar that needs no other file, in the order of the ODD, with
 * the descriptions as documentation. The same ODD gives the same text. What the ODD refers to and does not specify
 * is left out; its findings say so.
 */
export function compileRelaxng(odd: Odd): string {
  return writeMarkup(grammarOf(odd));
}

/** Compiles an ODD to RELAX NG in its compact syntax: the same grammar. */
export function compileCompact(odd: Odd): string {
  return writeCompact(grammarOf(odd));
}

function grammarOf(odd: Odd): Markup {
  const elements = [...odd.elements.values()];
  const classes = [...odd.classes.values()];
  const definitions = [
    markup("start", {}, [startPattern(odd)]),
    ...[...odd.datatypes.values(), ...odd.macros.values()].map((spec) => contentDefinition(odd, spec)),
    ...classes
      .filter((spec) => spec.type === "model")
      .map((spec) => define(odd, spec, classPattern(odd, spec.ident))),
    ...classes.filter((spec) => spec.type === "atts").flatMap((spec) => classAttributes(odd, spec)),
    ...elements.map((spec) => elementDefinition(odd, spec)),
    ...anyElements(odd),
    ...foreignGrammars(odd),
  ];
  return markup("grammar", grammarAttributes(elements), definitions);
}

/** A document may begin with an element of the ODD, or with a definition that it takes from elsewhere. */
function startPattern(odd: Odd): Markup {
  const named = odd.start.flatMap((name) => {
    const spec = findElement(odd.elements, name) ?? odd.classes.get(name) ?? odd.macros.get(name);
    const pattern = spec === undefined ? name : patternName(odd, spec);
    return odd.definitions.has(pattern) ? [markup("ref", { name: pattern })] : [];
  });
  return choice([...named, ...foreignStarts(odd)]);
}

function grammarAttributes(elements: readonly ElementSpec[]): Record<string, string> {
  return {
    xmlns: "http://relaxng.org/ns/structure/1.0",
    "xmlns:a": "http://relaxng.org/ns/compatibility/annotations/1.0",
    datatypeLibrary: "http://www.w3.org/2001/XMLSchema-datatypes",
    ns: elements[0]?.namespace ?? "",
  };
}

function define(odd: Odd, spec: Specification, pattern: Markup): Markup {
  return markup("define", { name: patternName(odd, spec) }, [pattern]);
}

function contentDefinition(odd: Odd, spec: ContentSpec): Markup {
  return define(odd, spec, contentPattern(odd, spec.content ?? []));
}

function elementDefinition(odd: Odd, spec: ElementSpec): Markup {
  const said = spec.description === null ? [] : [markup("a:documentation", {}, [spec.description])];
  const element = markup("element", { name: spec.name, ns: spec.namespace }, [
    ...said,
    ...elementAttributes(odd, spec),
    contentPattern(odd, spec.content ?? []),
  ]);
  return define(odd, spec, element);
}

function anyElements(odd: Odd): Markup[] {
  const found = new Map<string, Markup>();
  const visit = (parts: readonly Content[]): void => {
    for (const part of parts) {
      if (part.kind === "sequence" || part.kind === "alternate") visit(part.parts);
      if (part.kind === "anyElement") found.set(anyElementName(part.node), anyElementPattern(odd, part));
    }
  };
  for (const spec of [...odd.elements.values(), ...odd.macros.values()]) visit(spec.content ?? []);
  return [...found].map(([name, pattern]) => markup("define", { name }, [pattern]));
}
