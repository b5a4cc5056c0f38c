import {
  type AddedSchema,
  addAll,
  addSchema,
  type ListedSchema,
  listSchemas,
  removeSchema,
} from "../build/index.ts";
import { type Command, type CommonOptions, command } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface AddCommandOptions extends CommonOptions {
  readonly as?: string;
  readonly update?: boolean;
}

/** `colophon schema add`: puts schemas into the store; the only command that fetches anything. */
export function addCommand(finish: Finish): Command {
  return command("add", "put a schema and all it takes in into the store, from the web or from a file", [
    "colophon schema add https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng",
    "colophon schema add ../schemas/letters.rng --as https://example.org/letters.rng",
    "colophon schema add                # fetch what the lockfile names and is not here",
    "colophon schema add --update       # take all schemas anew from where they came from",
  ])
    .argument("[schema]", "its address or its file; all that the lockfile names when absent")
    .option("--as <address>", "the address by which documents name the schema, where it comes from elsewhere")
    .option("--update", "take it as it is at its source now, though its hash is another")
    .action(async (schema: string | undefined, options: AddCommandOptions) => {
      const terminal = openTerminal(options.quiet ?? false);
      const add = { folder: process.cwd(), as: options.as ?? null, update: options.update ?? false };
      const added = schema === undefined ? await addAll(add) : [await addSchema(schema, add)];
      for (const each of added) terminal.err(saidOf(each));
      if (added.length === 0) terminal.err("The store is empty: there is no colophon.lock.json.\n");
      finish(0);
    });
}

function saidOf({ source, main, files, state, missing }: AddedSchema): string {
  const lacking = missing.map((each) => `  without ${each}, which is not to be had\n`).join("");
  const count = `${files} ${files === 1 ? "file" : "files"}`;
  return `${STATES[state]} ${source} (${count}, ${main})\n${lacking}`;
}

const STATES: Readonly<Record<AddedSchema["state"], string>> = {
  added: "added",
  updated: "updated",
  restored: "fetched again",
  unchanged: "is here already:",
};

/** `colophon schema list`: what is in the store, from where, and whether the hashes hold. */
export function listCommand(finish: Finish): Command {
  return command("list", "show what is in the store, from where, and whether the hashes hold", [
    "colophon schema list",
    "colophon schema list --format json",
  ]).action((options: CommonOptions) => {
    const terminal = openTerminal(options.quiet ?? false);
    const schemas = listSchemas(process.cwd());
    if (options.format === "json") terminal.data(`${JSON.stringify({ schemas }, null, 2)}\n`);
    else terminal.out(listed(schemas));
    finish(schemas.some(({ faults }) => faults.length > 0) ? 1 : 0);
  });
}

function listed(schemas: readonly ListedSchema[]): string {
  if (schemas.length === 0)
    return "The store is empty. To put a schema into it: colophon schema add ADDRESS\n";
  return schemas.map(linesOf).join("");
}

function linesOf({ source, as, main, files, faults }: ListedSchema): string {
  const verdict = faults.length === 0 ? "the hashes hold" : `${faults.length} of them not as locked`;
  const stands = as === null ? "" : `  stands for ${as}\n`;
  const faulty = faults.map(({ path, fault }) => `  ${fault}: ${path}\n`).join("");
  const way =
    faults.length === 0
      ? ""
      : "  To fetch what is missing: colophon schema add; to accept what changed: --update\n";
  return `${source}\n  ${main}, ${files} ${files === 1 ? "file" : "files"}, ${verdict}\n${stands}${faulty}${way}`;
}

/** `colophon schema remove`: takes a schema out of the store. */
export function removeCommand(finish: Finish): Command {
  return command("remove", "take a schema out of the store", [
    "colophon schema remove https://example.org/letters.rng",
  ])
    .argument("<schema>", "its address, or the path of its main file, as list shows them")
    .action(async (schema: string, options: CommonOptions) => {
      const removed = await removeSchema(process.cwd(), schema);
      for (const path of removed) openTerminal(options.quiet ?? false).err(`removed ${path}\n`);
      finish(0);
    });
}
