import type { CompiledModels } from "../../render/index.ts";
import { catalogue, type Finding } from "../../report/index.ts";
import type { Tree } from "../../tree/index.ts";

/** Gives findings on the functions of the configuration that failed while a document was shown. */
export function failedCallFindings({ failedCalls }: CompiledModels, tree: Tree): Finding[] {
  return failedCalls
    .take()
    .filter(({ node }) => node.tree === tree)
    .map(({ node, called, reason, place: { path: odd, ident, line }, count }) =>
      catalogue.oddFunctionFailed(node, { called, reason, odd, ident, line, further: count - 1 }),
    );
}
