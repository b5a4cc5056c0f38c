import SaxonJS, { type XdmNode, type XError } from "saxon-js";

/** Saxonica's XSLT processor. Whoever is to be confined loads it before, while there is a disk to load it from. */
export { SaxonJS, type XdmNode, type XError };
