import { type Odd, readOdd } from "../../src/odd/index.ts";
import { treeOf } from "../validate/cases.ts";

/** Reads an ODD of which the specifications are given. */
export function oddOf(specifications: string): Odd {
  return readOdd(
    treeOf(
      `<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" start="a" ident="test">\n${specifications}\n</schemaSpec>`,
      "test.odd",
    ),
  );
}
