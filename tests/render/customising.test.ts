import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ColophonConfig, loadConfiguration } from "../../src/build/configuration.ts";
import { readModelSource } from "../../src/odd/index.ts";
import {
  type CompiledModels,
  compileModels,
  DEFAULT_ODD,
  plainContext,
  renderText,
  writeHtml,
} from "../../src/render/index.ts";
import { renderElement } from "../../src/render/render.ts";
import { documentWith, tree } from "./sample.ts";

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

interface Example {
  readonly title: string;
  readonly odd: string;
  readonly config: string | null;
  readonly text: string;
  readonly html: string;
  readonly plain: string | null;
  readonly css: string | null;
}

/** The examples of a page, in order: each begins with an ODD or a configuration and ends before the next one. */
function examples(name: string): readonly Example[] {
  const found: Example[] = [];
  for (const section of page(name).split(/^## /mu).slice(1)) {
    let next: Partial<Record<string, string>> = {};
    for (const [, kind, code] of section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gmu)) {
      const isSpec = /^<(?:element|class)Spec/u.test(code!);
      if ((isSpec || kind === "ts") && next.html !== undefined) {
        found.push(exampleOf(section, next));
        next = {};
      }
      next[isSpec ? "odd" : kind!] = code!.trim();
    }
    if (next.odd !== undefined || next.ts !== undefined) found.push(exampleOf(section, next));
  }
  return found;
}

function exampleOf(section: string, parts: Partial<Record<string, string>>): Example {
  const { odd, ts = null, xml, html, text = null, css = null } = parts;
  if (odd === undefined || xml === undefined || html === undefined)
    throw new Error(`An example lacks a part: ${section}`);
  const title = `${section.split("\n")[0]}: ${/ident="(\w+)"/u.exec(odd)?.[1]}`;
  return { title, odd, config: ts, text: xml, html, plain: text, css };
}

async function configOf(config: string | null): Promise<ColophonConfig> {
  if (config === null) return {};
  const folder = mkdtempSync(join(tmpdir(), "colophon-behaviours-"));
  try {
    writeFileSync(join(folder, "colophon.config.ts"), config);
    return await loadConfiguration(join(folder, "colophon.config.ts"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function modelsOf({ odd, config }: Example): Promise<CompiledModels> {
  const edition = tree(`<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="edition">${odd}</schemaSpec>`);
  const defaults = readModelSource(tree(readFileSync(DEFAULT_ODD, "utf8"), "default.odd"));
  const { behaviours, functions } = await configOf(config);
  return compileModels(defaults, readModelSource(edition), behaviours, functions);
}

describe.each([
  ["customising.md", 8],
  ["moving.md", 2],
])("docs/%s", (name, count) => {
  const all = examples(name);

  it("has an example of each way", () => expect(all.length).toBe(count));

  it.each(all.map((example) => [example.title, example] as const))("is true: %s", async (_title, example) => {
    const models = await modelsOf(example);
    const document = documentWith(example.text);
    const passage = document.root.element("text").element("body").maybeElement()!;
    expect(models.problems).toEqual([]);
    expect(writeHtml(renderElement(passage, models, plainContext())).trim()).toBe(example.html);
    if (example.plain !== null)
      expect(renderText(document, models, plainContext()).trim()).toBe(example.plain);
    if (example.css !== null) expect(models.css.trim()).toBe(example.css);
  });
});
