import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { colophon, folderOf, tei } from "./run.ts";

const SECRET = "nobody-may-read-this";

/** Runs a command in the project of a folder that has files beside it. */
function run(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
): { said: string; folder: string } {
  const folder = folderOf({
    "outside/secret.txt": SECRET,
    "outside/secret.xml": `<secret>${SECRET}</secret>`,
    "project/tei/a.xml": tei("<p>x</p>"),
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`project/${path}`, text])),
  });
  const { out, err } = colophon(join(folder, "project"), args, { COLOPHON_CACHE: "off" });
  return { said: out + err, folder };
}

describe("files outside of the project", () => {
  it("are no texts that a document has its quotations held against", () => {
    const work =
      '<listBibl><bibl xml:id="w"><title>W</title><ptr type="text" target="../../outside/secret.txt"/></bibl></listBibl>';
    const cit = `<p><cit><quote>${SECRET.slice(0, 12)} anything</quote><bibl corresp="#w"/></cit></p>`;
    const { said } = run({ "tei/b.xml": tei(cit + work) }, ["check"]);
    expect(said).not.toContain(SECRET);
  });

  it("may be documents where a configuration names them, and what is made of them stays with the outputs", () => {
    const { folder } = run(
      {
        "colophon.config.json": '{"documents":["tei/*.xml","../other/*.xml"]}',
        "../other/b.xml": tei("<p>y</p>"),
      },
      ["build", "--outputs", "html,text"],
    );
    const out = join(folder, "project/out");
    expect(readdirSync(out).sort()).toEqual(["site", "text"]);
    expect(existsSync(join(out, "text/other/b.txt"))).toBe(true);
    expect(existsSync(join(out, "site/texts/other/b.html"))).toBe(true);
  });
});
