export type {
  Model,
  ModelGroup,
  ModelNode,
  ModelParameter,
  ModelSequence,
  ModelTable,
  OutputRendition,
} from "./model.ts";
