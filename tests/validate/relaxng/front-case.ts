import { loadGrammar } from "../../../src/validate/relaxng/load.ts";
import { writeSimpleForm } from "./simple-form.ts";

/** Loads the files of a case, the first one as `schema`, others behind lines `--- path`; gives findings or simple form. */
export function frontResult(input: string): string {
  const [main = "", ...others] = input.split(/^--- (.+)\n/mu);
  const files = new Map<string, string>();
  for (let at = 0; at < others.length; at += 2) files.set(others[at]!, others[at + 1]!);
  const load = (path: string): Uint8Array | null => {
    const text = path === "schema" ? main : files.get(path);
    return text === undefined ? null : new TextEncoder().encode(text);
  };
  const { grammar, findings } = loadGrammar({ path: "schema", bytes: new TextEncoder().encode(main) }, load);
  if (grammar !== null) return writeSimpleForm(grammar);
  return findings
    .map(({ path, line, column, message, help }) => {
      const file = path === "schema" ? "" : `${path}:`;
      return `${file}${line}:${column} ${message}${help === null ? "" : `\n    ${help}`}`;
    })
    .join("\n");
}
