import { expect, it } from "vitest";
import { siteOf, source } from "../site/small-site.ts";

it("A name is linked and listed by its key, where that is written as a pointer", () => {
  const letter = source("Letter", '<p>To <placeName key="#lund">Lund</placeName>.</p>');
  const register = source(
    "Places",
    '<listPlace><place xml:id="lund"><placeName>Lund</placeName></place></listPlace>',
  );
  const files = siteOf({ letter, register });
  expect(files.get("texts/letter.html")).toContain('href="../places/lund.html"');
  expect(files.get("places/lund.html")).toContain('href="../texts/letter.html');
});

it("A name is linked and listed by the id of an entry elsewhere, which its own document has not", () => {
  const letter = source(
    "Letter",
    '<p>To <placeName ref="#lund">Lund</placeName>, <name ref="#ada">Ada</name>.</p>',
  );
  const other = source("Other", '<p><placeName ref="#lund">Lund</placeName><seg xml:id="lund">L</seg></p>');
  const register = source(
    "Places",
    '<listPlace><place xml:id="lund"><placeName>Lund</placeName></place></listPlace>',
  );
  const files = siteOf({ letter, other, register });
  expect(files.get("texts/letter.html")).toContain('href="../places/lund.html"');
  expect(files.get("texts/other.html")).not.toContain("places/lund.html");
  expect(files.get("places/lund.html")).toContain('href="../texts/letter.html');
  expect(files.get("places/lund.html")).not.toContain('href="../texts/other.html');
});

it("A work is cited by a link in bibl to the id of an entry elsewhere, which its own document has not", () => {
  const letter = source("Letter", '<p>As <bibl><ref target="#salt"/> (316)</bibl> has it.</p>');
  const register = source(
    "Works",
    '<listBibl><bibl xml:id="salt"><author>A. Roe</author>, <title>Of Salt</title>, 1901</bibl></listBibl>',
  );
  const files = siteOf({ letter, register });
  expect(files.get("works/salt.html")).toContain('href="../texts/letter.html');
});
