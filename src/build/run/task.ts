import type { Source } from "../../edition/index.ts";
import type { Moved, OwnPages, Shell } from "../../site/index.ts";
import {
  arrivedSource,
  hashOfSource,
  knowsHash,
  learnHash,
  type SentSource,
  sentSource,
} from "./document-source.ts";
import type { Sequence } from "./rows.ts";

/** A piece of work on one document: data, which can be sent to a thread. */
export type Task = OutlineTask | SingleTask | EntriesTask | MakeTask | PageTask;

/** Tasks that are made when they are done: those of all documents would be much to hold. A list of tasks is one, too. */
export interface Tasks {
  readonly length: number;
  readonly at: (nth: number) => Task | undefined;
}

/** Gives the tasks that are made of some things. */
export function tasksOf<T>(things: Sequence<T>, make: (thing: T) => Task): Tasks {
  return { length: things.length, at: (nth) => make(things.at(nth)!) };
}

/** A task on a document that may not have been read yet: its hash is worked out by whoever asks for it. */
class FirstTask {
  readonly kind: "outline" | "single";
  readonly source: Source;

  constructor(kind: "outline" | "single", source: Source) {
    this.kind = kind;
    this.source = source;
  }

  get hash(): string {
    return hashOfSource(this.source);
  }
}

/** Gives the task that a run begins with. */
export function firstTask(kind: "outline" | "single", source: Source): Task {
  return new FirstTask(kind, source) as Task;
}

/** A task as it is sent to a thread; the hash is null where nobody has read the document. */
export type SentTask = Omit<Task, "source" | "hash"> & {
  readonly source: SentSource;
  readonly hash: string | null;
};

/** Gives a task as it is sent to a thread. */
export function sentTask(task: Task): SentTask {
  const { source } = task;
  const isUnread = task instanceof FirstTask && !knowsHash(source);
  return { ...task, source: sentSource(source), hash: isUnread ? null : task.hash };
}

/** Gives a task back as it was before it was sent to this thread. */
export function arrivedTask({ source: sent, hash, ...rest }: SentTask): Task {
  const source = arrivedSource(sent);
  if (hash === null) return firstTask(rest.kind as FirstTask["kind"], source);
  learnHash(source, hash);
  return { ...rest, source, hash } as Task;
}

interface OfDocument {
  readonly source: Source;
  /** The SHA-256 of its bytes. */
  readonly hash: string;
}

/** Reads what a document says of itself: gives an `Outline`. */
export interface OutlineTask extends OfDocument {
  readonly kind: "outline";
}

/** Reads what a document says of itself, and checks it where no other document matters: gives a `SingleDocument`. */
export interface SingleTask extends OfDocument {
  readonly kind: "single";
}

/** Reads the entries of registers in a document. */
export interface EntriesTask extends OfDocument {
  readonly kind: "entries";
  /** The name of what the documents say of themselves. */
  readonly joined: string;
}

/** Checks, cites and renders a document: gives a `MadeDocument`. */
export interface MakeTask extends OfDocument {
  readonly kind: "make";
  readonly joined: string;
  /** The included files that the schema checks see elsewhere. */
  readonly seen: readonly string[];
}

/** Writes the page of a document: gives a `MadePage`. */
export interface PageTask extends OfDocument {
  readonly kind: "page";
  readonly pageKey: string;
  readonly recordsKey: string;
  readonly shell: Shell;
  /** The addresses it links to at which there is nothing. */
  readonly dead: readonly string[];
  /** Where those are now that are on a page of a part of another text. */
  readonly moved: Moved;
  /** The pages that join documents elsewhere, but that are made and kept with this one; none where absent. */
  readonly own?: OwnPages;
}
