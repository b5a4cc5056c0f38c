import type { LetterAction } from "../cite/index.ts";

/** What was done with a letter, by the types of `correspAction` (TEI P5, 2.4.6). */
export const SENT: RegExp = /^(?:sent|sender|written|author|from)$/iu;
export const RECEIVED: RegExp = /^(?:received|recipient|addressee|to)$/iu;

/** The keys of those who sent or received a letter, and of where; who did something else with it has no part in it. */
export function keysOfAction({ type, names, places }: LetterAction): string[] {
  if (!SENT.test(type) && !RECEIVED.test(type)) return [];
  return [...names, ...places].flatMap(({ key }) => key ?? []);
}
