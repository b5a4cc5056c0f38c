import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildAndPublish } from "../../src/build/build.ts";
import { checkPaths } from "../../src/build/check-run.ts";
import type { Hear } from "../../src/build/run/stage-times.ts";
import type { Stage, Watch } from "../../src/edition/index.ts";
import { tei } from "../cli/run.ts";
import { eachInFolder } from "./each-in-folder.ts";
import { WHOLE_CHECK } from "./whole-check.ts";

const HEAD = `<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>p</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>`;

const register = (entries: string): string =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0">${HEAD}<standOff>${entries}</standOff></TEI>`;

const NAMES = ["ada", "bob", "eve"] as const;
const mention = (name: string): string => `<p>Of <persName ref="people.xml#${name}">${name}</persName>.</p>`;

/** Three letters mention each person. */
const LETTERS = Object.fromEntries(
  NAMES.flatMap((name) => [1, 2, 3].map((nth) => [`tei/${name}${nth}.xml`, tei(mention(name))])),
);

const people = NAMES.map((name) => `<person xml:id="${name}"><persName>${name}</persName></person>`).join("");

eachInFolder(
  {
    "colophon.config.json": JSON.stringify({ id: "e", title: "E", version: "1" }),
    "tei/people.xml": register(`<listPerson>${people}</listPerson>`),
    "tei/places.xml": register(
      '<listPlace><place xml:id="rome"><placeName>Rome</placeName></place></listPlace>',
    ),
    ...LETTERS,
  },
  (own) => {
    folder = own;
  },
);
let folder: string;

const LETTER_PATHS = Object.keys(LETTERS).sort();
const ALL = [...LETTER_PATHS, "tei/people.xml", "tei/places.xml"].sort();

/** The documents that went through a stage in a run, in this thread and in the other one, as often as they did. */
async function through(stage: Stage, run: (looking: Looking) => Promise<unknown>): Promise<string[]> {
  const paths: string[] = [];
  const note = (its: Stage, path: string | null): void => {
    if (its === stage && path !== null) paths.push(path);
  };
  const watch: Watch = (its, path, work) => {
    note(its, path);
    return work();
  };
  const elsewhere: Hear = (pieces) => {
    for (const { stage: its, path } of pieces) note(its, path);
  };
  await run({ watch, elsewhere });
  return paths.sort();
}

interface Looking {
  readonly watch: Watch;
  readonly elsewhere: Hear;
}

/** As many threads as the smallest machine has, however little there is to do. */
const common = () =>
  ({
    folder,
    config: join(folder, "colophon.config.json"),
    safe: false,
    jobs: 2,
    cache: true,
    worthThreads: 0,
  }) as const;

const rendered = (): Promise<string[]> =>
  through("render", (looking) =>
    buildAndPublish({
      ...common(),
      ...looking,
      out: "out",
      outputs: ["html", "text"],
      reading: "edited",
      strict: false,
      search: false,
      progress: () => {},
    }),
  );

const checked = (): Promise<string[]> =>
  through("cite", (looking) =>
    checkPaths([], {
      ...common(),
      ...looking,
      ...WHOLE_CHECK,
    }),
  );

const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(join(folder, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(folder, path), text.replace(from, to));
};

it("works on each document once in a run with two threads, and only on those that must be", async () => {
  expect(await rendered()).toEqual(LETTER_PATHS);
  expect(await checked()).toEqual(ALL);
  edit("tei/ada2.xml", "Of ", "About ");
  expect(await rendered()).toEqual(["tei/ada2.xml"]);
  expect(await checked()).toEqual(["tei/ada2.xml"]);
  edit("tei/people.xml", "<persName>bob", "<persName>Robert");
  const mentioning = ["tei/bob1.xml", "tei/bob2.xml", "tei/bob3.xml"];
  expect(await rendered()).toEqual(mentioning);
  expect(await checked()).toEqual([...mentioning, "tei/people.xml"]);
});
