// Sets a book in pages: has Paged.js lay them out, numbers them, and writes the numbers where they are asked for. It is
// brought into the page from outside, as the short build of Paged.js (`PagedModule`) is before it; the page runs no script.
globalThis.paginate = async (style, told) => {
  /** Above the pages with one of these on them stands nothing. */
  const OPENINGS = ".title-page, .toc > h1, section.text:not([data-split-from]), .works > h1, .about > h1";

  const pages = [];
  const labels = new Map();
  let first = null;
  let heading = "";
  let letters = 0;

  class Book extends PagedModule.Handler {
    afterParsed(parsed) {
      letters = lettersIn([parsed]);
    }

    /** The works stand behind the texts, so the pages of their places are known when they are set, a work at a time. */
    layoutNode(node) {
      if (node.nodeType === Node.ELEMENT_NODE && node.matches(".works-list > li"))
        for (const places of node.querySelectorAll(".places:not([data-numbered])")) numberPlaces(places);
    }

    /** What is kept with what follows goes with it: a heading above a heading, or above a speech whose speaker comes first. */
    onOverflow(overflow) {
      const start = overflow?.startContainer.childNodes[overflow.startOffset];
      let piece = start instanceof HTMLElement ? start : null;
      for (;;) {
        const before = piece === null ? null : keptBefore(piece);
        if (before === null) break;
        piece = before;
        // Where all of a page is kept together, it is broken nevertheless.
        if (!opensPage(piece)) overflow.setStartBefore(piece);
      }
      return overflow;
    }

    finalizePage(page) {
      const at = pages.push(page) - 1;
      if (first === null && page.querySelector("section.text") !== null) first = at;
      const isOpening = page.querySelector(OPENINGS) !== null;
      const head = headOf(page);
      if (!isOpening) closeTop(page.querySelector(".pagedjs_page_content"));
      page.style.setProperty("--folio", quoted(nameOf(at)));
      page.style.setProperty("--head", quoted(isOpening ? "" : head));
      for (const { id } of page.querySelectorAll("[id]")) if (!labels.has(id)) labels.set(id, nameOf(at));
      told?.(String(at + 1));
    }
  }

  /** Pages before the texts have Roman numbers. */
  function nameOf(at) {
    return first === null || at < first ? roman(at + 1) : String(at - first + 1);
  }

  /** What stands above a page: the book on the left, on the right the first heading on it, or the last one before. */
  function headOf(page) {
    const heads = [...page.querySelectorAll("[data-head]:not([data-split-from])")];
    const shown = heads[0]?.dataset.head ?? heading;
    heading = heads.at(-1)?.dataset.head ?? heading;
    return page.classList.contains("pagedjs_left_page") ? document.title : shown;
  }

  /** A text as a string of CSS, whose escapes are those of JSON where a text has no control characters. */
  function quoted(text) {
    return JSON.stringify(text.replace(/[\p{Cc}\s]+/gu, " "));
  }

  function labelFor({ dataset }) {
    return labels.get(decodeURIComponent(dataset.pageOf)) ?? null;
  }

  /** A page on which a work is cited several times is named once. */
  function numberPlaces(places) {
    const links = [...places.querySelectorAll("[data-page-of]")];
    const kept = links.filter(
      (link, at) => labelFor(link) !== null && labelFor(link) !== labelFor(links[at - 1] ?? { dataset: {} }),
    );
    for (const link of kept) link.textContent = labelFor(link);
    places.replaceChildren("→ ", ...kept.flatMap((link, at) => (at === 0 ? [link] : [", ", link])));
    places.dataset.numbered = "";
  }

  PagedModule.registerHandlers(Book);
  houseTexts(document.body);
  const content = document.createDocumentFragment();
  content.append(...document.body.childNodes);
  nameAll(content);
  const { total } = await new PagedModule.Previewer().preview(
    content,
    [{ "print.css": style }],
    document.body,
  );
  for (const number of document.querySelectorAll("span[data-page-of]"))
    number.textContent = labelFor(number) ?? "";
  const set = lettersIn(document.querySelectorAll(".pagedjs_page_content, .pagedjs_footnote_inner_content"));
  return { pages: total, front: first ?? 0, lost: letters - set };

  /** The element that is kept with this one, or with one that this one opens. */
  function keptBefore(piece) {
    for (let outer = piece; outer !== null; outer = isFirst(outer) ? outer.parentElement : null)
      if (outer.dataset.previousBreakAfter === "avoid" && !isFirst(outer))
        return outer.previousElementSibling;
    return null;
  }

  function isFirst(piece) {
    for (let before = piece.previousSibling; before !== null; before = before.previousSibling)
      if (before instanceof HTMLElement || before.data?.trim()) return false;
    return !piece.matches(".pagedjs_page_content");
  }

  function opensPage(piece) {
    let outer = piece;
    while (isFirst(outer)) outer = outer.parentElement;
    return outer.matches(".pagedjs_page_content");
  }

  /**
   * Where a paragraph goes on from another page, Paged.js drops white space between two phrases, and takes a text for an
   * earlier one beside it that has the same words. Elements it neither drops nor confuses.
   */
  function houseTexts(body) {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    const texts = [];
    const housed = new Set();
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentNode;
      if (!(parent instanceof HTMLElement)) continue;
      const isSpace = /^[ \t\r\n]+$/u.test(node.data);
      if (isSpace ? isPhrase(node.previousSibling) && isPhrase(node.nextSibling) : housed.has(parent))
        texts.push(node);
      if (!isSpace) housed.add(parent);
    }
    for (const text of texts) {
      const house = document.createElement("span");
      text.replaceWith(house);
      house.append(text);
    }
  }

  function isPhrase(node) {
    if (!(node instanceof HTMLElement)) return node?.nodeType === Node.TEXT_NODE;
    return getComputedStyle(node).display.startsWith("inline");
  }

  /** The names by which Paged.js finds elements again are random, where they are not given; they end up in the file. */
  function nameAll(passage) {
    for (const [at, element] of passage.querySelectorAll("*").entries()) element.dataset.ref = `e${at}`;
  }

  /** A page begins with words: what is left free above a paragraph within a text is not left free above a page. */
  function closeTop(area) {
    for (let piece = area?.firstElementChild; piece != null; piece = piece.firstElementChild) {
      if (piece.previousSibling?.data?.trim()) return;
      piece.style.setProperty("margin-top", "0", "important");
    }
  }

  /** How many letters passages have, without the numbers of pages, which are written only here. */
  function lettersIn(passages) {
    let count = 0;
    for (const passage of passages) {
      count += lettersOf(passage);
      for (const numbers of passage.querySelectorAll(".page-number, .places")) count -= lettersOf(numbers);
    }
    return count;
  }

  function lettersOf({ textContent }) {
    return textContent.replace(/\s+/gu, "").length;
  }

  function roman(number) {
    const signs = Object.entries({ c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 });
    const write = ([written, left], [sign, value]) => [
      written + sign.repeat(Math.floor(left / value)),
      left % value,
    ];
    return signs.reduce(write, ["", number])[0];
  }
};
