// What a page does beyond being read: it cites a passage, marks the words that were searched for, and says in its contents
// which part is being read.
(() => {
  /** What parts words, and what is none of the words around it, as in the passages of the search. */
  const BLOCK =
    "p, div, section, aside, blockquote, ul, ol, li, dl, dt, dd, h1, h2, h3, h4, h5, h6, figure, figcaption, table, tr, td, th";
  const SIGNS = ".stands-for, .permalink, .sign, .back, .label, .break";
  /** Readings that a reader may choose to see. */
  const HIDDEN = "[hidden]";
  const asked = idAsked();
  const data = document.querySelector("script#site\\:cite");
  if (data !== null) citePassages(JSON.parse(data.textContent));
  const places = document.querySelector("script#site\\:places");
  const pages = places === null || asked === "" ? [] : pagesById(JSON.parse(places.textContent));
  if (asked !== "") leadOn();
  markWords(new URLSearchParams(location.search).getAll("highlight"));
  const contents = document.querySelector(".contents");
  if (contents !== null) {
    unfold(contents.querySelector("details"));
    sayWhereOneIs(contents);
  }

  /** Beside the text the contents are open, whatever the browser knows of folded ones. */
  function unfold(details) {
    const isWide = matchMedia("(min-width: 60rem)");
    const look = () => {
      details.open = isWide.matches;
    };
    isWide.addEventListener("change", look);
    look();
  }

  /** The id that the address of the page asks for; none where it is no text that was written as one. */
  function idAsked() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  /** The ids of a text in parts, with the page each is on. */
  function pagesById(places) {
    return Object.entries(places).map(([page, ids]) => [page, new Set(ids.split(" "))]);
  }

  /** The address of a passage: on the page of its part, where the text is in parts; undefined where there is none. */
  function addressOf(id) {
    if (document.getElementById(id) !== null) return `#${encodeURIComponent(id)}`;
    const there = pages.find(([, ids]) => ids.has(id));
    return there && `${there[0]}${location.search}#${encodeURIComponent(id)}`;
  }

  /**
   * Paragraphs of the same words are counted, and where one is taken away those behind it move up: who asks for one more than
   * there are is led to the last.
   */
  function lastOfTheSame() {
    const [, words, count] = /^(p-[\da-z]{9})-(\d{1,4})$/.exec(asked) ?? [];
    for (let nth = Number(count) - 1; nth > 0; nth--) {
      const address = addressOf(nth === 1 ? words : `${words}-${nth}`);
      if (address !== undefined) return address;
    }
    return undefined;
  }

  /** What has moved is followed, and a page that has another address keeps the passage that was asked for. */
  function leadOn() {
    const address = addressOf(asked) ?? lastOfTheSame();
    if (address !== undefined && address !== `#${encodeURIComponent(asked)}`) {
      location.replace(address);
      return;
    }
    const moved = document.querySelector(`.moved [id="${CSS.escape(asked)}"] > a`);
    const refresh = document.querySelector('meta[http-equiv="refresh"]');
    if (moved !== null) location.replace(moved.href);
    else if (refresh !== null) location.replace(refresh.content.replace(/^.*?url=/u, "") + location.hash);
  }

  /** The part that is being read is marked in the contents, which follow where they are longer than the screen. */
  function sayWhereOneIs(contents) {
    const links = [...contents.querySelectorAll('a[href^="#"]')];
    const parts = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let here = null;
    let isAsked = false;
    const look = () => {
      isAsked = false;
      const at = parts.findLastIndex((part) => part?.getBoundingClientRect().top < innerHeight / 3);
      const link = links[at] ?? null;
      if (link === here) return;
      here?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "location");
      here = link;
      const top = link?.offsetTop ?? 0;
      const { scrollTop, clientHeight } = contents;
      if (top < scrollTop || top > scrollTop + clientHeight - 40) contents.scrollTop = top - clientHeight / 2;
    };
    addEventListener(
      "scroll",
      () => {
        if (!isAsked) requestAnimationFrame(look);
        isAsked = true;
      },
      { passive: true },
    );
    look();
  }

  /** A sign beside a passage opens how to cite it; the link it is stays a link, and leads to the passage. */
  function citePassages(cited) {
    let dialog = null;
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a.permalink");
      if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      dialog ??= makeDialog(cited.words);
      fill(dialog, cited, link);
      dialog.showModal();
      // The browser follows the link now, and takes the focus out of the dialog.
      setTimeout(() => dialog.querySelector("button").focus());
    });
  }

  function makeDialog(words) {
    const dialog = make("dialog", { class: "cite", "aria-labelledby": "site:cite-title" });
    const close = make("button", { type: "button", class: "close", "aria-label": words.close }, "×");
    close.addEventListener("click", () => dialog.close());
    dialog.append(close, make("h2", { id: "site:cite-title" }, words.citeThis), make("div"));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    document.body.append(dialog);
    return dialog;
  }

  function fill(dialog, cited, link) {
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    const base = cited.address ?? location.href.replace(/[?#].*$/u, "");
    const address = `${base}#${encodeURIComponent(id)}`;
    const known =
      cited.address === null
        ? cited.formatted
        : cited.formatted.replace(cited.address, "").replace(/[, ]+$/u, "");
    const key = `${String(cited.csl.id).replace(/[^\w-]+/gu, "-")}-${id}`;
    const bibtex = cited.bibtex
      .replace(/^@misc\{[^,]*,/u, `@misc{${key},`)
      .replace(/\n {2}url = .*(?=\n)/u, "")
      .replace(/\n\}$/u, `\n  url = {${address}},\n}`);
    const csl = JSON.stringify([{ ...cited.csl, id: key, URL: address }], null, 2);
    const { words } = cited;
    dialog.lastChild.replaceChildren(
      ...form(words, words.citeLink, address),
      ...form(words, words.citeText, `${known}, ${address}.`),
      ...form(words, "BibTeX", bibtex),
      ...form(words, "CSL-JSON", csl),
    );
  }

  function form(words, name, text) {
    const copy = make("button", { type: "button" }, words.copy);
    copy.setAttribute("aria-label", `${words.copy}: ${name}`);
    const pre = make("pre", { tabindex: "0", "aria-label": name }, text);
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = words.copied;
      } catch {
        getSelection().selectAllChildren(pre);
      }
    });
    const head = make("div", { class: "form-head" });
    head.append(make("h3", {}, name), copy);
    return [head, pre];
  }

  function make(name, attributes = {}, text = null) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    if (text !== null) element.textContent = text;
    return element;
  }

  /** Marks without changing the page, so that nothing moves and copies stay clean. */
  function markWords(asked) {
    const text = document.querySelector("article.text");
    const patterns = asked.map(patternOf).filter((pattern) => pattern !== "");
    if (patterns.length === 0 || text === null || !CSS.highlights) return;
    const pattern = new RegExp(patterns.join("|"), "gu");
    const ranges = [];
    for (const root of [text, ...document.querySelectorAll(`.end-matter, .text ${HIDDEN}`)]) {
      for (const nodes of stretchesOf(root)) {
        // Where each letter stands is worked out for the few stretches alone that have something to be marked.
        if (fold(nodes.map(({ data }) => data).join("")).search(pattern) < 0) continue;
        const { folded, starts, ends } = foldedWithPlaces(nodes);
        for (const { index, 0: words } of folded.matchAll(pattern)) {
          const range = new Range();
          range.setStart(...starts[index]);
          range.setEnd(...ends[index + words.length - 1]);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  /** Words are found by their beginning and marked to their end, where their script parts words, with any signs between them. */
  function patternOf(asked) {
    const words = fold(asked).match(/[\p{L}\p{N}]+/gu) ?? [];
    const whole = words.join("[^\\p{L}\\p{N}]+");
    const runsOn =
      "[\\p{scx=Hani}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]";
    return whole && `(?:(?<![\\p{L}\\p{N}])|(?=${runsOn}))${whole}(?:(?<!${runsOn})[\\p{L}\\p{N}]*)`;
  }

  /** The texts below an element that are one run of words each: not beyond a block or a line. */
  function* stretchesOf(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node.matches?.(`${SIGNS}, ${HIDDEN}`) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let block = null;
    let nodes = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const isText = node.nodeType === Node.TEXT_NODE;
      const around = isText ? node.parentElement.closest(BLOCK) : block;
      if (around !== block || node.matches?.("br:not(.joins)")) {
        yield nodes;
        nodes = [];
        block = around;
      }
      if (isText) nodes.push(node);
    }
    yield nodes;
  }

  /** Folding may change lengths: accents, vowel points and the like are none of what is searched for. */
  function foldedWithPlaces(nodes) {
    const [starts, ends] = [[], []];
    let folded = "";
    for (const node of nodes) {
      let at = 0;
      for (const sign of node.data) {
        const bare = fold(sign);
        const start = [node, at];
        at += sign.length;
        folded += bare;
        for (let nth = 0; nth < bare.length; nth++) {
          starts.push(start);
          ends.push([node, at]);
        }
        // An accent behind its letter is marked with it.
        if (bare === "" && ends.length > 0) ends[ends.length - 1] = [node, at];
      }
    }
    return { folded, starts, ends };
  }

  function fold(text) {
    return text
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .replace(/[‘’ʼ]/gu, "'")
      .toLowerCase()
      .replace(/ς/gu, "σ");
  }
})();
