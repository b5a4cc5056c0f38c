// How a text is shown, as its reader chose: after a witness, with the pictures of its pages. The choice is kept.
(() => {
  const { hosts, words } = JSON.parse(document.querySelector("script#site\\:display").textContent);
  const kept = keeper();
  const original = document.querySelector("input#site\\:reading-original");
  const witness = document.querySelector("select#site\\:witness");
  const pictures = document.querySelector("input#site\\:pictures");

  if (original !== null) {
    original.checked = kept.get("reading") === "original";
    for (const radio of original.form?.elements ?? document.getElementsByName("site:reading"))
      radio.addEventListener("change", () =>
        holdingPlace(() => kept.set("reading", original.checked ? "original" : "edited")),
      );
  }
  if (witness !== null) {
    const asked = kept.get("witness");
    if ([...witness.options].some(({ value }) => value === asked)) witness.value = asked;
    witness.addEventListener("change", () => {
      kept.set("witness", witness.value);
      holdingPlace(showWitness);
    });
    if (witness.value !== "") showWitness();
  }
  if (pictures !== null) {
    pictures.checked = kept.get("pictures") === "yes";
    const panel = makePanel();
    pictures.addEventListener("change", () => {
      kept.set("pictures", pictures.checked ? "yes" : "no");
      holdingPlace(() => panel.follow());
    });
    panel.follow();
  }

  /** Shows the readings of a witness; where it has none, those of the edition. */
  function showWitness() {
    for (const app of document.querySelectorAll(".tei-app:has(> .of-witness)")) {
      const readings = [...app.querySelectorAll(":scope > .of-witness")];
      const own = readings.find((each) => each.dataset.wit.split(" ").includes(witness.value));
      const shown = (witness.value === "" ? null : own) ?? readings[0];
      for (const reading of readings) reading.hidden = reading !== shown;
    }
    markLacunae();
  }

  /** Marks what the witness that is shown lacks: from where it breaks off to where it begins again. */
  function markLacunae() {
    if (!CSS.highlights) return;
    const text = document.querySelector("article.text");
    const lacking = new Highlight();
    let from = null;
    let isFirst = true;
    for (const end of text.querySelectorAll(".tei-lacunaStart, .tei-lacunaEnd, .tei-witStart, .tei-witEnd")) {
      if (!end.closest(".of-witness")?.dataset.wit.split(" ").includes(witness.value)) continue;
      const isStart = end.matches(".tei-lacunaStart, .tei-witEnd");
      if (!isStart && (isFirst || from !== null)) lacking.add(stretch(text, from, end));
      from = isStart ? (from ?? end) : null;
      isFirst = false;
    }
    if (from !== null) lacking.add(stretch(text, from, null));
    CSS.highlights.set("lacking", lacking);
  }

  /** What stands between two signs in a text; from its beginning and to its end where there is none. */
  function stretch(text, from, to) {
    const range = new Range();
    range.selectNodeContents(text);
    if (from !== null) range.setStartAfter(from);
    if (to !== null) range.setEndBefore(to);
    return range;
  }

  /** Keeps the passage that is being read where it is while what is above it changes its length. */
  function holdingPlace(change) {
    const blocks = document.querySelectorAll("article.text :is(p, .tei-l, .tei-line, h2, h3, h4)");
    const first = [...blocks].find((block) => block.getBoundingClientRect().bottom > 60);
    const before = first?.getBoundingClientRect().top ?? 0;
    change();
    const after = first?.getBoundingClientRect().top ?? 0;
    if (scrollY > 0) scrollBy({ top: after - before, behavior: "instant" });
  }

  function makePanel() {
    const links = [...document.querySelectorAll("article.text a.facs")];
    const aside = make("aside", { class: "facsimile", "aria-label": words.pagePictures });
    const figure = make("figure", {});
    let shown = null;
    let asked = false;
    aside.append(figure);
    document.querySelector(".leaf").append(aside);
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later, { passive: true });
    for (const link of links) {
      link.addEventListener("click", (event) => {
        if (!pictures.checked || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        show(link);
      });
    }
    return { follow };

    function later() {
      if (asked || !pictures.checked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        follow();
      });
    }

    /** Shows the picture of what is read: of the last sign above a third of the window. */
    function follow() {
      aside.hidden = !pictures.checked;
      if (!pictures.checked) return;
      let [low, high] = [0, links.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (links[middle].getBoundingClientRect().top < innerHeight / 3) low = middle + 1;
        else high = middle;
      }
      show(links[Math.max(0, low - 1)]);
    }

    function show(link) {
      if (link === shown) return;
      shown = link;
      const address = new URL(link.dataset.facs ?? link.href, document.baseURI);
      const name = link.getAttribute("aria-label") ?? link.title;
      const open = make("a", { href: link.href }, words.openPicture);
      const caption = make("figcaption", {}, `${name} `);
      caption.append(open);
      const isOwn = address.origin === location.origin || address.protocol === "file:";
      const picture =
        isOwn || hosts.includes(address.origin)
          ? pictureAt(address.href, link.dataset.region, name)
          : make("p", {}, words.pictureElsewhere.replace("{host}", address.host));
      figure.replaceChildren(picture, caption);
    }
  }

  /** A picture, or the part of it that is meant, by the units of its surface. */
  function pictureAt(address, region, name) {
    const [x, y, width, height, wide, high] = (region ?? "").split(" ").map(Number);
    if (!(width > 0)) return make("img", { src: address, alt: name });
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const image = document.createElementNS(space, "image");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", name);
    svg.setAttribute("viewBox", [x, y, width, height].join(" "));
    image.setAttribute("preserveAspectRatio", "none");
    image.setAttribute("href", address);
    svg.append(image);
    const sized = (w, h) => {
      image.setAttribute("width", w);
      image.setAttribute("height", h);
    };
    if (wide > 0) sized(wide, high);
    else {
      // A surface without a size of its own is measured in the picture's pixels.
      const probe = new Image();
      probe.addEventListener("load", () => sized(probe.naturalWidth, probe.naturalHeight));
      probe.src = address;
    }
    return svg;
  }

  function make(name, attributes, text = null) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    if (text !== null) element.textContent = text;
    return element;
  }

  /** Keeps choices where the browser lets a page keep anything. */
  function keeper() {
    const key = (name) => `colophon-${name}`;
    return {
      get: (name) => {
        try {
          return localStorage.getItem(key(name));
        } catch {
          return null;
        }
      },
      set: (name, value) => {
        try {
          localStorage.setItem(key(name), value);
        } catch {
          // A reader who keeps nothing has chosen for this page alone.
        }
      },
    };
  }
})();
