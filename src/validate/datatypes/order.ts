/** The facets that bound a value (XML Schema Part 2, sections 4.3.7 to 4.3.10). */
export type LimitFacet = "minInclusive" | "minExclusive" | "maxInclusive" | "maxExclusive";

/** Whether a value, its white space normalised, keeps a bound. */
export type WithinLimit = (value: string) => boolean;

/** Makes the test of one bound; `limit` is a value of the type. */
export type LimitMaker = (facet: LimitFacet, limit: string) => WithinLimit;

/** The order of a type's values, which may be partial (section 2.4.1.3): neither less nor equal then means incomparable. */
export interface ValueOrder<V> {
  parse(value: string): V;
  isLess(one: V, other: V): boolean;
  isEqual(one: V, other: V): boolean;
}

/** Makes the tests of bounds for an order. The limit is parsed once. */
export function limitsBy<V>(order: ValueOrder<V>): LimitMaker {
  return (facet, text) => {
    const limit = order.parse(text);
    return (value) => holds(order, facet, limit, order.parse(value));
  };
}

function holds<V>(order: ValueOrder<V>, facet: LimitFacet, limit: V, value: V): boolean {
  switch (facet) {
    case "minExclusive":
      return order.isLess(limit, value);
    case "maxExclusive":
      return order.isLess(value, limit);
    case "minInclusive":
      return order.isLess(limit, value) || order.isEqual(limit, value);
    case "maxInclusive":
      return order.isLess(value, limit) || order.isEqual(limit, value);
  }
}
