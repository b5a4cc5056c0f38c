import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readModelSource } from "../src/odd/index.ts";
import { readDocument } from "../src/read/index.ts";
import {
  compileModels,
  DEFAULT_ODD,
  plainContext,
  renderHtml,
  renderText,
  writeHtml,
} from "../src/render/index.ts";
import { shared } from "../tests/shared.ts";

/**
 * How many milliseconds of processor time a megabyte of TEI takes, over the plays of ../shared/corpora/gerdracor: to be
 * read, to become pieces of a page, to be written as HTML, to become a reading text. `node --cpu-prof --import tsx
 * bench/render.ts` says where the time goes.
 */
const STEPS = ["read", "html", "write", "text"] as const;

type Spent = Record<(typeof STEPS)[number], number>;

function measure(folder: string): { megabytes: number; spent: Spent } {
  const { tree: odd } = readDocument(readFileSync(DEFAULT_ODD), { path: "default.odd" });
  const models = compileModels(readModelSource(odd!));
  const spent: Spent = { read: 0, html: 0, write: 0, text: 0 };
  let megabytes = 0;
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".xml"))) {
    const bytes = readFileSync(join(folder, name));
    megabytes += bytes.length / 1e6;
    const { tree } = timed(spent, "read", () => readDocument(bytes, { path: name }));
    if (tree === null) continue;
    const { html, notes } = timed(spent, "html", () => renderHtml(tree, models, plainContext()));
    timed(spent, "write", () => writeHtml([...html, ...notes]));
    timed(spent, "text", () => renderText(tree, models, plainContext()));
  }
  return { megabytes, spent };
}

function timed<T>(spent: Spent, step: keyof Spent, work: () => T): T {
  const before = process.cpuUsage();
  const made = work();
  spent[step] += process.cpuUsage(before).user / 1000;
  return made;
}

const folder = shared("corpora/gerdracor");
if (folder !== null) {
  const { megabytes, spent } = measure(folder);
  for (const step of STEPS) console.log(`${step.padEnd(6)} ${(spent[step] / megabytes).toFixed(1)} ms/MB`);
}
