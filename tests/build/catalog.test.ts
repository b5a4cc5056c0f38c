import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { Catalog } from "../../src/build/schemas/catalog.ts";
import { folderOf } from "../cli/run.ts";

function catalogOf(
  body: string,
  others: Readonly<Record<string, string>> = {},
): { catalog: Catalog; at: string } {
  const whole = (inner: string): string =>
    `<?xml version="1.0"?><!DOCTYPE catalog PUBLIC "-//OASIS//DTD Entity Resolution XML Catalog V1.0//EN" "http://www.oasis-open.org/committees/entity/release/1.0/catalog.dtd">
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"${inner.startsWith(" ") ? inner : `>${inner}`}</catalog>`;
  const files = Object.entries({ "catalog.xml": body, ...others });
  const folder = folderOf(Object.fromEntries(files.map(([name, inner]) => [name, whole(inner)])));
  return { catalog: new Catalog([join(folder, "catalog.xml")]), at: `${pathToFileURL(folder).href}/` };
}

describe("an OASIS XML catalog", () => {
  it("knows URIs: exact ones, the longest beginning, the longest end", () => {
    const { catalog, at } = catalogOf(`
      <uri name="http://a.org/x.rng" uri="exact.rng"/>
      <rewriteURI uriStartString="http://a.org/" rewritePrefix="short/"/>
      <rewriteURI uriStartString="http://a.org/deep/" rewritePrefix="long/"/>
      <uriSuffix uriSuffix="tei_all.rng" uri="tei.rng"/>`);
    expect(catalog.resolveUri("http://a.org/x.rng")).toBe(`${at}exact.rng`);
    expect(catalog.resolveUri("http://a.org/deep/y.rng")).toBe(`${at}long/y.rng`);
    expect(catalog.resolveUri("http://a.org/y.rng")).toBe(`${at}short/y.rng`);
    expect(catalog.resolveUri("https://b.org/any/tei_all.rng")).toBe(`${at}tei.rng`);
    expect(catalog.resolveUri("https://b.org/other.rng")).toBeNull();
  });

  it("knows external identifiers: the system identifier first, then the public one", () => {
    const { catalog, at } = catalogOf(`
      <public publicId="-//TEI P4//DTD  Main Document Type//EN" uri="public.dtd"/>
      <system systemId="http://a.org/tei2.dtd" uri="system.dtd"/>
      <rewriteSystem systemIdStartString="http://a.org/sub/" rewritePrefix="http://mirror.org/"/>
      <systemSuffix systemIdSuffix="/iso.ent" uri="iso.ent"/>`);
    const id = "-//TEI P4//DTD Main Document Type//EN";
    expect(catalog.resolveExternal(id, "http://a.org/tei2.dtd")).toBe(`${at}system.dtd`);
    expect(catalog.resolveExternal(id, "http://elsewhere.org/tei2.dtd")).toBe(`${at}public.dtd`);
    expect(catalog.resolveExternal(null, "http://a.org/sub/x.dtd")).toBe("http://mirror.org/x.dtd");
    expect(catalog.resolveExternal(null, "any/iso.ent")).toBe(`${at}iso.ent`);
    expect(catalog.resolveExternal(null, "urn:publicid:-:TEI+P4:DTD+Main+Document+Type:EN")).toBe(
      `${at}public.dtd`,
    );
  });

  it("leaves public identifiers alone where system identifiers are preferred, also in a group", () => {
    const { catalog, at } = catalogOf(` prefer="system"><public publicId="a" uri="a.dtd"/>
      <group prefer="public" xml:base="sub/"><public publicId="b" uri="b.dtd"/></group>`);
    expect(catalog.resolveExternal("a", "http://x.org/a.dtd")).toBeNull();
    expect(catalog.resolveExternal("a", null)).toBe(`${at}a.dtd`);
    expect(catalog.resolveExternal("b", "http://x.org/b.dtd")).toBe(`${at}sub/b.dtd`);
  });

  it("asks the next catalog, and nobody else after it has delegated", () => {
    const { catalog, at } = catalogOf(
      `<nextCatalog catalog="next.xml"/><nextCatalog catalog="missing.xml"/>
       <delegateURI uriStartString="http://a.org/" catalog="a.xml"/>`,
      {
        "next.xml": `<uri name="http://a.org/x" uri="no.rng"/><uri name="http://b.org/x" uri="b.rng"/><nextCatalog catalog="catalog.xml"/>`,
        "a.xml": `<uri name="http://a.org/y" uri="y.rng"/>`,
      },
    );
    expect(catalog.resolveUri("http://b.org/x")).toBe(`${at}b.rng`);
    expect(catalog.resolveUri("http://a.org/y")).toBe(`${at}y.rng`);
    expect(catalog.resolveUri("http://a.org/x")).toBeNull();
    expect(catalog.resolveUri("http://c.org/x")).toBeNull();
  });

  it("that is none is refused with its name", () => {
    const folder = folderOf({ "c.xml": "<catalogue/>", "d.xml": "<catalog" });
    const look = (name: string) => () => new Catalog([join(folder, name)]).resolveUri("http://x.org/");
    expect(look("c.xml")).toThrow(/c\.xml is no XML catalog.*<catalogue>/u);
    expect(look("d.xml")).toThrow(/d\.xml cannot be read/u);
  });
});
