/** The built-in types that RELAX NG can name from XML Schema (XML Schema Part 2, section 3). */
export const XSD_TYPES: readonly string[] = `
  string boolean decimal float double duration dateTime time date gYearMonth gYear gMonthDay gDay gMonth hexBinary
  base64Binary anyURI QName NOTATION normalizedString token language NMTOKEN NMTOKENS Name NCName ID IDREF IDREFS ENTITY
  ENTITIES integer nonPositiveInteger negativeInteger long int short byte nonNegativeInteger unsignedLong unsignedInt
  unsignedShort unsignedByte positiveInteger`
  .trim()
  .split(/\s+/u);

/** Whether a name is that of a built-in type. */
export function isXsdType(name: string): boolean {
  return XSD_TYPES.includes(name);
}
