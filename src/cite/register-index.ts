import { type CsvCell, csvHeader, csvRows, jsonMembers, jsonWithList } from "../formats/index.ts";
import type { Entry, RegisterName, Registers } from "../resolve/index.ts";
import type { EditionIndex } from "./edition-index.ts";
import type { EditionName } from "./indexes.ts";
import type { MentionRecord } from "./records.ts";

/** An entry of a register with the places where it is named. */
export interface EntryMentions {
  readonly key: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly ref: string | null;
  readonly mentions: readonly Omit<MentionRecord, "key">[];
}

/** The index of a register, `people.json` and so on, as the contract shapes it: its entries in their order, with where each is named. */
export function registerIndex(
  register: RegisterName,
  edition: EditionName | null,
  registers: Registers,
): EditionIndex {
  return mentionsIndex(`${register}.json`, register, registers, (entries) =>
    jsonWithList(
      { edition },
      register,
      eachOf(entries, (entry) => jsonMembers([entry])),
    ),
  );
}

/** The same as a table, `people.csv` and so on: a line for each mention, and one for an entry that is named nowhere. */
export function registerTable(register: RegisterName, registers: Registers): EditionIndex {
  return mentionsIndex(`${register}.csv`, register, registers, function* (entries) {
    yield csvHeader("key name ref document text line column url".split(" "));
    yield* eachOf(entries, (entry) => csvRows(mentionCells(entry)));
  });
}

function mentionCells({ key, name, ref, mentions }: EntryMentions): CsvCell[][] {
  if (mentions.length === 0) return [[key, name, ref, null, null, null, null, null]];
  return mentions.map(({ document, text, line, column, url }) => [
    ...[key, name, ref],
    ...[document, text, line, column, url],
  ]);
}

function mentionsIndex(
  name: string,
  register: RegisterName,
  registers: Registers,
  write: (entries: Iterable<EntryMentions>) => Iterable<string>,
): EditionIndex {
  const entries: ReadonlyMap<string, Entry> = registers[register];
  return {
    name,
    gathers: register,
    add: ({ mentions }, groups) => {
      const byKey = new Map<string, EntryMentions["mentions"][number][]>();
      for (const { key, document, text, line, column, url } of mentions) {
        if (!entries.has(key)) continue;
        const own = byKey.get(key) ?? [];
        byKey.set(key, own);
        own.push({ document, text, line, column, url });
      }
      for (const [key, own] of byKey) groups.add(`${register} ${key}`, own);
    },
    write: (groups) =>
      write(
        eachOf(entries.values(), ({ key, name: called, names, ref }) => {
          const found = groups.get(`${register} ${key}`) as Iterable<EntryMentions["mentions"]>;
          return { key, name: called, names, ref, mentions: [...found].flat() };
        }),
      ),
  };
}

function* eachOf<One, Other>(all: Iterable<One>, make: (one: One) => Other): Generator<Other> {
  for (const one of all) yield make(one);
}
