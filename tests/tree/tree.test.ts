import { describe, expect, it } from "vitest";
import {
  Cursor,
  LineTable,
  NameMarks,
  NameTable,
  NodeKind,
  TEI_NAMESPACE,
  type XmlNode,
} from "../../src/tree/index.ts";
import { tree } from "./documents.ts";

const SOURCE = `<TEI xmlns="${TEI_NAMESPACE}" xml:lang="de"><text><p n="1" xml:id="p1">a<hi>b</hi>c</p><!--x--><p xml:lang="en"><lb/>d</p></text></TEI>`;

function locals(nodes: Iterable<XmlNode>): string[] {
  return [...nodes].map((node) => (node.isElement ? node.local : node.isText ? `"${node.text}"` : "-"));
}

describe("a tree", () => {
  it("has the columns that its description shows", () => {
    const { columns } = tree('<p n="1">a<b/></p>');
    expect([...columns.kind]).toEqual([0, 1, 2, 1]);
    expect([...columns.parent]).toEqual([-1, 0, 1, 1]);
    expect([...columns.next]).toEqual([-1, -1, 3, -1]);
    expect([...columns.previous]).toEqual([-1, -1, -1, 2]);
    expect([...columns.start]).toEqual([0, 0, 9, 10]);
    expect([...columns.tagEnd]).toEqual([0, 9, 9, 14]);
    expect([...columns.end]).toEqual([18, 18, 10, 14]);
    expect([...columns.firstAttribute]).toEqual([0, 0, 1, 1, 1]);
  });

  it("has one outermost element, and no node beyond its last", () => {
    const one = tree("<!-- a --><p/>");
    expect(one.root.local).toBe("p");
    expect(one.size).toBe(3);
    expect(() => one.node(3)).toThrow(RangeError);
    expect(() => one.node(-1)).toThrow(RangeError);
  });
});

describe("a node", () => {
  const { root } = tree(SOURCE);
  const text = root.element("text");
  const [first, comment, second] = [...text.children()] as [XmlNode, XmlNode, XmlNode];

  it("has children, siblings and a parent", () => {
    expect(locals(text.children())).toEqual(["p", "-", "p"]);
    expect(text.firstChild).toBe(first);
    expect(text.lastChild).toBe(second);
    expect(first.nextSibling).toBe(comment);
    expect(second.previousSibling).toBe(comment);
    expect(second.nextSibling).toBeNull();
    expect(first.parent).toBe(text);
    expect(second.element("lb").firstChild).toBeNull();
    expect(root.parent?.kind).toBe(NodeKind.document);
    expect(root.parent?.parent).toBeNull();
  });

  it("has descendants in document order, and ancestors from the nearest", () => {
    expect(locals(first.descendants())).toEqual(['"a"', "hi", '"b"', '"c"']);
    expect(locals(root.descendantElements("p", "lb"))).toEqual(["p", "p", "lb"]);
    expect(locals(first.element("hi").ancestors())).toEqual(["p", "text", "TEI"]);
    expect(first.element("hi").maybeAncestor("TEI", "text")?.local).toBe("text");
    expect(first.contains(first.element("hi"))).toBe(true);
    expect(first.contains(second)).toBe(false);
    expect(first.contains(first)).toBe(false);
  });

  it("has text: its own and that of what is below, but no comment's", () => {
    expect(first.text).toBe("abc");
    expect(text.text).toBe("abcd");
    expect(comment.text).toBe("x");
  });

  it("has attributes, namespace declarations apart", () => {
    expect([...root.attributes()].map(({ name }) => name.qualified)).toEqual(["xml:lang"]);
    expect([...root.attributesAndNamespaces()].map(({ name }) => name.qualified)).toEqual([
      "xmlns",
      "xml:lang",
    ]);
    expect(root.get("xmlns")).toBeNull();
    expect(first.get("n")).toBe("1");
    expect(first.get("xml:id")).toBe("p1");
    expect(first.get("id")).toBeNull();
    expect(first.maybeAttribute("n")?.owner).toBe(first);
    expect(first.maybeAttribute("n")).toBe([...first.attributes()][0]);
  });

  it("has a language and namespaces from those above it", () => {
    expect(first.element("hi").language).toBe("de");
    expect(second.element("lb").language).toBe("en");
    expect(first.namespaceOf("")).toBe(TEI_NAMESPACE);
    expect(first.namespaceOf("xml")).toBe("http://www.w3.org/XML/1998/namespace");
    expect(first.namespaceOf("x")).toBeNull();
    expect(first.isTei("p", "ab")).toBe(true);
    expect(first.isTei("ab")).toBe(false);
  });

  it("has a path that counts siblings of its name where there are several", () => {
    expect(first.path).toBe("/TEI/text/p[1]");
    expect(first.element("hi").firstChild!.path).toBe("/TEI/text/p[1]/hi");
    expect(second.element("lb").path).toBe("/TEI/text/p[2]/lb");
    expect(root.path).toBe("/TEI");
    expect(root.parent!.path).toBe("/");
  });

  it("is found, or not, by two names", () => {
    expect(text.maybeElement("ab")).toBeNull();
    expect(() => text.element("ab")).toThrow("<text> holds no <ab>");
  });
});

describe("a cursor", () => {
  it("goes down, along and up, and says where it cannot", () => {
    const cursor = new Cursor(tree("<a><b/>x</a>"));
    expect([cursor.enter(), cursor.enter(), cursor.enter()]).toEqual([true, true, false]);
    expect(cursor.tree.names.get(cursor.name).local).toBe("b");
    expect([cursor.nextSibling(), cursor.kind, cursor.nextSibling()]).toEqual([true, NodeKind.text, false]);
    expect([cursor.leave(), cursor.leave(), cursor.leave(), cursor.row]).toEqual([true, true, false, 0]);
  });
});

describe("a table of lines", () => {
  const lines = new LineTable("ab\nc\r\nd\re");

  it("gives line and column of an offset, and back", () => {
    expect([0, 2, 3, 5, 6, 8, 9, 99].map((at) => Object.values(lines.position(at)).join(":"))).toEqual([
      "1:1",
      "1:3",
      "2:1",
      "2:3",
      "3:1",
      "4:1",
      "4:2",
      "4:2",
    ]);
    expect([lines.offset(1, 1), lines.offset(3, 1), lines.offset(4, 1)]).toEqual([0, 6, 8]);
    expect(() => lines.offset(5, 1)).toThrow(RangeError);
  });

  it("gives lines without their ends", () => {
    expect([1, 2, 3, 4, 5].map((line) => lines.text(line))).toEqual(["ab", "c", "d", "e", ""]);
    expect(lines.count).toBe(4);
  });
});

describe("a table of names", () => {
  it("holds each name once, told apart by prefix, local name and namespace", () => {
    const names = new NameTable();
    const ids = [
      names.intern("", "p", "u"),
      names.intern("t", "p", "u"),
      names.intern("", "p", ""),
      names.intern("", "p", "u"),
    ];
    expect(ids).toEqual([0, 1, 2, 0]);
    expect(names.get(1)).toEqual({ id: 1, prefix: "t", local: "p", uri: "u", qualified: "t:p" });
    expect(names.size).toBe(3);
    expect(() => names.get(3)).toThrow(RangeError);
  });
});

describe("marks of names", () => {
  const marks = new NameMarks(({ local, uri }) => (local === "lb" && uri === TEI_NAMESPACE ? 1 : 0));

  it("are worked out for each document, by its own numbers", () => {
    for (const source of [SOURCE, `<lb xmlns="${TEI_NAMESPACE}"/>`, '<p><lb xmlns="urn:x"/></p>']) {
      const { names, columns, root, size } = tree(source);
      const found = Array.from({ length: size }, (_, row) => row).filter(
        (row) => columns.kind[row] === NodeKind.element && marks.in(names)[columns.name[row]!] === 1,
      );
      const said = [root, ...root.descendantElements()].filter((node) => node.isTei("lb"));
      expect(found).toEqual(said.map(({ row }) => row));
      expect(marks.in(names)).toBe(marks.in(names));
    }
  });

  it("know names that were added since", () => {
    const names = new NameTable();
    names.intern("", "p", TEI_NAMESPACE);
    expect([...marks.in(names)]).toEqual([0]);
    names.intern("", "lb", TEI_NAMESPACE);
    expect([...marks.in(names)]).toEqual([0, 1]);
  });
});
