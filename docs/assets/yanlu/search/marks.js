/** On the page of a speech that a search has led to: the hits marked, and the way from one to the next. */
(function () {
  "use strict";

  const { yanlu } = window;
  const { inner } = yanlu;
  const asked = new URLSearchParams(location.search);
  const text = asked.get("q") || "";
  const exact = asked.get("exact") === "1";
  /** @type {HTMLElement | null} */
  let bar = null;
  show();

  async function show() {
    if (bar) bar.remove();
    try {
      const folding = await inner.loader.fold();
      const query = inner.readQuery(text, folding, exact);
      if (query.reason) return;
      const hits = paragraphs().flatMap((block) => markBlock(block, query, folding));
      bar = controls(hits);
    } catch (error) {
      bar = inner.element("div", { class: "yl-hits", "data-yanlu-ui": "" }, [inner.problem(error, show)]);
    }
    document.body.append(/** @type {HTMLElement} */ (bar));
  }

  /** The blocks that hold a paragraph of the speech each. @returns {HTMLElement[]} */
  function paragraphs() {
    const blocks = document.querySelectorAll("article :is(p, h1, h2, h3, h4, h5, h6)[id]");
    return /** @type {HTMLElement[]} */ ([...blocks].filter((block) => !block.closest("[data-yanlu-ui]")));
  }

  /**
   * Mark the hits in a block. Its text stays as it is: text nodes are only split and wrapped.
   * @param {HTMLElement} block
   * @param {Query} query
   * @param {Folding} folding
   * @returns {{block: HTMLElement, start: number, marks: HTMLElement[]}[]} a list of marks for each hit
   */
  function markBlock(block, query, folding) {
    /** @type {Text[]} */
    const nodes = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (!(/** @type {HTMLElement} */ (node.parentElement).closest("[data-yanlu-ui]"))) nodes.push(node);
    }
    const whole = nodes.map((node) => node.data).join("");
    const found = inner.hitsIn(whole, query, folding, exact);
    if (!found.length) return [];
    const units = unitOffsets(whole);
    const hits = found.map(({ start, end }) => ({ start, from: units[start], to: units[end], marks: [] }));
    let at = 0;
    for (const node of nodes) {
      const end = at + node.length;
      // From the last to the first, so that what is still to be split keeps its offsets.
      for (const region of regions(hits, at, end).reverse()) {
        const part = node.splitText(region.from - at);
        part.splitText(region.to - region.from);
        const mark = inner.element("mark", { class: "yl-hit" });
        part.replaceWith(mark);
        mark.append(part);
        for (const hit of hits) if (hit.from < region.to && region.from < hit.to) hit.marks.unshift(mark);
      }
      at = end;
    }
    return hits.map(({ start, marks }) => ({ block, start, marks }));
  }

  /**
   * What `hits` cover between two offsets, as stretches that do not touch each other's inside.
   * @param {{from: number, to: number}[]} hits in order
   * @param {number} start
   * @param {number} end
   */
  function regions(hits, start, end) {
    /** @type {{from: number, to: number}[]} */
    const found = [];
    for (const hit of hits) {
      const from = Math.max(hit.from, start);
      const to = Math.min(hit.to, end);
      const last = found[found.length - 1];
      if (from >= to) continue;
      if (last && from < last.to) last.to = Math.max(last.to, to);
      else found.push({ from, to });
    }
    return found;
  }

  /** The offset in UTF-16 units of each code point, and of the end. @param {string} whole */
  function unitOffsets(whole) {
    const units = [0];
    for (const c of whole) units.push(units[units.length - 1] + c.length);
    return units;
  }

  /** @param {{block: HTMLElement, start: number, marks: HTMLElement[]}[]} hits */
  function controls(hits) {
    const state = inner.element("span", { class: "yl-hits-state", role: "status" });
    const button = (/** @type {string} */ name, /** @type {() => void} */ act) => {
      const made = inner.element("button", { type: "button" }, name);
      made.addEventListener("click", act);
      return made;
    };
    const steps = [button("上一处", () => go(current - 1, true)), button("下一处", () => go(current + 1, true))];
    const parts = [state, ...steps, button("清除", clear)];
    const made = inner.element("div", { class: "yl-hits", role: "group", "aria-label": "检索所得", "data-yanlu-ui": "" }, parts);
    let current = 0;
    if (hits.length) go(first(), false);
    else {
      state.textContent = `本篇没有“${text}”`;
      steps.forEach((step) => (step.disabled = true));
    }
    return made;

    /** The hit that the address names: in its paragraph, and there at its place, if it gives one. */
    function first() {
      const id = decodeURIComponent(location.hash.slice(1));
      const at = Number(asked.get("at") || 0);
      const inBlock = hits.findIndex((hit) => hit.block.id === id);
      const exactly = hits.findIndex((hit) => hit.block.id === id && hit.start === at);
      return exactly >= 0 ? exactly : Math.max(0, inBlock);
    }

    /** @param {number} to @param {boolean} always whether to scroll even where the hit is in view */
    function go(to, always) {
      hits[current].marks.forEach((mark) => mark.classList.remove("yl-hit--current"));
      current = (to + hits.length) % hits.length;
      const { marks } = hits[current];
      marks.forEach((mark) => mark.classList.add("yl-hit--current"));
      state.textContent = `第 ${current + 1} / ${hits.length} 处`;
      const box = marks[0].getBoundingClientRect();
      if (always || box.top < 80 || box.bottom > window.innerHeight - 80) marks[0].scrollIntoView({ block: "center" });
    }

    function clear() {
      document.querySelectorAll("mark.yl-hit").forEach((mark) => {
        const parent = /** @type {Node} */ (mark.parentNode);
        mark.replaceWith(...mark.childNodes);
        parent.normalize();
      });
      made.remove();
      try {
        history.replaceState(history.state, "", location.pathname.replace(/^.*\//, "") + location.hash);
      } catch (_) {
        // Some browsers refuse this to files; then a reload brings the marks back.
      }
    }
  }
})();
