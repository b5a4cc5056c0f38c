import type { Readable, Writable } from "node:stream";

/** An answer, or an event, as the browser writes it. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** What was asked for. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * Speaks the DevTools protocol with a browser over two pipes: messages are JSON, each ended by a zero byte. It takes no port,
 * so nobody else on the machine can speak with that browser.
 */
export class DevTools {
  readonly #to: Writable;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listening = new Map<string, (params: Answer) => void>();
  #last = 0;
  #rest = "";

  constructor(to: Writable, from: Readable) {
    this.#to = to;
    // A browser that has gone is noticed by whoever started it.
    to.on("error", () => {});
    from.setEncoding("utf8").on("data", (text: string) => this.#take(text));
  }

  /** Asks the browser, or one of its pages, for something. Throws what the browser says against it. */
  async ask(
    method: string,
    params: Readonly<Record<string, unknown>> = {},
    sessionId?: string,
  ): Promise<Answer> {
    const id = ++this.#last;
    this.#to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result = {}, error } = await new Promise<Message>((fulfil) => this.#waiting.set(id, fulfil));
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** Has events of a kind told; one listener a kind. */
  listen(method: string, tell: (params: Answer) => void): void {
    this.#listening.set(method, tell);
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split("\0");
    this.#rest = parts.pop()!;
    for (const part of parts) this.#tell(JSON.parse(part) as Message);
  }

  #tell(message: Message): void {
    const { id, method, params = {} } = message;
    if (id === undefined) this.#listening.get(method ?? "")?.(params);
    else {
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    }
  }
}
