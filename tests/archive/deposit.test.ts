import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DepositOptions, depositEdition, depositRecord } from "../../src/build/archive/deposit.ts";
import { DepositServer } from "../../src/build/archive/deposit-server.ts";
import { archiveOptions, edition, filesBelow, letter, verify } from "./edition.ts";

const TOKEN = "a-token-that-nobody-may-see";

/** A small InvenioRDM on this machine: drafts, reserved DOIs, files. It counts what it is asked, and may hang up. */
class Repository {
  readonly asked: string[] = [];
  readonly tokens = new Set<string>();
  readonly files = new Map<string, Buffer>();
  record: Record<string, unknown> | null = null;
  doi = "10.5281/zenodo.42";
  isPublished = false;
  hangsUp = false;
  refuses = false;
  readonly #server: Server = createServer((request, response) => {
    void this.#answer(request).then(({ status, body }) => {
      if (status === 0) return request.socket.destroy();
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    });
  });

  async open(): Promise<string> {
    await new Promise<void>((fulfil) => this.#server.listen(0, "127.0.0.1", fulfil));
    return this.address;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((fulfil) => this.#server.close(fulfil));
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const place = `${request.method} ${request.url}`;
    this.asked.push(place);
    this.tokens.add(String(request.headers.authorization));
    if (place.startsWith("PUT /upload") && this.hangsUp) {
      this.hangsUp = false;
      return { status: 0, body: {} };
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    if (this.refuses) return { status: 403, body: { message: `The token ${TOKEN} may not do this` } };
    return this.#respond(place, sent);
  }

  #respond(place: string, sent: Buffer): { status: number; body: unknown } {
    const draft = {
      ...this.record,
      links: this.#links(),
      ...(this.#hasDoi ? { pids: { doi: { identifier: this.doi } } } : {}),
    };
    if (place === "POST /api/records") return this.#keep(sent, 201);
    if (place === "GET /draft") return { status: this.record === null ? 404 : 200, body: draft };
    if (place === "PUT /draft") return this.#keep(sent, 200);
    if (place === "POST /doi") {
      this.#hasDoi = true;
      return { status: 201, body: { ...draft, pids: { doi: { identifier: this.doi } } } };
    }
    if (place === "GET /files")
      return { status: 200, body: { entries: [...this.files.keys()].map((key) => this.#entry(key)) } };
    if (place === "POST /files") return this.#start(JSON.parse(sent.toString("utf8"))[0].key);
    if (place === "POST /publish") {
      this.isPublished = true;
      return { status: 202, body: {} };
    }
    const [, verb, key] = /^(\S+) \/(?:upload|commit|entry)\/(.+)$/u.exec(place) ?? [];
    if (verb === "PUT") this.files.set(key!, sent);
    if (verb === "DELETE") this.files.delete(key!);
    return { status: 200, body: verb === "DELETE" ? {} : this.#entry(key!) };
  }

  #hasDoi = false;

  #keep(sent: Buffer, status: number): { status: number; body: unknown } {
    this.record = JSON.parse(sent.toString("utf8"));
    return { status, body: { ...this.record, links: this.#links() } };
  }

  #start(key: string): { status: number; body: unknown } {
    this.files.set(key, Buffer.alloc(0));
    return { status: 201, body: { entries: [this.#entry(key)] } };
  }

  #entry(key: string): object {
    const bytes = this.files.get(key) ?? Buffer.alloc(0);
    const checksum = `md5:${createHash("md5").update(bytes).digest("hex")}`;
    const links = {
      self: `${this.address}/entry/${key}`,
      content: `${this.address}/upload/${key}`,
      commit: `${this.address}/commit/${key}`,
    };
    return { key, status: bytes.length > 0 ? "completed" : "pending", checksum, links };
  }

  #links(): object {
    const names = { self: "draft", reserve_doi: "doi", files: "files", publish: "publish" };
    return Object.fromEntries(Object.entries(names).map(([name, path]) => [name, `${this.address}/${path}`]));
  }
}

let repository: Repository;
let folder: string;
let said: string[];

beforeEach(async () => {
  repository = new Repository();
  await repository.open();
  folder = edition();
  said = [];
  process.env.COLOPHON_TEST_TOKEN = TOKEN;
});
afterEach(async () => {
  delete process.env.COLOPHON_TEST_TOKEN;
  await repository.close();
});

function options(more: Partial<DepositOptions> = {}): DepositOptions {
  return {
    ...archiveOptions(folder),
    to: repository.address,
    tokenEnv: "COLOPHON_TEST_TOKEN",
    publish: false,
    progress: (line) => void said.push(line),
    ...more,
  };
}

describe("a deposit", () => {
  it("dry, is the record as InvenioRDM takes it, and asks no server", async () => {
    const { record } = await depositRecord(archiveOptions(folder));
    expect(record).toMatchObject({
      access: { record: "public", files: "public" },
      metadata: {
        title: "Letters",
        resource_type: { id: "dataset" },
        publication_date: "2024-05-06",
        publisher: "The Engine Press",
        creators: [
          {
            person_or_org: {
              type: "personal",
              family_name: "Lovelace",
              identifiers: [{ scheme: "orcid", identifier: "0000-0002-1825-0097" }],
            },
          },
        ],
        rights: [{ id: "cc-by-4.0" }],
        languages: [{ id: "eng" }],
      },
    });
    expect(repository.asked).toEqual([]);
  });

  it("names each of the bodies and persons that one element of the header names", async () => {
    const bodies =
      "<publisher><orgName>The Engine Press</orgName>\n<orgName>Somerville House</orgName></publisher>";
    const authors = "<author><name>Lovelace, Ada</name>\n<name>Somerville, Mary</name></author>";
    const several = edition({
      "tei/a.xml": letter({ author: authors }).replace(/<publisher>.*?<\/publisher>/u, bodies),
    });
    const { record } = await depositRecord(archiveOptions(several));
    expect(record).toMatchObject({
      metadata: {
        publisher: "The Engine Press; Somerville House",
        creators: [
          { person_or_org: { family_name: "Lovelace, Ada" } },
          { person_or_org: { family_name: "Somerville, Mary" } },
        ],
      },
    });
  });

  it("reserves the DOI first, so that it stands inside the package, and leaves a draft", async () => {
    const { deposit } = await depositEdition(options());
    expect(deposit).toMatchObject({ doi: "10.5281/zenodo.42", isPublished: false });
    expect(repository.asked.indexOf("POST /doi")).toBeLessThan(repository.asked.indexOf("POST /files"));
    const zip = repository.files.get("letters-1.0.0.zip");
    const own = join(folder, "out/archive/letters-1.0.0.zip");
    expect(zip?.equals(readFileSync(own))).toBe(true);
    expect(await verify(own)).toEqual({ codes: [], messages: [] });
    const bag = join(folder, "out/archive/letters-1.0.0");
    expect(readFileSync(join(bag, "data/datacite.xml"), "utf8")).toContain(
      'identifierType="DOI">10.5281/zenodo.42<',
    );
    expect(readFileSync(join(bag, "bag-info.txt"), "utf8")).toContain(
      "External-Identifier: https://doi.org/10.5281/zenodo.42",
    );
    expect(repository.isPublished).toBe(false);
  });

  it("goes on where it was cut off, with the same draft, and sends nothing twice", async () => {
    repository.hangsUp = true;
    await expect(depositEdition(options())).rejects.toThrow(/could not be reached/u);
    await depositEdition(options({ publish: true }));
    expect(repository.asked.filter((each) => each === "POST /api/records")).toHaveLength(1);
    expect(repository.asked).toContain("DELETE /entry/letters-1.0.0.zip");
    expect(repository.isPublished).toBe(true);
    await expect(depositEdition(options())).rejects.toThrow(/published already/u);
  });

  it("uploads nothing that is there already", async () => {
    await depositEdition(options());
    await depositEdition(options());
    expect(repository.asked.filter((each) => each.startsWith("PUT /upload"))).toHaveLength(1);
  });

  it("tells its token to the server alone", async () => {
    await depositEdition(options());
    repository.refuses = true;
    const error = await depositEdition(options()).catch((reason: Error) => reason.message);
    expect(error).toMatch(/403[\s\S]*may not do this/u);
    expect(repository.tokens).toEqual(new Set([`Bearer ${TOKEN}`]));
    const written = [
      ...filesBelow(folder).values(),
      Buffer.from(said.join("\n")),
      Buffer.from(String(error)),
    ];
    expect(written.some((bytes) => bytes.includes(TOKEN))).toBe(false);
    expect(readdirSync(join(folder, "out/archive"))).toContain("letters-1.0.0.deposit.json");
  });

  it("sends the token neither without encryption nor elsewhere", async () => {
    expect(() => new DepositServer("http://example.org", TOKEN)).toThrow(/not encrypted/u);
    const server = new DepositServer(repository.address, TOKEN);
    await expect(server.send("GET", "https://example.org/x", null, [200])).rejects.toThrow(/not its own/u);
    await expect(depositEdition(options({ tokenEnv: "COLOPHON_NO_SUCH" }))).rejects.toThrow(
      /holds no token/u,
    );
  });

  it("ends where a server sends the token back, and where the DOI is none", async () => {
    for (const doi of [`10.5072/${TOKEN}`, "10.5072/a\u001b[31m", "nonsense"]) {
      repository.doi = doi;
      const error = await depositEdition(options()).catch((reason: Error) => reason.message);
      expect(error).toMatch(doi.includes(TOKEN) ? /sent the token back/u : /reserved no DOI/u);
      const written = [
        ...filesBelow(folder).values(),
        Buffer.from(said.join("\n")),
        Buffer.from(String(error)),
      ];
      expect(written.some((bytes) => bytes.includes(TOKEN))).toBe(false);
    }
  });

  it("reserves no DOI for a package that would not be made", async () => {
    const undated = letter()
      .replace(/<date when.*?<\/date>/u, "")
      .replace(/<revisionDesc>.*<\/revisionDesc>/u, "");
    folder = edition({ "tei/a.xml": undated });
    const { deposit, report } = await depositEdition(options({ allowFindings: true }));
    expect(deposit).toBeNull();
    expect(report.documents.flatMap(({ findings }) => findings).map(({ code }) => code)).toContain(
      "archive/not-packable",
    );
    expect(repository.asked).toEqual([]);
  });

  it("of an edition with errors is not made", async () => {
    folder = edition({ "tei/a.xml": letter({ body: '<ref target="#nowhere">x</ref>' }) });
    expect((await depositEdition(options())).deposit).toBeNull();
    expect(repository.asked).toEqual([]);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});
