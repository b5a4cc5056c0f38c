export { type ColophonConfig, ConfigurationError, type StageConfig } from "./configuration.ts";
export { FileError } from "./files.ts";
export { initEdition } from "./init.ts";
export { PublishError } from "./publish.ts";
