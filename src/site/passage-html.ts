import { type Html, writeHtml } from "../render/index.ts";
import { pageOfDocument } from "../resolve/index.ts";
import type { IsLive } from "./document-files.ts";
import { liveLinks, type Moved, movedLinks } from "./live-links.ts";
import type { Shell } from "./page.ts";
import { withPermalinks } from "./permalinks.ts";

/** Writes a passage of a document as it stands on the document's page, as far as it can be known from it alone. */
export function writePassage(
  shell: Shell,
  id: string,
  html: readonly Html[],
  { isLive, moved }: { readonly isLive: IsLive; readonly moved: Moved },
): string {
  const page = pageOfDocument(id);
  const live = liveLinks(html, page, isLive, shell.settings.pictureHosts);
  return writeHtml(withPermalinks(movedLinks(live, page, moved)));
}
