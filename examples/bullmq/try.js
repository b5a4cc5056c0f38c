import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/*
 * Tries the recipe from end to end: a Redis of its own, two workers of which one is killed while it is at work, and the
 * outcome held to that of one undivided build, byte for byte.
 *
 *     node try.js EDITION
 *
 * It needs redis-server in the PATH, and the program by the name in COLOPHON.
 */
const edition = resolve(process.argv[2] ?? ".");
const here = import.meta.dirname;
const place = mkdtempSync(join(tmpdir(), "colophon-bullmq-"));
const port = 20_000 + (process.pid % 20_000);
const env = { ...process.env, REDIS_PORT: String(port), LOCK_MS: "4000", COLOPHON_CACHE: "off" };
const children = [];

function start(name, program, args, cwd) {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const said = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      said.push(String(data));
      for (const line of String(data).trim().split("\n")) console.log(`${name}: ${line}`);
    });
  const over = new Promise((fulfil) => child.on("close", (code, signal) => fulfil(code ?? signal)));
  return { child, said, over };
}

async function until(what, isSo) {
  for (let waited = 0; waited < 600; waited++) {
    if (isSo()) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`${what}: not within a minute`);
}

function digest(folder) {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort())
    hash.update(path.slice(folder.length)).update(readFileSync(path));
  return hash.digest("hex");
}

try {
  const [whole, shared] = ["whole", "shared"].map((name) => join(place, name));
  for (const folder of [whole, shared])
    cpSync(edition, folder, { recursive: true, filter: (from) => !/\/(?:out|shards|node_modules|\.git)$/.test(from) });
  const [command, ...first] = (env.COLOPHON ?? "npx colophon").split(" ");
  spawnSync(command, [...first, "build", "--quiet"], { cwd: whole, env, stdio: "inherit" });

  const redis = start("redis", "redis-server", ["--port", String(port), "--save", "", "--dir", place], place);
  await until("Redis", () => redis.said.join("").includes("Ready to accept connections"));
  const doomed = start("worker 1", process.execPath, [join(here, "worker.js")], shared);
  const build = start("build", process.execPath, [join(here, "build.js"), "6"], shared);
  await until("a share begun", () => doomed.said.join("").includes("attempt 1"));
  const other = start("worker 2", process.execPath, [join(here, "worker.js")], shared);
  await new Promise((next) => setTimeout(next, 300));
  doomed.child.kill("SIGKILL");
  console.log("worker 1 was killed at work");

  const code = await build.over;
  const isTakenUp = other.said.join("").includes("attempt 2");
  const isSame = digest(join(whole, "out")) === digest(join(shared, "out"));
  console.log(JSON.stringify({ code, isTakenUp, isSame }));
  process.exitCode = (code === 0 || code === 1) && isTakenUp && isSame ? 0 : 1;
} finally {
  for (const child of children) child.kill("SIGKILL");
  rmSync(place, { recursive: true, force: true });
}
