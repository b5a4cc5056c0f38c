import type {
  EditionMetadata,
  Making,
  PackageDescription,
  PackedFolder,
  PackedStage,
  Tool,
  Validation,
} from "../../archive/index.ts";
import { texts } from "../../edition.ts";
import type { StageConfig } from "../configuration.ts";
import type { LoadedEdition } from "../read-edition.ts";
import { outputPlace, type Payload, portableStages, stageOutput } from "./payload.ts";

/** What a package is described from. */
export interface DescriptionInput {
  readonly metadata: EditionMetadata;
  readonly payload: Payload;
  readonly loaded: LoadedEdition;
  /** The paths of the outputs in the output folder. */
  readonly outputs: readonly string[];
  readonly validation: Validation;
  readonly tool: Tool;
}

/** Describes a package for its records: what is in it, and how each output was made from which input. */
export function describePackage(input: DescriptionInput): PackageDescription {
  const { metadata, payload, loaded, validation, tool } = input;
  const place = outputPlace(payload, input.outputs);
  const { files, edition } = loaded;
  return {
    metadata,
    tool,
    documents: files.sources.map(({ id, path }) => ({ id, path })),
    texts: texts(edition).map(({ id, path }) => ({ id, path })),
    portable: portableStages(payload).map(packedStage),
    stages: (files.config.stages ?? []).map(packedStage),
    folders: foldersOf(payload, input.outputs.map(place)),
    makings: makingsOf(input, place),
    validation,
  };
}

function packedStage({ name, stylesheet, output, parameters = {} }: StageConfig): PackedStage {
  return { name, stylesheet, output, parameters };
}

const ABOUT: Readonly<Record<string, string>> = {
  tei: "the sources: the documents and registers in TEI XML, and what they were made from",
  schemas: "the schemas that the documents keep to, with everything they include",
  site: "the edition as a site; open index.html in a browser",
  text: "the reading texts, plain, in UTF-8",
  index: "citations, quotations, speeches, people and works as JSON, CSV, BibTeX, RIS and JSON-LD",
  report: "what the checks found in the documents",
  xslt: "what the stylesheets of the edition made of the documents",
  epub: "the edition as a book for reading devices",
  outputs: "what was made from the sources: the site, the texts, the indexes, the report",
};

function foldersOf({ files, portable }: Payload, outputs: readonly string[]): PackedFolder[] {
  const roles = new Map<string, string>();
  for (const { path, role } of files) if (path.includes("/")) roles.set(path.split("/")[0]!, role);
  for (const path of outputs) roles.set(path.split("/")[0]!, "output");
  return [...roles]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, role]) => ({
      path,
      about:
        path === portable ? ABOUT_PORTABLE : (ABOUT[path] ?? OTHERS[role] ?? "further files of the edition"),
    }));
}

const ABOUT_PORTABLE =
  "portable stylesheets (XSLT 3.0), by which the reading texts and plain pages can be made again";

const OTHERS: Readonly<Record<string, string>> = {
  stylesheet: "stylesheets of the edition's own (XSLT)",
  schema: "schemas",
  configuration: "what the configuration takes in",
  output: "what was made from the sources",
};

/** One making for the outputs of each text, one for those of all documents together, one for each stage. */
function makingsOf(
  { payload, loaded, outputs }: DescriptionInput,
  place: (path: string) => string,
): Making[] {
  const { edition, files } = loaded;
  const shared = payload.files
    .filter(({ role }) => role === "schema" || role === "configuration")
    .map(({ path }) => path);
  const sources = files.sources.map(({ path }) => path);
  const read = texts(edition);
  const readPaths = new Set(read.map(({ path }) => path));
  const registers = sources.filter((path) => !readPaths.has(path));
  const left = new Set(outputs);
  const take = (path: string): string[] => (left.delete(path) ? [place(path)] : []);
  const makings: Making[] = [];
  for (const [at, { id, path }] of read.entries()) {
    const own = [`text/${id}.txt`, `site/texts/${id}.html`, `site/tei/${id}.xml`].flatMap(take);
    makings.push({
      id: `make-text-${at + 1}`,
      name: `Reading text and page of ${id}`,
      inputs: [path, ...registers, ...shared],
      outputs: own,
    });
    for (const [number, stage] of (files.config.stages ?? []).entries()) {
      const made = take(stageOutput(stage, id));
      const inputs = [path, stage.stylesheet];
      makings.push({
        id: `make-stage-${at + 1}-${number + 1}`,
        name: `${stage.name} of ${id}`,
        inputs,
        outputs: made,
      });
    }
  }
  const parts = new Map<string, string[]>();
  for (const path of left) {
    const part = path.split("/")[0]!;
    if (!parts.has(part)) parts.set(part, []);
    parts.get(part)!.push(place(path));
  }
  for (const [part, made] of [...parts].sort(([one], [other]) => (one < other ? -1 : 1)))
    makings.push({
      id: `make-${part}`,
      name: `${part}/ of the edition`,
      inputs: [...sources, ...shared],
      outputs: made,
    });
  return makings.filter((making) => making.outputs.length > 0);
}
