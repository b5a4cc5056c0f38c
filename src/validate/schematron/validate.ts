import type { Finding } from "../../report/index.ts";
import { normalPath, type Tree } from "../../tree/index.ts";
import type { Variables } from "../../xpath/index.ts";
import { resolveReference } from "../schema-file.ts";
import { applyPatterns } from "./apply.ts";
import { Run } from "./run.ts";
import type { Pattern, Phase, Schematron } from "./schema.ts";
import { subtreesOf } from "./subtrees.ts";

/** How a document is checked. */
export interface SchematronOptions {
  /** The phase: its id, `#ALL`, `#DEFAULT` (the schema's own choice, and what is meant where none is given) or `#ANY`. */
  readonly phase?: string;
  /** Gives other documents, which patterns may be about, by their paths; null where they are not here. */
  readonly load?: (path: string) => Tree | null;
}

/**
 * Applies Schematron rules to a document. In a pattern each node is judged by the first rule whose context it matches
 * (ISO/IEC 19757-3, section 6.5); `@role` decides how grave a broken rule is. Findings come in document order, those
 * about rules that could not be applied stand in the schema and come last.
 */
export function validateSchematron(
  tree: Tree,
  schema: Schematron,
  options: SchematronOptions = {},
): readonly Finding[] {
  const run = new Run(tree);
  const global = run.withLets(schema.lets, tree.document, {});
  const phase = chosenPhase(schema, options.phase ?? "#DEFAULT", global, run);
  applyPhase(schema, phase, global, run, options);
  const about = run.findings.filter(({ path }) => path !== schema.path);
  const unusable = run.findings.filter(({ path }) => path === schema.path);
  return [...about.sort((one, other) => one.line - other.line || one.column - other.column), ...unusable];
}

/** The same rules, which apply the patterns of another phase where none is asked for; null for the schema's own choice. */
export function inPhase(schema: Schematron, phase: string | null): Schematron {
  return phase === null || phase === "#DEFAULT" ? schema : { ...schema, defaultPhase: phase };
}

/** Null for all patterns, which are applied as well where there is no such phase: a slip of the pen lets nothing through. */
function chosenPhase(schema: Schematron, asked: string, variables: Variables, run: Run): Phase | null {
  const id = asked === "#DEFAULT" ? (schema.defaultPhase ?? "#ALL") : asked;
  if (id === "#ALL") return null;
  if (id === "#ANY") return schema.phases.find((phase) => isOn(phase, variables, run)) ?? null;
  const phase = schema.phases.find((each) => each.id === id);
  if (phase === undefined && schema.patterns[0] !== undefined)
    run.tellUnknownPhase(schema.patterns[0].at, id);
  return phase ?? null;
}

function isOn({ when, lets, at }: Phase, outer: Variables, run: Run): boolean {
  if (when === null) return false;
  const variables = run.withLets(lets, run.tree.document, outer);
  return run.attempt(at, () => when.boolean(run.tree.document, variables)) === true;
}

function applyPhase(
  schema: Schematron,
  phase: Phase | null,
  global: Variables,
  run: Run,
  options: SchematronOptions,
): void {
  const isActive = ({ id }: Pattern): boolean => phase === null || (id !== null && phase.active.includes(id));
  const patterns = schema.patterns.filter(isActive);
  // What a pattern calls by a name is known in the others, unless the schema has that name itself.
  const names = new Set(schema.lets.map(({ name }) => name));
  const shared = schema.patterns.flatMap(({ lets }) => lets).filter(({ name }) => !names.has(name));
  const ofPatterns = run.withLets(shared, run.tree.document, global);
  const variables = phase === null ? ofPatterns : run.withLets(phase.lets, run.tree.document, ofPatterns);
  const within = phase?.from == null ? null : subtreesOf(phase.from.matcher, run.tree, variables);
  const own = patterns.filter(({ documents }) => documents === null);
  applyPatterns(own, run.tree, variables, run, within);
  for (const pattern of patterns) {
    for (const tree of otherDocuments(pattern, variables, run, options)) {
      applyPatterns([pattern], tree, variables, run, null);
    }
  }
}

function otherDocuments(
  { documents, at }: Pattern,
  variables: Variables,
  run: Run,
  { load = () => null }: SchematronOptions,
): readonly Tree[] {
  if (documents === null) return [];
  const found = run.attempt(at, () => documents.items(run.tree.document, variables)) ?? [];
  return found.flatMap((item) => {
    const reference = typeof item === "object" ? ("value" in item ? item.value : item.text) : String(item);
    const path = normalPath(resolveReference(reference, run.tree.path));
    const tree = path === normalPath(run.tree.path) ? run.tree : load(path);
    if (tree === null) run.leaveOut(at, `the document “${reference}” is not here`);
    return tree === null ? [] : [tree];
  });
}
