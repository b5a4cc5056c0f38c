/** What a PDF says of itself that its browser cannot know. */
export interface PdfFacts {
  readonly authors: readonly string[];
  /** The moment that counts as its making, ISO 8601 in UTC. */
  readonly modified: string;
  /** How many pages stand before the first that is numbered in Arabic. */
  readonly front: number;
}

/**
 * Gives a PDF that Chromium wrote its author, the numbers that its pages bear, and its date instead of the clock's: as an
 * update behind what is there (ISO 32000-1, section 7.5.6), the dates in their place. A file of another make keeps what it has.
 */
export function withFacts(bytes: Uint8Array, facts: PdfFacts): Uint8Array {
  const date = `D:${facts.modified.replace(/\D/gu, "").slice(0, 14)}+00'00'`;
  const pdf = Buffer.from(bytes)
    .toString("latin1")
    .replace(/\/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)/gu, (_, name: string) => `/${name} (${date})`);
  return Buffer.from(pdf + updateOf(pdf, facts), "latin1");
}

function updateOf(pdf: string, { authors, front }: PdfFacts): string {
  const trailer =
    /trailer\n<<\/Size (\d+)\n\/Root (\d+) 0 R\n\/Info (\d+) 0 R>>\nstartxref\n(\d+)\n%%EOF\n?$/u.exec(pdf);
  if (trailer === null) return "";
  const [, size, root, info, start] = trailer as unknown as readonly [string, string, string, string, string];
  const author = authors.length === 0 ? "" : `\n/Author ${hexString(authors.join("; "))}`;
  const labels = front === 0 ? "" : `\n/PageLabels <</Nums [0 <</S /r>> ${front} <</S /D>>]>>`;
  const objects = [
    [info, dictionary(pdf, info)?.replace(/\/Creator \((?:\\.|[^\\)])*\)/u, `/Creator (Colophon)${author}`)],
    [root, dictionary(pdf, root)?.replace(/>>$/u, `${labels}>>`)],
  ] as const;
  let text = "";
  const places: string[] = [];
  for (const [id, object] of objects) {
    if (object === undefined) return "";
    places.push(`${id} 1\n${String(pdf.length + text.length).padStart(10, "0")} 00000 n \n`);
    text += `${id} 0 obj\n${object}\nendobj\n`;
  }
  const table = `xref\n${places.join("")}trailer\n<</Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/Prev ${start}>>\n`;
  return `${text}${table}startxref\n${pdf.length + text.length}\n%%EOF\n`;
}

/** The dictionary that an object is. */
function dictionary(pdf: string, id: string): string | undefined {
  const start = pdf.lastIndexOf(`\n${id} 0 obj\n`);
  const end = pdf.indexOf("\nendobj", start);
  const object = start < 0 ? "" : pdf.slice(start + `\n${id} 0 obj\n`.length, end);
  return object.startsWith("<<") && object.endsWith(">>") ? object : undefined;
}

/** A text as UTF-16 in hexadecimal digits, which needs no escapes. */
function hexString(text: string): string {
  const units = [...Array(text.length).keys()].map((at) => text.charCodeAt(at).toString(16).padStart(4, "0"));
  return `<FEFF${units.join("").toUpperCase()}>`;
}
