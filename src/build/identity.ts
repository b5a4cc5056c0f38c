import type { EditionName } from "../cite/index.ts";
import type { ColophonConfig } from "./configuration.ts";

/** What the outputs call an edition: id, title and version where the configuration gives all three, else null. */
export function identityOf({ id, title, version }: ColophonConfig): EditionName | null {
  return id === undefined || title === undefined || version === undefined ? null : { id, title, version };
}
