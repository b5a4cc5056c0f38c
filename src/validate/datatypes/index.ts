export type { Datatype, DatatypeParameter, DatatypeResult, IdRole, ValueContext } from "./datatype.ts";
export { temporalTypeMeant } from "./date-time-fault.ts";
export {
  createDatatype,
  datatypeFromRecord,
  hasLibrary,
  XSD_LIBRARY,
} from "./library.ts";
