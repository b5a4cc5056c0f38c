// The search, by Pagefind. All it reads is scripts, since a page that is opened from disk may read nothing else. Nothing leaves
// the reader.
(() => {
  const STEP = 20;
  /** A beginning of fewer letters says too little of a word that is not there. */
  const SHORTEST = 3;
  /** No word has this letter. */
  const NO_LETTER = "\ua66e";
  /** A letter that follows this one has its highest bit turned: see `bytesAsScript` of the build. */
  const SIGN = 1;
  const HIGHEST_BIT = 0x8000;
  const words = JSON.parse(document.querySelector("script#site\\:search").textContent);
  const form = document.querySelector("form.search");
  const input = document.getElementById("search-words");
  const status = document.getElementById("search-count");
  const list = document.getElementById("search-results");
  const selects = [...form.querySelectorAll("select")];
  const root = new URL(".", document.baseURI).href;
  /** What Pagefind takes for the address of the site: it is asked by paths below it. */
  const NOWHERE = "site:/";
  /** What scripts have handed over, by the element of each. */
  const given = new WeakMap();
  let engine = null;
  let turn = 0;

  self.colophonSearch = (what, length) =>
    given.set(document.currentScript, length === undefined ? what : bytesOf(what, length));
  status.textContent = "";
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.addEventListener("change", run);
  input.addEventListener("input", () => setTimeout(run, 150, ++turn));
  prepare();

  async function prepare() {
    status.textContent = words.searchBusy;
    engine = await open();
    for (const select of selects) {
      const values = [...(engine.filters[select.name] ?? [])].sort((a, b) => a.localeCompare(b));
      for (const value of values) select.append(new Option(value, value));
      select.parentElement.hidden = values.length < 2;
      select.value = asked.get(select.name) ?? "";
    }
    status.textContent = "";
    run();
  }

  async function run(mine = ++turn) {
    if (engine === null || mine !== turn) return;
    const query = input.value.trim();
    const filters = Object.fromEntries(
      selects.filter(({ value }) => value !== "").map((s) => [s.name, s.value]),
    );
    list.replaceChildren();
    if (query === "" && Object.keys(filters).length === 0) {
      status.textContent = "";
      return;
    }
    status.textContent = words.searchBusy;
    const changes = await unknownIn(query);
    const known = query
      .split(/\s+/)
      .map((word) => changes.get(bare(word)) ?? word)
      .join(" ");
    const found = [...changes.values()].includes("") ? [] : await engine.search(known, filters);
    if (mine !== turn) return;
    const count = found.length === 0 ? words.searchNone : counted(words.searchResults, found.length);
    const said = [...changes].map(([asked, begin]) =>
      begin === "" ? "" : words.searchBegins.replace("{asked}", () => asked).replace("{begin}", () => begin),
    );
    status.textContent = said.join("") + count;
    await more(found, 0, known, mine);
  }

  /** The words of a query with which no word of the texts begins, each with the longest of its beginnings that one has. */
  async function unknownIn(query) {
    const changes = new Map();
    for (const word of isPhrase(query) ? [] : wordsIn(query)) {
      const letters = [...word];
      const beginning = (length) => letters.slice(0, length).join("");
      let { length } = letters;
      while (length > 0 && !(await engine.knows(beginning(length))))
        length = length > SHORTEST && hasLetter(beginning(length - 1)) ? length - 1 : 0;
      if (length < letters.length) changes.set(word, beginning(length));
    }
    return changes;
  }

  function isPhrase(query) {
    return /^\s*".+"\s*$/.test(query);
  }

  function wordsIn(query) {
    const all = new Set(query.split(/\s+/).map(bare));
    return [...all].filter(hasLetter);
  }

  function hasLetter(word) {
    return /[\p{L}\p{N}]/u.test(word);
  }

  function bare(word) {
    return word.replaceAll('"', "");
  }

  async function more(found, from, query, mine) {
    const shown = await Promise.all(found.slice(from, from + STEP).map((each) => each()));
    if (mine !== turn) return;
    list.append(...shown.map((result) => item(result, query)));
    if (found.length <= from + STEP) return;
    const button = make("button", words.searchMore);
    const last = document.createElement("li");
    button.type = "button";
    button.addEventListener("click", async () => {
      const before = list.children.length - 1;
      last.remove();
      await more(found, from + STEP, query, mine);
      list.children[before]?.querySelector("a")?.focus();
    });
    last.append(button);
    list.append(last);
  }

  function item({ url, title, kind, speaker, parts, found }, query) {
    // Of several passages at one id each has its count behind it.
    const [path, hash] = url.replace(/\|\d+$/u, "").split("#");
    const marks = wordsToMark(query, found).map((term) => `highlight=${encodeURIComponent(term)}`);
    const link = make("a", "");
    link.className = "passage";
    link.href = `${path
      .split("/")
      .map((step) => encodeURIComponent(decodeURIComponent(step)))
      .join("/")}${marks.length > 0 ? `?${marks.join("&")}` : ""}#${encodeURIComponent(hash)}`;
    link.append(...parts.map(([text, isFound]) => (isFound ? make("mark", text) : text)));
    const about = make("p", [title, speaker, kind].filter(Boolean).join(" · "));
    about.className = "small";
    const result = document.createElement("li");
    const line = document.createElement("p");
    line.append(link);
    result.append(line, about);
    return result;
  }

  async function open() {
    const { languages, parts = 1 } = await handedOver("pagefind/pagefind-entry.json");
    const filters = await handedOver("search/filters");
    // Pagefind throws where nobody can catch it when its index has no passage.
    if (Object.keys(languages).length === 0)
      return { filters, knows: async () => false, search: async () => [] };
    const begin = await handedOver("pagefind/pagefind.js");
    const pagefind = begin(answer, `${NOWHERE}pagefind/pagefind.js`);
    // Many passages are in several indexes, and each index says by a filter which it is.
    const options = (number) => ({
      excerptLength: 32,
      excerptEllipsis: "…",
      mergeFilter: { index: `${number}` },
    });
    await pagefind.options(options(1));
    const others = Array.from({ length: parts - 1 }, (_, at) => at + 2);
    await Promise.all(
      others.map((number) => pagefind.mergeIndex(`${NOWHERE}pagefind/${number}/`, options(number))),
    );
    /** In how many passages of each index something is found, by their numbers. */
    const counts = async (query) => {
      const { totalFilters } = await pagefind.search(query, { filters: { index: "none" } });
      return totalFilters.index ?? {};
    };
    const known = new Map();
    /**
     * The indexes in which a word is found, by its stem or its beginning. In an index without it Pagefind finds the longest word
     * that it begins with, and so the same passages when it goes on with a letter that no word has.
     */
    const indexesWith = async (word) => {
      const [near, same, past, both] = await Promise.all(
        [word, `"${word}"`, word + NO_LETTER, `${word} ${word}${NO_LETTER}`].map(counts),
      );
      const isThere = (at) => same[at] > 0 || near[at] !== past[at] || near[at] !== both[at];
      return Object.keys(near).filter((at) => near[at] > 0 && isThere(at));
    };
    const findIndexes = (word) => {
      if (!known.has(word)) known.set(word, indexesWith(word));
      return known.get(word);
    };
    const indexesWithAll = async (query) => {
      const all = await Promise.all(wordsIn(query).map(findIndexes));
      const [first = [], ...others] = all;
      return others.reduce((some, each) => some.filter((at) => each.includes(at)), first);
    };
    return {
      filters,
      knows: async (word) => (await indexesWithAll(wordsApart(word))).length > 0,
      search: async (asked, chosen) => {
        const query = wordsApart(asked);
        const isOfWords = !isPhrase(query) && wordsIn(query).length > 0;
        const index = isOfWords ? { index: { any: await indexesWithAll(query) } } : {};
        const { results } = await pagefind.search(query === "" ? null : query, {
          filters: { ...chosen, ...index },
        });
        return results.map((result) => async () => {
          const { raw_url, url, filters, excerpt, ...passage } = await result.data();
          return {
            url: raw_url ?? url,
            ...metaOf(filters),
            parts: partsOf(excerpt),
            found: foundIn(passage, isPhrase(query)),
          };
        });
      },
    };
  }

  /** As the index has them: see `wordsApart` of the build. */
  function wordsApart(text) {
    return text.replace(/(?<=[\p{L}\p{N}\p{M}])(?:(?![!-&(-~])\p{P})+(?=[\p{L}\p{N}])/gu, "$& ");
  }

  /** An excerpt comes with marks as HTML; it is taken apart, so that nothing in a text can become an element. */
  function partsOf(excerpt) {
    const whole = excerpt.replace(/\u2060(<\/mark>)? /gu, "$1");
    return whole.split(/<mark>(.*?)<\/mark>/su).flatMap((text, at) => {
      if (at % 2 === 0) return [[plain(text), false]];
      // Pagefind marks the signs at a word, too.
      const [, before, word, behind] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(plain(text));
      return [before, word, behind].map((part, nth) => [part, nth === 1]).filter(([part]) => part !== "");
    });
  }

  /** The words of a passage that were found, or those of a phrase together; they may be others than those asked for, of one stem. */
  function foundIn({ raw_content, locations }, isWhole) {
    const words = raw_content.split(/\u200b|[^\S\ufeff]+/u);
    const places = [...new Set(locations)].sort((one, other) => one - other);
    const found = [];
    for (const [nth, at] of places.entries()) {
      const word = plain(words[at] ?? "");
      if (isWhole && nth > 0 && places[nth - 1] === at - 1) found.push(`${found.pop()} ${word}`);
      else found.push(word);
    }
    return found.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, "")).filter(hasLetter);
  }

  /** What was asked for, and what was found that the page would not find by it. */
  function wordsToMark(query, found) {
    const terms = termsOf(query);
    const [folded, others] = [terms.map(fold), new Map()];
    for (const words of found) {
      const isAsked = folded.some((term) => ` ${fold(words)}`.includes(` ${term}`));
      if (!isAsked) others.set(fold(words), words);
    }
    return [...terms, ...others.values()];
  }

  function fold(text) {
    return text
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }

  function plain(text) {
    const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
    return text.replace(/&(?:lt|gt|quot|amp|#39);/gu, (sign) => signs[sign]);
  }

  /** What a result says of its passage. Pagefind would find words of its own metadata too, and so all passages of a text by its title. */
  function metaOf({ document, kind, speaker = [] }) {
    return {
      title: document?.[0],
      kind: kind[0],
      speaker: kind[0] === words.kindSpeech ? speaker.join(", ") : "",
    };
  }

  function termsOf(query) {
    const terms = [...query.matchAll(/"([^"]+)"|(\S+)/gu)].map(
      (match) => match[1] ?? match[2].replaceAll('"', ""),
    );
    return terms.filter((term) => term !== "");
  }

  /** What Pagefind asks for by the addresses that it was given. */
  async function answer(address) {
    const given = await handedOver(address.slice(NOWHERE.length).split("?")[0]);
    return { ok: true, json: async () => given, arrayBuffer: async () => given };
  }

  /** What the script beside a path hands over: bytes, a value or a program. */
  function handedOver(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}${path}.js`;
      script.addEventListener("load", () => {
        resolve(given.get(script));
        script.remove();
      });
      script.addEventListener("error", () => {
        reject(new Error(`${path}.js cannot be loaded`));
        script.remove();
      });
      document.head.append(script);
    });
  }

  /** Each letter is two bytes, the lower one first. */
  function bytesOf(letters, length) {
    const bytes = new Uint8Array(length);
    let at = 0;
    for (let nth = 0; nth < letters.length; nth++) {
      const code = letters.charCodeAt(nth);
      const letter = code === SIGN ? letters.charCodeAt(++nth) ^ HIGHEST_BIT : code;
      bytes[at++] = letter & 255;
      bytes[at++] = letter >> 8;
    }
    return bytes;
  }

  function counted(text, n) {
    const forms = text.split("|");
    const number = String(n).replace(/\B(?=(?:\d{3})+$)/gu, words.thousands);
    return (n !== 1 && forms.length > 1 ? forms[1] : forms[0]).replace("{n}", number);
  }

  function make(name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }
})();
