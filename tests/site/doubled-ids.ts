/** Gives the ids that pages have more than once, each behind the path of its page. */
export function doubledIds(files: ReadonlyMap<string, string | Uint8Array>): readonly string[] {
  return [...files]
    .filter(([path]) => path.endsWith(".html"))
    .flatMap(([path, html]) => {
      const ids = [...String(html).matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id!);
      return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${path}#${id}`);
    });
}
