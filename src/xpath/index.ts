export type { CalledFunction, CalledFunctions, CalledItem, CalledResult } from "./called-functions.ts";
export {
  compileExpression,
  type Expression,
  type ExpressionOptions,
  type FunctionLibrary,
  functionLibrary,
  globalVariable,
  type Item,
  type KeyLookup,
  type Variables,
  type WrittenFunction,
} from "./expression.ts";
export { ExpressionError, FunctionFailure } from "./expression-error.ts";
export type { TreeNode } from "./facade.ts";
export { type LazyExpression, lazyExpression, understoodExpression } from "./lazy-expression.ts";
export {
  type PatternKey,
  type PatternMatcher,
  type PatternTraits,
  patternMatcher,
  readPattern,
} from "./match-pattern.ts";
export { passingIn } from "./plain/node-test.ts";
export {
  type CompiledStylesheet,
  compileStylesheet,
  type FolderLister,
  openStylesheetEngine,
  type StylesheetEngine,
  type StylesheetOptions,
  type StylesheetResult,
  type StylesheetRun,
  type StylesheetSource,
  type TextResolver,
  transform,
} from "./stylesheet.ts";
export { StylesheetError } from "./stylesheet-error.ts";
export { threadEntry } from "./thread-entry.ts";
