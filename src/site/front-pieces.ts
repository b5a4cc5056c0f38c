import type { FrontMatter, Html } from "../render/index.ts";

/** Does something with pieces of a page. */
export type Change = (html: readonly Html[]) => readonly Html[];

/** Gives a front matter in which those parts are changed that are pieces of a page. */
export function changedFront(front: FrontMatter, change: Change): FrontMatter {
  return {
    ...front,
    notes: change(front.notes),
    abstract: change(front.abstract),
    creation: change(front.creation),
    setting: change(front.setting),
    source: change(front.source),
    publication: { ...front.publication, said: change(front.publication.said) },
    availability: change(front.availability),
    encoding: change(front.encoding),
    correspondence: change(front.correspondence),
    events: front.events.map((event) => ({ ...event, text: change(event.text) })),
    remarks: change(front.remarks),
  };
}
