import { catalogue, type Span } from "../report/index.ts";
import { fault } from "./fault.ts";
import { EXPANSION_NEVER_REFUSED, type Limits } from "./limits.ts";

/** Keeps account of how much text entities stand for. */
export class Expansion {
  readonly #limits: Limits;
  readonly #length: number;
  #spent = 0;

  constructor(limits: Limits, length: number) {
    this.#limits = limits;
    this.#length = length;
  }

  /** Counts the text of one reference; throws a fault where a limit is passed. The reference itself counts as one unit. */
  spend(units: number, place: Span): void {
    this.#spent += units + 1;
    const { expansion, expansionFactor } = this.#limits;
    if (this.#spent > expansion) throw fault(catalogue.expansionTooLarge, { limit: expansion }, place);
    if (this.#spent > EXPANSION_NEVER_REFUSED && this.#spent > expansionFactor * this.#length) {
      throw fault(catalogue.expansionOutOfProportion, { limit: expansionFactor }, place);
    }
  }
}
