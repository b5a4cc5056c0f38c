import { readFileSync } from "node:fs";
import { RelaxNGValidator, XmlDocument } from "libxml2-wasm";

/** Validates a document with libxml2-wasm, which can keep no compiled schema: `libxml2.mjs SCHEMA.rng DOCUMENT`. */
const [schema, path] = process.argv.slice(2);
const validator = RelaxNGValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(schema), { url: schema }));
try {
  validator.validate(XmlDocument.fromBuffer(readFileSync(path)));
  console.log("valid");
} catch (error) {
  console.log(String(error).split("\n")[0]);
}
