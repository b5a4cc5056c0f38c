import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import type { SiteFile } from "../../site/index.ts";
import { sha256 } from "../sha256.ts";

/** What every page of the preview loads besides what is its own. */
const SCRIPT = '<script src="/@colophon/dev.js" defer></script>';

/** The site of a preview, in a temporary folder: files are written when their bytes change. */
export class DevSite {
  readonly folder: string = mkdtempSync(join(tmpdir(), "colophon-dev-"));
  readonly #hashes = new Map<string, string>();

  /** Writes a file, if it is another than before; says whether it was. */
  write({ path, bytes }: SiteFile): boolean {
    const hash = sha256(bytes);
    if (this.#hashes.get(path) === hash) return false;
    const target = join(this.folder, path);
    if (!target.startsWith(this.folder + sep)) return false;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, path.endsWith(".html") ? withScript(bytes) : bytes);
    this.#hashes.set(path, hash);
    return true;
  }

  /** Changes a page that was written before; says whether it did. */
  change(path: string, edit: (html: string) => string | null): boolean {
    const file = join(this.folder, path);
    const html = readFileSync(file, "utf8").replace(SCRIPT, "");
    const changed = edit(html);
    return changed !== null && this.write({ path, bytes: Buffer.from(changed) });
  }

  /** Reads a file that was written before. */
  read(path: string): Uint8Array {
    return readFileSync(join(this.folder, path));
  }

  /** Takes away the files that are not among these; gives their paths. */
  keepOnly(paths: ReadonlySet<string>): string[] {
    const gone = [...this.#hashes.keys()].filter((path) => !paths.has(path));
    for (const path of gone) {
      rmSync(join(this.folder, path), { force: true });
      this.#hashes.delete(path);
    }
    return gone;
  }

  /** Takes the folder away. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function withScript(bytes: Uint8Array): string {
  const html = Buffer.from(bytes).toString("utf8");
  const at = html.lastIndexOf("</body>");
  return at < 0 ? html + SCRIPT : html.slice(0, at) + SCRIPT + html.slice(at);
}
