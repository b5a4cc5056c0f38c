import { TaskError } from "../run/task-error.ts";

/** How long one file may take to come, in milliseconds; the largest schemas known are some megabytes. */
const TIME_LIMIT = 60_000;

/** The most bytes of one file: ten times the specifications of TEI. */
const SIZE_LIMIT = 64 * 1024 * 1024;

/** As many as browsers follow. */
const MOST_REDIRECTS = 20;

/** What was fetched: the address that answered in the end, and its bytes. */
export interface Fetched {
  readonly address: string;
  readonly bytes: Uint8Array;
}

/**
 * Fetches a schema file by HTTP; the only place of the program that goes to the network, and only when it is told to.
 * Throws a `TaskError` that says why a file cannot be had.
 */
export async function fetchSchema(address: string): Promise<Fetched> {
  const signal = AbortSignal.timeout(TIME_LIMIT);
  let at = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await answerOf(at, signal);
    const next = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || next === null)
      return { address: at, bytes: await bodyOf(response, at, signal) };
    await response.body?.cancel();
    at = redirectedTo(next, at);
  }
  throw new TaskError(`${address} cannot be fetched: it leads from one address to the next without end.`);
}

function redirectedTo(location: string, from: string): string {
  const to = URL.canParse(location, from) ? new URL(location, from) : null;
  if (to !== null && /^https?:$/u.test(to.protocol)) return to.href;
  throw new TaskError(`${from} cannot be fetched: it leads to ${location}, which is no web address.`);
}

async function answerOf(address: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, {
      signal,
      redirect: "manual",
      headers: { accept: "application/xml, text/xml, application/relax-ng-compact-syntax, */*;q=0.5" },
    });
  } catch (error) {
    throw failure(address, error);
  }
}

async function bodyOf(response: Response, address: string, signal: AbortSignal): Promise<Uint8Array> {
  if (!response.ok)
    throw new TaskError(
      `${address} cannot be fetched: the server answers ${response.status} ${response.statusText}.`,
    );
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > SIZE_LIMIT)
        throw new TaskError(`${address} is larger than ${SIZE_LIMIT >> 20} MB, too large for a schema.`);
      signal.throwIfAborted();
    }
  } catch (error) {
    throw failure(address, error);
  }
  return refusePage(Buffer.concat(chunks), address);
}

/** Servers answer with a page for people where there is no file, and say that all is well. */
function refusePage(bytes: Uint8Array, address: string): Uint8Array {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  if (/^\s*(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype\s+html|html)\b/iu.test(head))
    throw new TaskError(`${address} is a web page, not a schema. Is there an address of the file itself?`);
  return bytes;
}

function failure(address: string, error: unknown): TaskError {
  if (error instanceof TaskError) return error;
  if (error instanceof Error && error.name === "TimeoutError")
    return new TaskError(`${address} cannot be fetched: no answer within ${TIME_LIMIT / 1000} seconds.`);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return new TaskError(`${address} cannot be fetched: ${reasonOf(cause)}.`);
}

function reasonOf(cause: unknown): string {
  const code = (cause as { readonly code?: unknown } | null)?.code;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "there is no such server, or no network";
  if (code === "ECONNREFUSED") return "the server takes no connections";
  return cause instanceof Error && cause.message !== "" ? cause.message : String(code ?? cause);
}
