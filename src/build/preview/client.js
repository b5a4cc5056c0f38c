// The script of the preview: shows changed pages without losing the place, and the findings above the page.
(() => {
  const events = new EventSource("/@colophon/events");
  let waiting = false;

  events.addEventListener("changed", (event) => {
    const { paths, passage } = JSON.parse(event.data);
    const own = ownPath();
    if (passage && paths.includes(own) && renew(passage)) return;
    if (paths.includes(own) || paths.some((path) => path.endsWith(".css") || path.endsWith(".js")))
      void refresh();
  });
  events.addEventListener("findings", (event) => show(JSON.parse(event.data)));
  // After the connection was lost the page may have changed unseen.
  events.addEventListener("open", () => {
    if (waiting) void refresh();
    waiting = false;
  });
  events.addEventListener("error", () => {
    waiting = true;
  });

  function ownPath() {
    const path = decodeURIComponent(location.pathname).replace(/^\//, "");
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  }

  /** Shows a passage anew that was sent by itself; false where it is not on the page. */
  function renew({ id, html }) {
    const old = document.getElementById(id);
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(id);
    if (old === null || fresh === null) return false;
    const place = placeOf();
    morph(old, fresh);
    restore(place);
    document.dispatchEvent(new CustomEvent("colophon:changed"));
    return true;
  }

  async function refresh() {
    const response = await fetch(location.pathname, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const place = placeOf();
    document.title = page.title;
    morphChildren(document.body, page.body);
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const fresh = link.cloneNode();
      fresh.href = `${link.href.split("?")[0]}?${performance.now()}`;
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
    restore(place);
    document.dispatchEvent(new CustomEvent("colophon:changed"));
  }

  // The place is the first element with an id that is in view, and how far it is from the top.
  function placeOf() {
    for (const element of document.querySelectorAll("main [id]")) {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom > 0 && top < innerHeight) return { id: element.id, top };
    }
    return null;
  }

  function restore(place) {
    const element = place === null ? null : document.getElementById(place.id);
    if (element !== null)
      scrollBy({ top: element.getBoundingClientRect().top - place.top, behavior: "instant" });
  }

  function morphChildren(from, to) {
    const old = [...from.childNodes].filter((node) => !isOwn(node));
    const fresh = [...to.childNodes].filter((node) => !isOwn(node));
    // What is the same at both ends stays; a paragraph that is put in does not move the others.
    let start = 0;
    while (start < old.length && start < fresh.length && old[start].isEqualNode(fresh[start])) start++;
    let end = 0;
    while (
      end < old.length - start &&
      end < fresh.length - start &&
      old[old.length - 1 - end].isEqualNode(fresh[fresh.length - 1 - end])
    )
      end++;
    const left = old.slice(start, old.length - end);
    const right = fresh.slice(start, fresh.length - end);
    const behind = old[old.length - end] ?? null;
    right.forEach((node, at) => {
      if (at < left.length) morph(left[at], node);
      else from.insertBefore(document.importNode(node, true), behind);
    });
    for (const node of left.slice(right.length)) node.remove();
  }

  function morph(from, to) {
    if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
      from.replaceWith(document.importNode(to, true));
      return;
    }
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
    for (const { name, value } of to.attributes)
      if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    morphChildren(from, to);
  }

  function isOwn(node) {
    return node.nodeName.startsWith("COLOPHON-") || node.nodeName === "SCRIPT";
  }

  // With Alt held, what is clicked says which models made it; the key M asks the same of what is selected or focused.
  addEventListener(
    "click",
    (event) => {
      if (!event.altKey) return;
      event.preventDefault();
      void explain(event.target);
    },
    true,
  );
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") panel("colophon-models")?.remove();
    if (!event.altKey || event.code !== "KeyM") return;
    const selected = getSelection()?.anchorNode;
    void explain(selected?.parentElement ?? document.activeElement);
  });

  async function explain(target) {
    const shown = target?.closest?.("[class*='tei-']");
    const name = /(?:^| )tei-(\S+)/.exec(shown?.className ?? "")?.[1];
    if (name === undefined) return;
    const text = shown.textContent.trim().slice(0, 40);
    const alike = [...document.querySelectorAll(`.tei-${CSS.escape(name)}`)].filter((each) =>
      each.textContent.trim().startsWith(text),
    );
    const nth = String(alike.indexOf(shown));
    const asked = new URLSearchParams({ page: ownPath(), name, text, nth });
    const response = await fetch(`/@colophon/models?${asked}`);
    if (response.ok) showModels(await response.json());
  }

  function showModels({ path, explanations }) {
    const shown = explanations.find(({ output }) => output === "web") ?? explanations[0];
    if (shown === undefined) return;
    panel("colophon-models")?.remove();
    const box = boxFor("colophon-models", "section", { insetInlineStart: "1rem", insetBlockEnd: "1rem" });
    box.append(element("b", `<${shown.element}> at ${path}:${shown.line}:${shown.column}`));
    for (const { place, behaviour, predicate, outcome } of shown.asked ?? []) {
      const line = element("p", outcome === "used" ? "→ " : "   ");
      line.style.margin = "0.4rem 0 0";
      line.style.opacity = outcome === "used" ? "1" : "0.7";
      const where = place === null ? "no model; by what it holds" : `${place.path}:${place.line}`;
      line.append(
        `${where} `,
        element("code", predicate === null ? behaviour : `${behaviour} where ${predicate}`),
      );
      if (outcome !== "used") line.append(`: ${outcome}`);
      box.append(line);
    }
  }

  function panel(name) {
    return document.querySelector(name);
  }

  function boxFor(name, tag, place) {
    const host = document.createElement(name);
    const box = element(tag, "");
    host.attachShadow({ mode: "open" }).append(box);
    document.body.append(host);
    Object.assign(box.style, {
      position: "fixed",
      ...place,
      zIndex: "2147483647",
      maxInlineSize: "min(44rem, calc(100vw - 2rem))",
      maxBlockSize: "60vh",
      overflow: "auto",
      padding: "0.6rem 0.9rem",
      font: "14px/1.45 system-ui, sans-serif",
      color: "#f5f2ec",
      background: "#2b2622",
      borderRadius: "0.5rem",
      boxShadow: "0 0.3rem 1.5rem rgb(0 0 0 / 40%)",
    });
    return box;
  }

  function show({ failed, errors, warnings, documents }) {
    panel("colophon-findings")?.remove();
    if (failed === null && documents.length === 0) return;
    const box = boxFor("colophon-findings", "details", { insetInlineEnd: "1rem", insetBlockEnd: "1rem" });
    box.open = failed !== null || errors > 0;
    const words = failed === null ? `${counted(errors, "error")}, ${counted(warnings, "warning")}` : failed;
    box.append(element("summary", words));
    for (const { path, findings } of documents)
      for (const finding of findings) box.append(oneFinding(path, finding));
  }

  function oneFinding(path, { severity, line, column, message, help, code }) {
    const item = element("p", "");
    item.style.margin = "0.6rem 0 0";
    const place = element("b", `${path}:${line}:${column} `);
    place.style.color = severity === "error" ? "#ff9d8a" : "#ffd479";
    item.append(place, `${message} `, element("code", code));
    if (help) item.append(element("br", ""), help);
    return item;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
  }
})();
