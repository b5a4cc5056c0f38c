// The script of the preview: shows changed pages without losing the place, and the findings above the page.
(() => {
  const events = new EventSource("/@colophon/events");
  let waiting = false;

  events.addEventListener("changed", (event) => {
    const { paths } = JSON.parse(event.data);
    const own = ownPath();
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
    return node.nodeName === "COLOPHON-FINDINGS" || node.nodeName === "SCRIPT";
  }

  function show({ failed, documents }) {
    document.querySelector("colophon-findings")?.remove();
    if (failed === null && documents.length === 0) return;
    const host = document.createElement("colophon-findings");
    const root = host.attachShadow({ mode: "open" });
    const box = element("details", "");
    Object.assign(box.style, {
      position: "fixed",
      insetInlineEnd: "1rem",
      insetBlockEnd: "1rem",
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
    const all = documents.flatMap(({ findings }) => findings);
    const errors = all.filter(({ severity }) => severity === "error").length;
    box.open = failed !== null || errors > 0;
    const words =
      failed === null ? `${counted(errors, "error")}, ${counted(all.length - errors, "warning")}` : failed;
    box.append(element("summary", words));
    for (const { path, findings } of documents)
      for (const finding of findings) box.append(oneFinding(path, finding));
    root.append(box);
    document.body.append(host);
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
