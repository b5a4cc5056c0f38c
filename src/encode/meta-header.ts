import { type Markup, markup, writeMarkup } from "./markup.ts";

type Meta = ReadonlyMap<string, readonly string[]>;

/** Keys of front matter that have a place of their own in a header; all others become notes. */
const PLACED: ReadonlySet<string> = new Set(
  "title subtitle author authors editor editors translator publisher date lang language source keywords tags abstract".split(
    " ",
  ),
);

/** Makes a header of what a source says of itself. */
export function metaHeader(title: string, meta: Meta, language: string): string {
  return writeMarkup(
    markup("teiHeader", {}, [
      fileDesc(title, meta),
      markup("encodingDesc", {}, [
        markup("editorialDecl", {}, [
          markup("quotation", { marks: "all" }, [
            markup("p", {}, ["Quotation marks stand in the text as in the source."]),
          ]),
        ]),
      ]),
      profileDesc(meta, language),
    ]),
    "",
  );
}

function fileDesc(title: string, meta: Meta): Markup {
  const notes = [...meta].filter(([key, values]) => !PLACED.has(key) && values.length > 0);
  const publishers = elements("publisher", all(meta, "publisher"));
  const sources = elements("p", all(meta, "source"));
  return markup("fileDesc", {}, [
    titleStmt(title, meta),
    markup("publicationStmt", {}, publishers.length > 0 ? publishers : elements("p", ["Not published."])),
    ...(notes.length === 0
      ? []
      : [
          markup(
            "notesStmt",
            {},
            notes.map(([key, values]) => markup("note", { type: key }, [values.join("; ")])),
          ),
        ]),
    markup(
      "sourceDesc",
      {},
      sources.length > 0
        ? sources
        : elements("p", ["Encoded from a manuscript; say here where it comes from."]),
    ),
  ]);
}

function titleStmt(title: string, meta: Meta): Markup {
  const translators = all(meta, "translator").map((name) =>
    markup("respStmt", {}, [markup("resp", {}, ["Translator"]), markup("name", {}, [name])]),
  );
  const subtitles = all(meta, "subtitle").map((text) => markup("title", { type: "sub" }, [text]));
  return markup("titleStmt", {}, [
    markup("title", subtitles.length > 0 ? { type: "main" } : {}, [title]),
    ...subtitles,
    ...elements("author", all(meta, "author", "authors")),
    ...elements("editor", all(meta, "editor", "editors")),
    ...translators,
  ]);
}

function profileDesc(meta: Meta, language: string): Markup {
  const abstract = elements("p", all(meta, "abstract"));
  const dates = all(meta, "date").map((date) => markup("date", whenOf(date), [date]));
  const terms = elements("term", all(meta, "keywords", "tags"));
  return markup("profileDesc", {}, [
    ...(abstract.length > 0 ? [markup("abstract", {}, abstract)] : []),
    ...(dates.length > 0 ? [markup("creation", {}, dates)] : []),
    markup("langUsage", {}, [markup("language", { ident: language }, [language])]),
    ...(terms.length > 0 ? [markup("textClass", {}, [markup("keywords", {}, terms)])] : []),
  ]);
}

function whenOf(date: string): Record<string, string> {
  return /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u.test(date) ? { when: date } : {};
}

function all(meta: Meta, ...keys: readonly string[]): string[] {
  return keys.flatMap((key) => meta.get(key) ?? []).filter((value) => value !== "");
}

function elements(name: string, values: readonly string[]): Markup[] {
  return values.map((value) => markup(name, {}, [value]));
}
