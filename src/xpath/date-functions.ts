import type { Engine } from "./expression.ts";
import { formatDate } from "./format-date.ts";

/** Where `format-date()` lives, which the engine lacks, and by what number of arguments; it is called without a prefix. */
export const DATE_MODULE = "https://colophon.invalid/dates";
export const DATE_FUNCTIONS: ReadonlySet<string> = new Set(["format-date 2", "format-date 5"]);

/** Whether an expression may call one of the functions; the engine takes some 40 ms to learn them. */
export function mayFormatDates(source: string): boolean {
  return source.includes("format-date");
}

/**
 * The functions in XQuery. To one of ours the engine gives a date as a `Date`, which moves it to another time zone and takes the
 * year 50 for 1950, so that year, month and day are asked for here. Calendars and places make no difference.
 */
const MODULE = `module namespace dates = "${DATE_MODULE}";
declare %private function dates:format($date as xs:date?, $picture as xs:string, $language as xs:string?) as xs:string? {
  if (empty($date)) then ()
  else dates:written(year-from-date($date), month-from-date($date), day-from-date($date), $picture, $language)
};
declare %public function dates:format-date($date as xs:date?, $picture as xs:string) as xs:string? {
  dates:format($date, $picture, ())
};
declare %public function dates:format-date($date as xs:date?, $picture as xs:string, $language as xs:string?,
  $calendar as xs:string?, $place as xs:string?) as xs:string? {
  dates:format($date, $picture, $language)
};`;

const KNOWING = new WeakSet<Engine>();

/** Makes the functions known to the engine, once. */
export function registerDates(engine: Engine): void {
  if (KNOWING.has(engine)) return;
  KNOWING.add(engine);
  engine.registerCustomXPathFunction(
    { localName: "written", namespaceURI: DATE_MODULE },
    ["xs:integer", "xs:integer", "xs:integer", "xs:string", "xs:string?"],
    "xs:string",
    (_context, year: number, month: number, day: number, picture: string, language: string | null) =>
      formatDate({ year, month, day }, picture, language),
  );
  engine.registerXQueryModule(MODULE);
  engine.finalizeModuleRegistration();
}
