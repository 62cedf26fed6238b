/**
 * What a reader typed, taken apart: words between blanks, `"…"` whose blanks do not separate, `-word`.
 *
 * @typedef {{folded: string, literal: string}} Word
 * @typedef {{words: Word[], without: Word[], reason: "" | "empty" | "marks" | "only-without"}} Query
 *   `reason`: why there is nothing to look for
 */
(function () {
  "use strict";

  const BLANK = /[\p{Z}\t-\r]/u;
  const yanlu = (window.yanlu = window.yanlu || {});
  const inner = (yanlu.inner = yanlu.inner || {});

  /**
   * @param {string} text
   * @param {Folding} folding
   * @param {boolean} exact whether words that differ in punctuation only are two
   * @returns {Query}
   */
  inner.readQuery = function (text, folding, exact) {
    /** @param {string} literal */
    const word = (literal) => ({ folded: folding.fold(literal), literal });
    /** @type {Word[]} */
    const words = [];
    /** @type {Word[]} */
    const without = [];
    const parts = split(text);
    for (const part of parts) {
      // A dash at the very start is a dash like any other: only one after a blank excludes.
      if (part.minus && !part.first) without.push(word(part.literal.slice(1)));
      else words.push(word(part.literal));
    }
    const real = (/** @type {Word} */ w) => w.folded !== "";
    const found = {
      words: distinct(words.filter(real), exact),
      without: distinct(without.filter(real), exact),
    };
    let reason = /** @type {Query["reason"]} */ ("");
    if (!found.words.length) reason = found.without.length ? "only-without" : parts.length ? "marks" : "empty";
    return { ...found, reason };
  };

  /**
   * The words as typed, without the quotes that hold them together. A quote that nothing closes is a mark like any other.
   * @param {string} text
   */
  function split(text) {
    /** @type {{literal: string, minus: boolean, first: boolean}[]} */
    const parts = [];
    let part = null;
    let open = false;
    let position = 0;
    for (const c of text) {
      const at = position;
      position += c.length;
      if (!open && BLANK.test(c)) {
        part = null;
        continue;
      }
      if (!part) {
        part = { literal: "", minus: c === "-", first: at === 0 };
        parts.push(part);
      }
      if (c === '"' && (open || text.includes('"', position))) open = !open;
      else part.literal += c;
    }
    return parts;
  }

  /**
   * @param {Word[]} words
   * @param {boolean} exact
   */
  function distinct(words, exact) {
    return [...new Map(words.map((w) => [exact ? w.literal : w.folded, w])).values()];
  }
})();
