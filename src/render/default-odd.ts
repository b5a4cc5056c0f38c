/** Where the default models lie, beside this file: an ODD, for whoever may touch the disk to read. */
export const DEFAULT_ODD: URL = new URL("./default.odd", import.meta.url);
