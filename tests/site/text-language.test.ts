import { expect, it } from "vitest";
import { header, siteOf } from "./small-site.ts";

it("the language of a text is that of a document that says none of itself", () => {
  const text = `<TEI xmlns="http://www.tei-c.org/ns/1.0">${header("مجلة")}<text xml:lang="ar"><body><p>كلام</p></body></text></TEI>`;
  const page = siteOf({ t: text }).get("texts/t.html") ?? "";
  expect(page).toContain('<header class="title-block" lang="ar" dir="rtl">');
  expect(page).toContain('<article class="text" lang="ar" dir="rtl"');
  expect(page).toContain('"inLanguage":"ar"');
});
