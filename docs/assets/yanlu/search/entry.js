/**
 * On every page, and small: the way to the search in the header, and the key `/`. The rest is loaded by those
 * who search, and on the pages that a search has led to.
 */
(function () {
  "use strict";

  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const target = new URL("../../../search.html", here).href;
  const asked = new URLSearchParams(location.search);
  const query = asked.get("q") || "";
  const onSearchPage = document.getElementById("yanlu-search");
  const field = onSearchPage || addField();

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const typing = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (event.key !== "/" || typing || !plain || !field) return;
    event.preventDefault();
    focus();
  });

  if (query && !onSearchPage && document.querySelector("article [id]:is(p, h1, h2, h3, h4, h5, h6)")) {
    for (const name of ["loader", "fold", "query", "match", "dom", "marks"]) {
      const script = document.createElement("script");
      script.async = false; // in this order
      script.src = new URL(`${name}.js`, here).href;
      document.head.append(script);
    }
  }

  function focus() {
    const input = /** @type {HTMLInputElement} */ (field);
    // Where the header has no room for a field it is a link.
    if (input.offsetParent === null) location.href = target;
    input.focus();
    input.select();
  }

  /** A form that works without further script: it asks for the search page. */
  function addField() {
    const header = document.querySelector(".md-header__inner");
    if (!header) return null;
    const form = document.createElement("form");
    form.className = "yl-find";
    form.action = target;
    form.setAttribute("role", "search");
    form.dataset.yanluUi = "";
    const input = document.createElement("input");
    Object.assign(input, { type: "search", name: "q", value: query, placeholder: "检索", autocomplete: "off" });
    input.setAttribute("aria-label", "检索全部讲话");
    input.setAttribute("aria-keyshortcuts", "/");
    const key = document.createElement("kbd");
    key.textContent = "/";
    key.setAttribute("aria-hidden", "true");
    const link = document.createElement("a");
    Object.assign(link, { href: target, className: "yl-find-link md-header__button", textContent: "检索" });
    form.append(input, key, link);
    header.insertBefore(form, header.querySelector(".md-header__option"));
    return input;
  }
})();
