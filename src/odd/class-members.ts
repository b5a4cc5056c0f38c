import type { ClassMember, ClassMembers, ClassSpec, Specifications } from "./specification.ts";

/**
 * Gives for each class the elements and classes that are members of it themselves, in the order written. In a circle of
 * classes no membership leads back, since RELAX NG could not follow it.
 */
export function classMembers({ elements, classes }: Specifications): ClassMembers {
  const members = new Map<string, ClassMember[]>([...classes.keys()].map((ident) => [ident, []]));
  const all: ClassMember[] = [...elements.values(), ...classes.values()];
  for (const spec of all) {
    for (const { key } of spec.memberOf) {
      const isCircle = !("content" in spec) && isWithin(classes, key, spec.ident);
      if (!isCircle && members.get(key)?.includes(spec) === false) members.get(key)!.push(spec);
    }
  }
  return {
    of: members,
    inhabited: new Set([...classes.keys()].filter((ident) => hasElements(members, ident))),
  };
}

/** Whether a class is the other or a subclass of it. */
function isWithin(classes: ReadonlyMap<string, ClassSpec>, ident: string, other: string): boolean {
  const above = new Set([ident]);
  for (const each of above) for (const { key } of classes.get(each)?.memberOf ?? []) above.add(key);
  return above.has(other);
}

function hasElements(members: ReadonlyMap<string, readonly ClassMember[]>, ident: string): boolean {
  return (members.get(ident) ?? []).some(
    (member) => "content" in member || hasElements(members, member.ident),
  );
}
