/**
 * Folding, the same as `build_scripts/fold.py` does it: NFKC, lower case, traditional to simplified, blanks and
 * punctuation dropped. Everything counts in code points.
 *
 * @typedef {{from: string, to: string, dropped: number[], joining: number[]}} Tables
 * @typedef {{characters: string[], starts: number[], ends: number[]}} Folded
 *   `starts[i]` and `ends[i]`: the stretch of the original text that the i-th character comes from
 * @typedef {{fold: (text: string) => string, withPlaces: (text: string) => Folded}} Folding
 */
(function () {
  "use strict";

  const DROPPED = 1;
  const JOINING = 2;
  const LETTER = /[^\p{Z}\p{C}\p{P}]/u;
  const yanlu = (window.yanlu = window.yanlu || {});
  const inner = (yanlu.inner = yanlu.inner || {});

  /**
   * @param {Tables} tables
   * @returns {Folding}
   */
  inner.makeFolding = function (tables) {
    const to = Array.from(tables.to);
    const simple = new Map(Array.from(tables.from, (c, i) => [c, to[i]]));
    const properties = new Uint8Array(0x110000);
    set(properties, tables.dropped, DROPPED);
    set(properties, tables.joining, JOINING);
    const has = (/** @type {string} */ c, /** @type {number} */ property) =>
      (properties[/** @type {number} */ (c.codePointAt(0))] & property) !== 0;

    /**
     * A browser that knows a newer Unicode than the build would lower and compose what was no character there yet.
     * Such a one is dropped in the end, so any other dropped character may stand in for it.
     * @param {string} text
     * @returns {string[]}
     */
    const known = (text) => Array.from(text, (c) => (has(c, DROPPED) && LETTER.test(c) ? "\0" : c));

    /**
     * The last steps, over characters in lower case: those that stay go to `keep`.
     * @param {string[]} lower
     * @param {(character: string, index: number) => void} keep
     */
    function settle(lower, keep) {
      lower.forEach((c, i) => {
        const point = c === "." && isDigit(lower[i - 1]) && isDigit(lower[i + 1]);
        const settled = simple.get(c) || c;
        if (point || !has(settled, DROPPED)) keep(settled, i);
      });
    }

    return {
      fold(text) {
        let folded = "";
        settle(Array.from(known(text).join("").normalize("NFKC").toLowerCase()), (c) => (folded += c));
        return folded;
      },

      withPlaces(text) {
        const points = known(text);
        let whole = "";
        /** @type {[number, number][]} */
        let places = [];
        for (let start = 0, end = 1; start < points.length; start = end++) {
          while (end < points.length && has(points[end], JOINING)) end++;
          const normal = points.slice(start, end).join("").normalize("NFKC");
          whole += normal;
          for (const _ of normal) places.push([start, end]);
        }
        const lower = Array.from(whole.toLowerCase());
        if (lower.length !== places.length) {
          // One letter only (İ) grows when it is lowered.
          const grown = Array.from(whole, (c, i) => Array.from(c.toLowerCase(), () => places[i]));
          places = grown.flat();
        }
        /** @type {Folded} */
        const folded = { characters: [], starts: [], ends: [] };
        settle(lower, (c, i) => {
          folded.characters.push(c);
          folded.starts.push(places[i][0]);
          folded.ends.push(places[i][1]);
        });
        return folded;
      },
    };
  };

  /**
   * Set `property` in the stretches whose bounds `changes` lists, as differences.
   * @param {Uint8Array} properties
   * @param {number[]} changes
   * @param {number} property
   */
  function set(properties, changes, property) {
    let at = 0;
    for (let i = 0; i < changes.length; i += 2) {
      const start = at + changes[i];
      at = start + changes[i + 1];
      for (let code = start; code < at; code++) properties[code] |= property;
    }
  }

  /** @param {string | undefined} c */
  function isDigit(c) {
    return c !== undefined && c >= "0" && c <= "9" && c.length === 1;
  }
})();
