import { createReadStream } from "node:fs";
import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline } from "node:stream/promises";
import { TaskError } from "../run/task-error.ts";

/** An answer of a server. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A server that says nothing for so long, in milliseconds, is given up; what was uploaded is found again. */
const PATIENCE = 120_000;

/** What of an answer is kept, in bytes: a record is some kilobytes. */
const LONGEST_ANSWER = 4 * 1024 * 1024;

/**
 * A repository that speaks InvenioRDM's REST interface. The token goes to the server that the user named and to no other: not to
 * another address that an answer gives, not along with a redirection, not without encryption but to this machine itself. It
 * stands in no message.
 */
export class DepositServer {
  readonly #base: URL;
  readonly #token: string;

  /** Throws a `TaskError` where the address is none that a token may be sent to. */
  constructor(base: string, token: string) {
    if (!URL.canParse(base))
      throw new TaskError(`${base} is no address; expected https://… as in https://zenodo.org`);
    this.#base = new URL(base);
    this.#token = token;
    const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(this.#base.hostname);
    if (this.#base.protocol !== "https:" && !(this.#base.protocol === "http:" && isHere))
      throw new TaskError(`${base} is not encrypted: a token is sent to https: addresses only.`);
  }

  /** Sends a JSON body, or none, to a path or a link of the server. Throws a `TaskError` for an answer outside `expected`. */
  async send(method: string, place: string, body: unknown, expected: readonly number[]): Promise<Answer> {
    const bytes = body === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
    const options = this.#options(method, bytes.length, body === null ? null : "application/json");
    return await this.#exchange(place, options, expected, async (call) => void call.end(bytes));
  }

  /** Sends a file as it is, piece by piece. */
  async upload(place: string, file: string, size: number): Promise<Answer> {
    const options = this.#options("PUT", size, "application/octet-stream");
    return await this.#exchange(place, options, [200, 201], (call) => pipeline(createReadStream(file), call));
  }

  #options(method: string, length: number, type: string | null): RequestOptions {
    const headers = {
      Accept: "application/json",
      Authorization: `Bearer ${this.#token}`,
      "Content-Length": String(length),
      ...(type === null ? {} : { "Content-Type": type }),
    };
    return { method, headers, timeout: PATIENCE };
  }

  async #exchange(
    place: string,
    options: RequestOptions,
    expected: readonly number[],
    write: (call: ReturnType<typeof requestHttp>) => Promise<void>,
  ): Promise<Answer> {
    const url = new URL(place, this.#base);
    if (url.origin !== this.#base.origin)
      throw new TaskError(
        `The server names the address ${url.origin}, which is not its own; nothing was sent there.`,
      );
    const what = `${options.method} ${url.pathname}`;
    try {
      const answer = await exchange(url, options, write);
      if (expected.includes(answer.status)) return this.#withoutToken(answer);
      throw new TaskError(`${url.host} answered ${answer.status} to ${what}${this.#reason(answer)}`);
    } catch (error) {
      if (error instanceof TaskError) throw error;
      throw new TaskError(
        `${url.host} could not be reached for ${what}: ${this.#clean((error as Error).message)}`,
      );
    }
  }

  /** What a server answers is kept and told: its addresses, its DOI. One that puts the token into them gets nothing more. */
  #withoutToken(answer: Answer): Answer {
    if (!JSON.stringify(answer.body).includes(this.#token)) return answer;
    throw new TaskError(`${this.#base.host} sent the token back in its answer; nothing more was sent.`);
  }

  #reason({ body }: Answer): string {
    const said = typeof body.message === "string" ? body.message : "";
    const errors = Array.isArray(body.errors) ? JSON.stringify(body.errors).slice(0, 500) : "";
    const reason = [said, errors].filter((part) => part !== "").join(" ");
    return reason === "" ? "." : `: ${this.#clean(reason)}`;
  }

  /** Whatever a server sends back, the token is not told again. */
  #clean(text: string): string {
    return text.replaceAll(this.#token, "…");
  }
}

async function exchange(
  url: URL,
  options: RequestOptions,
  write: (call: ReturnType<typeof requestHttp>) => Promise<void>,
): Promise<Answer> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const call = request(url, options);
  const answered = new Promise<IncomingMessage>((fulfil, reject) => {
    call.on("response", fulfil);
    call.on("error", reject);
    call.on("timeout", () => call.destroy(new Error("no answer")));
  });
  // A server may answer, and hang up, before it took all: what it said counts then.
  const [response] = await Promise.all([answered, write(call).catch(() => answered)]);
  return { status: response.statusCode ?? 0, body: await bodyOf(response) };
}

async function bodyOf(response: IncomingMessage): Promise<Answer["body"]> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new Error("the answer is too long");
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Answer["body"]) : {};
  } catch {
    return {};
  }
}
