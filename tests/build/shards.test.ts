import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type BuildOptions, buildAndPublish, OUTPUTS } from "../../src/build/build.ts";
import { type CheckRun, checkPaths } from "../../src/build/check-run.ts";
import { findConfiguration } from "../../src/build/configuration.ts";
import { type MergeOptions, mergeShards } from "../../src/build/shards/merge.ts";
import { type ShardRule, shardIn, shareOf } from "../../src/build/shards/shard.ts";
import { buildShard, checkShard } from "../../src/build/shards/shard-run.ts";
import type { Watch } from "../../src/edition/index.ts";
import { heldReport, printReportAs } from "../../src/report/index.ts";
import { folderOf, tei } from "../cli/run.ts";
import { shared } from "../shared.ts";
import { contentsOf } from "./contents.ts";
import { WHOLE_CHECK } from "./whole-check.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const places: string[] = [];

/** Everything here is made anew each time: a cache would hide what a share lacks. */
beforeAll(() => vi.stubEnv("COLOPHON_CACHE", "off"));
afterAll(() => {
  vi.unstubAllEnvs();
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

/** A folder with another name on every machine. */
function machine(files: Readonly<Record<string, string>> = {}): string {
  const place = folderOf(files);
  places.push(place);
  return place;
}

/** Copies an edition to another machine. */
function another(folder: string): string {
  const place = machine();
  cpSync(folder, place, { recursive: true, filter: (from) => !/\/(?:out|shards)$/u.test(from) });
  return place;
}

function building(folder: string, more: Partial<BuildOptions> = {}): BuildOptions {
  return {
    folder,
    config: findConfiguration(folder),
    safe: false,
    jobs: 1,
    out: "out",
    outputs: OUTPUTS,
    reading: "edited",
    strict: false,
    progress: () => {},
    ...more,
  };
}

function checking(folder: string, more: Partial<CheckRun> = {}): CheckRun {
  return {
    folder,
    config: null,
    safe: false,
    jobs: 1,
    cache: false,
    ...WHOLE_CHECK,
    ...more,
  };
}

function merging(folder: string): MergeOptions {
  const { progress, ...rest } = building(folder);
  return { ...rest, cache: false, progress, done: () => {} };
}

const folders = (of: number): string[] => Array.from({ length: of }, (_, at) => `shards/${at + 1}-of-${of}`);

/** Makes the shares of a build, each on a machine of its own, and brings them to the one that joins them. */
async function buildShares(folder: string, of: number, by: ShardRule = "path"): Promise<string> {
  const here = another(folder);
  for (const [at, into] of folders(of).entries()) {
    const there = another(folder);
    await buildShard(building(there), { shard: shardIn(`${at + 1}/${of}`, by)!, into });
    mkdirSync(join(here, "shards"), { recursive: true });
    cpSync(join(there, into), join(here, into), { recursive: true });
  }
  return here;
}

async function expectSameBuild(folder: string, counts: readonly number[]): Promise<void> {
  const whole = another(folder);
  const { report } = await buildAndPublish(building(whole));
  for (const of of counts) {
    const here = await buildShares(folder, of, of === 3 ? "size" : "path");
    const made: string[] = [];
    const watch: Watch = (stage, path, work) => {
      if (stage === "cite" || stage === "render") made.push(String(path));
      return work();
    };
    const merged = await mergeShards(folders(of), { ...merging(here), watch });
    expect(made, "is made of records alone").toEqual([]);
    expect(heldReport(merged.report), `${of} shares`).toEqual(heldReport(report));
    expect(contentsOf(join(here, "out")), `${of} shares`).toEqual(contentsOf(join(whole, "out")));
  }
}

/** The plays of the corpus that are shortest. */
function plays(corpus: string, count: number): Record<string, string> {
  const texts = readdirSync(corpus)
    .filter((name) => name.endsWith(".xml"))
    .map((name) => [name, readFileSync(join(corpus, name), "utf8")] as const);
  const short = texts.sort((one, other) => one[1].length - other[1].length).slice(0, count);
  return Object.fromEntries(short.map(([name, text]) => [`tei/${name}`, text]));
}

/** Documents that lean on one another in every way: links, rows, registers, inclusions, citations, a document that is broken. */
const EDITION = {
  "colophon.config.json": JSON.stringify({
    id: "e",
    title: "E",
    version: "1",
    links: { mustBeUsed: ["person"] },
  }),
  "tei/a.xml": tei(
    `<p xml:id="p1">Of <persName ref="register.xml#ada">Ada</persName>; <ref target="b.xml#p2">there</ref>, <ref target="b.xml#no">no</ref>.</p>
<cit><quote>We may</quote><bibl>Lovelace, <title>Notes</title>, p. 5</bibl></cit><p next="b.xml#p2" xml:id="row">Row.</p>`,
  ),
  "tei/b.xml": tei(`<p xml:id="p2" next="a.xml#row">Of <persName ref="register.xml#bob">Bob</persName>.</p>`),
  "tei/broken.xml": "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>no end</body></text></TEI>",
  "tei/host.xml": tei(`<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>`),
  "tei/part.xml": `<div xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="in">Included.</p></div>`,
  "tei/register.xml": tei(`<listPerson><person xml:id="ada"><persName>Ada Lovelace</persName></person>
<person xml:id="bob"><persName>Bob Smith</persName></person><person xml:id="no"><persName>N</persName></person></listPerson>
<listBibl><bibl xml:id="notes"><author>Ada Lovelace</author> <title>Notes</title> <date when="1843">1843</date></bibl></listBibl>`),
};

describe("shares", () => {
  it("are every document once, by either rule", () => {
    const sources = Array.from({ length: 100 }, (_, at) => ({
      id: `${at}`,
      path: `tei/${at}.xml`,
      bytes: new Uint8Array(at * at),
    }));
    for (const by of ["path", "size"] as const) {
      const all = [1, 2, 3, 4, 5, 6, 7].map((index) => shareOf({ index, of: 7, by }, sources));
      expect(all.flatMap((share) => [...share]).sort()).toEqual(sources.map(({ path }) => path).sort());
    }
    const sizes = [1, 2, 3].map((index) => shareOf({ index, of: 3, by: "size" }, sources));
    const bytes = sizes.map((share) =>
      [...share].reduce((sum, path) => sum + Number(/\d+/u.exec(path)) ** 2, 0),
    );
    expect(Math.max(...bytes) - Math.min(...bytes)).toBeLessThan(1000);
  });

  it("are named as one of some", () => {
    expect(shardIn("2/5", "path")).toEqual({ index: 2, of: 5, by: "path" });
    for (const wrong of ["0/5", "6/5", "2", "2/", "a/b", "1/99999", "-1/5"])
      expect(shardIn(wrong, "path")).toBeNull();
  });

  it("come together to the bytes of one run, on other machines", async () => {
    await expectSameBuild(machine(EDITION), [1, 2, 3, 5]);
  });

  it("come together to the bytes of one run, with the edition of this repository and its stylesheets", async () => {
    const folder = machine();
    for (const name of ["tei", "schemas", "src/xslt"])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    const text = readFileSync(join(ROOT, "colophon.config.ts"), "utf8");
    writeFileSync(
      join(folder, "colophon.config.ts"),
      text.replace(/import type.*\n/u, "").replace(": ColophonConfig", ""),
    );
    await expectSameBuild(folder, [2]);
  }, 240_000);

  const corpus = shared("corpora/gerdracor");
  it.skipIf(corpus === null)(
    "come together to the bytes of one run, with a dozen plays",
    async () => {
      await expectSameBuild(machine(plays(corpus!, 12)), [1, 2, 3, 5]);
    },
    180_000,
  );

  it("of a check come together to its report, byte for byte", async () => {
    const folder = machine(EDITION);
    const before = process.cwd();
    process.chdir(folder);
    for (const [paths, only] of [
      [[], []],
      [
        ["tei/a.xml", "tei/host.xml", "tei/part.xml"],
        ["links", "citations"],
      ],
    ] as const) {
      const whole = await checkPaths(paths, checking(folder, { only }));
      for (const of of [1, 2, 3, 5]) {
        const here = another(folder);
        for (const [at, into] of folders(of).entries()) {
          await checkShard(paths, checking(here, { only }), {
            shard: shardIn(`${at + 1}/${of}`, "path")!,
            into,
          });
        }
        const { report } = await mergeShards(folders(of), merging(here));
        for (const format of ["json", "sarif"] as const)
          expect(printReportAs(format, report)).toBe(printReportAs(format, whole));
      }
    }
    process.chdir(before);
  });
});

describe("shares that do not belong together", () => {
  const three = folders(3);
  let here: string;
  beforeAll(async () => {
    here = await buildShares(machine(EDITION), 3);
    await mergeShards(three, merging(here));
  });

  /** Joins shares after something was done to a copy of them; gives what is said of it, and sees that nothing was written. */
  async function refused(
    names: readonly string[],
    spoil: (place: string) => Promise<unknown> | unknown,
  ): Promise<string> {
    const place = machine();
    cpSync(here, place, { recursive: true });
    await spoil(place);
    const before = contentsOf(join(place, "out"));
    const error = await mergeShards(names, merging(place)).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: expect.stringMatching(/^(?:TaskError|FileError)$/u) });
    expect(contentsOf(join(place, "out"))).toEqual(before);
    return (error as Error).message;
  }

  const manifest = (place: string, at: number, from: RegExp, to: string): void => {
    const file = join(place, three[at]!, "shard.json");
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(from);
    writeFileSync(file, text.replace(from, to));
  };

  it("are refused with a gap, and the gap is named", async () => {
    expect(await refused([three[0]!, three[2]!], () => {})).toContain("Share 2/3 is missing.");
  });

  it("are refused with a share twice, and both folders are named", async () => {
    const said = await refused([...three, "shards/again"], (place) =>
      cpSync(join(place, three[1]!), join(place, "shards/again"), { recursive: true }),
    );
    expect(said).toContain("Share 2/3 is there 2 times: shards/2-of-3, shards/again.");
  });

  it("are refused when they are of different sources, and the documents are named", async () => {
    const said = await refused(three, (place) => {
      const there = machine({ ...EDITION, "tei/b.xml": tei("<p>Other.</p>") });
      return Promise.all(
        [1, 2, 3].map((index) =>
          buildShard(building(there), {
            shard: { index, of: 3, by: "path" },
            into: join(place, `shards/${index}-of-3`),
          }),
        ),
      );
    });
    expect(said).toContain("The shares and the edition here are of different documents.");
    expect(said).toMatch(/tei\/b\.xml of share \d\/3 is another here\./u);
    const one = await refused(three, async (place) => {
      const there = machine({ ...EDITION, "tei/b.xml": tei("<p>Other.</p>") });
      await buildShard(building(there), {
        shard: { index: 2, of: 3, by: "path" },
        into: join(place, three[1]!),
      });
    });
    expect(one).toContain("1/3 and 2/3 are of different documents.");
  });

  it("are refused when the edition here has gained or lost a document", async () => {
    const more = await refused(three, (place) =>
      writeFileSync(join(place, "tei/new.xml"), tei("<p>New.</p>")),
    );
    expect(more).toContain("tei/new.xml is in no share.");
    const less = await refused(three, (place) => rmSync(join(place, "tei/b.xml")));
    expect(less).toMatch(/tei\/b\.xml of share \d\/3 is not here\./u);
  });

  it("are refused when they are of different configurations or schemas", async () => {
    const config = (place: string): void =>
      writeFileSync(
        join(place, "colophon.config.json"),
        JSON.stringify({ id: "e", title: "F", version: "1" }),
      );
    expect(await refused(three, config)).toContain("are of different configurations");
    const schema = (place: string): void => {
      mkdirSync(join(place, "schemas"));
      writeFileSync(join(place, "schemas/e.rnc"), "start = element * { text }");
    };
    expect(await refused(three, schema)).toContain("different schemas");
  });

  it("are refused when they are of different versions of the program or of Node", async () => {
    const version = (place: string): void =>
      manifest(place, 1, /"version": "\d[^"]*"/u, '"version": "9.9.9"');
    expect(await refused(three, version)).toMatch(
      /1\/3 and 2\/3 are of different versions of the program: .*, 9\.9\.9/u,
    );
    const engine = (place: string): void => manifest(place, 2, /"engine": "[^"]*"/u, '"engine": "1.0"');
    expect(await refused(three, engine)).toContain("1/3 and 3/3 are of different versions of Node");
  });

  it("are refused when they are of different divisions or were asked for different things", async () => {
    const rule = (place: string): void => manifest(place, 1, /"by": "path"/u, '"by": "size"');
    expect(await refused(three, rule)).toContain(
      "1/3 and 2/3 are not of one division: one of 3 by path, one of 3 by size.",
    );
    const reading = (place: string): void => manifest(place, 1, /"edited"/u, '"original"');
    expect(await refused(three, reading)).toContain("1/3 and 2/3 were asked for different things");
  });

  it("are refused when a record is missing or damaged, and its document is named", async () => {
    const records = (place: string): string => join(place, three[0]!, "documents");
    const entry = (place: string): string => join(records(place), readdirSync(records(place)).sort()[0]!);
    const missing = await refused(three, (place) => rmSync(entry(place)));
    expect(missing).toMatch(/The records of tei\/\w+\.xml in shards\/1-of-3 are missing or damaged\./u);
    const damaged = await refused(three, (place) => {
      const bytes = readFileSync(entry(place));
      bytes[bytes.length - 1]! ^= 1;
      rmSync(entry(place));
      writeFileSync(entry(place), bytes);
    });
    expect(damaged).toMatch(/The records of tei\/\w+\.xml in shards\/1-of-3 are missing or damaged\./u);
  });

  it("are refused where a folder is none", async () => {
    expect(await refused([...three, "tei"], () => {})).toContain("tei is no share of an edition");
    const said = await refused(three, (place) =>
      renameSync(join(place, three[0]!, "shard.json"), join(place, three[0]!, "other.json")),
    );
    expect(said).toContain("shards/1-of-3 is no share of an edition");
  });
});
