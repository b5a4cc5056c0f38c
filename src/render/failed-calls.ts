import type { XmlNode } from "../tree/index.ts";
import { FunctionFailure } from "../xpath/index.ts";
import type { Question } from "./model-expression.ts";
import type { ModelPlace } from "./models.ts";

/** A function of the edition's configuration that failed: on the first element, and on how many. */
export interface FailedCall {
  /** The model that calls it. */
  readonly place: ModelPlace;
  readonly called: string;
  readonly reason: string;
  readonly node: XmlNode;
  readonly count: number;
}

/** The calls that failed while something was shown. The expression is then one that cannot be answered, as others are. */
export class FailedCalls {
  #found = new Map<string, Omit<FailedCall, "count"> & { readonly rows: Set<number> }>();

  /** Gives what failed since it was last asked. */
  take(): readonly FailedCall[] {
    const found = [...this.#found.values()].map(({ rows, ...call }) => ({ ...call, count: rows.size }));
    this.#found = new Map();
    return found;
  }

  /** Gives a question which takes note of each call that fails where it is answered. */
  noting(question: Question, place: ModelPlace): Question {
    const noted =
      <Rest extends readonly unknown[], T>(ask: (node: XmlNode, ...rest: Rest) => T) =>
      (node: XmlNode, ...rest: Rest): T => {
        try {
          return ask(node, ...rest);
        } catch (error) {
          if (error instanceof FunctionFailure) this.#note(error, place, node);
          throw error;
        }
      };
    return {
      boolean: noted((node, values) => question.boolean(node, values)),
      string: noted((node, values) => question.string(node, values)),
      items: noted((node, values) => question.items(node, values)),
    };
  }

  #note({ called, reason }: FunctionFailure, place: ModelPlace, node: XmlNode): void {
    const key = `${place.path} ${place.line} ${place.column} ${called}`;
    const known = this.#found.get(key) ?? { place, called, reason, node, rows: new Set<number>() };
    this.#found.set(key, known);
    known.rows.add(node.row);
  }
}
