import { BOOK_FORMS } from "./context.ts";
import type { Choice, CompiledModels, Rule } from "./models.ts";
import { PLAIN } from "./plain-behaviours.ts";
import { WEB } from "./web.ts";

/** The forms that are made, by the names that models have for them. */
const MADE: readonly string[] = ["web", "plain", "plaintext", ...BOOK_FORMS];

/** The models of which a choice is made: itself, or those in its group or sequence. */
export function leavesOf(choice: Choice): readonly Rule[] {
  return choice.kind === "rule" ? [choice] : choice.choices.flatMap(leavesOf);
}

/**
 * The models that can never be used, with the reason: they are for a form that is not made, stand behind one that holds
 * always, or repeat the condition of one before them (Guidelines, `model`, constraints).
 */
export function deadReasons(models: CompiledModels): ReadonlyMap<Rule, string> {
  const reasons = new Map<Rule, string>();
  const bySpecification = new Map<string, Choice[]>();
  for (const choice of models.all) {
    const key = `${choice.place?.path} ${choice.place?.ident}`;
    bySpecification.set(key, [...(bySpecification.get(key) ?? []), choice]);
  }
  for (const siblings of bySpecification.values()) mark(siblings, null, reasons);
  for (const rule of models.all.flatMap(leavesOf)) {
    if (!reasons.has(rule) && !isKnown(rule.behaviour, models)) {
      reasons.set(
        rule,
        `there is no behaviour “${rule.behaviour}”; its content is shown in the line instead`,
      );
    }
  }
  return reasons;
}

function mark(siblings: readonly Choice[], outer: string | null, reasons: Map<Rule, string>): void {
  siblings.forEach((choice, at) => {
    const output = choice.output ?? outer;
    const before = siblings.slice(0, at).find((earlier) => covers(earlier, choice));
    const reason =
      output !== null && !output.split(/\s+/u).some((name) => MADE.includes(name))
        ? `it is for “${output}”, a form that is not made here`
        : before === undefined
          ? null
          : `the model at line ${before.place?.line} comes first and ${before.condition === null ? "always holds" : "has the same condition"}`;
    if (reason !== null) for (const leaf of leavesOf(choice)) reasons.set(leaf, reason);
    else if (choice.kind === "group") mark(choice.choices, output, reasons);
    else if (choice.kind === "sequence") for (const one of choice.choices) mark([one], output, reasons);
  });
}

function covers(earlier: Choice, later: Choice): boolean {
  const isWide = earlier.output === null || earlier.output === later.output;
  return (
    isWide &&
    earlier.kind !== "group" &&
    (earlier.condition === null || earlier.condition === later.condition)
  );
}

function isKnown(behaviour: string, models: CompiledModels): boolean {
  return [WEB.behaviours, PLAIN.behaviours, models.behaviours].some((known) =>
    Object.hasOwn(known, behaviour),
  );
}
