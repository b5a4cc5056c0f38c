export type { Datatype, DatatypeParameter, DatatypeResult, IdRole, ValueContext } from "./datatype.ts";
export {
  BUILT_IN_LIBRARY,
  COMPATIBILITY_LIBRARY,
  createDatatype,
  datatypeFromRecord,
  hasLibrary,
  XSD_LIBRARY,
} from "./library.ts";
