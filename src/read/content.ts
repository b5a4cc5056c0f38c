import { catalogue } from "../report/index.ts";
import { type Doctype, LineTable } from "../tree/index.ts";
import { isSpace, normalizeLineEnds } from "./character.ts";
import type { Declarations } from "./declarations.ts";
import { misplacedDoctype, readDoctype } from "./doctype.ts";
import { Input } from "./input.ts";
import type { Limits } from "./limits.ts";
import { readComment, readInstruction } from "./miscellany.ts";
import { Namespaces } from "./namespaces.ts";
import { looksAtCharacterReference, readCharacterReference, readEntityReference } from "./reference.ts";
import { StartTag } from "./start-tag.ts";
import { TextRun } from "./text-run.ts";
import { TreeBuilder } from "./tree-builder.ts";
import { WrittenNames } from "./written-names.ts";

/**
 * Reads a document behind its XML declaration: what stands before, in and behind the outermost element. One loop goes
 * over tags, texts and references; open elements and open entities are kept on stacks, so that depth costs memory only.
 */
export class Content {
  readonly builder: TreeBuilder;
  doctype: Doctype | null = null;
  readonly #declarations: Declarations;
  readonly #names = new WrittenNames();
  readonly #namespaces = new Namespaces(this.#names);
  readonly #startTag: StartTag;
  readonly #text: TextRun;
  readonly #source: string;
  #input: Input;

  constructor(source: string, start: number, declarations: Declarations, limits: Limits) {
    this.#source = source;
    this.#input = new Input(source, null, start);
    this.#declarations = declarations;
    this.builder = new TreeBuilder(source.length);
    this.#text = new TextRun(source, this.builder);
    this.#startTag = new StartTag({
      builder: this.builder,
      names: this.#names,
      namespaces: this.#namespaces,
      declarations,
      limits,
    });
  }

  /** Reads to the end of the document; throws a fault where it is not well-formed. */
  read(): void {
    for (;;) {
      const input = this.#input;
      if (input.at >= input.text.length) {
        if (input.inclusion === null) break;
        this.#leaveEntity(input);
        continue;
      }
      const code = input.text.charCodeAt(input.at);
      if (code === 60) this.#readMarkup(input);
      else if (this.builder.depth === 0) this.#readOutside(input);
      else if (code === 38) this.#readReference(input);
      else this.#readText(input);
    }
    this.#checkEnd();
  }

  #readMarkup(input: Input): void {
    const code = input.text.charCodeAt(input.at + 1);
    if (code === 33 && input.looksAt("<![CDATA[") && this.builder.depth > 0) {
      this.#readSection(input);
      return;
    }
    this.#text.flush();
    if (code === 47) this.#readEndTag(input);
    else if (code === 33) this.#readCommentOrDoctype(input);
    else if (code === 63) this.#readInstruction(input);
    else {
      if (this.builder.depth === 0 && this.builder.root !== null) throw this.#behindRoot(input);
      this.#startTag.read(input);
    }
  }

  /** XML 1.0, production 14, as far as it goes without references. */
  #readText(input: Input): void {
    const { at } = input;
    const end = Math.min(input.tags.after(at), input.references.after(at));
    const sectionEnd = input.sectionEnds.after(at);
    if (sectionEnd < end) throw input.fault(catalogue.sectionEndInText, {}, sectionEnd, sectionEnd + 3);
    input.at = end;
    this.#text.addPlain(input, at, end, input.returns.after(at) < end);
  }

  /** XML 1.0, section 4.1, in content. */
  #readReference(input: Input): void {
    const start = input.at;
    if (looksAtCharacterReference(input)) {
      const character = readCharacterReference(input);
      this.#text.add(input, start, input.at, character);
      return;
    }
    const name = readEntityReference(input);
    const { entities } = this.#declarations;
    const character = entities.predefined(name);
    if (character !== null) this.#text.add(input, start, input.at, character);
    else this.#input = entities.include(name, input, start, this.builder.depth) ?? input;
  }

  #leaveEntity(input: Input): void {
    const inclusion = input.inclusion!;
    if (this.builder.depth !== inclusion.depth) {
      const tag = `<${this.builder.openName.text}>`;
      throw input.fault(catalogue.entityUnbalanced, { name: inclusion.name, tag }, input.at);
    }
    this.#declarations.entities.leave(input);
    this.#input = inclusion.outer;
  }

  /** XML 1.0, section 2.7. */
  #readSection(input: Input): void {
    const start = input.at;
    input.at += "<![CDATA[".length;
    const content = input.expectThrough("]]>", "a CDATA section", start);
    this.#text.add(input, start, input.at, input.inclusion === null ? normalizeLineEnds(content) : content);
  }

  #readEndTag(input: Input): void {
    const { text } = input;
    const start = input.at;
    const { depth } = this.builder;
    if (depth === (input.inclusion?.depth ?? 0)) throw this.#closesNothing(input);
    const name = this.builder.openName.text;
    let at = start + 2 + name.length;
    if (!text.startsWith(name, start + 2)) throw this.#mismatch(input);
    if (text.charCodeAt(at) !== 62) {
      while (isSpace(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at) !== 62) throw this.#brokenEndTag(input, at, name);
    }
    input.at = at + 1;
    this.#namespaces.leave(depth);
    this.builder.close(input.inclusion?.place.end ?? at + 1);
  }

  #readCommentOrDoctype(input: Input): void {
    const start = input.at;
    if (input.looksAt("<!--")) {
      const text = readComment(input);
      this.builder.addComment(input, start, text);
    } else if (input.looksAt("<!DOCTYPE")) {
      if (this.doctype !== null || this.builder.root !== null) throw misplacedDoctype(input);
      this.doctype = readDoctype(input, this.#declarations);
    } else {
      const expected = this.builder.depth > 0 ? "“<!--” or “<![CDATA[”" : "“<!--” or “<!DOCTYPE”";
      throw input.unexpected("markup that begins with “<!”", expected, start + 2);
    }
  }

  #readInstruction(input: Input): void {
    const start = input.at;
    const { target, data } = readInstruction(input);
    this.builder.addInstruction(input, start, target, data);
  }

  /** Before and behind the outermost element stands nothing but white space. */
  #readOutside(input: Input): void {
    if (input.skipSpace()) return;
    throw this.builder.root === null ? this.#noRoot(input) : this.#behindRoot(input);
  }

  #noRoot(input: Input): Error {
    return input.fault(catalogue.rootMissing, { found: input.found() }, input.at, input.at + 1);
  }

  #behindRoot(input: Input): Error {
    const args = { found: input.found(), root: this.builder.root!.text };
    return input.fault(catalogue.contentAfterRoot, args, input.at, input.at + 1);
  }

  #checkEnd(): void {
    const input = this.#input;
    if (this.builder.root === null) throw this.#noRoot(input);
    if (this.builder.depth === 0) return;
    const args = { open: this.builder.openName.text, line: this.#openLine() };
    throw input.fault(catalogue.elementUnclosed, args, input.at);
  }

  #closesNothing(input: Input): Error {
    const start = input.at;
    this.#names.read(input.text, start + 2);
    const found = input.text.slice(start + 2, this.#names.end);
    if (input.inclusion === null)
      return input.fault(catalogue.endTagUnmatched, { found }, start, this.#names.end);
    return input.fault(catalogue.entityUnbalanced, { name: input.inclusion.name, tag: `</${found}>` }, start);
  }

  #mismatch(input: Input): Error {
    const start = input.at;
    const found = this.#names.read(input.text, start + 2);
    const open = this.builder.openName.text;
    if (found === null) return input.unexpected("an end tag", `the name ${open}`, start + 2);
    const close = input.text.indexOf(">", this.#names.end);
    const args = { found: found.text, open, line: this.#openLine() };
    return input.fault(catalogue.endTagMismatched, args, start, close === -1 ? this.#names.end : close + 1);
  }

  #brokenEndTag(input: Input, at: number, name: string): Error {
    const isLonger = this.#names.read(input.text, input.at + 2)?.text !== name;
    return isLonger ? this.#mismatch(input) : input.unexpected(`the end tag </${name}>`, "“>”", at);
  }

  /** The line in which the innermost open element begins. */
  #openLine(): number {
    return new LineTable(this.#source).position(this.builder.openStart).line;
  }
}
