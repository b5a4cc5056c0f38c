import { ConfigurationError } from "../configuration.ts";

/**
 * The most that is kept when nobody says, in bytes: the records of an edition take some three times the bytes of its
 * documents, so this is room for several editions of a hundred megabytes.
 */
export const CACHE_LIMIT = 2_000_000_000;

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** Reads a size such as `500MB` or `20G` as bytes; null for what is none. */
export function sizeIn(value: string): number | null {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)B?$/iu.exec(value.trim()) ?? [];
  return number === undefined ? null : Math.round(Number(number) * UNITS[unit!.toUpperCase()]!);
}

/** Gives what `COLOPHON_CACHE_LIMIT` says in bytes, or null where it says nothing. Throws a `ConfigurationError` where it is no size. */
export function cacheLimit(environment: Readonly<Record<string, string | undefined>>): number | null {
  const value = environment.COLOPHON_CACHE_LIMIT;
  if (value === undefined || value === "") return null;
  const size = sizeIn(value);
  if (size === null)
    throw new ConfigurationError(`COLOPHON_CACHE_LIMIT is no size: ${value}. It takes 500MB or 20GB.`);
  return size;
}
