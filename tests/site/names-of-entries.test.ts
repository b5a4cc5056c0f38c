import { expect, it } from "vitest";
import { siteOf, source } from "./small-site.ts";

it("The years of a life are not told again behind a name that has them", () => {
  const person = (id: string, name: string): string =>
    `<person xml:id="${id}"><persName>${name}</persName><birth when="1847"/><death when="1906"/></person>`;
  const list = `<listPerson>${person("a", "Bailey, James, 1847-1906")}${person("b", "Cody, William")}${person("c", "Doe, 1847-")}</listPerson>`;
  const files = siteOf({ t: source("T", "<p>x</p>"), register: source("People", list) });
  const items = [
    ...files.get("people/index.html")!.matchAll(/<li[^>]*><a href="[^"/]*\.html">(.*?)<\/li>/gsu),
  ];
  expect(items.map(([, item]) => item!.replace(/<[^>]*>/gu, "").trim())).toEqual([
    "Bailey, James, 1847-1906",
    "Cody, William 1847–1906",
    "Doe, 1847- 1847–1906",
  ]);
  expect(files.get("people/a.html")).not.toContain("1847–1906");
});

it("A name is not told again with its parts in another order, with years behind it, or as it is sorted", () => {
  const names = "<persName type='main'>Roe, Ada</persName><persName>Ada Roe</persName>";
  const person = (id: string, more: string): string => `<person xml:id="${id}">${names}${more}</person>`;
  const also =
    "<persName type='full'>Roe, Ada (1847–1906)</persName><persName type='sort'>roe, a.</persName>";
  const list = `<listPerson>${person("a", also)}${person("b", "<persName>A. Roe</persName><persName>Lee, Ada</persName>")}</listPerson>`;
  const files = siteOf({ t: source("T", "<p>x</p>"), register: source("People", list) });
  expect(files.get("people/a.html")).not.toContain("<dt>Also</dt>");
  expect(files.get("people/b.html")).toContain("<dt>Also</dt>\n<dd>A. Roe; Lee, Ada</dd>");
});
