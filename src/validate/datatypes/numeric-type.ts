import { type BuiltInType, builtInType, type Scan } from "./built-in-type.ts";
import { compareDecimals, type Decimal, decimalKey, isDecimal, isInteger, parseDecimal } from "./decimal.ts";
import { floatingPointKey, isFloatingPoint, parseDouble, parseFloat32 } from "./floating-point.ts";
import { limitsBy, type ValueOrder } from "./order.ts";

const DECIMAL_ORDER: ValueOrder<Decimal> = {
  parse: parseDecimal,
  isLess: (one, other) => compareDecimals(one, other) < 0,
  isEqual: (one, other) => compareDecimals(one, other) === 0,
};

/** decimal and the types derived from it by bounds (XML Schema Part 2, sections 3.2.3 and 3.3.13 to 3.3.25). */
export function decimalTypes(): readonly BuiltInType[] {
  return [
    decimalType("decimal", isDecimal, "a decimal number such as 3.14", decimalFault),
    integerType("integer", null, null),
    integerType("nonPositiveInteger", null, "0"),
    integerType("negativeInteger", null, "-1"),
    integerType("long", "-9223372036854775808", "9223372036854775807"),
    integerType("int", "-2147483648", "2147483647"),
    integerType("short", "-32768", "32767"),
    integerType("byte", "-128", "127"),
    integerType("nonNegativeInteger", "0", null),
    integerType("unsignedLong", "0", "18446744073709551615"),
    integerType("unsignedInt", "0", "4294967295"),
    integerType("unsignedShort", "0", "65535"),
    integerType("unsignedByte", "0", "255"),
    integerType("positiveInteger", "1", null),
  ];
}

/** float and double (sections 3.2.4 and 3.2.5). */
export function floatingPointTypes(): readonly BuiltInType[] {
  return [floatingPointType("float", parseFloat32), floatingPointType("double", parseDouble)];
}

function decimalType(
  name: string,
  scan: Scan,
  words: string,
  fault: (value: string) => string | null,
): BuiltInType {
  return builtInType({
    name,
    scan,
    words,
    fault,
    key: (value) => decimalKey(parseDecimal(value)),
    limit: limitsBy(DECIMAL_ORDER),
    isDecimal: true,
  });
}

function integerType(name: string, least: string | null, greatest: string | null): BuiltInType {
  const keepsLeast = boundOf("minInclusive", least);
  const keepsGreatest = boundOf("maxInclusive", greatest);
  const scan: Scan = (text, start, end) => {
    if (!isInteger(text, start, end)) return false;
    if (keepsLeast === null && keepsGreatest === null) return true;
    const value = text.slice(start, end);
    return (keepsLeast === null || keepsLeast(value)) && (keepsGreatest === null || keepsGreatest(value));
  };
  return decimalType(name, scan, integerWords(least, greatest), (value) =>
    integerFault(value, keepsLeast, least, keepsGreatest, greatest),
  );
}

type Bound = (value: string) => boolean;

function boundOf(facet: "minInclusive" | "maxInclusive", limit: string | null): Bound | null {
  if (limit === null) return null;
  if (limit === "0" && facet === "minInclusive") return isNotNegative;
  return limitsBy(DECIMAL_ORDER)(facet, limit);
}

/** The commonest of all bounds, decided by the sign: only zeros may follow a minus. */
function isNotNegative(value: string): boolean {
  return value.charCodeAt(0) !== 0x2d || !/[1-9]/u.test(value);
}

function integerWords(least: string | null, greatest: string | null): string {
  if (least !== null && greatest !== null) return `a whole number from ${least} to ${greatest}`;
  if (least !== null) return `a whole number, ${least} or more`;
  return greatest === null ? "a whole number such as 12" : `a whole number, ${greatest} or less`;
}

function integerFault(
  value: string,
  keepsLeast: Bound | null,
  least: string | null,
  keepsGreatest: Bound | null,
  greatest: string | null,
): string | null {
  if (!isInteger(value, 0, value.length)) {
    return isDecimal(value, 0, value.length) ? "it is not a whole number" : decimalFault(value);
  }
  if (keepsLeast !== null && !keepsLeast(value)) return `it is less than ${least}`;
  return keepsGreatest !== null && !keepsGreatest(value) ? `it is greater than ${greatest}` : null;
}

function decimalFault(value: string): string | null {
  const stranger = /[^0-9.+-]/u.exec(value);
  if (/^[+-]?\d+,\d+$/u.test(value)) return "it has a comma where a point belongs";
  if (/[+-]./u.test(value.slice(1)) || /.[+-]$/u.test(value)) return "a sign stands only at the beginning";
  return stranger === null ? null : `it holds “${stranger[0]}”, which is no digit`;
}

function floatingPointType(name: string, parse: (value: string) => number): BuiltInType {
  return builtInType({
    name,
    scan: isFloatingPoint,
    words: "a number such as 12, 0.5 or 1.5E3",
    key: (value) => floatingPointKey(parse(value)),
    limit: limitsBy<number>({
      parse,
      isLess: (one, other) => one < other,
      isEqual: (one, other) => one === other || (Number.isNaN(one) && Number.isNaN(other)),
    }),
    fault: (value) =>
      /^\+?INF$|^inf/iu.test(value) ? "infinity is written INF or -INF" : decimalFault(value),
  });
}
