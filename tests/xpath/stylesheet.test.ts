import { afterAll, describe, expect, it } from "vitest";
import {
  compileStylesheet,
  openStylesheetEngine,
  StylesheetError,
  type StylesheetRun,
  transform,
} from "../../src/xpath/index.ts";

const FILES: Readonly<Record<string, string>> = {
  "/edition/inc.xsl": sheet(`<xsl:template match="b">B:{doc('register.xml')//name}</xsl:template>`),
  "/edition/register.xml": "<r><name>from the register</name></r>",
  "/edition/broken.xsl": sheet(`<xsl:template match="b">\n<xsl:wrong/></xsl:template>`),
  "/edition/failing.xsl": sheet(`\n<xsl:template match="b">{1 idiv count(@none)}</xsl:template>`),
};

const engine = openStylesheetEngine({
  resolve: (uri) => FILES[new URL(uri).pathname] ?? null,
  timeout: 60_000,
});
afterAll(() => engine.close());

function sheet(content: string): string {
  return `<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ixsl="http://saxonica.com/ns/interactiveXSLT" exclude-result-prefixes="#all">${content}</xsl:stylesheet>`;
}

const compile = (content: string) => engine.compile({ path: "/edition/main.xsl", text: sheet(content) });

async function run(content: string, rest: Partial<StylesheetRun> = {}, text = "<a>é<b/></a>") {
  return await engine.transform({
    stylesheet: await compile(content),
    document: { path: "/edition/tei/a.xml", text },
    ...rest,
  });
}

/** Compiles what several tests use; it takes a second. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function failure(task: Promise<unknown>): Promise<StylesheetError> {
  const error = await task.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StylesheetError);
  return error as StylesheetError;
}

const ROOT = (content: string) =>
  `<xsl:output method="text"/><xsl:template match="/">${content}</xsl:template>`;

describe("a stylesheet", () => {
  it("makes a principal result of a document", async () => {
    const { principal, messages } = await run(ROOT("{/a} has {count(//*)}"));
    expect(principal).toBe("é has 2");
    expect(messages).toEqual([]);
  });

  it("is data that can be kept and used by another engine", async () => {
    const stylesheet = JSON.parse(JSON.stringify(await compile(ROOT("{name(*)}"))));
    const result = await transform({ stylesheet, document: { path: "x.xml", text: "<kept/>" } });
    expect(result.principal).toBe("kept");
  });

  it("compiles and runs by calls of its own as well", async () => {
    const stylesheet = await compileStylesheet({ path: "/edition/main.xsl", text: sheet(ROOT("{name(*)}")) });
    const result = await transform({ stylesheet, document: { path: "x.xml", text: "<alone/>" } });
    expect(result.principal).toBe("alone");
  });

  it("reads its modules and documents through the resolver alone", async () => {
    const content = `<xsl:include href="inc.xsl"/>${ROOT("<xsl:apply-templates select='//b'/>")}`;
    expect((await compile(content)).modules).toEqual(["file:///edition/inc.xsl"]);
    expect((await run(content)).principal).toBe("B:from the register");
  });

  it("takes its document's address as the place that relative addresses start from", async () => {
    expect(
      (await run(ROOT("{base-uri(.)} {doc(resolve-uri('../register.xml', base-uri(.)))//name}"))).principal,
    ).toBe("file:///edition/tei/a.xml from the register");
  });

  it("takes parameters as the types it declares", async () => {
    const content = `<xsl:param name="n" as="xs:integer" select="1"/><xsl:param name="b" as="xs:boolean" select="false()"/>
      <xsl:param name="Q" xmlns:Q="urn:q" select="'-'"/>${ROOT("{$n + 1} {not($b)} {$Q}")}`;
    expect((await run(content, { parameters: { n: "41", b: "true", Q: "q" } })).principal).toBe("42 false q");
  });

  it("can start with a template by its name, without a document", async () => {
    const stylesheet = await compile(
      `<xsl:output method="text"/><xsl:template name="main">started</xsl:template>`,
    );
    expect((await engine.transform({ stylesheet, initialTemplate: "main" })).principal).toBe("started");
  });

  it("says what it has to say", async () => {
    const content = ROOT(
      "<xsl:message>one &lt; <xsl:value-of select='2'/></xsl:message><xsl:message><b>x</b></xsl:message>",
    );
    expect((await run(content)).messages).toEqual(["one < 2", "<b>x</b>"]);
  });

  it("writes XML with its declaration, and HTML as HTML", async () => {
    const match = (method: string) =>
      `<xsl:output method="${method}"/><xsl:template match="/"><p><br/></p></xsl:template>`;
    expect((await run(match("xml"))).principal).toBe('<?xml version="1.0" encoding="UTF-8"?><p><br/></p>');
    expect((await run(match("html"))).principal).toBe("<p><br></p>");
  });
});

describe("further results", () => {
  const to = (name: string, href: string) =>
    `<xsl:template name="${name}">p<xsl:result-document href="${href}">second</xsl:result-document></xsl:template>`;
  const outside = ["../x", "file:///etc/x", "http://example.org/x", "a/../../x", "a/%2e%2e/%2E%2E/x"];
  const results = once(() =>
    compile(
      `<xsl:output method="text"/>${to("inside", "notes/ä b.txt")}${to("percent", "100%.txt")}${outside.map((href, at) => to(`t${at}`, href)).join("")}`,
    ),
  );

  it("have paths from the output folder", async () => {
    const result = await engine.transform({ stylesheet: await results(), initialTemplate: "inside" });
    expect(result.principal).toBe("p");
    expect([...result.resultDocuments]).toEqual([["notes/ä b.txt", "second"]]);
  });

  it("may have a percent sign in their path", async () => {
    const result = await engine.transform({ stylesheet: await results(), initialTemplate: "percent" });
    expect([...result.resultDocuments]).toEqual([["100%.txt", "second"]]);
  });

  it("start from the principal result's path", async () => {
    const task = { stylesheet: await results(), initialTemplate: "inside", baseOutput: "xslt/a.txt" };
    expect([...(await engine.transform(task)).resultDocuments.keys()]).toEqual(["xslt/notes/ä b.txt"]);
  });

  it.each(outside)("are refused outside of it: %s", async (href) => {
    const initialTemplate = `t${outside.indexOf(href)}`;
    const error = await failure(engine.transform({ stylesheet: await results(), initialTemplate }));
    expect(error.message).toMatch(/not in the output folder/u);
  });
});

describe("a fault", () => {
  it("in the XML has its line", async () => {
    const error = await failure(engine.compile({ path: "my/main.xsl", text: "<a>\n<b></a>" }));
    expect(error).toMatchObject({ path: "my/main.xsl", line: 2 });
  });

  it("of XSLT has its code, path and line", async () => {
    const error = await failure(compile(`<xsl:template match="/">\n\n<xsl:foo/></xsl:template>`));
    expect(error).toMatchObject({ code: "XTSE0010", path: "/edition/main.xsl", line: 4 });
    expect(error.message).toBe("xsl:foo is not a known XSLT element");
  });

  it("of XPath has its line", async () => {
    const error = await failure(
      compile(`<xsl:template match="/">\n<xsl:sequence select="nothing(1)"/></xsl:template>`),
    );
    expect(error).toMatchObject({ code: "XPST0017", path: "/edition/main.xsl", line: 3 });
    expect(error.message).toMatch(/^\{nothing\(1\)\}: Unknown function/u);
  });

  it("in a module names the module", async () => {
    const error = await failure(compile(`<xsl:include href="broken.xsl"/>`));
    expect(error).toMatchObject({ code: "XTSE0010", path: "/edition/broken.xsl", line: 3 });
  });

  it("of a run has its line", async () => {
    const error = await failure(
      run(`<xsl:include href="failing.xsl"/>${ROOT("<xsl:apply-templates select='//b'/>")}`),
    );
    expect(error).toMatchObject({ code: "FOAR0001", path: "/edition/failing.xsl", line: 3 });
  });

  it("that the stylesheet declares itself gives its words", async () => {
    const error = await failure(
      run(ROOT(`<xsl:message>first</xsl:message><xsl:message terminate="yes">No title</xsl:message>`)),
    );
    expect(error.messages).toEqual(["first", "No title"]);
    expect(error.code).toBe("XTMM9000");
  });

  it("of endless recursion is told, and the engine works on", async () => {
    const content = `<xsl:template name="t"><x><xsl:call-template name="t"/></x></xsl:template>${ROOT("<xsl:call-template name='t'/>")}`;
    expect((await failure(run(content))).message).toMatch(/deeper than the stack/u);
    expect((await run(ROOT("on"))).principal).toBe("on");
  });

  it("of endless work ends after its time, and the engine works on", async () => {
    // Long enough for a run that ends, on a machine that has much else to do.
    const hasty = openStylesheetEngine({ timeout: 10_000 });
    const short = await compile(ROOT("on"));
    const document = { path: "a.xml", text: "<a/>" };
    const stylesheet = await compile(ROOT("{count((1 to 100000)[. = (1 to 100000)[. mod 7 = 8]])}"));
    const error = await failure(hasty.transform({ stylesheet, document }));
    expect(error.message).toBe("The stylesheet was stopped after 10 seconds");
    expect((await hasty.transform({ stylesheet: short, document })).principal).toContain("on");
    await hasty.close();
  });
});

describe("a stylesheet has no way out", () => {
  const ways = {
    "to a file": "unparsed-text('/etc/passwd')",
    "to a document": "doc('/etc/xml/catalog')",
    "to the network": "doc('http://example.org/')",
    "to JavaScript": "ixsl:eval('typeof process')",
    "to JavaScript by a function's name":
      "function-lookup(QName('http://saxonica.com/ns/interactiveXSLT','eval'),1)('1')",
    "to JavaScript by a constructor":
      "ixsl:call(ixsl:get('a', 'concat.constructor'), 'call', [(), 'return 1'])",
    "to modules by the process":
      "ixsl:call(ixsl:get(ixsl:window(), 'process'), 'getBuiltinModule', ['node:fs'])",
  };
  const titles = Object.keys(ways);
  const sheets = once(() =>
    compile(
      Object.values(ways)
        .map((way, at) => `<xsl:template name="t${at}"><xsl:value-of select="${way}"/></xsl:template>`)
        .join(""),
    ),
  );

  it.each(titles)("%s", async (title) => {
    const initialTemplate = `t${titles.indexOf(title)}`;
    const error = await failure(engine.transform({ stylesheet: await sheets(), initialTemplate }));
    expect(error.message).toMatch(
      /not there, or may not be read|is not fetched, as nothing is|may neither write|null or undefined|not allowed|Failed to call/u,
    );
  });
});

describe("a collection", () => {
  const DOCUMENTS: Readonly<Record<string, string>> = {
    "/edition/tei/a.xml": "<t>A</t>",
    "/edition/tei/b.xml": "<t>B</t>",
    "/edition/tei/b.txt": "no document",
    "/edition/tei/more/c.xml": "<t>C</t>",
    "/edition/bad/broken.xml": "<t>",
    "/edition/bad/whole.xml": "<t>whole</t>",
    "/edition/some.xml": '<collection><doc href="tei/b.xml"/><doc href="tei/a.xml"/></collection>',
  };
  const collections = openStylesheetEngine({
    resolve: (uri) => DOCUMENTS[new URL(uri).pathname] ?? null,
    list: (uri, isDeep) => {
      const folder = new URL(uri).pathname.replace(/\/$/u, "");
      const below = Object.keys(DOCUMENTS).filter((path) => path.startsWith(`${folder}/`));
      const found = below.filter((path) => isDeep || !path.slice(folder.length + 1).includes("/"));
      return below.length === 0 ? null : found.map((path) => `file://${path}`);
    },
  });
  afterAll(() => collections.close());
  const texts = once(() =>
    collections.compile({
      path: "/edition/main.xsl",
      text: sheet(`<xsl:param name="of"/>${ROOT("<xsl:value-of select='collection($of) ! string()'/>")}`),
    }),
  );
  const of = async (address: string) =>
    await collections.transform({
      stylesheet: await texts(),
      document: { path: "/edition/tei/a.xml", text: "<t/>" },
      parameters: { of: address },
    });

  it.each([
    ["tei?select=*.xml", "A B"],
    ["tei/?select=[b-z].xml", "B"],
    ["tei/", "A B"],
    ["./tei?recurse=yes;select=*.xml", "A B C"],
    ["tei?match=.%5C.xml&recurse=yes", "A B C"],
    ["tei/?select=b?.xml", "B"],
    ["tei/?match=(?=a).*", "A"],
    ["some.xml", "B A"],
    ["bad?on-error=ignore", "whole"],
  ])("is the documents of a folder, or those that a file lists: %s", async (address, words) => {
    expect((await of(address)).principal).toBe(words);
  });

  it("says which document it leaves out, or fails, as it is asked to", async () => {
    const { principal, messages } = await of("bad?on-error=warning");
    expect(principal).toBe("whole");
    expect(messages.join()).toMatch(/^Left out of a collection: file:\/\/\/edition\/bad\/broken\.xml/u);
    expect((await failure(of("bad"))).message).toMatch(/broken\.xml/u);
    expect((await failure(of("nowhere?select=*.xml"))).message).toMatch(/no folder \S+nowhere/u);
  });
});

describe("an address on the web", () => {
  it("is not fetched, and the message says what to do", async () => {
    const far = "https://example.org/far.xml";
    const module = await failure(compile('\n<xsl:import href="https://example.org/far.xsl"/>'));
    expect(module.message).toBe(
      "https://example.org/far.xsl is not fetched, as nothing is: keep a copy of it in the project and name that",
    );
    const document = await failure(run(ROOT(`{doc('${far}')}`)));
    expect(document.message).toBe(
      "https://example.org/far.xml is not fetched, as nothing is: keep a copy of it in the project and name that",
    );
  });
});
