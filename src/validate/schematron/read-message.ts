import { NodeKind, type XmlNode } from "../../tree/index.ts";
import type { SchemaReader, Scope } from "./reader.ts";
import type { MessagePart } from "./schema.ts";
import type { Written } from "./written-schema.ts";

/** Reads the words of an assertion, a diagnostic or a property, with the values and names in them. */
export function readMessage(node: XmlNode, reader: SchemaReader, scope: Scope): MessagePart<Written>[] {
  return [...node.children()].flatMap((child): MessagePart<Written>[] => {
    if (child.isText) return [{ kind: "text", text: child.text }];
    if (child.kind !== NodeKind.element) return [];
    if (child.local === "value-of" || child.local === "copy-of") {
      return valuePart("value", child, "select");
    }
    if (child.local !== "name") return readMessage(child, reader, scope);
    if (child.get("path") === null) return [{ kind: "name", value: null, at: reader.place(child) }];
    return valuePart("name", child, "path");
  });
  /** A value that is no XPath has its finding; the message goes on without it. */
  function valuePart(kind: "value" | "name", at: XmlNode, attribute: string): MessagePart<Written>[] {
    const value = reader.expression(at, attribute, scope);
    return value === null ? [] : [{ kind, value, at: reader.place(at) }];
  }
}
