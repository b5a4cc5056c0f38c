import type { XmlNode } from "../tree/index.ts";
import type { Deprecation, Mode, Occurrence } from "./specification.ts";

/** Reads `@minOccurs` and `@maxOccurs`, or what takes their place, each one where it is not given. */
export function occurrence(node: XmlNode, least = "minOccurs", most = "maxOccurs"): Occurrence {
  const min = count(node.get(least));
  const max = count(node.get(most));
  return { min, max: Math.max(min, max) };
}

function count(value: string | null): number {
  if (value === "unbounded") return Number.POSITIVE_INFINITY;
  const number = Number(value ?? "1");
  return Number.isInteger(number) && number >= 0 ? number : 1;
}

/** Splits a value at white space. */
export function tokens(value: string | null): string[] {
  return value === null ? [] : value.split(/\s+/u).filter((token) => token !== "");
}

/** Reads the description for a person: `desc`, else `gloss`, in English where there are several languages. */
export function description(node: XmlNode): string | null {
  const descriptions = [...node.elements("desc")].filter((each) => !isWarning(each));
  return inEnglish([...descriptions, ...node.elements("gloss")]);
}

/** Reads `@validUntil`, with the reason that a `desc` of the type `deprecationInfo` gives. */
export function deprecation(node: XmlNode): Deprecation | null {
  const until = node.get("validUntil");
  return until === null ? null : { until, reason: inEnglish([...node.elements("desc")].filter(isWarning)) };
}

function isWarning(desc: XmlNode): boolean {
  return desc.get("type") === "deprecationInfo";
}

function inEnglish(said: readonly XmlNode[]): string | null {
  const chosen = said.find((each) => (each.get("xml:lang") ?? "en").startsWith("en")) ?? said[0];
  const text = chosen?.text.replace(/\s+/gu, " ").trim() ?? "";
  return text === "" ? null : text;
}

/** Reads `@mode`: `add` where it is not given. */
export function mode(node: XmlNode): Mode {
  const value = node.get("mode");
  return value === "change" || value === "delete" || value === "replace" ? value : "add";
}
