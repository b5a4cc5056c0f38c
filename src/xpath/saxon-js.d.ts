/** What `stylesheet-worker.ts` uses of `saxon-js`, which brings no types; all of it is in Saxonica's documentation. */
declare module "saxon-js" {
  /** A node of the processor's own tree. */
  interface XdmNode {
    readonly nodeType: number;
    readonly textContent: string | null;
    readonly firstChild: XdmNode | null;
    readonly nextSibling: XdmNode | null;
  }

  interface TransformOptions {
    readonly stylesheetText: string;
    readonly stylesheetBaseURI: string;
    readonly stylesheetParams: Readonly<Record<string, unknown>>;
    readonly initialTemplate?: string;
    readonly sourceText?: string;
    readonly sourceBaseURI?: string;
    readonly baseOutputURI: string;
    /** Gives the items of the collection at an absolute address; of the default collection where there is none. */
    readonly collectionFinder: (uri?: unknown) => readonly XdmNode[];
    readonly destination: "serialized";
    readonly deliverMessage: (content: XdmNode) => void;
    readonly deliverResultDocument: () => {
      readonly destination: "serialized";
      readonly save: (uri: unknown, text: string) => void;
    };
  }

  interface XError extends Error {
    readonly code: unknown;
    readonly xsltLineNr?: string | null;
    readonly xsltModule?: string | null;
  }

  const SaxonJS: {
    transform(options: TransformOptions, how: "sync"): { readonly principalResult: unknown };
    serialize(value: XdmNode, options: Readonly<Record<string, unknown>>): string;
    atom(value: string, type: string): unknown;
    readonly XPath: {
      evaluate(
        expression: string,
        context: null,
        options: { readonly params: Readonly<Record<string, string>>; readonly resultForm: "array" },
      ): readonly unknown[];
    };
  };
  export default SaxonJS;
  export type { XdmNode, XError };
}
