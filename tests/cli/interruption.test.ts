import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, PROGRAM, tei } from "./run.ts";

/** So many documents that their pages are not written between two looks at the folder. */
const DOCUMENTS = Object.fromEntries(
  Array.from({ length: 100 }, (_, number) => [`tei/${number}.xml`, tei(`<p>Number ${number}.</p>`)]),
);

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
};

/** Interrupts a build when it has begun to write; gives the signal it ended by. */
async function interrupted(folder: string): Promise<NodeJS.Signals | null> {
  const build = spawn(process.execPath, [PROGRAM, "build", "--quiet"], { cwd: folder, stdio: "ignore" });
  const ended = once(build, "exit");
  const watching = setInterval(() => {
    if (namesIn(join(folder, "out")).some((name) => name.startsWith(".next-"))) build.kill("SIGINT");
  }, 1);
  const [, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  clearInterval(watching);
  return signal;
}

describe("Ctrl-C while a build writes", () => {
  it("leaves nothing where nothing was, and what was there as it was", async () => {
    const folder = folderOf(DOCUMENTS);
    expect(await interrupted(folder)).toBe("SIGINT");
    expect(namesIn(folder)).not.toContain("out");

    mkdirSync(join(folder, "out/text"), { recursive: true });
    writeFileSync(join(folder, "out/text/0.txt"), "before");
    expect(await interrupted(folder)).toBe("SIGINT");
    expect(readdirSync(join(folder, "out"), { recursive: true }).sort()).toEqual(["text", "text/0.txt"]);
    expect(readFileSync(join(folder, "out/text/0.txt"), "utf8")).toBe("before");
  });
});
