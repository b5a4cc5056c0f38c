/** A link of a site that leads to nothing: the page it stands on, the link as it is written, and where it leads. */
interface DeadLink {
  readonly path: string;
  readonly link: string;
  readonly to: string;
}

/** The files of a site, those that are text as text, by their paths. */
type Files = ReadonlyMap<string, string | Uint8Array>;

/** Gives what links lead to, and those of them that lead to nothing in the site, as a browser follows them. */
export function linksOf(files: Files, siteUrl = "https://site.invalid/"): readonly DeadLink[] {
  const found: DeadLink[] = [];
  for (const [path, html] of files) {
    // The page for lost readers is shown at any address.
    if (!path.endsWith(".html") || path === "404.html") continue;
    const base = siteUrl + path.split("/").map(encodeURIComponent).join("/");
    for (const link of written(String(html))) {
      if (/^[a-z][a-z0-9+.-]*:/iu.test(link) && !link.startsWith(siteUrl)) continue;
      const url = new URL(link, base);
      // A server takes off what stands behind a question mark, and decodes the path once.
      const to = decodeURIComponent(url.pathname.slice(1)) + decodeURIComponent(url.hash);
      found.push({ path, link, to });
    }
  }
  return found;
}

/** Gives the links of a site that lead to nothing in it. */
export function deadLinks(files: Files, siteUrl?: string): readonly DeadLink[] {
  const known = new Set<string>(files.keys());
  for (const [path, html] of files) {
    if (!path.endsWith(".html")) continue;
    for (const [, id] of String(html).matchAll(/ id="([^"]*)"/gu)) known.add(`${path}#${unescaped(id!)}`);
  }
  return linksOf(files, siteUrl).filter(({ to }) => !known.has(to));
}

/** The links of a page: those in elements, what it is canonically, what it goes on to, what it says of itself to programs. */
function written(html: string): readonly string[] {
  const links = [...html.matchAll(/ (?:href|src|cite)="([^"]*)"/gu)].map(([, link]) => link!);
  const metas = [
    ...html.matchAll(/(?:og:url|citation_public_url|citation_fulltext_html_url)" content="([^"]*)"/gu),
    ...html.matchAll(/http-equiv="refresh" content="0; url=([^"]*)"/gu),
  ].map(([, link]) => link!);
  const data = [...html.matchAll(/"(?:contentUrl|address)":"([^"]*)"/gu)].map(([, link]) => link!);
  return [...links, ...metas, ...data].map(unescaped);
}

function unescaped(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
