import { relative, resolve, sep } from "node:path";
import { loadEdition } from "../edition-files.ts";
import { explainShown } from "../odd-report.ts";
import { openStore } from "../run/open-run.ts";
import { pictureFile } from "../site-setup.ts";
import type { DevOptions } from "./dev-options.ts";
import { DevSite } from "./preview-site.ts";
import { type DevServer, serveFolder } from "./server.ts";
import { Studio } from "./studio.ts";
import { watchFolder } from "./watch.ts";

/** A preview that runs. */
export interface Preview {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Builds the edition in the folder for a look, serves it on this machine, and does again what changes. */
export async function startPreview(options: DevOptions): Promise<Preview> {
  const site = new DevSite();
  const { config } = await loadEdition(options);
  const studio = new Studio(options, site, openStore(options.folder, config, options.cache));
  let server: DevServer | null = null;
  try {
    server = await serveFolder(site.folder, options.port, {
      picture: (path) => pictureFile(options.folder, path)?.bytes ?? null,
      modelsOf: (asked) => modelsOf(asked, options),
      lookedAt: (path) => studio.lookedAt(path),
    });
    studio.serve(server);
    void studio.round([]);
    const out = relative(options.folder, resolve(options.folder, options.out)).split(sep).join("/");
    const stop = await watchFolder(options.folder, [out], (paths) => void studio.round(paths));
    await studio.isUp;
    const { url, close } = server;
    return {
      url,
      close: async () => {
        await stop();
        await studio.close();
        await close();
        site.close();
      },
    };
  } catch (error) {
    await studio.close();
    await server?.close();
    site.close();
    throw error;
  }
}

/** What the browser asks of a passage that was pointed at. */
function modelsOf(asked: URLSearchParams, options: DevOptions): Promise<object | null> {
  const said = (name: string): string => asked.get(name) ?? "";
  const shown = { name: said("name"), text: said("text"), nth: Number(said("nth")) || 0 };
  return explainShown(said("page"), shown, options);
}
