import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, rmSync, statSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { DevTools } from "../preview/devtools.ts";
import { TaskError } from "../run/task-error.ts";

/** The names under which Chromium and its kin are installed, the free ones first. */
const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
  "brave-browser",
] as const;

/** Where they stand on systems that put programs on no path; folders of Windows are those of the environment. */
const PLACES: readonly string[] = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
  "/snap/bin/chromium",
  "/var/lib/flatpak/exports/bin/org.chromium.Chromium",
];
const WINDOWS_FOLDERS = ["LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"] as const;
const WINDOWS_PLACES = [
  "Chromium\\Application\\chrome.exe",
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
] as const;

/** What names a browser in the environment, the first that does counting. */
const VARIABLES = ["COLOPHON_CHROMIUM", "CHROME_PATH"] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds the Chromium that a user has: the one that is named, else the environment's, else one of the usual names and places.
 * Throws a `TaskError` that says what to do where there is none, or where the one that is named is not there.
 */
export function findChromium(named: string | null, environment: Environment = process.env): string {
  const given: readonly (readonly [string, string | undefined | null])[] = [
    ["--chromium", named],
    ...VARIABLES.map((name) => [name, environment[name]] as const),
  ];
  for (const [by, path] of given) {
    if (path === null || path === undefined || path === "") continue;
    if (isProgram(path)) return path;
    throw new TaskError(`There is no program at ${path}, which ${by} names`);
  }
  const found = candidates(environment).find(isProgram);
  if (found !== undefined) return found;
  throw new TaskError(
    "A PDF is made by Chromium, Chrome or Edge, and none was found: install one (as Debian's package chromium), or name it " +
      "by --chromium PATH or the variable COLOPHON_CHROMIUM. Books without it: --outputs epub,docx",
  );
}

function candidates(environment: Environment): readonly string[] {
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const windows = WINDOWS_FOLDERS.flatMap((name) => environment[name] ?? []);
  return [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...PLACES,
    ...windows.flatMap((folder) => WINDOWS_PLACES.map((place) => join(folder, place))),
  ];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * How the browser is started: without a window, with a profile of its own that is thrown away, without anything that would
 * look for the network, and with letters set the same whatever the screen is.
 */
const ARGUMENTS: readonly string[] = [
  "--headless",
  "--remote-debugging-pipe",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-dev-shm-usage",
  "--disable-extensions",
  "--disable-gpu",
  "--disable-sync",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--lang=en-US",
  "--metrics-recording-only",
  "--mute-audio",
];

/** How long a browser that was told to end may take for it, in milliseconds. */
const LONGEST_CLOSING = 5000;

/** What a browser that was started can be asked for. */
export interface Browser {
  readonly devTools: DevTools;
  /** Ends with an error when the browser goes away. */
  readonly gone: Promise<never>;
  readonly close: () => Promise<void>;
}

/** Starts a browser with a profile that lasts as long as it. */
export async function openChromium(program: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), "colophon-chromium-"));
  const args = [...ARGUMENTS, ...forRoot(), `--user-data-dir=${profile}`];
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] });
  const ended = new Promise<void>((fulfil) => {
    child.on("close", () => fulfil());
    child.on("error", () => fulfil());
  });
  const gone = whenGone(child, program);
  gone.catch(() => {});
  const devTools = new DevTools(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return {
    devTools,
    gone,
    close: async () => {
      // What is started may be a script around the browser, which ends by itself with the browser but does not end it.
      void devTools.ask("Browser.close");
      const timer = setTimeout(() => child.kill(), LONGEST_CLOSING);
      await ended;
      clearTimeout(timer);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The sandbox of Chromium does not start for root, as whom containers run. */
function forRoot(): readonly string[] {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

function whenGone(child: ChildProcess, program: string): Promise<never> {
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2000);
  });
  return new Promise((_, reject) => {
    const fail = (how: string): void => reject(new TaskError(`${program} ${how}. ${lastLines(said)}`.trim()));
    child.on("error", ({ message }) => fail(`cannot be started: ${message}`));
    child.on("close", (code, signal) => fail(`ended with ${signal ?? code} before the pages were set`));
  });
}

function lastLines(said: string): string {
  return said.trim().split("\n").slice(-3).join("\n");
}
