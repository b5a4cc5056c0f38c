import { contains, type NameClass } from "./name-class.ts";

/** A local name and a namespace that no document has: they stand for all that a name class does not mention. */
const ELSEWHERE = "\0";

/** What two classes of names share: a name, a namespace (`local` is null), or names anywhere (`uri` too is null). */
export interface SharedName {
  readonly uri: string | null;
  readonly local: string | null;
}

/**
 * Gives what two name classes share, or null where they have no name in common (RELAX NG, sections 7.3 and 7.4). It is
 * enough to try the names that either mentions, one other name of each namespace they mention, and one name that is
 * mentioned nowhere: all other names are treated like one of these.
 */
export function overlap(one: NameClass, other: NameClass): SharedName | null {
  for (const [uri, local] of [...mentioned(one), ...mentioned(other)]) {
    if (!contains(one, uri, local) || !contains(other, uri, local)) continue;
    return { uri: uri === ELSEWHERE ? null : uri, local: local === ELSEWHERE ? null : local };
  }
  return null;
}

function* mentioned(nameClass: NameClass): Generator<readonly [uri: string, local: string], undefined> {
  switch (nameClass.kind) {
    case "name":
      yield [nameClass.uri, nameClass.local];
      return;
    case "nsName":
      yield [nameClass.uri, ELSEWHERE];
      break;
    case "anyName":
      yield [ELSEWHERE, ELSEWHERE];
      break;
    case "choice":
      for (const member of nameClass.members) yield* mentioned(member);
      return;
    default:
      nameClass satisfies never;
  }
  if (nameClass.except !== null) yield* mentioned(nameClass.except);
}
