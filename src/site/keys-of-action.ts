import type { LetterAction } from "../cite/index.ts";
import { RECEIVED, SENT } from "../resolve/index.ts";

/** The keys of those who sent or received a letter, and of where; who did something else with it has no part in it. */
export function keysOfAction({ type, names, places }: LetterAction): string[] {
  if (!SENT.test(type) && !RECEIVED.test(type)) return [];
  return [...names, ...places].flatMap(({ key }) => key ?? []);
}
