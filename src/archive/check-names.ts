import { catalogue, type Finding, wholeOf } from "../report/index.ts";
import { findClashes } from "./package-path.ts";
import { type Preset, saferName, unsafeNameRule } from "./preset.ts";

/** A file that would be packed: its path in the payload, and whether it was made by the program. */
export interface NamedFile {
  readonly path: string;
  readonly isMade: boolean;
}

/** Checks the names of what would be packed: safe ones, and none that become one elsewhere. */
export function checkNames(files: readonly NamedFile[], preset: Preset): Finding[] {
  const unsafe = files.flatMap(({ path, isMade }) => {
    const rule = unsafeNameRule(path, preset, !isMade);
    return rule === null
      ? []
      : [catalogue.unsafeName(wholeOf(path), { name: path, rule, better: saferName(path) })];
  });
  const clashes = findClashes(
    "",
    files.map(({ path }) => path),
  );
  return [
    ...unsafe,
    ...clashes.map((finding) => ({ ...finding, path: finding.elementPath ?? "", elementPath: null })),
  ];
}
