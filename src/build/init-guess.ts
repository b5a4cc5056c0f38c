import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDocument } from "../read/index.ts";
import { INTERFACE_LANGUAGES, plainContext, readFrontMatter } from "../render/index.ts";
import { isRegister } from "../resolve/index.ts";
import { sharedTitle } from "../site/index.ts";
import { loadModels } from "./edition-models.ts";

/** So many documents are enough to see what an edition is called, and in which language. */
const ENOUGH = 50;

/** What the documents of a new edition say of it. */
export interface Guess {
  /** The title that they have, or the series that they are of; null where they say none. */
  readonly title: string | null;
  /** The language of most texts, where the pages have words of it; null for any other. */
  readonly language: string | null;
  /** Whether most texts are letters or records of meetings that say when they are from. */
  readonly isDated: boolean;
}

/** Reads the headers of the first documents of a folder, by their paths in it; one that cannot be read says nothing. */
export async function guessFrom(folder: string, paths: readonly string[]): Promise<Guess> {
  // An ODD that cannot be read is told of by the first build.
  const models = await loadModels({}, folder).catch(() => null);
  if (models === null) return { title: null, language: null, isDated: false };
  const context = plainContext();
  const trees = paths.slice(0, ENOUGH).flatMap((path) => {
    const { tree } = readDocument(readFileSync(join(folder, path)), { path });
    return tree === null || isRegister(tree) ? [] : [tree];
  });
  const fronts = trees.map((tree) => readFrontMatter(tree, models, context));
  const languages = fronts.map(({ language }) => language?.split("-")[0]);
  const most = INTERFACE_LANGUAGES.find(
    (each) => languages.filter((language) => language === each).length * 2 > languages.length,
  );
  const dated = fronts.filter(({ letter, meeting, time }) => time !== null && (letter ?? meeting) !== null);
  const isDated = dated.length > 1 && dated.length * 2 > fronts.length;
  return { title: sharedTitle(fronts), language: most ?? null, isDated };
}
