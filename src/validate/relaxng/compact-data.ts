import type { DatatypeParameter } from "../datatypes/datatype.ts";
import { readAnnotations } from "./compact-annotation.ts";
import type { CompactCursor } from "./compact-cursor.ts";

/** Reads the name of a datatype: `string`, `token`, or one of a library by its prefix; null after noting an unknown prefix. */
export function readTypeName(cursor: CompactCursor): { library: string; name: string } | null {
  const token = cursor.next();
  const colon = token.text.indexOf(":");
  if (colon === -1) return { library: "", name: token.text };
  const prefix = token.text.slice(0, colon);
  const library = cursor.libraries.get(prefix);
  if (library !== undefined) return { library, name: token.text.slice(colon + 1) };
  cursor.noteUnbound(prefix, token, cursor.libraries.keys());
  return null;
}

/** Reads the parameters of a datatype, if there are any. */
export function readParameters(cursor: CompactCursor): DatatypeParameter[] {
  const parameters: DatatypeParameter[] = [];
  if (cursor.maybe("{") === null) return parameters;
  while (cursor.maybe("}") === null) {
    readAnnotations(cursor);
    const name = cursor.name("a parameter, or “}”").text;
    cursor.take("=");
    parameters.push({ name, value: cursor.literal("the value of the parameter, in quotation marks").text });
  }
  return parameters;
}
