import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packBag } from "../../src/build/archive/pack.ts";

/** Packs a made-up payload into a folder; a process of its own, so that it can be killed at any moment. */
const [work, out] = process.argv.slice(2) as [string, string];

const files = Array.from({ length: 280 }, (_, at) => {
  const path = `texts/${String(at).padStart(4, "0")}.txt`;
  return { path, file: join(work, path), role: "source" as const };
});
mkdirSync(join(work, "texts"), { recursive: true });
for (const [at, { file }] of files.entries())
  if (!existsSync(file)) writeFileSync(file, `${at}\n`.repeat(1_000));
process.stdout.write("ready\n");
await packBag({
  folder: out,
  name: "bag",
  files,
  records: [() => [{ path: "README.txt", text: ["Read me.\n"] }]],
  info: [["Bag-Software-Agent", "Colophon 0"]],
  jobs: 1,
  progress: () => {},
});
