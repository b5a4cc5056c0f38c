const TYPES: Readonly<Record<string, string>> = {
  xml: "application/xml",
  tei: "application/tei+xml",
  teiheader: "application/xml",
  odd: "application/tei+xml",
  rng: "application/xml",
  rnc: "application/relax-ng-compact-syntax",
  sch: "application/xml",
  xsd: "application/xml",
  dtd: "application/xml-dtd",
  ent: "application/xml-external-parsed-entity",
  xsl: "application/xslt+xml",
  xslt: "application/xslt+xml",
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  mjs: "text/javascript",
  ts: "text/plain",
  json: "application/json",
  jsonld: "application/ld+json",
  sarif: "application/sarif+json",
  yaml: "application/yaml",
  yml: "application/yaml",
  cff: "application/yaml",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  txt: "text/plain",
  md: "text/markdown",
  bib: "application/x-bibtex",
  ris: "application/x-research-info-systems",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  tif: "image/tiff",
  tiff: "image/tiff",
  jp2: "image/jp2",
  pdf: "application/pdf",
  epub: "application/epub+zip",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  zip: "application/zip",
  wasm: "application/wasm",
  woff: "font/woff",
  woff2: "font/woff2",
  ttf: "font/ttf",
  otf: "font/otf",
  mp3: "audio/mpeg",
  wav: "audio/wav",
  mp4: "video/mp4",
};

/** Gives the media type of a file by the ending of its name; `application/octet-stream` where it is not known. */
export function mediaType(path: string): string {
  const ending = /\.([^./]+)$/u.exec(path)?.[1]?.toLowerCase() ?? "";
  return (Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined) ?? "application/octet-stream";
}

/** Whether a file is text by its media type: only then has it an encoding. */
export function isTextual(path: string): boolean {
  return /^text\/|xml|json|yaml|javascript|relax-ng|bibtex|research-info/u.test(mediaType(path));
}
