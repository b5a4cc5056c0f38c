import { foldedLabel } from "./label.ts";
import type { NamedEntry } from "./names.ts";

/** Whom a label names: one person where that is certain, else everyone whom it may mean. */
export interface SpeakerFound {
  readonly certain: NamedEntry | null;
  readonly candidates: readonly NamedEntry[];
}

/** Who may speak. */
export interface Speakers {
  /** Whether any register was there to ask. */
  readonly areKnown: boolean;
  find(label: string): SpeakerFound;
}

/** Words of labels that name nobody. */
const TITLES: ReadonlySet<string> = new Set(
  "mr mrs ms miss dr prof sir lord lady dame the hon rev gen col capt herr frau abg abgeordneter abgeordnete prasident prasidentin president vizeprasident vizeprasidentin chairman minister ministre monsieur madame senor senora don dona witness defendant accused prosecutor judge justice comrade citizen zeuge zeugin angeklagter angeklagte richter king queen prince captain and und von der van den de del".split(
    " ",
  ),
);

/** Makes ready the people of a register. */
export function speakersFrom(people: readonly NamedEntry[]): Speakers {
  const whole = new Map<string, Set<NamedEntry>>();
  const byWord = new Map<string, Set<NamedEntry>>();
  const byInitials = new Map<string, Set<NamedEntry>>();
  for (const person of people) {
    for (const name of person.names.map(foldedLabel)) {
      add(whole, name, person);
      add(byInitials, initialsOf(name), person);
      for (const word of telling(name)) add(byWord, word, person);
    }
  }
  return { areKnown: people.length > 0, find: (label) => find(label, { whole, byWord, byInitials }) };
}

type Index = ReadonlyMap<string, ReadonlySet<NamedEntry>>;

interface Indexes {
  readonly whole: Index;
  readonly byWord: Index;
  readonly byInitials: Index;
}

/**
 * The whole name tells most. Of several words of a name a person must have all, or is only a candidate; by one word a
 * person is certain where nobody else has it. Initials never make certain.
 */
function find(label: string, { whole, byWord, byInitials }: Indexes): SpeakerFound {
  const asked = foldedLabel(label);
  const named = whole.get(asked);
  if (named !== undefined) return found([...named], true);
  const words = telling(asked);
  const sets = words.flatMap((word) => byWord.get(word) ?? []);
  const any = [...new Set(sets.flatMap((set) => [...set]))];
  const all = any.filter((person) => sets.length === words.length && sets.every((set) => set.has(person)));
  if (any.length > 0) return found(all.length > 0 ? all : any, all.length > 0);
  return found([...(byInitials.get(asked.replaceAll(" ", "")) ?? [])], false);
}

function found(candidates: readonly NamedEntry[], isTelling: boolean): SpeakerFound {
  return { certain: isTelling && candidates.length === 1 ? candidates[0]! : null, candidates };
}

function add(index: Map<string, Set<NamedEntry>>, key: string, person: NamedEntry): void {
  if (key !== "") index.set(key, (index.get(key) ?? new Set()).add(person));
}

function initialsOf(name: string): string {
  const words = name.split(" ");
  return words.length < 2 ? "" : words.map((word) => word[0]).join("");
}

function telling(name: string): string[] {
  return name.split(" ").filter((word) => word.length > 2 && !TITLES.has(word));
}
