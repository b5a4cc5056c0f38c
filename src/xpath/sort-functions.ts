import type { AddedFunctions } from "./added-functions.ts";
import type { Engine } from "./expression.ts";

const MODULE = "https://colophon.invalid/sorting";

/**
 * `sort()` (XPath functions 3.1, section 16.2.6), which the engine lacks, by what it has of XQuery. Words are sorted by the numbers
 * of their signs, whatever collation is named; of a key of several items the first counts.
 */
const WRITTEN = `module namespace sorting = "${MODULE}";
declare %public function sorting:sort($input as item()*) as item()* {
  for $item in $input order by data($item) return $item
};
declare %public function sorting:sort($input as item()*, $collation as xs:string?) as item()* {
  for $item in $input order by data($item) return $item
};
declare %public function sorting:sort($input as item()*, $collation as xs:string?,
  $key as function(item()) as item()*) as item()* {
  for $item in $input order by data(head($key($item))) return $item
};`;

export const SORTING: AddedFunctions = {
  uri: MODULE,
  names: new Set(["sort 1", "sort 2", "sort 3"]),
  mayBeCalledIn: (source) => /(?<![\w:-])sort\s*\(/u.test(source),
  register: (engine: Engine) => {
    engine.registerXQueryModule(WRITTEN);
    engine.finalizeModuleRegistration();
  },
};
