export { Cursor } from "./cursor.ts";
export { applyEdits, type Edit } from "./edit.ts";
export { LineTable, type Position } from "./line-table.ts";
export { lookUp } from "./look-up.ts";
export { type Name, NameMarks, NameTable, TEI_NAMESPACE, XML_NAMESPACE, XMLNS_NAMESPACE } from "./name.ts";
export { XmlAttribute, XmlNode } from "./node.ts";
export { once } from "./once.ts";
export { onceForEach, onceForNode, onceForTree } from "./once-for.ts";
export type { TreePart } from "./part.ts";
export { folderOf, normalPath, relativePath } from "./path.ts";
export { isPieceOfText } from "./piece-of-text.ts";
export { encodeText, serialize, serializeBytes, serializeNode } from "./serialize.ts";
export {
  type Doctype,
  type Encoding,
  type Instruction,
  NONE,
  NodeKind,
  type Notation,
  Tree,
  type TreeColumns,
  type TreeParts,
} from "./tree.ts";
