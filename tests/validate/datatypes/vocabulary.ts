import {
  createDatatype,
  type Datatype,
  type DatatypeParameter,
  type ValueContext,
  XSD_LIBRARY,
} from "../../../src/validate/datatypes/index.ts";

/** A place where no prefix is bound and no entity declared. */
export const NOWHERE: ValueContext = { namespaceOf: () => null, isUnparsedEntity: () => false };

/** A datatype of XML Schema with parameters written `minLength=2`; throws with the reason where there is none. */
export function xsd(name: string, ...parameters: readonly string[]): Datatype {
  const made = createDatatype(XSD_LIBRARY, name, parameters.map(parameterOf), NOWHERE);
  if (made.datatype === null) throw new Error(made.reason);
  return made.datatype;
}

/** Whether a datatype holds a string, nothing bound and nothing declared around it. */
export function holds(datatype: Datatype, lexical: string): boolean {
  return datatype.allows(lexical, NOWHERE);
}

function parameterOf(written: string): DatatypeParameter {
  const sign = written.indexOf("=");
  return { name: written.slice(0, sign), value: written.slice(sign + 1) };
}
