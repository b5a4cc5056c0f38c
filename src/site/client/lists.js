// What a long list does beyond being read: it leaves only those entries that have the words somebody looks for.
(() => {
  /** Letters that are no others with marks, as people type them who do not have them. */
  const PLAIN = { ł: "l", ø: "o", đ: "d", œ: "oe", æ: "ae", ß: "ss", ı: "i", þ: "th", ð: "d" };
  for (const field of document.querySelectorAll(".sift")) sift(field, listsBehind(field));

  /** The lists behind a field, up to the next heading that is none of their letters. */
  function listsBehind(field) {
    const lists = [];
    for (let at = field.nextElementSibling; at !== null; at = at.nextElementSibling) {
      if (at.matches("h2:not(.letter)")) break;
      if (at.matches("ul")) lists.push(at);
    }
    return lists;
  }

  function sift(field, lists) {
    const input = field.querySelector("input");
    const count = field.querySelector("output");
    const items = lists.flatMap((list) =>
      [...list.children].map((item) => ({ item, words: folded(item.textContent) })),
    );
    const next = field.nextElementSibling;
    const look = () => {
      const asked = folded(input.value)
        .split(/\s+/u)
        .filter((word) => word !== "");
      let found = 0;
      for (const { item, words } of items) {
        item.hidden = !asked.every((word) => words.includes(word));
        if (!item.hidden) found++;
      }
      for (const list of lists) {
        list.hidden = [...list.children].every((item) => item.hidden);
        const heading = list.previousElementSibling;
        if (heading.matches(".letter")) heading.hidden = list.hidden;
      }
      if (next.matches("nav")) next.hidden = asked.length > 0;
      count.textContent = asked.length > 0 ? `${found} / ${items.length}` : "";
    };
    input.addEventListener("input", look);
    // A browser that goes back to the page puts the words into the field again.
    addEventListener("pageshow", look);
  }

  /** A text without its marks and capitals, so that “Muller” finds “MÜLLER”. */
  function folded(text) {
    return text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[łøđœæßıþð]/gu, (letter) => PLAIN[letter]);
  }
})();
