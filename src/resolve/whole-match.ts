import { runInNewContext } from "node:vm";
import type { Tree } from "../tree/index.ts";

/** Texts up to this length are matched quickly by any pattern that one would write, and by any that one would not. */
const SHORT = 20;

/** So many repetitions one after the other may take the time of a power of the text's length. */
const MOST_REPETITIONS = 4;

/** How long a pattern may take over one text, in milliseconds; one that can be read takes a thousandth of it. */
const PATIENCE = 500;

/** Patterns of documents that took too long: they fit nothing from then on. */
const REFUSED = new WeakMap<Tree, Set<string>>();

/**
 * Matches all of a text by a pattern of a document's, which is the editor's and short; one that is no pattern fits nothing.
 * Some escape signs that need no escape, as regular expressions of other languages let them. A pattern that tries its ways
 * one after the other without an end, by mistake or by design, is given up and fits nothing.
 */
export function matchWhole(pattern: string, text: string, tree: Tree): RegExpExecArray | null {
  const compiled = tryCompile(pattern, "u") ?? tryCompile(pattern, "");
  if (compiled === null) return null;
  if (text.length <= SHORT || !mayTryLong(pattern)) return compiled.exec(text);
  const refused = REFUSED.get(tree) ?? new Set();
  if (refused.has(pattern)) return null;
  try {
    const given = { compiled, text };
    return runInNewContext("compiled.exec(text)", given, { timeout: PATIENCE }) as RegExpExecArray | null;
  } catch {
    REFUSED.set(tree, refused.add(pattern));
    return null;
  }
}

function tryCompile(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(`^(?:${pattern})$`, flags);
  } catch {
    return null;
  }
}

/** Whether a group is repeated in which something is repeated or one of several ways is taken, or much is repeated. */
function mayTryLong(pattern: string): boolean {
  const bare = pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gsu, "x");
  const repetitions = bare.match(/[*+]|\{\d*,\d*\}/gu)?.length ?? 0;
  return repetitions > MOST_REPETITIONS || /[*+?|}][^()]*\)+(?:[*+]|\{)/u.test(bare);
}
