/** How many lines are shown around those that change. */
const AROUND = 2;

/**
 * Shows the lines that differ between two texts of as many lines, as a unified diff does: additions within lines move none.
 */
export function lineDiff(path: string, before: string, after: string): string {
  const old = before.split("\n");
  const now = after.split("\n");
  const changed = old.flatMap((line, at) => (line === now[at] ? [] : [at]));
  const hunks = hunksOf(changed, old.length).map(([from, until]) => hunk(old, now, from, until));
  return `--- a/${path}\n+++ b/${path}\n${hunks.join("")}`;
}

/** Stretches of lines, those that touch brought together. */
function hunksOf(changed: readonly number[], lines: number): (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  for (const at of changed) {
    const from = Math.max(0, at - AROUND);
    const until = Math.min(lines, at + AROUND + 1);
    const last = hunks.at(-1);
    if (last !== undefined && last[1] >= from) last[1] = until;
    else hunks.push([from, until]);
  }
  return hunks;
}

function hunk(old: readonly string[], now: readonly string[], from: number, until: number): string {
  const range = `${from + 1},${until - from}`;
  const lines: string[] = [];
  let pending: string[] = [];
  for (let at = from; at < until; at++) {
    if (old[at] === now[at]) {
      lines.push(...pending, ` ${old[at]}`);
      pending = [];
    } else {
      lines.push(`-${old[at]}`);
      pending.push(`+${now[at]}`);
    }
  }
  return `@@ -${range} +${range} @@\n${[...lines, ...pending].join("\n")}\n`;
}
