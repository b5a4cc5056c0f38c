import type { ColophonConfig } from "./src/index.ts";

/** The chapter has single marks outside; the models of `schemas/edition.odd` say the same. */
const MARKS = { "first-marks": "single" };

const config: ColophonConfig = {
  id: "bukharins-confession",
  title: "Bukharin’s confession",
  version: "0.1.0",
  schema: "schemas/edition.rng",
  odd: "schemas/edition.odd",
  stages: [
    {
      name: "reading text",
      stylesheet: "src/xslt/reading-text.xsl",
      output: "xslt/{id}.txt",
      // Its notes are the editors', which those models leave out of the text.
      parameters: { ...MARKS, notes: "none" },
    },
    {
      name: "plain page",
      stylesheet: "src/xslt/plain-page.xsl",
      output: "xslt/{id}.html",
      parameters: MARKS,
    },
    { name: "citations", stylesheet: "src/xslt/citations.xsl", output: "xslt/{id}.citations.json" },
  ],
};

export default config;
