import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPaths } from "../src/build/check-run.ts";
import { startPreview } from "../src/build/preview/preview.ts";
import { WHOLE_CHECK } from "../tests/build/whole-check.ts";
import { smallDocument } from "./corpus-of-any-size.ts";

/*
 * Holds one process to its memory and its file handles: so many edits under `colophon dev`, and so many checks through the
 * library. After every tenth part it writes the memory that is left after a collection, what the process holds in all, and
 * how many files it has open; the columns should be level.
 *
 *     node --expose-gc --import tsx bench/soak.ts [EDITS] [CHECKS]
 */
const [edits = 10_000, checks = 10_000] = process.argv.slice(2).map(Number);
process.env.COLOPHON_CACHE = "off";

const folder = mkdtempSync(join(tmpdir(), "colophon-soak-"));
mkdirSync(join(folder, "tei"));
mkdirSync(join(folder, "schemas"));
writeFileSync(
  join(folder, "schemas/any.rnc"),
  "start = any\nany = element * { (attribute * { text } | text | any)* }\n",
);
for (let at = 0; at < 5; at++) writeFileSync(join(folder, `tei/d${at}.xml`), smallDocument(at));

const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) throw new Error("node --expose-gc is needed");

function tell(done: number): void {
  collect!();
  const { heapUsed, rss, external } = process.memoryUsage();
  const megabytes = [heapUsed, external, rss].map((one) => (one / 1e6).toFixed(1).padStart(9)).join("");
  const open = readdirSync("/proc/self/fd").length;
  console.log(`${String(done).padStart(7)}${megabytes}${String(open).padStart(7)}`);
}

async function repeat(what: string, count: number, once: (at: number) => Promise<void>): Promise<void> {
  console.log(
    `\n${what}\n${["done", "heap", "external", "held", "files"].map((one, at) => one.padStart(at === 0 ? 7 : at === 4 ? 7 : 9)).join("")}`,
  );
  for (let at = 1; at <= count; at++) {
    await once(at);
    if (at % Math.ceil(count / 10) === 0) tell(at);
  }
}

/** The options of all that is run here. */
const OPTIONS = { folder, config: null, safe: true, jobs: 1, cache: false } as const;

async function edit(): Promise<void> {
  let made: () => void = () => {};
  const preview = await startPreview({ ...OPTIONS, port: 0, out: "out", tell: () => made() });
  await repeat("edits", edits, async (at) => {
    const over = new Promise<void>((fulfil) => {
      made = fulfil;
    });
    const text = smallDocument(at % 5).replace("</title>", ` edition ${at}</title>`);
    writeFileSync(join(folder, `tei/d${at % 5}.xml`), text);
    await over;
  });
  await preview.close();
}

const CHECK = {
  ...OPTIONS,
  ...WHOLE_CHECK,
} as const;

try {
  await edit();
  await repeat("checks", checks, async () => void (await checkPaths([], CHECK)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
