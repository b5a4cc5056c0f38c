import type { Item, Variables } from "../expression.ts";
import type { TreeNode } from "../facade.ts";

/** What a question is asked with, besides the item it is asked of. */
export interface Frame {
  readonly variables: Variables;
  /** For `current()`. */
  readonly current: TreeNode;
}

/** What is known of an answer before it is asked for; `any` where nothing is. */
export type AnswerType = "nodes" | "string" | "number" | "boolean" | "any";

/**
 * A compiled expression. Position and size are those of the item among those a condition is put to. Both ways of asking
 * throw a {@link NotPlain} where the engine has to be asked instead.
 */
export interface Closure {
  readonly type: AnswerType;
  readonly boolean: (item: Item, position: number, size: number, frame: Frame) => boolean;
  readonly items: (item: Item, position: number, size: number, frame: Frame) => readonly Item[];
}

type Ask<T> = (item: Item, position: number, size: number, frame: Frame) => T;

/** A closure whose answer is one truth value. */
export function booleanClosure(boolean: Ask<boolean>): Closure {
  return { type: "boolean", boolean, items: (...at) => [boolean(...at)] };
}

/** A closure whose answer is one string. */
export function stringClosure(string: Ask<string>): Closure {
  return { type: "string", boolean: (...at) => string(...at) !== "", items: (...at) => [string(...at)] };
}

/** A closure whose answer is one number. */
export function numberClosure(number: Ask<number>): Closure {
  const boolean: Ask<boolean> = (...at) => {
    const value = number(...at);
    return value !== 0 && !Number.isNaN(value);
  };
  return { type: "number", boolean, items: (...at) => [number(...at)] };
}
