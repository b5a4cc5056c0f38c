/** What a source says of itself before it begins, and the offset behind it. */
export interface FrontMatter {
  readonly meta: ReadonlyMap<string, readonly string[]>;
  readonly behind: number;
}

const BLOCK =
  /^---[^\S\n]*\n(?<lines>(?:(?:[\p{L}\p{N}_-]+:|[^\S\n]+|-[^\S\n]|#)[^\n]*\n|\n)+?)(?:---|\.\.\.)[^\S\n]*(?:\n|$)/u;

/**
 * Reads the head of a Markdown file, `--- title: … ---`: keys with a value, a list in brackets, or a list or text on
 * lines below. Where the lines are anything else they are no front matter, and stay text.
 */
export function readFrontMatter(text: string): FrontMatter {
  const found = BLOCK.exec(text);
  if (found === null) return { meta: new Map(), behind: 0 };
  const meta = new Map<string, string[]>();
  let values: string[] = [];
  for (const line of found.groups!.lines!.split("\n")) {
    const [, key, value = ""] = /^([\p{L}\p{N}_-]+):\s*(.*)$/u.exec(line) ?? [];
    if (key === undefined) addLine(values, line.trim());
    else {
      values = meta.get(key.toLowerCase()) ?? [];
      meta.set(key.toLowerCase(), values);
      values.push(...valuesOf(value.trim()));
    }
  }
  return { meta, behind: found[0].length };
}

/** A further item, or a further line of the text before. */
function addLine(values: string[], line: string): void {
  if (line === "" || line.startsWith("#")) return;
  const item = /^-\s+(?:name:\s*)?(.*)$/u.exec(line)?.[1];
  if (item !== undefined || values.length === 0) values.push(unquoted(item ?? line));
  else values[values.length - 1] += ` ${line}`;
}

function valuesOf(value: string): string[] {
  if (/^(?:[>|][+-]?)?$/u.test(value)) return [];
  const list = /^\[(.*)\]$/u.exec(value)?.[1];
  return list === undefined ? [unquoted(value)] : list.split(",").map((item) => unquoted(item.trim()));
}

function unquoted(value: string): string {
  return value.replace(/^(["'])(.*)\1$/u, "$2");
}
