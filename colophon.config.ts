import type { ColophonConfig } from "./src/index.ts";

const config: ColophonConfig = {
  id: "bukharins-confession",
  title: "Bukharin’s confession",
  version: "0.1.0",
  schema: "schemas/edition.rng",
  odd: "schemas/edition.odd",
  stages: [
    { name: "reading text", stylesheet: "src/xslt/reading-text.xsl", output: "xslt/{id}.txt" },
    { name: "plain page", stylesheet: "src/xslt/plain-page.xsl", output: "xslt/{id}.html" },
    { name: "citations", stylesheet: "src/xslt/citations.xsl", output: "xslt/{id}.citations.json" },
  ],
};

export default config;
