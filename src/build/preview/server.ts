import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, sep } from "node:path";
import { FileError } from "../files.ts";

/** The script of the preview, beside this file. */
const CLIENT = new URL("./client.js", import.meta.url);

/** What browsers are told. */
export interface DevEvent {
  readonly kind: "changed" | "findings";
  readonly data: unknown;
}

/** A server of the preview, bound to this machine alone. */
export interface DevServer {
  readonly url: string;
  /** Tells all browsers that look at the preview; those who come later are told the last findings. */
  readonly send: (event: DevEvent) => void;
  readonly close: () => Promise<void>;
}

/** Gives a picture of the edition by its path in the edition's folder; null where there is none. */
export type PictureAt = (path: string) => Uint8Array | null;

/** Says which models made a passage look as it does, as data for the browser; null where nobody knows. */
export type ModelsOf = (asked: URLSearchParams) => Promise<object | null>;

/** What a server of the preview asks for and tells. */
export interface Served {
  readonly picture: PictureAt;
  readonly modelsOf: ModelsOf;
  /** Told of each page that somebody looks at, by its path on the site. */
  readonly lookedAt: (path: string) => void;
}

/** Nothing from elsewhere, no script of a document's; style attributes are made by the renderer, which checks them. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data: https:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const LOOPBACK = "127.0.0.1";

/** Serves a folder; port 0 takes any that is free. Throws a `FileError` where the port is taken. */
export async function serveFolder(
  folder: string,
  port: number,
  { picture, modelsOf, lookedAt }: Served,
): Promise<DevServer> {
  const { default: sirv } = await import("sirv");
  const files = sirv(folder, { dev: true, etag: true, onNoMatch: (_, response) => lost(folder, response) });
  const listeners = new Set<ServerResponse>();
  let last: DevEvent | null = null;
  const server = createServer((request, response) => {
    response.setHeader("cross-origin-resource-policy", "same-origin");
    if (!isLocal(request) || !isOwn(request)) return refuse(response);
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("x-content-type-options", "nosniff");
    const [path, query = ""] = (request.url ?? "/").split("?");
    if (path === "/@colophon/dev.js") return script(response);
    if (path === "/@colophon/models") return void sendModels(modelsOf(new URLSearchParams(query)), response);
    if (path === "/@colophon/events") return listen(response, listeners, last);
    if (path?.startsWith("/images/")) return sendPicture(path, picture, response);
    const page = pageAt(folder, path ?? "");
    if (page === null) return files(request, response);
    sendPage(page.file, response);
    lookedAt(page.path);
  });
  await listening(server, port);
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    send: (event) => {
      if (event.kind === "findings") last = event;
      for (const listener of listeners) listener.write(wordsOf(event));
    },
    close: async () => {
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise((fulfil) => server.close(fulfil));
    },
  };
}

/** A page elsewhere could give its own name the address of this machine, and then read what is served here. */
function isLocal({ headers }: IncomingMessage): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/iu.test(headers.host ?? "");
}

/**
 * Whether a browser asks for the preview itself or follows a link to one of its pages. A page elsewhere, on another port of
 * this machine too, could have its data read to it as scripts and pictures; what is no browser does not say who asks.
 */
function isOwn({ headers }: IncomingMessage): boolean {
  const { "sec-fetch-site": from, "sec-fetch-mode": mode, "sec-fetch-dest": place } = headers;
  if (from === undefined || from === "same-origin" || from === "none") return true;
  return mode === "navigate" && (place === undefined || place === "document");
}

function refuse(response: ServerResponse): void {
  response
    .writeHead(403, { "content-type": "text/plain" })
    .end("This preview is for this machine and its own pages alone.\n");
}

/** The page that an address asks for, by its path on the site, and its file; null for what is none. */
function pageAt(folder: string, address: string): { readonly path: string; readonly file: string } | null {
  const asked = decodedPath(address.slice(1));
  if (asked === null || !/(?:\.html|\/|^)$/u.test(asked)) return null;
  const path = asked.endsWith(".html") ? asked : `${asked}index.html`;
  const file = join(folder, path);
  return file.startsWith(folder + sep) && existsSync(file) ? { path, file } : null;
}

/** A page is read in one piece: one that is written anew while it is sent would arrive half old and half new. */
function sendPage(file: string, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(readFileSync(file));
}

/** Pictures are read when they are looked at, and never copied. */
function sendPicture(path: string, picture: PictureAt, response: ServerResponse): void {
  const name = decodedPath(path.slice("/images/".length));
  const bytes = name === null ? null : picture(name);
  const type = PICTURE_TYPES[extname(path).toLowerCase()];
  if (bytes === null || type === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is no such picture.\n");
    return;
  }
  response.writeHead(200, { "content-type": type, "cache-control": "no-cache" }).end(bytes);
}

const PICTURE_TYPES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".svg": "image/svg+xml",
};

function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone percent sign is no path of ours.
    return null;
  }
}

function script(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-store" });
  response.end(readFileSync(CLIENT));
}

async function sendModels(asked: Promise<object | null>, response: ServerResponse): Promise<void> {
  const found = await asked.catch(() => null);
  response.writeHead(found === null ? 404 : 200, {
    "content-type": "application/json",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(found));
}

function listen(response: ServerResponse, listeners: Set<ServerResponse>, last: DevEvent | null): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("retry: 500\n\n");
  if (last !== null) response.write(wordsOf(last));
  listeners.add(response);
  response.on("close", () => listeners.delete(response));
}

function wordsOf({ kind, data }: DevEvent): string {
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}

function lost(folder: string, response: ServerResponse): void {
  response.writeHead(404, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  try {
    response.end(readFileSync(join(folder, "404.html")));
  } catch {
    response.end("There is no such page.");
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((fulfil, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new FileError(`Port ${port} is taken; name another with --port, or 0 for any that is free.`)
          : error,
      ),
    );
    server.listen(port, LOOPBACK, () => fulfil());
  });
}
