import type { Report } from "../../report/index.ts";
import type { EditionOptions } from "../edition-files.ts";

/** How `colophon dev` is started. */
export interface DevOptions extends EditionOptions {
  readonly port: number;
  /** The output folder of builds, which is not watched. */
  readonly out: string;
  readonly cache: boolean;
  /** Told what came of each round. */
  readonly tell: (news: DevNews) => void;
  /** Told of a page that shows a change before its document is done again. */
  readonly shown?: (path: string, milliseconds: number) => void;
}

/** What came of a round: pages and a report, or why there are none. */
export type DevNews =
  | {
      readonly kind: "made";
      readonly report: Report;
      /** The pages of documents that are other than before, by their paths on the site. */
      readonly changed: readonly string[];
      readonly milliseconds: number;
    }
  | { readonly kind: "failed"; readonly message: string };
