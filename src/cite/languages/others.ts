import type { CitationLanguage } from "./citation-language.ts";

/** Catalan. */
export const CATALAN: CitationLanguage = {
  language: "ca",
  ibid: ["ibíd", "ibídem", "allí mateix"],
  idem: ["ídem", "íd", "el mateix", "la mateixa"],
  opcit: ["ob cit", "obra citada", "art citat"],
  loccit: ["lloc citat"],
  passim: ["i passim"],
  following: ["s", "ss", "i s", "i ss", "seg", "segs", "i seg", "i següents"],
  back: ["vegeu", "cit"],
  signals: ["vegeu", "vegeu també", "citat per", "citat a", "segons", "a", "i", "cf també"],
  units: {
    page: ["p", "pp", "pàg", "pàgs", "pàgina", "pàgines"],
    volume: ["vol", "vols", "t", "tom"],
    issue: ["núm", "núms", "n"],
    book: ["llibre"],
    chapter: ["cap", "caps", "capítol"],
    line: ["línia"],
    verse: ["v", "vv", "vers", "versos"],
    note: ["nota", "n"],
    folio: ["f", "fol", "fols", "foli"],
  },
};

/** Romanian. */
export const ROMANIAN: CitationLanguage = {
  language: "ro",
  ibid: ["ibidem", "tot acolo"],
  idem: ["același", "aceeași"],
  opcit: ["op cit", "lucr cit", "lucrarea citată", "art cit"],
  loccit: ["loc cit"],
  passim: ["și passim"],
  following: ["urm", "și urm", "sq"],
  back: ["vezi"],
  signals: ["vezi", "vezi și", "v", "apud", "după", "în", "și", "cf și"],
  units: {
    page: ["p", "pp", "pag", "pagina"],
    volume: ["vol", "t", "tom"],
    issue: ["nr"],
    book: ["cartea"],
    chapter: ["cap", "capitolul"],
    note: ["nota", "n"],
    folio: ["f", "fila"],
    verse: ["v", "versul"],
  },
};

/** Croatian, Bosnian, Slovene and Serbian in Latin letters. */
export const SOUTH_SLAVIC: CitationLanguage = {
  language: "hr",
  ibid: ["isto", "ondje", "prav tam", "na istom mjestu"],
  idem: ["isti", "ista", "isti autor"],
  opcit: ["nav dj", "n d", "nav djelo", "navedeno djelo", "nav delo", "cit dj"],
  loccit: ["nav mj", "nav mesto"],
  passim: ["i passim"],
  following: ["i d", "i dalje", "i sl", "in nasl", "sl"],
  back: ["vidi", "v", "glej"],
  signals: ["vidi", "v", "usp", "uporedi", "prim", "glej", "prema", "u", "i", "npr"],
  units: {
    page: ["s", "str", "stranica"],
    volume: ["sv", "svezak", "knj", "tom"],
    issue: ["br", "št"],
    chapter: ["gl", "poglavlje", "pogl"],
    note: ["bilj", "bilješka", "op"],
    folio: ["f", "fol", "list"],
    verse: ["stih", "st"],
    column: ["stup"],
  },
};

/** Turkish. */
export const TURKISH: CitationLanguage = {
  language: "tr",
  ibid: ["aynı yer", "a y", "aynı eser", "a e"],
  idem: ["aynı yazar", "a mlf", "aynı müellif"],
  opcit: ["a g e", "age", "a g m", "agm", "adı geçen eser"],
  loccit: ["a g y", "agy"],
  passim: ["muhtelif yerlerde"],
  following: ["vd", "v d", "vdd"],
  back: ["bkz", "yukarıda"],
  signals: ["bkz", "bk", "krş", "karş", "örn", "ve"],
  units: {
    page: ["s", "ss", "sayfa"],
    volume: ["c", "cilt"],
    issue: ["sy", "sayı", "no"],
    chapter: ["bölüm", "böl"],
    note: ["dn", "dipnot"],
    folio: ["vr", "varak", "yk"],
  },
};

/** Chinese and Japanese. */
export const CHINESE: CitationLanguage = {
  language: "zh",
  ibid: ["同上", "同上书", "同上書", "同前", "同书", "同書"],
  idem: ["同氏", "同作者", "同著者"],
  opcit: ["前揭书", "前揭書", "前引书", "前引書", "前掲書", "前掲論文", "前揭文", "前引文"],
  loccit: ["同頁", "同页"],
  passim: ["各处", "各處"],
  following: ["以下"],
  back: ["见", "見", "参见", "參見", "前注", "前註", "前掲注"],
  signals: ["见", "見", "参见", "參見", "参照", "转引自", "轉引自"],
  units: {
    page: ["页", "頁", "第"],
    volume: ["卷", "巻", "册", "冊"],
    issue: ["期", "号", "號"],
    chapter: ["章"],
    note: ["注", "註"],
  },
};
