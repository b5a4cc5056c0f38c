import type { Encoded, EncodeRegisters } from "../../src/encode/index.ts";

/** Whom the examples of all kinds of texts know: two people of one surname, and a place. */
export const REGISTERS: EncodeRegisters = {
  people: [
    { pointer: "register.xml#larkin", names: ["Thomas Larkin", "Larkin"] },
    { pointer: "register.xml#weiss-m", names: ["Marta Weiss"] },
    { pointer: "register.xml#weiss-p", names: ["Paul Weiss"] },
  ],
  places: [{ pointer: "register.xml#northfield", names: ["Northfield"] }],
  organisations: [],
};

/** What stands in the body of an encoded text, as far out as that itself. */
export function bodyOf({ xml }: Encoded): string {
  const body = xml.slice(xml.indexOf("<body>\n") + 7, xml.indexOf("\n    </body>"));
  return body.replace(/^ {6}/gmu, "");
}
