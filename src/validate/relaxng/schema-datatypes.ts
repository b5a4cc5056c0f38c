import { catalogue, type Finding } from "../../report/index.ts";
import type { Datatype, DatatypeParameter, DatatypeResult, ValueContext } from "../datatypes/datatype.ts";
import { createDatatype, hasLibrary, XSD_LIBRARY } from "../datatypes/index.ts";
import { type Place, whereOf } from "./schema-tree.ts";

/** Takes note of a fault of a schema. */
export type Note = (finding: Finding) => void;

const NO_CONTEXT: ValueContext = { namespaceOf: () => null, isUnparsedEntity: () => false };

/** What is asked for in a schema: a datatype by its library and name. */
interface TypeName {
  readonly library: string;
  readonly name: string;
}

/** The datatypes of one schema: the same type with the same parameters is one object, however often it is asked for. */
export class SchemaDatatypes {
  readonly note: Note;
  readonly #made = new Map<string, DatatypeResult>();
  readonly #sound = new Set<string>();

  constructor(note: Note) {
    this.note = note;
  }

  /** Gives a datatype with parameters, or null after noting why there is none (section 4.16). */
  data(
    { library, name }: TypeName,
    parameters: readonly DatatypeParameter[],
    context: ValueContext,
    place: Place,
  ): Datatype | null {
    const result = this.#result({ library, name }, parameters, context);
    if (result.datatype === null) this.#refuse({ library, name }, result.reason, place);
    return result.datatype;
  }

  /** Gives the datatype of a value and the key of the value, or null after noting why it is none (section 4.16). */
  value(
    type: TypeName,
    lexical: string,
    context: ValueContext,
    place: Place,
  ): { datatype: Datatype; key: string } | null {
    const datatype = this.data(type, [], context, place);
    if (datatype === null) return null;
    const key = datatype.valueKey(lexical, context);
    if (key !== null) return { datatype, key };
    const expected = datatype.description;
    this.note(catalogue.relaxngLiteral(whereOf(place), { value: lexical, type: type.name, expected }));
    return null;
  }

  /** Whether a text is a name without a colon (Namespaces in XML 1.0), by the characters that XML Schema allows. */
  isNcName(text: string): boolean {
    return /^[A-Za-z_][\w.-]*$/.test(text) || this.#allows("NCName", text);
  }

  /** Whether a text is a URI reference (section 4.5: RFC 2396), as `anyURI` has it. */
  isUri(text: string): boolean {
    return this.#allows("anyURI", text);
  }

  #allows(name: string, text: string): boolean {
    const key = `${name} ${text}`;
    if (this.#sound.has(key)) return true;
    const { datatype } = this.#result({ library: XSD_LIBRARY, name }, [], NO_CONTEXT);
    const isAllowed = text.trim() === text && (datatype?.allows(text, NO_CONTEXT) ?? true);
    if (isAllowed) this.#sound.add(key);
    return isAllowed;
  }

  #result(
    { library, name }: TypeName,
    parameters: readonly DatatypeParameter[],
    context: ValueContext,
  ): DatatypeResult {
    const key = [library, name, ...parameters.flatMap((each) => [each.name, each.value])].join("\0");
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = hasLibrary(library)
      ? createDatatype(library, name, parameters, context)
      : { datatype: null, reason: `there is no library of datatypes ${library}` };
    this.#made.set(key, made);
    return made;
  }

  #refuse({ library, name }: TypeName, reason: string, place: Place): void {
    this.note(catalogue.relaxngDatatype(whereOf(place), { type: name, library, reason }));
  }
}
