import type { Preset } from "../../archive/index.ts";

/** Someone who had a part in the edition. */
export interface AgentConfig {
  /** As it is to be read: given name first. */
  readonly name: string;
  readonly given?: string;
  readonly family?: string;
  /** Sixteen digits in four groups, with or without `https://orcid.org/`. */
  readonly orcid?: string;
  readonly affiliation?: string;
  /** Whether it is a body and no person. */
  readonly organisation?: boolean;
}

/** `archive` in the configuration: what a package says where the headers do not say it. All of it is optional. */
export interface ArchiveConfig {
  readonly description?: string;
  readonly language?: string;
  readonly keywords?: readonly string[];
  /** Who made the edition; the authors of the headers when absent. */
  readonly creators?: readonly AgentConfig[];
  readonly contributors?: readonly (AgentConfig & {
    readonly role?: "editor" | "other";
    readonly responsibility?: string;
  })[];
  readonly publisher?: string;
  readonly year?: string;
  /** SPDX's name of a licence (`CC-BY-4.0`), or a licence of any name with its address. */
  readonly licence?: string | { readonly name: string; readonly url?: string };
  /** `unknown`, or a statement of rights. */
  readonly rights?: string;
  /** The last day of an embargo, `YYYY-MM-DD`. */
  readonly embargo?: string;
  readonly doi?: string;
  /** Source-Organization of the bag. */
  readonly organisation?: string;
  readonly contactName?: string;
  readonly contactEmail?: string;
  /** Globs of further files to be packed, from the edition's folder. */
  readonly include?: readonly string[];
  readonly preset?: Preset;
}
