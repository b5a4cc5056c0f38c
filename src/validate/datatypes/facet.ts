import type { BuiltInType } from "./built-in-type.ts";
import type { DatatypeParameter } from "./datatype.ts";
import { isInteger, parseDecimal } from "./decimal.ts";
import type { LimitFacet } from "./order.ts";
import { faultInPattern, Pattern } from "./pattern.ts";
import { normalizeWhiteSpace } from "./white-space.ts";

/** One parameter applied: a test of values whose white space is normalised and whose type is right. */
export interface Facet {
  readonly parameter: DatatypeParameter;
  holds(value: string): boolean;
  /** What it asks for, to stand behind the words for the type: `of 3 characters at most`. */
  readonly words: string;
  /** Why a value for which it does not hold is wrong, as the end of a sentence about the value. */
  reason(value: string): string;
}

const LIMIT_WORDS: Readonly<Record<LimitFacet, readonly [asked: string, fault: string]>> = {
  minInclusive: ["or more", "it is less than"],
  minExclusive: ["more than", "it is not more than"],
  maxInclusive: ["or less", "it is more than"],
  maxExclusive: ["less than", "it is not less than"],
};

const FACETS: readonly string[] = [
  "length",
  "minLength",
  "maxLength",
  "pattern",
  ...Object.keys(LIMIT_WORDS),
  "totalDigits",
  "fractionDigits",
];

/**
 * Why a parameter cannot be applied to a type, or null where it can (XML Schema Part 2, section 4.3, and the guidelines
 * for its use in RELAX NG, section 2: no enumeration and no whiteSpace).
 */
export function faultInParameter(type: BuiltInType, parameter: DatatypeParameter): string | null {
  const { name, value } = parameter;
  if (name === "enumeration")
    return "enumeration is no parameter in RELAX NG: write a choice of <value> instead";
  if (name === "whiteSpace") return "whiteSpace is no parameter in RELAX NG: choose a type that treats it so";
  if (!FACETS.includes(name)) return `there is no parameter “${name}”; those known are ${FACETS.join(", ")}`;
  if (!applies(type, name)) return `the parameter ${name} does not apply to ${type.name}`;
  return name in LIMIT_WORDS ? faultInLimit(type, name, value) : faultInCount(name, value);
}

/** Makes the facet of a parameter in which {@link faultInParameter} finds no fault. */
export function facetOf(type: BuiltInType, parameter: DatatypeParameter): Facet {
  const { name, value } = parameter;
  if (name === "pattern") return patternFacet(parameter);
  if (name in LIMIT_WORDS) return limitFacet(type, parameter, name as LimitFacet);
  const count = Number(value.trim());
  if (name === "totalDigits" || name === "fractionDigits") return digitsFacet(parameter, count);
  return lengthFacet(type, parameter, count);
}

/** Why parameters contradict each other, or null (sections 4.3.1.4 to 4.3.3.4 and 4.3.12.4). */
export function contradictionIn(parameters: readonly DatatypeParameter[]): string | null {
  const count = (name: string) => {
    const found = parameters.findLast((one) => one.name === name);
    return found === undefined ? Number.NaN : Number(found.value.trim());
  };
  const pairs = [
    ["minLength", "maxLength"],
    ["minLength", "length"],
    ["length", "maxLength"],
    ["fractionDigits", "totalDigits"],
  ] as const;
  const wrong = pairs.find(([less, more]) => count(less) > count(more));
  return wrong === undefined
    ? null
    : `${wrong[0]} ${count(wrong[0])} is more than ${wrong[1]} ${count(wrong[1])}`;
}

function applies(type: BuiltInType, name: string): boolean {
  if (name === "pattern") return true;
  if (name in LIMIT_WORDS) return type.limit !== null;
  return name.endsWith("Digits") ? type.isDecimal : type.length !== null || isQualified(type);
}

/** The length of a QName is never wrong (section 4.3.1.3). */
function isQualified(type: BuiltInType): boolean {
  return type.name === "QName" || type.name === "NOTATION";
}

function faultInLimit(type: BuiltInType, name: string, value: string): string | null {
  const limit = normalizeWhiteSpace(value, type.whiteSpace);
  return type.scan(limit, 0, limit.length, NO_CONTEXT) ? null : `${name} “${value}” is not ${type.words}`;
}

/** No ordered type depends on its context. */
const NO_CONTEXT = { namespaceOf: () => null, isUnparsedEntity: () => false };

function faultInCount(name: string, value: string): string | null {
  if (name === "pattern") return faultInPattern(value);
  const digits = value.trim();
  const least = name === "totalDigits" ? 1 : 0;
  if (isInteger(digits, 0, digits.length) && Number(digits) >= least) return null;
  return `${name} “${value}” is not a whole number, ${least} or more`;
}

function patternFacet(parameter: DatatypeParameter): Facet {
  const pattern = new Pattern(parameter.value);
  return {
    parameter,
    holds: (value) => pattern.matches(value),
    words: `matching ${parameter.value}`,
    reason: () => `it does not match ${parameter.value}`,
  };
}

function limitFacet(type: BuiltInType, parameter: DatatypeParameter, name: LimitFacet): Facet {
  const limit = normalizeWhiteSpace(parameter.value, type.whiteSpace);
  const [asked, fault] = LIMIT_WORDS[name];
  return {
    parameter,
    holds: type.limit!(name, limit),
    words: asked.startsWith("or") ? `${limit} ${asked}` : `${asked} ${limit}`,
    reason: () => `${fault} ${limit}`,
  };
}

function lengthFacet(type: BuiltInType, parameter: DatatypeParameter, count: number): Facet {
  const lengthOf = type.length ?? (() => count);
  const { name } = parameter;
  const units = `${count} ${count === 1 ? type.unit.replace(/s$/u, "") : type.unit}`;
  const asked = { length: "exactly", minLength: "at least", maxLength: "at most" }[name];
  return {
    parameter,
    holds: (value) => {
      const length = lengthOf(value);
      return !((name !== "maxLength" && length < count) || (name !== "minLength" && length > count));
    },
    words: `of ${asked} ${units}`,
    reason: (value) => `it has ${lengthOf(value)} where ${asked} ${units} may stand`,
  };
}

function digitsFacet(parameter: DatatypeParameter, count: number): Facet {
  const behind = parameter.name === "fractionDigits" ? " behind the point" : "";
  const digitsIn = (value: string) => {
    const { whole, fraction } = parseDecimal(value);
    return behind === "" ? whole.length + fraction.length : fraction.length;
  };
  const units = `${count} ${count === 1 ? "digit" : "digits"}${behind}`;
  return {
    parameter,
    holds: (value) => digitsIn(value) <= count,
    words: `of at most ${units}`,
    reason: (value) => `it has ${digitsIn(value)} digits${behind} where at most ${count} may stand`,
  };
}
