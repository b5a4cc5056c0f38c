import type { Finding } from "../report/index.ts";
import { checkCircles, checkLinks, checkUnusedIds, targetsOf } from "../resolve/index.ts";
import type { Add, CheckSetup } from "./check-edition.ts";
import { guarded } from "./guarded.ts";
import type { Edition } from "./read-edition.ts";
import { unwatched } from "./watch.ts";

/** Follows every link of the documents asked for; circles and unused ids show only when all documents are known. */
export function checkLinksOf(edition: Edition, setup: CheckSetup, add: Add): void {
  const { exists = null, mustBeUsed = [], watch = unwatched } = setup;
  const { documents, context, scope, registers } = edition;
  const setting = { registers, exists };
  for (const document of documents) {
    const check = (): Finding[] => checkLinks(document, scope, setting);
    add(
      document.path,
      watch("links", document.path, () => guarded("links", document.path, check)),
    );
  }
  watch("links", null, () => {
    const byFile = new Map(
      documents.flatMap(({ path, tree }) => tree.parts.map((part) => [part.path, path])),
    );
    for (const circle of checkCircles([...documents, ...context], scope)) {
      const path = byFile.get(circle.path);
      if (path !== undefined) add(path, [circle]);
    }
    if (mustBeUsed.length === 0) return;
    const all = [...documents, ...context].map((each) => targetsOf(each, scope, registers));
    const targets = new Set(all.flatMap((each) => [...each]));
    for (const document of documents) add(document.path, checkUnusedIds(document, targets, mustBeUsed));
  });
}
