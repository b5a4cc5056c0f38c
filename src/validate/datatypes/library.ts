import type { BuiltInType } from "./built-in-type.ts";
import type { Datatype, DatatypeParameter, DatatypeResult, ValueContext } from "./datatype.ts";
import { dateTimeTypes, durationType } from "./date-time-type.ts";
import { contradictionIn, type Facet, facetOf, faultInParameter } from "./facet.ts";
import { idTypes, nameTypes } from "./name-type.ts";
import { decimalTypes, floatingPointTypes } from "./numeric-type.ts";
import { otherTypes, stringTypes } from "./text-type.ts";
import { TypedDatatype } from "./typed.ts";

/** The W3C XML Schema datatypes, by the URI RELAX NG schemas name them with. */
export const XSD_LIBRARY = "http://www.w3.org/2001/XMLSchema-datatypes";

/** The datatypes of RELAX NG DTD Compatibility (section 5). */
export const COMPATIBILITY_LIBRARY = "http://relaxng.org/ns/compatibility/datatypes/1.0";

/** The library of RELAX NG itself (section 4): string and token. */
export const BUILT_IN_LIBRARY = "";

type Library = ReadonlyMap<string, BuiltInType>;

const LIBRARIES: ReadonlyMap<string, Library> = new Map([
  [BUILT_IN_LIBRARY, byName(stringTypes().filter(({ name }) => name === "string" || name === "token"))],
  [
    XSD_LIBRARY,
    byName([
      ...stringTypes(),
      ...otherTypes(),
      ...nameTypes(),
      ...decimalTypes(),
      ...floatingPointTypes(),
      ...dateTimeTypes(),
      durationType(),
    ]),
  ],
  [COMPATIBILITY_LIBRARY, byName(idTypes())],
]);

/** Whether datatypes of a library can be made; the library of RELAX NG itself has the empty URI. */
export function hasLibrary(uri: string): boolean {
  return LIBRARIES.has(uri);
}

/**
 * Makes a datatype, or says why there is none: an unknown library or name, a parameter that does not apply, has a wrong
 * value, or contradicts another (RELAX NG, section 4.16; XML Schema Part 2, section 4.3). `context` is that of the schema.
 */
export function createDatatype(
  library: string,
  name: string,
  parameters: readonly DatatypeParameter[],
  context: ValueContext,
): DatatypeResult {
  const types = LIBRARIES.get(library);
  if (types === undefined) return no(`the datatype library “${library}” is not known`);
  const type = types.get(name);
  if (type === undefined) return no(unknownName(library, name, types));
  if (library !== XSD_LIBRARY && parameters.length > 0) {
    return no(`the datatype ${name} of this library takes no parameters`);
  }
  return withParameters(library, type, parameters, context);
}

/**
 * Makes a datatype again that {@link createDatatype} made before, from what a stored schema keeps of it. Nothing is
 * checked but that the type exists; throws where it does not.
 */
export function datatypeFromRecord(record: Pick<Datatype, "library" | "name" | "parameters">): Datatype {
  const type = LIBRARIES.get(record.library)?.get(record.name);
  if (type === undefined) throw new Error(`There is no datatype “${record.name}” in “${record.library}”`);
  const facets = record.parameters.map((parameter) => facetOf(type, parameter));
  return new TypedDatatype(record.library, type, facets);
}

function withParameters(
  library: string,
  type: BuiltInType,
  parameters: readonly DatatypeParameter[],
  context: ValueContext,
): DatatypeResult {
  const facets: Facet[] = [];
  for (const parameter of parameters) {
    const fault = faultInParameter(type, parameter) ?? faultInView(library, type, facets, parameter, context);
    if (fault !== null) return no(fault);
    facets.push(facetOf(type, parameter));
  }
  const contradiction = contradictionIn(parameters);
  return contradiction === null ? { datatype: new TypedDatatype(library, type, facets) } : no(contradiction);
}

/** A bound must itself keep the bounds set before it, as in Jing: a minimum above the maximum allows nothing. */
function faultInView(
  library: string,
  type: BuiltInType,
  facets: readonly Facet[],
  { name, value }: DatatypeParameter,
  context: ValueContext,
): string | null {
  const bounds = facets.filter(({ parameter }) => isBound(parameter.name));
  if (!isBound(name) || bounds.length === 0) return null;
  const reason = new TypedDatatype(library, type, bounds).reasonAgainst(value, context);
  return reason === null ? null : `${name} ${value} contradicts another bound: ${reason}`;
}

function isBound(name: string): boolean {
  return /^(?:min|max)(?:In|Ex)clusive$/u.test(name);
}

function unknownName(library: string, name: string, types: Library): string {
  const known = [...types.keys()].join(", ");
  if (library === BUILT_IN_LIBRARY) {
    return `without a datatype library only ${known} are known, not “${name}”`;
  }
  const near = [...types.keys()].find((each) => each.toLowerCase() === name.toLowerCase());
  return near === undefined
    ? `there is no datatype “${name}” in this library`
    : `there is no datatype “${name}” in this library, but ${near}`;
}

function byName(types: readonly BuiltInType[]): Library {
  return new Map(types.map((type) => [type.name, type]));
}

function no(reason: string): DatatypeResult {
  return { datatype: null, reason };
}
