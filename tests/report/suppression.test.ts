import { describe, expect, it } from "vitest";
import { readString } from "../../src/read/index.ts";
import {
  CHECKS,
  catalogue,
  type DocumentCheck,
  type Finding,
  suppress,
  suppressionsIn,
} from "../../src/report/index.ts";

/** Finds fault with every `<x/>` and with every `@y`, and says on which lines it is still told after suppression. */
function left(body: string, checks: readonly DocumentCheck[] = CHECKS): string[] {
  const { tree } = readString(body, { path: "a.xml" });
  const faults: Finding[] = [];
  for (const node of tree!.document.descendantElements()) {
    if (node.local === "x") faults.push(catalogue.targetMissing(node, missing("x")));
    const attribute = node.maybeAttribute("y");
    if (attribute !== null) faults.push(catalogue.targetMissing(attribute, missing("y")));
  }
  return suppress(faults, suppressionsIn(tree!), checks).map(({ line, code }) => `${line} ${code}`);
}

function missing(pointer: string): {
  pointer: string;
  attribute: string;
  document: null;
  nearest: null;
  further: 0;
  isAlike: false;
} {
  return { pointer, attribute: "a", document: null, nearest: null, further: 0, isAlike: false };
}

const HERE = "<?colophon-ignore links/target-missing known?>";
const MISSING = "links/target-missing";

describe("a suppression", () => {
  const leaves = (title: string, body: string, ...lines: string[]) =>
    it(title, () => expect(left(body)).toEqual(lines));

  leaves("counts for the element behind it", `<a><b/>${HERE}<x/>\n<x/></a>`, `2 ${MISSING}`);
  leaves("counts for all that is in that", `<a><b/>${HERE}<c y=""><d><x/></d></c>\n<x/></a>`, `2 ${MISSING}`);
  leaves("counts over white space and comments", `<a><b/>${HERE}\n <!-- c -->\n<x/></a>`);
  leaves(
    "counts, first in an element, for its own tag too",
    `<a><c y="">\n${HERE}<x/>\n<x/></c></a>`,
    `3 ${MISSING}`,
  );
  leaves("does not, behind text, count for the tag", `<a><c y="">t\n${HERE}<x/></c></a>`, `1 ${MISSING}`);
  leaves(
    "counts, with no element behind it, for the rest",
    `<a>\n<x/>\n<b>t ${HERE} u</b></a>`,
    `2 ${MISSING}`,
    "3 links/suppression-unused",
  );
  leaves("counts, before the outermost element, for the document", `${HERE}<a y=""><x/></a>`);
  leaves(
    "counts beside others of its kind",
    `<a><b/>${HERE}<?colophon-ignore links/wrong-kind no?><x/></a>`,
    "1 links/suppression-unused",
  );
  leaves("may name a group of codes", "<a><b/><?colophon-ignore links/* all?><x/></a>");
  leaves("may name a check", "<a><b/><?colophon-ignore links all?><x/></a>");
  leaves("is told when it suppresses nothing", `<a>\n${HERE}\n<b/></a>`, "2 links/suppression-unused");
  leaves(
    "is told when it names no code",
    "<a><?colophon-ignore?><b/></a>",
    "1 wellformed/suppression-unknown",
  );

  it("has the code that was meant", () => {
    const { tree } = readString("<a><?colophon-ignore links/target-mising x?></a>", { path: "a.xml" });
    expect(suppress([], suppressionsIn(tree!), CHECKS)[0]?.help).toBe("Did you mean “links/target-missing”?");
  });

  it("is not told to be idle where its check was not run", () => {
    expect(left(`<a>${HERE}<b/></a>`, ["wellformed", "schema"])).toEqual([]);
  });
});
