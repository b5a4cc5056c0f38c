export * from "./archive.ts";
export * from "./citations.ts";
export * from "./links.ts";
export * from "./schema.ts";
export * from "./schematron.ts";
export * from "./wellformed.ts";
