import type { AddedFunctions } from "./added-functions.ts";
import type { Engine } from "./expression.ts";
import { formatDate } from "./format-date.ts";

const DATE_MODULE = "https://colophon.invalid/dates";

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

/** `format-date()` (XPath functions 3.1, section 9.8.4), which the engine lacks. */
export const DATES: AddedFunctions = {
  uri: DATE_MODULE,
  names: new Set(["format-date 2", "format-date 5"]),
  mayBeCalledIn: (source) => source.includes("format-date"),
  register: (engine: Engine) => {
    engine.registerCustomXPathFunction(
      { localName: "written", namespaceURI: DATE_MODULE },
      ["xs:integer", "xs:integer", "xs:integer", "xs:string", "xs:string?"],
      "xs:string",
      (_context, year: number, month: number, day: number, picture: string, language: string | null) =>
        formatDate({ year, month, day }, picture, language),
    );
    engine.registerXQueryModule(MODULE);
    engine.finalizeModuleRegistration();
  },
};
