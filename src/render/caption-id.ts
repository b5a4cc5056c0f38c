import { onceForTree } from "../tree/index.ts";
import type { RenderContext } from "./context.ts";

/** Gives figures and tables with a caption an id where they have none, so that the lines of a generated list can lead to them. */
export function withCaptionIds(context: RenderContext): RenderContext {
  return {
    ...context,
    anchor: (node) => context.anchor(node) ?? captionIds(node.tree).get(node.row) ?? null,
  };
}

const captionIds = onceForTree((tree): ReadonlyMap<number, string> => {
  const captioned = ["figure", "table"].flatMap((name) =>
    [...tree.root.descendantElements(name)].filter((node) => node.maybeElement("head") !== null),
  );
  return new Map(captioned.map((node, at) => [node.row, `captioned-${at + 1}`]));
});
