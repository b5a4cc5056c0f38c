// The search: by Pagefind where the site is served, by MiniSearch where it is opened from disk. Nothing leaves the reader.
(() => {
  const STEP = 20;
  /** A beginning of fewer letters says too little of a word that is not there. */
  const SHORTEST = 3;
  /** No word has this letter. */
  const NO_LETTER = "\ua66e";
  const words = JSON.parse(document.querySelector("script#site\\:search").textContent);
  const form = document.querySelector("form.search");
  const input = document.getElementById("search-words");
  const status = document.getElementById("search-count");
  const list = document.getElementById("search-results");
  const selects = [...form.querySelectorAll("select")];
  const root = new URL(".", document.baseURI).href;
  let engine = null;
  let turn = 0;

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
    // Pagefind has nothing to load where a text has no passages, or where a server does not hand out its index.
    engine = location.protocol === "file:" ? await fromDisk() : await fromServer().catch(fromDisk);
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

  function item({ url, title, kind, speaker, parts }, query) {
    // Of several passages at one id each has its count behind it.
    const [path, hash] = url.replace(/\|\d+$/u, "").split("#");
    const marks = termsOf(query).map((term) => `highlight=${encodeURIComponent(term)}`);
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

  async function fromServer() {
    const entry = await fetch(`${root}pagefind/pagefind-entry.json`);
    const { languages, parts = 1 } = await entry.json();
    // Pagefind throws where nobody can catch it when its index has no passage.
    if (Object.keys(languages).length === 0) throw new Error("No passage");
    const pagefind = await import(`${root}pagefind/pagefind.js`);
    // Many passages are in several indexes, and each index says by a filter which it is.
    const options = (number) => ({ excerptLength: 32, mergeFilter: { index: `${number}` } });
    await pagefind.options(options(1));
    const others = Array.from({ length: parts - 1 }, (_, at) => at + 2);
    await Promise.all(
      others.map((number) => pagefind.mergeIndex(`${root}pagefind/${number}/`, options(number))),
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
    // What Pagefind itself has of filters is loaded when one is chosen.
    const filters = await (await fetch(`${root}search/filters.json`)).json();
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
          const { raw_url, url, filters, excerpt } = await result.data();
          return { url: raw_url ?? url, ...metaOf(filters), parts: partsOf(excerpt) };
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
    return whole.split(/<mark>(.*?)<\/mark>/su).map((text, at) => [plain(text), at % 2 === 1]);
  }

  function plain(text) {
    const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
    return text.replace(/&(?:lt|gt|quot|amp|#39);/gu, (sign) => signs[sign]);
  }

  async function fromDisk() {
    await load(`${root}search/minisearch.js`);
    await load(`${root}search/passages.js`);
    const passages = self.colophonSearch.flatMap(([sayings, pages]) =>
      pages.flatMap(([page, all]) =>
        all.map(([id, text, said]) => ({ url: `${page}#${id}`, text, filters: sayings[said] })),
      ),
    );
    const index = new self.MiniSearch({
      fields: ["text"],
      processTerm: (term) => fold(term) || null,
      searchOptions: { prefix: true, combineWith: "AND" },
    });
    index.addAll(passages.map(({ text }, id) => ({ id, text })));
    const filters = {};
    for (const passage of passages) {
      for (const [name, values] of Object.entries(passage.filters)) {
        filters[name] ??= new Set();
        for (const value of values) filters[name].add(value);
      }
    }
    const search = async (query, chosen) => {
      const phrases = [...query.matchAll(/"([^"]+)"/gu)].map((match) => fold(match[1]));
      const ids =
        query === "" ? passages.keys() : index.search(query.replaceAll('"', " ")).map(({ id }) => id);
      const fits = (passage) =>
        Object.entries(chosen).every(([name, value]) => passage.filters[name]?.includes(value)) &&
        phrases.every((phrase) => fold(passage.text).includes(phrase));
      return [...ids]
        .map((id) => passages[id])
        .filter(fits)
        .map((passage) => async () => ({
          url: passage.url,
          ...metaOf(passage.filters),
          parts: excerptOf(passage.text, query),
        }));
    };
    return { filters, search, knows: async (word) => index.search(word).length > 0 };
  }

  /** What a result says of its passage. Pagefind would find words of its own metadata too, and so all passages of a text by its title. */
  function metaOf({ document, kind, speaker = [] }) {
    return {
      title: document?.[0],
      kind: kind[0],
      speaker: kind[0] === words.kindSpeech ? speaker.join(", ") : "",
    };
  }

  function excerptOf(text, query) {
    const folded = fold(text);
    const terms = termsOf(query).map(fold);
    const first = Math.max(
      0,
      Math.min(...terms.map((term) => folded.indexOf(term)).filter((at) => at >= 0), text.length) %
        (text.length || 1),
    );
    const from = first < 90 ? 0 : text.indexOf(" ", first - 80) + 1;
    const cut = text.slice(from, from + 260);
    const parts = [[from > 0 ? "… " : "", false]];
    let rest = 0;
    const near = fold(cut);
    while (rest < cut.length) {
      const hits = terms.map((term) => [near.indexOf(term, rest), term.length]).filter(([at]) => at >= 0);
      const [at, length] = hits.sort((a, b) => a[0] - b[0])[0] ?? [cut.length, 0];
      parts.push([cut.slice(rest, at), false], [cut.slice(at, at + length), true]);
      rest = at + length || cut.length;
    }
    if (from + 260 < text.length) parts.push([" …", false]);
    return parts.filter(([part]) => part !== "");
  }

  function termsOf(query) {
    const terms = [...query.matchAll(/"([^"]+)"|(\S+)/gu)].map(
      (match) => match[1] ?? match[2].replaceAll('"', ""),
    );
    return terms.filter((term) => term !== "");
  }

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  }

  function fold(text) {
    return text
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .replace(/[‘’ʼ]/gu, "'")
      .toLowerCase();
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
