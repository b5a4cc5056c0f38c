import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isAddress, resolveReference } from "../../validate/index.ts";
import { digestOfBytes } from "../cache/bytes-digest.ts";
import { Catalog } from "./catalog.ts";
import { SchemaStore, type StoredSchema } from "./store.ts";

/** Where an edition's schemas may be. */
export interface SchemaPlacesOptions {
  /** The folder a command runs in. */
  readonly folder: string;
  /** The edition's folder with a final slash, from there; empty where it is that folder. */
  readonly prefix: string;
  /** Catalogs by their paths from the folder; null for `catalog.xml` of the edition, if it has one. */
  readonly catalogs: readonly string[] | null;
  /** Told of each file that is looked for, by its path. */
  readonly asked?: (path: string) => void;
}

/** A schema file that is on this machine. */
export interface SchemaPlace {
  /** The path by which findings name it: from the folder the command runs in, with forward slashes. */
  readonly path: string;
  /** The schema of the store it is a file of; null for a file of its own. */
  readonly stored: StoredSchema | null;
}

/** A reference to a schema, as it stands in a document, a schema, the configuration or on the command line. */
export interface SchemaReference {
  readonly href: string;
  /** The path of the file it stands in, or that of any file in the folder it is from. */
  readonly base: string;
  readonly publicId?: string | null;
}

/**
 * Finds schema files: as they are named, else as a catalog says, else in the store. Nothing is fetched. Catalogs and
 * lockfile are read when something is not where it is said to be.
 */
export class SchemaPlaces {
  readonly #options: SchemaPlacesOptions;
  readonly #bytes = new Map<string, Uint8Array | null>();
  #catalog: Catalog | undefined;
  #store: SchemaStore | undefined;

  constructor(options: SchemaPlacesOptions) {
    this.#options = options;
  }

  /** The edition's folder, which has the store, and what its paths begin with here. */
  get edition(): { readonly store: string; readonly prefix: string } {
    const { folder, prefix } = this.#options;
    return { store: join(folder, prefix), prefix };
  }

  /** Finds what a reference leads to; null where it is not on this machine. */
  find(reference: SchemaReference): SchemaPlace | null {
    const plain = resolved(reference);
    if (!isAddress(plain) && this.#exists(plain)) return this.#place(plain);
    const copy = this.#inCatalog(reference, plain);
    if (copy !== null && !isAddress(copy) && this.#exists(copy)) return this.#place(copy);
    return this.#inStore(copy ?? plain) ?? this.#inStore(plain) ?? this.#besideStored(reference);
  }

  /** Gives the bytes of a file that {@link find} found. They are read once. */
  read({ path }: SchemaPlace): Uint8Array {
    const bytes = this.#bytes.get(path) ?? readFileSync(this.#locate(path));
    this.#bytes.set(path, bytes);
    return bytes;
  }

  /** The SHA-256 of a file as it was read; null where it was not. */
  digest(path: string): string | null {
    const bytes = this.#bytes.get(path) ?? null;
    return bytes === null ? null : digestOfBytes(bytes);
  }

  /** Gives the bytes of what a schema takes in, as the engines ask for it; null where it is not here. */
  load(path: string, publicId: string | null = null): Uint8Array | null {
    const place = this.find({ href: path, base: "", publicId });
    return place === null ? null : this.read(place);
  }

  /** Files of a stored schema that are missing or changed, by the paths that findings name them with. */
  faults({ schema }: StoredSchema): { readonly path: string; readonly fault: "changed" | "missing" }[] {
    return this.#openStore()
      .faults(schema)
      .map(({ path, fault }) => ({ path: this.#options.prefix + path, fault }));
  }

  #inCatalog({ href, publicId = null }: SchemaReference, plain: string): string | null {
    const catalog = this.#openCatalog();
    const uris = isAddress(plain) ? [plain] : [href, pathToFileURL(this.#locate(plain)).href];
    for (const uri of uris) {
      const found = catalog.resolveUri(uri) ?? catalog.resolveExternal(publicId, uri);
      if (found !== null) return found.startsWith("file:") ? this.#fromFolder(fileURLToPath(found)) : found;
    }
    return null;
  }

  #inStore(address: string): SchemaPlace | null {
    const found = isAddress(address) ? this.#openStore().find(address) : null;
    return found === null ? null : { path: this.#options.prefix + found.path, stored: found };
  }

  /** A file of the store may refer to another by a path that the store does not keep: it was fetched from elsewhere. */
  #besideStored({ href, base }: SchemaReference): SchemaPlace | null {
    const from = base === "" ? null : this.#place(base).stored;
    if (from === null) return null;
    const origin = from.schema.files[from.path]?.from ?? "";
    return URL.canParse(href, origin) ? this.#inStore(new URL(href, origin).href) : null;
  }

  #place(path: string): SchemaPlace {
    const { prefix } = this.#options;
    const stored = path.startsWith(`${prefix}schemas/store/`)
      ? this.#openStore().schemaOf(path.slice(prefix.length))
      : null;
    return { path, stored };
  }

  #exists(path: string): boolean {
    this.#options.asked?.(path);
    const file = this.#locate(path);
    return existsSync(file) && statSync(file).isFile();
  }

  #locate(path: string): string {
    return isAbsolute(path) ? path : join(this.#options.folder, path);
  }

  #fromFolder(file: string): string {
    const path = relative(resolve(this.#options.folder), file).split(sep).join("/");
    return path.startsWith("../") || isAbsolute(path) ? file : path;
  }

  #openCatalog(): Catalog {
    const { catalogs, prefix } = this.#options;
    this.#catalog ??= new Catalog(
      (catalogs ?? [`${prefix}catalog.xml`]).map((path) => resolve(this.#locate(path))),
    );
    return this.#catalog;
  }

  #openStore(): SchemaStore {
    this.#store ??= new SchemaStore(join(this.#options.folder, this.#options.prefix));
    return this.#store;
  }
}

/** A reference as a path from the folder, or as an address. */
function resolved({ href, base }: SchemaReference): string {
  const plain = resolveReference(href.replace(/^(?!.*:\/\/)([^?]*)\?.*$/su, "$1"), base);
  if (!/^file:/iu.test(plain)) return plain;
  try {
    return fileURLToPath(plain.replace(/^file:(?!\/\/)\/?/iu, "file:///"));
  } catch {
    return plain;
  }
}
