import type { FileRecord, PackageDescription } from "./description.ts";
import { mediaType } from "./media-type.ts";
import type { Agent } from "./metadata.ts";
import { crateId, descriptionOf } from "./ro-crate.ts";

/** Writes `ro-crate-preview.html`: what the metadata say, for a person with a browser, without scripts. */
export function* cratePreview(
  description: PackageDescription,
  records: readonly FileRecord[],
): Generator<string> {
  const { metadata, tool, makings } = description;
  const title = escaped(metadata.title ?? metadata.id);
  yield `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n${STYLE}\n</head>\n<body>\n`;
  yield `<h1>${title}</h1>\n<p>${escaped(descriptionOf(description))}</p>\n<dl>\n`;
  for (const [term, value] of facts(description)) yield `<dt>${term}</dt><dd>${value}</dd>\n`;
  yield "</dl>\n<h2>How it was made</h2>\n<ul>\n";
  for (const { name, inputs, outputs } of makings)
    yield `<li>${escaped(name)}: ${inputs.length} files in, ${outputs.length} files out, with ${escaped(tool.name)} ${escaped(tool.version)}</li>\n`;
  yield `</ul>\n<h2>Files</h2>\n<table>\n<thead><tr><th>file</th><th>bytes</th><th>kind</th></tr></thead>\n<tbody>\n`;
  for (const { path, size } of records)
    yield `<tr><td><a href="${escaped(crateId(path))}">${escaped(path)}</a></td><td>${size}</td><td>${mediaType(path)}</td></tr>\n`;
  yield `</tbody>\n</table>\n<p>The same in full, for programs: <a href="ro-crate-metadata.json">ro-crate-metadata.json</a>.</p>\n</body>\n</html>\n`;
}

const STYLE = `<style>body{font:16px/1.5 serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}
td,th{text-align:left;padding:.1em 1em .1em 0}td:nth-child(2){text-align:right}dt{font-weight:bold}</style>`;

function* facts({ metadata, tool }: PackageDescription): Generator<[string, string]> {
  const { creators, contributors, publisher, version, doi, licences, isRightsUnknown, embargo, date } =
    metadata;
  if (creators.length > 0) yield ["By", creators.map(person).join("; ")];
  if (contributors.length > 0) yield ["With", contributors.map(person).join("; ")];
  if (publisher !== null) yield ["Publisher", escaped(publisher)];
  if (version !== null) yield ["Version", escaped(version)];
  if (date !== null) yield ["Date", escaped(date)];
  if (doi !== null) yield ["DOI", `<a href="https://doi.org/${escaped(doi)}">${escaped(doi)}</a>`];
  for (const { url, name } of licences) yield ["Licence", url === null ? escaped(name) : link(url, name)];
  if (isRightsUnknown) yield ["Rights", escaped(metadata.rights ?? "not known")];
  if (embargo !== null) yield ["Embargo", `until ${escaped(embargo)}`];
  yield ["Made with", `${escaped(tool.name)} ${escaped(tool.version)}`];
}

function person({ name, orcid }: Agent): string {
  return orcid === null ? escaped(name) : link(orcid, name);
}

/** Only addresses of the web become links. */
function link(url: string, text: string): string {
  return /^https?:\/\//iu.test(url) ? `<a href="${escaped(url)}">${escaped(text)}</a>` : escaped(text);
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
