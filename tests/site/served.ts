import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname } from "node:path";
import type { Browser } from "playwright-core";
import { type SearchOptions, withSearch } from "../../src/build/search/search.ts";
import { renderSite, SCRIPTS, SETTINGS, type SiteContent } from "../../src/site/index.ts";

/** Where a browser is found on this machine; undefined where there is none. */
export const BROWSER: string | undefined = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
};

/** Makes a whole site as a build does, with its scripts and its search. */
export async function wholeSite(
  content: SiteContent,
  search: SearchOptions = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const scripts = scriptTexts();
  const settings = content.edition.settings ?? SETTINGS;
  const files = new Map<string, Uint8Array>();
  const all = renderSite({ ...content, scripts, hasSearch: true });
  for await (const { path, bytes } of withSearch(all, { registers: content.registers, settings }, search)) {
    files.set(path, bytes);
  }
  return files;
}

/** Makes a site with its scripts and without its search. */
export function withoutSearch(content: SiteContent): ReadonlyMap<string, Uint8Array> {
  const files = [...renderSite({ ...content, scripts: scriptTexts() })];
  return new Map(files.map(({ path, bytes }) => [path, bytes]));
}

function scriptTexts(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(SCRIPTS).map(([name, url]) => [name, readFileSync(url, "utf8")]));
}

/** A site that is served on this machine, for as long as a test runs. */
export interface Served {
  readonly url: string;
  readonly close: () => void;
}

/** Serves files from memory, below a folder where one is named: a page for each folder, and that for lost readers elsewhere. */
export async function serve(files: ReadonlyMap<string, Uint8Array>, folder = ""): Promise<Served> {
  const server: Server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname.slice(1));
    const path = asked.startsWith(folder)
      ? asked.slice(folder.length).replace(/(?<=^|\/)$/u, "index.html")
      : null;
    const bytes = path === null ? undefined : files.get(path);
    response.statusCode = bytes === undefined ? 404 : 200;
    response.setHeader(
      "content-type",
      TYPES[extname(bytes === undefined ? "404.html" : path!)] ?? "application/octet-stream",
    );
    response.end(bytes ?? files.get("404.html"));
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Starts the browser; it asks nobody anything. */
export async function startBrowser(): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  return await chromium.launch({
    executablePath: BROWSER!,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
