export {
  compileExpression,
  type Expression,
  type ExpressionOptions,
  type Item,
  type Variables,
} from "./expression.ts";
export { ExpressionError } from "./expression-error.ts";
export type { TreeNode } from "./facade.ts";
