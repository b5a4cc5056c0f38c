import type { Profile } from "./profile.ts";

/** Turns the signs of a short text into the characters they stand for, quotation signs included. */
export function readSigns(profile: Profile, text: string): string {
  const [outer, inner] = profile.quotation;
  const marks = [
    [inner.open, "“"],
    [inner.close, "”"],
    [outer.open, "‘"],
    [outer.close, "’"],
  ] as const;
  const longest = [...marks, ...profile.signs].sort(([one], [other]) => other.length - one.length);
  return longest.reduce((made, [sign, mark]) => made.replaceAll(sign, mark), text).replace(/\s+/gu, " ");
}
