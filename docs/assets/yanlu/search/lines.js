/**
 * What a search shows of one speech: its title, and a line for each hit, under the headings it stands below.
 */
(function () {
  "use strict";

  const FIRST = 3; // lines of a speech that are shown at once
  const BEFORE = 30; // code points of context
  const AFTER = 34;
  const yanlu = (window.yanlu = window.yanlu || {});
  const inner = (yanlu.inner = yanlu.inner || {});

  /**
   * The entry of a speech, at first with its count alone; `fill` reads the rest.
   * @param {Run} run
   * @param {{number: number, hits: number}} speech
   * @param {string} search the part of the address that carries the query, with its question mark
   */
  inner.speechEntry = function (run, speech, search) {
    const title = inner.element("a", { href: "" });
    const count = inner.element("span", { class: "yl-count" }, `${speech.hits.toLocaleString("zh")} 处`);
    const body = inner.element("div");
    const entry = inner.element("li", { class: "yl-result", "aria-busy": "true" }, [
      inner.element("h2", {}, [title, " ", count]),
      body,
    ]);
    entry.dataset.speech = run.meta.ids[speech.number];
    entry.dataset.hits = String(speech.hits);
    title.textContent = run.meta.ids[speech.number];

    async function fill() {
      try {
        const [record, places] = await Promise.all([
          inner.textOf(run.meta, speech.number),
          inner.placesIn(run, speech.number),
        ]);
        title.textContent = record.title;
        title.href = link(record, places, 0, search);
        body.replaceChildren(lines(record, places, search));
      } catch (error) {
        body.replaceChildren(inner.problem(error, fill));
      }
      entry.removeAttribute("aria-busy");
    }
    return { entry, fill };
  };

  /**
   * @param {TextRecord} record
   * @param {Place[]} places
   * @param {string} search
   */
  function lines(record, places, search) {
    const box = inner.element("div", { class: "yl-lines" });
    show(places.length <= FIRST + 1 ? places.length : FIRST);
    return box;

    /** @param {number} end */
    function show(end) {
      const shown = box.querySelectorAll(".yl-context").length;
      let list = box.querySelector("ul:last-of-type");
      for (let i = shown; i < end; i++) {
        const path = sectionPath(record, places[i].paragraph);
        if (!list || path !== /** @type {HTMLElement} */ (list).dataset.path) {
          list = inner.element("ul", path ? { "aria-label": path } : {});
          /** @type {HTMLElement} */ (list).dataset.path = path;
          if (path) box.append(inner.element("p", { class: "yl-path", "aria-hidden": "true" }, path));
          box.append(list);
        }
        list.append(inner.element("li", {}, [line(record, places, i, search)]));
      }
      if (end === places.length) return;
      const rest = inner.element("button", { type: "button", class: "yl-more" }, `其余 ${places.length - end} 处`);
      rest.addEventListener("click", () => {
        rest.remove();
        show(places.length);
        /** @type {HTMLElement} */ (box.querySelectorAll(".yl-context")[end]).focus();
      });
      box.append(rest);
    }
  }

  /**
   * A hit with its context.
   * @param {TextRecord} record
   * @param {Place[]} places
   * @param {number} i
   * @param {string} search
   */
  function line(record, places, i, search) {
    const { paragraph, start, end } = places[i];
    const text = Array.from(record.paragraphs[paragraph][3]);
    const from = Math.max(0, start - BEFORE);
    const to = Math.min(text.length, end + AFTER);
    const part = (/** @type {number} */ a, /** @type {number} */ b) => text.slice(a, b).join("").replace(/\s+/g, " ");
    return inner.element("a", { class: "yl-context", href: link(record, places, i, search) }, [
      inner.element("span", { class: "yl-ahead" }, [
        inner.element("span", {}, (from > 0 ? "…" : "") + part(from, start)),
      ]),
      inner.element("mark", {}, part(start, end)),
      inner.element("span", { class: "yl-behind" }, part(end, to) + (to < text.length ? "…" : "")),
    ]);
  }

  /**
   * The headings that a paragraph stands below; a heading does not stand below itself.
   * @param {TextRecord} record
   * @param {number} paragraph
   */
  function sectionPath(record, paragraph) {
    const path = [];
    const [anchor, section] = record.paragraphs[paragraph];
    for (let number = section; number >= 0; number = record.sections[number][2]) {
      if (record.sections[number][0] !== anchor) path.unshift(record.sections[number][1]);
    }
    return path.join(" › ");
  }

  /**
   * Where a hit stands. The address names the paragraph; a later hit in the same paragraph also its place there.
   * @param {TextRecord} record
   * @param {Place[]} places
   * @param {number} i
   * @param {string} search
   */
  function link(record, places, i, search) {
    const { paragraph, start } = places[i];
    const at = i > 0 && places[i - 1].paragraph === paragraph ? `&at=${start}` : "";
    return `${record.url}${search}${at}#${record.paragraphs[paragraph][0]}`;
  }
})();
