import type { Severity } from "../report/index.ts";

/** What an archive asks; `generic` is what every one does. */
export const PRESETS = ["generic", "arche", "textgrid", "zenodo"] as const;
export type Preset = (typeof PRESETS)[number];

/** Findings that weigh more for an archive than for all: ARCHE and TextGrid take UTF-8 alone, and want the schema with the text. */
export const PRESET_SEVERITIES: Readonly<Record<Preset, Readonly<Record<string, Severity>>>> = {
  generic: {},
  arche: { "archive/encoding": "error", "archive/schema-not-packed": "error" },
  textgrid: { "archive/encoding": "error", "archive/schema-not-packed": "error" },
  zenodo: {},
};

/** The longest step of a path, in bytes, on the file systems in use. */
const LONGEST_STEP = 255;

/** Windows keeps these names for devices, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

const STEP_RULES: readonly (readonly [string, (step: string) => boolean])[] = [
  ["it holds a control character", (step) => /\p{Cc}/u.test(step)],
  ['it holds one of < > : " | ? * \\ %, which some systems reserve', (step) => /[<>:"|?*\\%]/u.test(step)],
  ["it ends with a space or a full stop, which Windows drops", (step) => /[ .]$/u.test(step)],
  ["it begins with a space or “~”", (step) => /^[ ~]/u.test(step)],
  ["Windows keeps this name for a device", (step) => RESERVED.test(step)],
  ["its letters are not in composed form (NFC)", (step) => step !== step.normalize("NFC")],
  [`it is longer than ${LONGEST_STEP} bytes`, (step) => Buffer.byteLength(step) > LONGEST_STEP],
];

/** ARCHE and TextGrid: letters of ASCII, digits, hyphen, underscore, and endings. */
const PLAIN_STEP = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/u;

/** Says why a path's name is not safe for an archive, or gives null. `isSource` tells what editors named from what was made. */
export function unsafeNameRule(path: string, preset: Preset, isSource: boolean): string | null {
  const steps = path.split("/");
  for (const [rule, breaks] of STEP_RULES) if (steps.some(breaks)) return rule;
  const isStrict = isSource && (preset === "arche" || preset === "textgrid");
  if (isStrict && !steps.every((step) => PLAIN_STEP.test(step)))
    return `${preset === "arche" ? "ARCHE" : "TextGrid"} takes letters (a–z), digits, “-”, “_” and an ending`;
  return null;
}

/** Gives a name that is safe everywhere, as near to the old one as may be; empty where nothing of it is left. */
export function saferName(path: string): string {
  const plain = path
    .normalize("NFKD")
    .replaceAll("ß", "ss")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._/-]+/gu, "-")
    .replace(/-*\.-*/gu, ".")
    .replace(/(?:^|(?<=\/))[-.]+|[-.]+(?=\/|$)/gu, "");
  const isLost = (step: string): boolean => step === "" || RESERVED.test(step);
  // Where nothing of a name is left but its ending, the ending is no name.
  const isOnlyEnding = path.endsWith(`.${plain.split("/").at(-1)}`);
  return plain === path || isOnlyEnding || plain.split("/").some(isLost) ? "" : plain;
}
