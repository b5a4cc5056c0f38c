import { coverEdition, type ElementExplanation, explainPassage, type ModelCoverage } from "../build/index.ts";
import { type Command, type CommonOptions, command, group } from "./command.ts";
import { type Finish, openTerminal } from "./terminal.ts";

interface OddOptions extends CommonOptions {
  readonly json?: boolean;
  readonly defaults?: boolean;
}

/** `colophon odd`: what the processing models of an edition do. */
export function oddCommand(finish: Finish): Command {
  return group("odd", "say what the processing models of an edition do")
    .addCommand(coverageCommand(finish))
    .addCommand(explainCommand(finish));
}

function coverageCommand(finish: Finish): Command {
  return command("coverage", "models that never fire, elements without one, expressions that fail", [
    "colophon odd coverage",
    "colophon odd coverage tei/letters --defaults",
    "colophon odd coverage --json | jq '.models[] | select(.fired == 0)'",
  ])
    .argument("[path...]", "documents or folders; all of the edition in this folder when absent")
    .option("--json", "the whole table as JSON")
    .option("--defaults", "tell of the models that come with the program as well")
    .action(async (paths: string[], options: OddOptions) => {
      const all = await coverEdition(paths, editionOptions(options));
      const coverage = options.defaults === true ? all : withoutDefaults(all);
      const terminal = openTerminal(options.quiet ?? false);
      if (options.json === true || options.format === "json") terminal.data(json(coverage));
      else terminal.out(coverageText(coverage));
      finish(0);
    });
}

function explainCommand(finish: Finish): Command {
  return command("explain", "say which model made a passage look as it does", [
    "colophon odd explain tei/letter.xml:120",
    "colophon odd explain tei/letter.xml:120:14 --json",
  ])
    .argument("<place>", "FILE:LINE or FILE:LINE:COLUMN")
    .option("--json", "as JSON")
    .action(async (place: string, options: OddOptions) => {
      const explained = await explainPassage(place, editionOptions(options));
      const terminal = openTerminal(options.quiet ?? false);
      if (options.json === true || options.format === "json") terminal.data(json({ elements: explained }));
      else terminal.out(explanationText(explained));
      finish(0);
    });
}

function editionOptions({ config, safe, jobs }: OddOptions): Parameters<typeof coverEdition>[1] {
  return { folder: process.cwd(), config: config ?? null, safe: safe ?? false, jobs };
}

const DEFAULTS = "default.odd";

/** An edition without an ODD has the defaults alone. */
function withoutDefaults(coverage: ModelCoverage): ModelCoverage {
  const own = coverage.models.filter(({ place }) => place.path !== DEFAULTS);
  return own.length === 0 ? coverage : { ...coverage, models: own };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function coverageText({ documents, elements, models, undecided, failed }: ModelCoverage): string {
  const used = models.filter(({ fired }) => fired > 0).length;
  const dead = models.filter(({ never }) => never !== null);
  const idle = models.filter(({ fired, never }) => fired === 0 && never === null);
  // Of an element that no document has nothing can be told; an ODD that stands on another has many such models.
  const idents = new Set(models.filter(({ fired }) => fired > 0).map(({ place }) => place.ident));
  const isAbsent = ({ place, instead, predicate }: Use): boolean =>
    instead.length === 0 && (predicate === null || !idents.has(place.ident));
  const absent = [...new Set(idle.filter(isAbsent).map(({ place }) => place.ident))];
  const parts = [
    `${documents} document${documents === 1 ? "" : "s"}, ${elements} decisions; ${used} of ${models.length} models were used.\n`,
    section("Expressions that could not be run", failed.map(failureWords)),
    section(
      "Elements that no model speaks of",
      undecided.map(
        ({ name, count, path, line, column }) =>
          `<${name}>, ${count} times, first at ${path}:${line}:${column}`,
      ),
    ),
    section(
      "Can never be used",
      dead.map((use) => `${modelWords(use)}\n    ${use.never}`),
    ),
    section(
      "Never used",
      idle.filter((use) => !isAbsent(use)).map((use) => `${modelWords(use)}\n    ${insteadWords(use)}`),
    ),
    section("Models of elements that were not shown", absent.length === 0 ? [] : [absent.join(", ")]),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

type Failure = ModelCoverage["failed"][number];

function failureWords({ place, expression, message, count }: Failure): string {
  const where = count === 0 ? "" : ` (on ${count} element${count === 1 ? "" : "s"})`;
  const written = expression.replace(/\s+/gu, " ");
  const [reason] = message.split(" in the expression ");
  const help = wayOut(expression, reason!);
  return `${placeWords(place)}: ${written}${where}\n    ${reason}${help === null ? "" : `\n    ${help}`}`;
}

/** What can be done about an expression that asks for what only TEI Publisher has; null where nothing is known of it. */
function wayOut(expression: string, reason: string): string | null {
  if (reason.startsWith("There is no behaviour"))
    return "Write it under “behaviours” in colophon.config.ts, or name one of the Guidelines'.";
  const [, prefix] = /no function ([\w.-]+):/u.exec(reason) ?? [];
  if (ASKS_THE_DATABASE.test(expression) || (prefix !== undefined && SERVER.has(prefix)))
    return "It asks the database or the request it would run in: give the model a parameter without that, or leave it out; registers are linked by the program itself.";
  return prefix === undefined
    ? null
    : `The function is a module's: write it in TypeScript under “functions” in colophon.config.ts, or give the element a behaviour there.`;
}

const ASKS_THE_DATABASE = /\b(?:collection|doc)\(|\$(?:global|config):|\$config\b/u;
const SERVER: ReadonlySet<string> = new Set(
  "util request session response repo sm ft hc http xmldb".split(" "),
);

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

type Use = ModelCoverage["models"][number];

function modelWords({ place, behaviour, predicate, output }: Use): string {
  const form = output === null ? "" : `, for ${output}`;
  return `${placeWords(place)}: ${behaviour}${predicate === null ? "" : ` where ${predicate}`}${form}`;
}

function insteadWords({ instead, predicate, place }: Use): string {
  const [most] = instead;
  if (most === undefined) {
    return predicate === null
      ? `no <${place.ident}> was shown`
      : "its condition held of no element that was shown";
  }
  const others = instead.length === 1 ? "" : `, and ${instead.length - 1} others`;
  return `${placeWords(most.place)} was used instead, ${most.count} times${others}`;
}

function placeWords({ path, ident, line, column }: Use["place"]): string {
  return `${path}:${line}:${column} (${ident})`;
}

function explanationText(elements: readonly ElementExplanation[]): string {
  return elements
    .map(({ element, elementPath, output, asked, hiddenBy }) => {
      const head = `<${element}> in ${output === "web" ? "pages" : "reading texts"} (${elementPath})`;
      if (asked === null) return `${head}\n  is not shown, because of ${hiddenBy}\n`;
      return `${head}\n${asked.map((each) => `  ${askedWords(each)}\n`).join("")}`;
    })
    .join("\n");
}

function askedWords({
  place,
  behaviour,
  predicate,
  outcome,
}: NonNullable<ElementExplanation["asked"]>[number]): string {
  const where = place === null ? "no model; by what it holds" : placeWords(place);
  const sign = outcome === "used" ? "→" : " ";
  const words = outcome === "used" ? "" : `: ${outcome}`;
  return `${sign} ${where}: ${behaviour}${predicate === null ? "" : ` where ${predicate}`}${words}`;
}
