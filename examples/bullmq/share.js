import { spawn } from "node:child_process";

/** The queue's name, and where Redis is. */
export const QUEUE = "colophon-shares";
export const connection = {
  host: process.env.REDIS_HOST ?? "127.0.0.1",
  port: Number(process.env.REDIS_PORT ?? 6379),
  maxRetriesPerRequest: null,
};

/** How the program is called: a command with its first arguments. */
const [command, ...first] = (process.env.COLOPHON ?? "npx colophon").split(" ");

/** Runs the program in this folder. It ends with 1 where documents have errors, which is no failure of the run. */
export function colophon(args) {
  return new Promise((fulfil, fail) => {
    const child = spawn(command, [...first, ...args], { stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", fail);
    child.on("close", (code, signal) => {
      if (code === 0 || code === 1) fulfil(code);
      else fail(new Error(`colophon ${args.join(" ")} ended with ${code ?? signal}`));
    });
  });
}
