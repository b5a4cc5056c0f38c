import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Validates a document with salve-annos and saxes, as the readme of salve says it is done: `salve.mjs PEERS GRAMMAR.json
 * DOCUMENT`, after `salve.mjs PEERS SCHEMA.rng GRAMMAR.json` has converted the schema. PEERS is a folder in which
 * `npm install salve-annos saxes xregexp@4` was run.
 */
const [peers, from, to] = process.argv.slice(2);
const load = createRequire(join(peers, "peers.js"));
const salve = load("salve-annos");

if (from.endsWith(".rng")) {
  const { simplified } = await salve.convertRNGToPattern(new URL(pathToFileURL(from)), {});
  writeFileSync(to, salve.writeTreeToJSON(simplified, 3));
} else {
  console.log(validate(salve.readTreeFromJSON(readFileSync(from, "utf8")), readFileSync(to, "utf8")));
}

/** Counts the errors. */
function validate(grammar, text) {
  const { SaxesParser } = load("saxes");
  const resolver = new salve.DefaultNameResolver();
  const walker = grammar.newWalker(resolver);
  const parser = new SaxesParser({ xmlns: true });
  let errors = 0;
  let pending = "";
  const fire = (name, params) => {
    const result = walker.fireEvent(name, params);
    if (result) errors += result.length;
  };
  const flush = () => {
    if (pending !== "") fire("text", [pending]);
    pending = "";
  };
  parser.on("opentag", ({ uri, local, ns, attributes }) => {
    flush();
    resolver.enterContext();
    for (const [prefix, name] of Object.entries(ns)) resolver.definePrefix(prefix, name);
    fire("enterStartTag", [uri, local]);
    for (const attribute of Object.values(attributes)) {
      if (attribute.uri === "http://www.w3.org/2000/xmlns/") continue;
      fire("attributeName", [attribute.uri, attribute.local]);
      fire("attributeValue", [attribute.value]);
    }
    fire("leaveStartTag", []);
  });
  parser.on("closetag", ({ uri, local }) => {
    flush();
    fire("endTag", [uri, local]);
    resolver.leaveContext();
  });
  parser.on("text", (more) => {
    pending += more;
  });
  parser.write(text).close();
  const end = walker.end();
  return errors + (end ? end.length : 0);
}
