import { NodeKind, type XmlNode } from "../../tree/index.ts";
import type { LazyExpression } from "../../xpath/index.ts";
import type { SchemaReader, Scope } from "./reader.ts";
import type { MessagePart } from "./schema.ts";

/** Reads the words of an assertion, a diagnostic or a property, with the values and names in them. */
export function readMessage(node: XmlNode, reader: SchemaReader, scope: Scope): MessagePart[] {
  return [...node.children()].flatMap((child): MessagePart[] => {
    if (child.isText) return [{ kind: "text", text: child.text }];
    if (child.kind !== NodeKind.element) return [];
    if (child.local === "value-of" || child.local === "copy-of") {
      return valuePart("value", reader.expression(child, "select", scope), child);
    }
    if (child.local !== "name") return readMessage(child, reader, scope);
    if (child.get("path") === null) return [{ kind: "name", value: null, node: child }];
    return valuePart("name", reader.expression(child, "path", scope), child);
  });
}

/** A value that is no XPath has its finding; the message goes on without it. */
function valuePart(kind: "value" | "name", value: LazyExpression | null, node: XmlNode): MessagePart[] {
  return value === null ? [] : [{ kind, value, node }];
}
