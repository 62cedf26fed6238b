/**
 * Matching within one text: what the speech pages need to mark hits, and the search to honour exact punctuation.
 */
(function () {
  "use strict";

  const yanlu = (window.yanlu = window.yanlu || {});
  const inner = (yanlu.inner = yanlu.inner || {});

  /**
   * Where `literal` stands in `text`, character for character; code points.
   * @param {string} text
   * @param {string} literal not empty
   * @returns {{start: number, end: number}[]}
   */
  inner.literalPlaces = function (text, literal) {
    return occurrences(Array.from(text), Array.from(literal)).map((start) => ({
      start,
      end: start + Array.from(literal).length,
    }));
  };

  /**
   * The hits of the wanted words of a query in one paragraph, in order; code points.
   * @param {string} text
   * @param {Query} query
   * @param {Folding} folding
   * @param {boolean} exact
   * @returns {{start: number, end: number}[]}
   */
  inner.hitsIn = function (text, query, folding, exact) {
    const { characters, starts, ends } = folding.withPlaces(text);
    const hits = query.words.flatMap((word) => {
      const folded = Array.from(word.folded);
      const found = occurrences(characters, folded);
      if (exact) return found.length ? inner.literalPlaces(text, word.literal) : [];
      return found.map((i) => ({ start: starts[i], end: ends[i + folded.length - 1] }));
    });
    return hits.sort((a, b) => a.start - b.start || a.end - b.end);
  };

  /**
   * Where the characters of `part` stand in `whole`; occurrences may overlap.
   * @param {string[]} whole
   * @param {string[]} part
   */
  function occurrences(whole, part) {
    const found = [];
    for (let i = 0; i + part.length <= whole.length; i++) {
      let j = 0;
      while (j < part.length && whole[i + j] === part[j]) j++;
      if (j === part.length) found.push(i);
    }
    return found;
  }
})();
