import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CitedDocument, citeDocument, type Locus } from "../../src/cite/index.ts";
import { readString } from "../../src/read/index.ts";
import { anchorsOf, linkScope, readRegisters } from "../../src/resolve/index.ts";
import type { Tree } from "../../src/tree/index.ts";

/** A case of a text file: what is tried, the body of a document, and the table that is expected. */
export interface Case {
  readonly title: string;
  readonly body: string;
  readonly expected: string;
}

/** Reads the cases of a file: `# title`, the body, `==>`, the result. */
export function casesIn(name: string): Case[] {
  const text = readFileSync(join(import.meta.dirname, name), "utf8");
  return text
    .split(/^# /mu)
    .slice(1)
    .map((part) => {
      const [head = "", expected = ""] = part.split(/^==>\n/mu);
      const [title = "", ...body] = head.split("\n");
      return { title, body: body.join("\n").trim(), expected: expected.trim() };
    });
}

/** Reads a tree; the test stops where it cannot be read. */
export function treeOf(source: string, path: string): Tree {
  const { tree, findings } = readString(source, { path });
  if (tree === null) throw new Error(findings.map(({ message }) => message).join("\n"));
  return tree;
}

const REGISTER = readFileSync(join(import.meta.dirname, "register.xml"), "utf8");

/** Cites a body, in English unless it says another language, by the register of these tests or by none. */
export function cite(body: string, hasRegister = true): CitedDocument {
  const source = body.includes("<TEI")
    ? body
    : `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body>${body}</body></text></TEI>`;
  const documents = [
    { id: "essay", tree: treeOf(source, "tei/essay.xml") },
    ...(hasRegister ? [{ id: "register", tree: treeOf(REGISTER, "tei/register.xml") }] : []),
  ];
  const registers = readRegisters(documents);
  return citeDocument(documents[0]!.tree, {
    id: "essay",
    registers,
    scope: linkScope(documents.map(anchorsOf)),
  });
}

/** Ids are made of content; the tables count instead, because a reader can: `cit-1` is the first without an `xml:id`. */
export function countedIds({ records }: CitedDocument): (id: string) => string {
  const counted = new Map<string, string>();
  const written = [...records.citations].filter(({ rule }) => !rule.includes("@source"));
  const pointers = [...records.citations].filter(({ rule }) => rule.includes("@source"));
  const lists = [
    ["cit", [...written, ...pointers]],
    ["quo", records.quotations],
    ["sp", records.speeches],
  ] as const;
  for (const [prefix, list] of lists) {
    const made = list.filter(({ id }) => new RegExp(`^${prefix}-[0-9a-f]{10}$`, "u").test(id));
    const taken = new Set(list.map(({ id }) => id));
    let count = 0;
    for (const { id } of made) {
      do count++;
      while (taken.has(`${prefix}-${count}`));
      counted.set(id, `${prefix}-${count}`);
    }
  }
  return (id) => counted.get(id) ?? id;
}

/** A locus as the tables write it: `page 12-14 (vol. 2) ff.` */
export function locusText({ unit, from, to, volume, suffix, book }: Locus): string {
  const parts = [
    `${unit} ${book === undefined ? "" : `${book} `}${to === undefined ? from : `${from}-${to}`}`,
  ];
  if (volume !== undefined) parts.push(`(vol. ${volume})`);
  if (suffix !== undefined) parts.push(suffix);
  return parts.join(" ");
}

/** The citations as a table: id, form, work or candidates, loci, via, certainty, findings. */
export function citationTable(cited: CitedDocument): string {
  const { records, findings } = cited;
  const counted = countedIds(cited);
  const rows = records.citations.map(({ id, form, work, candidates, loci, via, certainty, line, column }) => {
    const meant = work ?? (candidates.length > 0 ? `?${candidates.join("?")}` : "-");
    const codes = findings.filter(
      (finding) =>
        finding.line === line && finding.column === column && !finding.code.endsWith("no-register"),
    );
    const said = codes.map(({ code }) => code.replace("citations/", "!"));
    return [
      counted(id),
      form,
      meant,
      loci.map(locusText).join("; ") || "-",
      via.map(counted).join(" ") || "-",
      certainty,
      ...said,
    ].join(" | ");
  });
  return rows.join("\n");
}

/** The quotations as a table: id, display, citation, work, speaker, within, text. */
export function quotationTable(cited: CitedDocument): string {
  const { records } = cited;
  const counted = (id: string | null): string => (id === null ? "-" : countedIds(cited)(id));
  const rows = records.quotations.map(({ id, display, citation, work, speaker, within, text }) =>
    [counted(id), display, counted(citation), work ?? "-", speaker ?? "-", counted(within), text].join(" | "),
  );
  return rows.join("\n");
}
