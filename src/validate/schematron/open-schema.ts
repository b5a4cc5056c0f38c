import {
  type ExpressionOptions,
  type FunctionLibrary,
  functionLibrary,
  type KeyLookup,
  patternMatcher,
  understoodExpression,
} from "../../xpath/index.ts";
import { resolveReference } from "../schema-file.ts";
import type { SchemaParts } from "./files.ts";
import { keyLookup } from "./keys.ts";
import type { Check, Let, MessagePart, Pattern, Phase, Ready, Rule, Schematron } from "./schema.ts";
import { SchemaElement } from "./schema-element.ts";
import type { ElementPlace, Written, WrittenQuestion, WrittenSchema } from "./written-schema.ts";

/**
 * Makes a schema that was read ready to be applied. Its questions were understood when it was read, so that each is
 * looked at when it is first asked, and its files when something is to be told of them: most rules of a large schema have
 * nothing to say of a document.
 */
export function openSchema(written: WrittenSchema, parts: SchemaParts): Schematron {
  const opener = new SchemaOpener(written, parts);
  return {
    path: written.files[0]!,
    lets: written.lets.map((each) => opener.let(each)),
    patterns: written.patterns.map((each) => opener.pattern(each)),
    phases: written.phases.map((each) => opener.phase(each)),
    defaultPhase: written.defaultPhase,
    findings: written.findings,
  };
}

class SchemaOpener {
  readonly #schema: WrittenSchema;
  readonly #parts: SchemaParts;
  readonly #options: readonly ExpressionOptions[];
  #functions: FunctionLibrary | null = null;
  #keys: KeyLookup | undefined;

  constructor(schema: WrittenSchema, parts: SchemaParts) {
    this.#schema = schema;
    this.#parts = parts;
    this.#options = schema.namespaces.map((namespaces) => this.#optionsWith(namespaces));
  }

  let({ name, value, at }: Let<Written>): Let {
    return { name, value: this.#value(value), at: this.#element(at) };
  }

  pattern({ id, isGroup, documents, lets, rules, at }: Pattern<Written>): Pattern {
    return {
      id,
      isGroup,
      documents: this.#maybe(documents),
      lets: lets.map((each) => this.let(each)),
      rules: rules.map((each) => this.#rule(each)),
      at: this.#element(at),
    };
  }

  phase({ id, lets, active, from, when, at }: Phase<Written>): Phase {
    return {
      id,
      lets: lets.map((each) => this.let(each)),
      active,
      from: from === null ? null : this.#match(from),
      when: this.#maybe(when),
      at: this.#element(at),
    };
  }

  #rule({ context, lets, checks, subject, visitEach, at }: Rule<Written>): Rule {
    return {
      context: this.#match(context),
      lets: lets.map((each) => this.let(each)),
      checks: checks.map((each) => this.#check(each)),
      subject: this.#maybe(subject),
      visitEach: this.#maybe(visitEach),
      at: this.#element(at),
    };
  }

  #check(check: Check<Written>): Check {
    return {
      ...check,
      test: this.#question(check.test),
      message: check.message.map((each) => this.#part(each)),
      remarks: check.remarks.map((remark) => remark.map((each) => this.#part(each))),
      subject: this.#maybe(check.subject),
      at: this.#element(check.at),
    };
  }

  #part(part: MessagePart<Written>): MessagePart {
    if (part.kind === "text") return part;
    return { kind: part.kind, value: this.#maybe(part.value), at: this.#element(part.at) };
  }

  #maybe(question: WrittenQuestion | null): Ready["question"] | null {
    return question === null ? null : this.#question(question);
  }

  #question({ source, file }: WrittenQuestion): Ready["question"] {
    return understoodExpression(source, this.#options[file]!);
  }

  #match({ source, file, keys, isByName }: Written["match"]): Ready["match"] {
    return { keys, isByName, matcher: patternMatcher(source, this.#options[file]!) };
  }

  #value(value: Written["value"]): Ready["value"] {
    if (!("content" in value)) return this.#question(value);
    const { content } = value;
    return {
      items: () => content.map((each) => (typeof each === "string" ? each : this.#element(each).node)),
    };
  }

  #element({ file, row }: ElementPlace): SchemaElement {
    const path = this.#schema.files[file]!;
    return new SchemaElement(() => {
      const tree = this.#parts.tree(path);
      if (tree === null) throw new Error(`${path} was there when the schema was read, and is gone`);
      return tree.node(row);
    });
  }

  /** Keys and functions are made ready when they are first asked for. */
  #optionsWith(namespaces: Readonly<Record<string, string>>): ExpressionOptions {
    const functions = (): FunctionLibrary | null => this.#openFunctions();
    return {
      namespaces,
      defaultElementNamespace: "",
      get functions() {
        return functions();
      },
      keys: (...asked) => this.#openKeys()(...asked),
      document: (reference) => this.#parts.tree(resolveReference(reference, this.#schema.files[0]!)),
    };
  }

  #openFunctions(): FunctionLibrary | null {
    const { functions, namespaces } = this.#schema;
    if (functions.length > 0) this.#functions ??= functionLibrary(functions, namespaces[0]!);
    return this.#functions;
  }

  #openKeys(): KeyLookup {
    this.#keys ??= keyLookup(
      this.#schema.keys.map(({ name, match, use }) => ({
        name,
        match: this.#match(match),
        use: this.#question(use),
      })),
    );
    return this.#keys;
  }
}
