export { diffInWords, type PackageDiff, PRESETS, type Preset } from "../archive/index.ts";
export type { ElementExplanation, ModelCoverage } from "../render/index.ts";
export { type Archived, type ArchiveOptions, archiveEdition, checkArchive } from "./archive.ts";
export type { AgentConfig, ArchiveConfig } from "./archive-config.ts";
export { diffArchives } from "./archive-diff.ts";
export { type Reproduced, type ReproduceOptions, reproduce } from "./archive-reproduce.ts";
export { type VerifyOptions, verifyPackages } from "./archive-verify.ts";
export {
  ALL_OUTPUTS,
  type BuildOptions,
  type Built,
  buildAndPublish,
  OUTPUTS,
  type Output,
} from "./build.ts";
export { CACHE_KINDS, type CacheSummary, clearCache, pruneCache, summarizeCache } from "./cache-care.ts";
export { cacheFolder } from "./cache-folder.ts";
export { sizeIn } from "./cache-limit.ts";
export { type CheckRun, checkPaths } from "./check-run.ts";
export { type LoadedProgram, loadProgram } from "./code-cache.ts";
export { compileOdd } from "./compile-odd.ts";
export { type ConcordanceFormat, findInEdition } from "./concordance.ts";
export { type ColophonConfig, ConfigurationError, type StageConfig } from "./configuration.ts";
export { type Deposited, type DepositOptions, depositEdition, depositRecord } from "./deposit.ts";
export { type DevNews, type DevOptions, type Preview, startPreview } from "./dev.ts";
export { type ExplainedCitations, explainFiles } from "./documents.ts";
export type { EditionOptions } from "./edition-files.ts";
export { type EncodedFile, type EncodeFileOptions, encodeFile } from "./encode-file.ts";
export { type EnrichedFiles, type EnrichFilesOptions, enrichFiles } from "./enrich-files.ts";
export { FileError } from "./files.ts";
export { keepHeapSmall } from "./heap-growth.ts";
export { type ImportedWorks, type ImportOptions, importWorks } from "./import-works.ts";
export { initEdition } from "./init.ts";
export { defaultJobs } from "./jobs.ts";
export { type Merged, type MergeOptions, mergeShards } from "./merge.ts";
export { coverEdition, explainPassage } from "./odd-report.ts";
export { PublishError } from "./publish.ts";
export { type AddedSchema, addAll, addSchema } from "./schema-add.ts";
export { cacheFor } from "./schema-options.ts";
export { type ListedSchema, listSchemas, removeSchema } from "./schema-store.ts";
export { SHARD_RULES, type Shard, type ShardRule, shardIn } from "./shard.ts";
export { type MadeShard, type ShardPlace, shardRun } from "./shard-runner.ts";
export { type StageTimes, stageTimes } from "./stage-times.ts";
export { TaskError } from "./task-error.ts";
export { type TransformOptions, transformFile } from "./transform-file.ts";
export { programBuild } from "./version.ts";
export { writeWhole } from "./write-whole.ts";
