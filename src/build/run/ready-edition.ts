import { indexWorks, type LinkScope, scopeOf, type WorkIndex } from "../../resolve/index.ts";
import { once } from "../../tree/index.ts";
import { AnchorShelf } from "./kept-anchors.ts";
import type { Joined } from "./made-document.ts";
import { Answers, type PageIds } from "./questions.ts";
import type { Tools } from "./workshop-tools.ts";

/** What is joined, made ready to be asked. */
export interface ReadyEdition {
  readonly joined: Joined;
  readonly scope: LinkScope;
  readonly works: WorkIndex;
  readonly pages: PageIds;
  readonly answers: Answers;
}

/** What it is made ready with. */
interface Around {
  readonly folder: string;
  readonly load: Tools["load"];
  /** Who gives what a document says of itself. */
  readonly outlines: ConstructorParameters<typeof AnchorShelf>[1];
}

/** Makes what is joined ready; of that which takes time each is made when it is first asked for. */
export function readyEdition(joined: Joined, { folder, load, outlines }: Around): ReadyEdition {
  const shelf = once(() => new AnchorShelf(joined.documents, outlines));
  const scope = once(() => scopeOf(shelf(), load));
  const worksOf = once(() => indexWorks(joined.registers));
  const { registers, keys } = joined;
  const pages: PageIds = { has: (id) => shelf().hasTextAmong(joined.own, id) };
  return {
    joined,
    get scope(): LinkScope {
      return scope();
    },
    get works(): WorkIndex {
      return worksOf();
    },
    pages,
    answers: new Answers({
      registers,
      keys,
      pages,
      folder,
      get scope() {
        return scope();
      },
    }),
  };
}
