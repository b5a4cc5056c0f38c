export { diffInWords, type PackageDiff, PRESETS, type Preset } from "../archive/index.ts";
export type { ElementExplanation, ModelCoverage } from "../render/index.ts";
export { type Archived, type ArchiveOptions, archiveEdition, checkArchive } from "./archive/archive.ts";
export type { AgentConfig, ArchiveConfig } from "./archive/config.ts";
export { type Deposited, type DepositOptions, depositEdition, depositRecord } from "./archive/deposit.ts";
export { diffArchives } from "./archive/diff.ts";
export { type Reproduced, type ReproduceOptions, reproduce } from "./archive/reproduce.ts";
export { type VerifyOptions, verifyPackages } from "./archive/verify.ts";
export {
  ALL_OUTPUTS,
  type BuildOptions,
  type Built,
  buildAndPublish,
  OUTPUTS,
  type Output,
} from "./build.ts";
export {
  CACHE_KINDS,
  type CacheSummary,
  clearCache,
  pruneCache,
  summarizeCache,
} from "./cache/cache-care.ts";
export { cacheFolder } from "./cache/cache-folder.ts";
export { sizeIn } from "./cache/cache-limit.ts";
export { type LoadedProgram, loadProgram } from "./cache/code-cache.ts";
export { type CheckRun, checkPaths } from "./check-run.ts";
export { compileOdd } from "./compile-odd.ts";
export { type ConcordanceFormat, findInEdition } from "./concordance.ts";
export { type ColophonConfig, ConfigurationError, type StageConfig } from "./configuration.ts";
export { type ExplainedCitations, explainFiles } from "./documents.ts";
export type { EditionOptions } from "./edition-files.ts";
export { type EncodedFile, type EncodeFileOptions, encodeFile } from "./encode-file.ts";
export { keepHeapSmall, makeFastCode, underKeepingSettings } from "./engine-settings.ts";
export { type EnrichedFiles, type EnrichFilesOptions, enrichFiles } from "./enrich-files.ts";
export { FileError } from "./files.ts";
export { type ImportedWorks, type ImportOptions, importWorks } from "./import-works.ts";
export { initEdition } from "./init.ts";
export { coverEdition, explainPassage } from "./odd-report.ts";
export { PublishError } from "./output-place.ts";
export type { DevNews, DevOptions } from "./preview/dev-options.ts";
export { type Preview, startPreview } from "./preview/preview.ts";
export { defaultJobs } from "./run/jobs.ts";
export { type StageTimes, stageTimes } from "./run/stage-times.ts";
export { TaskError } from "./run/task-error.ts";
export { type AddedSchema, addAll, addSchema } from "./schemas/add.ts";
export { cacheFor } from "./schemas/options.ts";
export { type ListedSchema, listSchemas, removeSchema } from "./schemas/store.ts";
export { type Merged, type MergeOptions, mergeShards } from "./shards/merge.ts";
export { SHARD_RULES, type Shard, type ShardRule, shardIn } from "./shards/shard.ts";
export { type MadeShard, type ShardPlace, shardRun } from "./shards/shard-runner.ts";
export { type TransformOptions, transformFile } from "./transform-file.ts";
export { programBuild } from "./version.ts";
export { writeWhole } from "./write-whole.ts";
