import { listInWords } from "../render/index.ts";
import { addressOfFile, documentOfPage, linkTo, pageOfDocument, parted } from "../resolve/index.ts";
import { addressOf } from "../site/index.ts";
import type { Book, BookText } from "./book.ts";
import { type Block, type Cell, flowOf, type Run, type Setting, withoutTitle } from "./flow.ts";
import { headerLeaf, leaf, type Ways } from "./leaf.ts";
import { type BookNote, notesOf } from "./notes.ts";
import { opensWithTitle } from "./outline.ts";

/**
 * Writes a text as Markdown: CommonMark, with footnotes and tables as GitHub and Pandoc have them. What is corrected has its
 * other reading in a footnote. `isWritten` tells the texts that have a file beside it, for links. Ends with a line end.
 */
export function markdown(book: Book, text: BookText, isWritten: (id: string) => boolean): string {
  const notes = notesOf(text.text);
  const ways = waysOf(text, isWritten);
  const { front } = text;
  const blocks = flowOf(leaf(text.text.html, ways), notes);
  const writer = new Writer();
  const head = [
    `# ${escaped(front.title)}`,
    front.authors.length === 0 ? null : escaped(listInWords(front.authors, book.words)),
    front.subtitle === null ? null : `*${escaped(front.subtitle)}*`,
    ...writer.blocks(flowOf(headerLeaf([...front.correspondence, ...front.abstract], ways), notes)),
  ];
  const shown = opensWithTitle(text) ? withoutTitle(blocks) : blocks;
  const parts = [...head.filter((part) => part !== null), ...writer.blocks(shown)];
  return `${[...parts, ...writer.notes((note) => flowOf(leaf(note.body, ways), notes))].join("\n\n")}\n`;
}

/** Links between the texts of the edition lead from file to file; ids are nothing that Markdown has. */
function waysOf({ id }: BookText, isWritten: (id: string) => boolean): Ways {
  const page = pageOfDocument(id);
  const up = "../".repeat(id.split("/").length - 1);
  return {
    link: (href) => {
      if (/^(?:https?|mailto):/iu.test(href)) return href;
      // The signs of notes are links as well; whoever writes knows them, and writes no other link within the text.
      if (href.startsWith("#")) return href;
      const other = documentOfPage(parted(addressOf(page, href) ?? "")[0]);
      return other !== null && isWritten(other) ? up + linkTo(addressOfFile(`${other}.md`)) : null;
    },
    image: () => null,
  };
}

class Writer {
  readonly #numbers = new Map<BookNote, number>();

  blocks(blocks: readonly Block[]): readonly string[] {
    const written: string[] = [];
    for (let at = 0; at < blocks.length; at++) {
      const block = blocks[at]!;
      if (isVerse(block)) {
        const lines: string[] = [];
        do lines.push(this.#line((blocks[at++] as { runs: readonly Run[] }).runs));
        while (at < blocks.length && goesOn(blocks[at]!));
        at--;
        written.push(lines.join("\\\n"));
      } else if (isSpeaker(block)) {
        const next = blocks[at + 1];
        const name = `**${this.#line(block.runs)}**`;
        if (next?.kind === "paragraph" && next.style !== "speaker" && !isVerse(next)) {
          written.push(`${name} ${this.#line(next.runs)}`);
          at++;
        } else written.push(name);
      } else written.push(this.#block(block));
    }
    return written.filter((each) => each !== "");
  }

  #block(block: Block): string {
    switch (block.kind) {
      case "heading":
        return `${"#".repeat(Math.min(6, block.level))} ${headed(this.#line(block.runs))}`;
      case "paragraph":
        return block.style === "meaning"
          ? `- ${indented(this.#line(block.runs), "  ")}`
          : this.#line(block.runs);
      case "quote":
        return this.blocks(block.blocks).join("\n\n").replace(/^/gmu, "> ").replace(/ +$/gmu, "");
      case "list":
        return this.#list(block);
      case "table":
        return this.#table(block.caption, block.rows);
      case "code":
        return fenced(block.text.replace(/\n$/u, ""));
      case "rule":
        return "* * *";
      default:
        return block satisfies never;
    }
  }

  #list({ isOrdered, start, items }: Extract<Block, { kind: "list" }>): string {
    return items
      .map((item, at) => {
        const sign = isOrdered ? `${start + at}. ` : "- ";
        return sign + indented(this.blocks(item).join("\n\n"), " ".repeat(sign.length));
      })
      .join("\n");
  }

  #table(caption: readonly Run[], rows: readonly (readonly Cell[])[]): string {
    const grid = this.#grid(rows);
    const width = Math.max(1, ...grid.map((cells) => cells.length));
    const [first, ...others] = grid.map((cells) => rowOf(cells, width));
    if (first === undefined) return "";
    const isHeaded = rows[0]!.some(({ isHead }) => isHead);
    const head = isHeaded ? first : `|${"  |".repeat(width)}`;
    const body = isHeaded ? others : [first, ...others];
    const table = [head, `|${" --- |".repeat(width)}`, ...body].join("\n");
    return caption.length === 0 ? table : `*${this.#line(caption)}*\n\n${table}`;
  }

  /** The words of the cells in their columns: what a cell spans beside and below it is left empty. */
  #grid(rows: readonly (readonly Cell[])[]): readonly (readonly string[])[] {
    let below: number[] = [];
    return rows.map((row) => {
      const cells: string[] = [];
      const next = below.map((count) => Math.max(0, count - 1));
      const skip = (): void => {
        while ((below[cells.length] ?? 0) > 0) cells.push("");
      };
      for (const { runs, columns, rows: height } of row) {
        skip();
        for (let at = 0; at < columns; at++) {
          next[cells.length] = height - 1;
          cells.push(at === 0 ? this.#line(runs).replaceAll("\\\n", " ").replaceAll("|", "\\|") : "");
        }
      }
      skip();
      below = Array.from(next, (count) => count ?? 0);
      return cells;
    });
  }

  /** The notes whose signs were written, and those whose signs stand in them. */
  *notes(flow: (note: BookNote) => readonly Block[]): Generator<string, undefined> {
    const written = new Set<BookNote>();
    for (let isMore = true; isMore; ) {
      isMore = false;
      for (const [note, number] of [...this.#numbers]) {
        if (written.has(note)) continue;
        written.add(note);
        isMore = true;
        yield `[^${number}]: ${indented(this.blocks(flow(note)).join("\n\n"), "    ")}`;
      }
    }
  }

  #line(runs: readonly Run[]): string {
    let line = "";
    for (const [at, run] of runs.entries()) {
      const after = runs[at + 1];
      const next = after?.kind === "text" && !isEmphatic(after.setting) ? after.text : "";
      line += this.#run(run, line, next);
    }
    return startEscaped(line);
  }

  /** `before` is what stands before it in its line, `after` what follows. */
  #run(run: Run, before: string, after: string): string {
    if (run.kind === "break") return "\\\n";
    if (run.kind === "text") return set(run.text, run.setting, before, after);
    const number = this.#numbers.get(run.note) ?? this.#numbers.size + 1;
    this.#numbers.set(run.note, number);
    return `[^${number}]`;
  }
}

function isVerse(block: Block): boolean {
  return block.kind === "paragraph" && block.style === "verse";
}

/** Whether a verse goes on in the stanza of the one before it. */
function goesOn(block: Block): boolean {
  return block.kind === "paragraph" && block.style === "verse" && block.opensStanza !== true;
}

function isSpeaker(block: Block): block is Extract<Block, { kind: "paragraph" }> {
  return block.kind === "paragraph" && block.style === "speaker";
}

/**
 * Signs of setting touch the words they are for, so that the spaces at their ends stand outside. Where a sign would not be
 * read as one, because of what stands beside it, tags of HTML stand for it.
 */
function set(text: string, setting: Setting, around: string, follows: string): string {
  const { bold, italic, strike, position, href } = setting;
  const [, before = "", words = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  if (words === "") return text;
  let made = href === undefined ? withAddresses(words) : escaped(words);
  if (position !== undefined) made = position === "super" ? `<sup>${made}</sup>` : `<sub>${made}</sub>`;
  const isRead = position === undefined && opens(around + before, made) && closes(made, after + follows);
  if (strike === true) made = isRead ? `~~${made}~~` : `<s>${made}</s>`;
  if (italic === true) made = isRead ? `*${made}*` : `<em>${made}</em>`;
  if (bold === true) made = isRead ? `**${made}**` : `<strong>${made}</strong>`;
  if (href !== undefined && !href.startsWith("#")) made = `[${made}](${addressed(href)})`;
  return before + made + after;
}

function isEmphatic({ bold, italic, strike }: Setting): boolean {
  return bold === true || italic === true || strike === true;
}

/** Whether a sign between these is left-flanking (CommonMark, section 6.2), and is not taken for a part of the one before. */
function opens(before: string, words: string): boolean {
  if (/[*~]$/u.test(before)) return false;
  return !/^[\p{P}\p{S}]/u.test(words) || /(?:^|[\s\p{P}\p{S}])$/u.test(before);
}

/** Whether it is right-flanking. */
function closes(words: string, after: string): boolean {
  return !/[\p{P}\p{S}]$/u.test(words) || /^(?:$|[\s\p{P}\p{S}])/u.test(after);
}

/** Addresses are written as such, since some readers take them for links and do not see what is escaped in them. */
function withAddresses(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]'"’”*_~])/u)
    .map((part, at) => (at % 2 === 1 ? `<${part}>` : escaped(part).replace(/\bwww\./gu, "www\\.")))
    .join("");
}

/** Signs that Markdown reads as its own (CommonMark 0.31, section 2.4). */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>~$]/gu, "\\$&").replace(/&(?=#?\w+;)/gu, "\\&");
}

/** What begins a block where it begins a line, after a break as well. */
function startEscaped(line: string): string {
  return line.replace(/^(\s*)([#+=-])/gmu, "$1\\$2").replace(/^(\s*\d+)([.)])(?=\s|$)/gmu, "$1\\$2");
}

/** A heading is one line, and signs at its end would close it (CommonMark, section 4.2). */
function headed(line: string): string {
  return line.replaceAll("\\\n", " ").replace(/(^|\s)(#+)$/u, (_, space: string, signs: string) => {
    return space + signs.replaceAll("#", "\\#");
  });
}

/** Code stands between fences longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([signs]) => signs.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function indented(text: string, space: string): string {
  return text.replace(/\n(?!\n|$)/gu, `\n${space}`);
}

/** What would end the address of a link. */
function addressed(href: string): string {
  return href.replace(
    /[()\s<>]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

function rowOf(cells: readonly string[], width: number): string {
  const empty = Array.from({ length: width - cells.length }, () => "");
  return `| ${[...cells, ...empty].join(" | ")} |`;
}
