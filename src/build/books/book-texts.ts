import type { BookText } from "../../book/index.ts";
import type { CitedDocument } from "../../cite/index.ts";
import type { EditionDocument } from "../../edition/index.ts";
import {
  type BookForm,
  type CompiledModels,
  readFrontMatter,
  renderHtml,
  statusOf,
  textLanguage,
  timeOf,
} from "../../render/index.ts";
import { indexWorks, isRegister } from "../../resolve/index.ts";
import { inReadingOrder, isDraft, pageContext } from "../../site/index.ts";
import type { RunOutputs } from "../run/run-outputs.ts";

/**
 * Renders the texts of a run for a form of the book, one after the other: by the models for that form, with links as on the
 * site's pages. Drafts are left out, unless the site shows them.
 */
export async function* bookTexts(outputs: RunOutputs, form: BookForm): AsyncGenerator<BookText> {
  const { run, crew, settings } = outputs;
  const { heavy } = crew.tools;
  const presenter = await crew.tools.presenter();
  const { models } = await heavy();
  if (models === null) throw new Error("Books are made of texts that are rendered");
  const { registers } = run;
  const scope = crew.workshop.scopeOf(run.joined);
  const works = indexWorks(registers);
  const shown = [...run.documents.filter(({ gist }) => gist.hasText)];
  const pages = new Set(shown.map(({ source }) => source.id));
  const timeIn = ({ source, hash }: (typeof shown)[number]): string | null => {
    const { tree } = crew.workshop.read(source, hash);
    return tree === null ? null : timeOf(tree);
  };
  const ordered = inReadingOrder(shown, settings.order, (each) => ({
    id: each.source.id,
    get time() {
      return timeIn(each);
    },
  }));
  for (const { source, hash } of ordered) {
    const { tree, written, ...rest } = crew.workshop.read(source, hash);
    if (tree === null || written === null) continue;
    const document = { ...rest, tree, written };
    const cited = presenter.cite(document, { registers, scope, works }, models, () => {});
    const text = bookText(document, cited, models, { form, registers, scope, pages, settings });
    tree.releaseViews();
    if (settings.drafts || !isDraft(text.front.status)) yield text;
  }
}

/** Tells which documents have a text in books: of those that are not drafts. A header is read when somebody asks for it. */
export function isInBooks({ run, crew, settings }: RunOutputs): (id: string) => boolean {
  const shown = new Map(
    run.documents.filter(({ gist }) => gist.hasText).map((each) => [each.source.id, each] as const),
  );
  const known = new Map<string, boolean>();
  const ask = (id: string): boolean => {
    const document = shown.get(id);
    if (document === undefined || settings.drafts) return document !== undefined;
    const { tree } = crew.workshop.read(document.source, document.hash);
    return tree !== null && !isDraft(statusOf(tree));
  };
  return (id) => {
    const answer = known.get(id) ?? ask(id);
    known.set(id, answer);
    return answer;
  };
}

type Setting = Pick<Parameters<typeof pageContext>[0], "registers" | "scope" | "pages" | "settings"> & {
  readonly form: BookForm;
};

function bookText(
  { id, tree }: EditionDocument,
  cited: CitedDocument,
  models: CompiledModels,
  { form, ...setting }: Setting,
): BookText {
  const language = textLanguage(tree);
  const context = { ...pageContext({ ...setting, id, cited, models, language }), hasOtherReadings: false };
  return {
    id,
    front: readFrontMatter(tree, models, context),
    text: renderHtml(tree, models, context, form),
    records: cited.records,
    isRegister: isRegister(tree),
  };
}
