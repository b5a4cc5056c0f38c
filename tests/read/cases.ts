import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A case of a text file: a title behind `# `, a document, `==>`, and what is expected of it. */
export interface TextCase {
  readonly title: string;
  readonly source: string;
  readonly expected: string;
}

/** Reads the cases of a text file that lies beside the tests; throws where one has no `==>`. */
export function textCases(file: string): TextCase[] {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  return text
    .split(/^# /mu)
    .slice(1)
    .map((part) => {
      const [title, rest] = halves(part, "\n", file);
      const [source, expected] = halves(rest, "\n==>\n", file);
      return { title, source, expected: expected.trim() };
    });
}

function halves(text: string, separator: string, file: string): [string, string] {
  const at = text.indexOf(separator);
  if (at === -1)
    throw new Error(`${file}: a case without ${JSON.stringify(separator)}: ${text.slice(0, 60)}`);
  return [text.slice(0, at), text.slice(at + separator.length)];
}
