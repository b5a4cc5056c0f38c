// The page for lost readers is shown at any address, so it looks for the folder its site begins in: the nearest one above
// that has the site's stylesheet. Its links lead there then.
(() => {
  const links = [...document.querySelectorAll("a[data-path]")];
  const away = document.querySelectorAll("nav[hidden], .lead > [hidden]");
  const ways = document.querySelector(".ways-up");
  show(true);
  if (location.pathname.endsWith("/404.html")) leadTo("");
  else if (location.protocol.startsWith("http")) void find();
  else show(false);

  /** What stands there for readers whose browser runs no program gives way, at once so that nothing moves. */
  function show(isFound) {
    for (const each of away) each.hidden = !isFound;
    if (ways !== null) ways.hidden = isFound;
  }

  async function find() {
    const parts = location.pathname.split("/").slice(0, -1);
    for (let depth = parts.length; depth > 0; depth--) {
      const folder = `${location.origin}${parts.slice(0, depth).join("/")}/`;
      if (await hasSite(folder)) return leadTo(folder);
    }
    show(links.every((link) => link.hasAttribute("href")));
  }

  async function hasSite(folder) {
    try {
      const { ok, headers } = await fetch(`${folder}assets/colophon.css`, { method: "HEAD" });
      return ok && headers.get("content-type")?.startsWith("text/css") === true;
    } catch {
      return false;
    }
  }

  function leadTo(folder) {
    for (const link of links) link.setAttribute("href", folder + link.dataset.path);
    const icon = document.createElement("link");
    Object.assign(icon, { rel: "icon", type: "image/svg+xml", href: `${folder}assets/icon.svg` });
    document.head.append(icon);
  }
})();
