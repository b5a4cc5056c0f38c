import { extname } from "node:path";
import { transformSync } from "esbuild";

/** Gives a stylesheet or a script of the site as the package hands it on: without comments and white space. */
export function minified(name: string, text: string): string {
  return transformSync(text, {
    loader: extname(name) === ".css" ? "css" : "js",
    minify: true,
    charset: "utf8",
    legalComments: "none",
  }).code;
}
