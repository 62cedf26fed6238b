/**
 * The search itself: `yanlu.search` and `yanlu.places`, and what the pages need beyond them.
 *
 * @typedef {{url: string, title: string, sections: [string, string, number][],
 *   paragraphs: [string, number, number, string][]}} TextRecord as `build_scripts/search/format.py` has it
 * @typedef {{paragraph: number, start: number, end: number}} Place
 *   number of the paragraph in its speech, code points of its text
 * @typedef {{exact?: boolean}} Options `exact`: punctuation, blanks and case have to be as typed
 * @typedef {{query: Query, exact: boolean, meta: Meta, total: number, speeches: {number: number, hits: number}[],
 *   found: Int32Array[], literal: Map<number, Place[]>}} Run
 *   `found`: positions of each word; `literal`: with `exact`, the places in each speech
 */
(function () {
  "use strict";

  const AT_ONCE = 16; // texts that are read at the same time
  const yanlu = (window.yanlu = window.yanlu || {});
  const inner = (yanlu.inner = yanlu.inner || {});

  /**
   * @param {string} text
   * @param {Options} [options]
   * @returns {Promise<Run>}
   */
  async function run(text, options) {
    const exact = Boolean(options && options.exact);
    const [meta, folding] = await Promise.all([inner.loader.meta(), inner.loader.fold()]);
    const query = inner.readQuery(text, folding, exact);
    /** @type {Run} */
    const result = { query, exact, meta, total: 0, speeches: [], found: [], literal: new Map() };
    if (query.reason) return result;
    const all = await Promise.all([...query.words, ...query.without].map((word) => inner.find(word.folded, meta)));
    result.found = all.slice(0, query.words.length);
    const counts = all.map((positions) => countBySpeech(positions, meta.starts));
    const wanted = counts.slice(0, query.words.length);
    const unwanted = counts.slice(query.words.length);
    const candidates = meta.ids.map((_, number) => number).filter((number) => wanted.every((count) => count[number]));
    const hits = exact
      ? await countLiteral(result, candidates, all, unwanted)
      : (/** @type {number} */ number) =>
          unwanted.some((count) => count[number]) ? 0 : wanted.reduce((sum, count) => sum + count[number], 0);
    for (const number of candidates) {
      const here = hits(number);
      if (here) result.speeches.push({ number, hits: here });
      result.total += here;
    }
    return result;
  }

  /**
   * With exact punctuation only the texts can tell. Fills `result.literal`.
   * @param {Run} result
   * @param {number[]} candidates
   * @param {Int32Array[]} all
   * @param {Uint32Array[]} unwanted
   */
  async function countLiteral(result, candidates, all, unwanted) {
    const { words, without } = result.query;
    await inBatches(candidates, async (number) => {
      const record = await textOf(result.meta, number);
      /** @param {Word} word @param {number} i */
      const literal = (word, i) => {
        const holding = new Set(located(record, inSpeech(result.meta, number, all[i])).map((place) => place.paragraph));
        return [...holding].flatMap((paragraph) =>
          inner.literalPlaces(record.paragraphs[paragraph][3], word.literal).map((place) => ({ paragraph, ...place }))
        );
      };
      const excluded = without.some((word, i) => unwanted[i][number] && literal(word, words.length + i).length);
      const places = words.map(literal);
      if (!excluded && places.every((some) => some.length)) result.literal.set(number, places.flat());
    });
    return (/** @type {number} */ number) => (result.literal.get(number) || []).length;
  }

  /**
   * The hits of a run in one of its speeches, in order of the text.
   * @param {Run} result
   * @param {number} number
   * @returns {Promise<Place[]>}
   */
  async function placesIn(result, number) {
    if (!result.speeches.some((speech) => speech.number === number)) return [];
    const folding = await inner.loader.fold();
    const record = await textOf(result.meta, number);
    const places = result.exact ? result.literal.get(number) || [] : [];
    if (!result.exact) {
      const folded = new Map();
      result.query.words.forEach((word, i) => {
        const length = Array.from(word.folded).length;
        for (const { paragraph, offset } of located(record, inSpeech(result.meta, number, result.found[i]))) {
          if (!folded.has(paragraph)) folded.set(paragraph, folding.withPlaces(record.paragraphs[paragraph][3]));
          const { starts, ends } = folded.get(paragraph);
          places.push({ paragraph, start: starts[offset], end: ends[offset + length - 1] });
        }
      });
    }
    return places.sort((a, b) => a.paragraph - b.paragraph || a.start - b.start || a.end - b.end);
  }

  /**
   * @param {Meta} meta
   * @param {number} number of a speech
   * @returns {Promise<TextRecord>}
   */
  async function textOf(meta, number) {
    const shard = upperBound(meta.texts, number) - 1;
    const records = await inner.loader.text(shard);
    return records[number - meta.texts[shard]];
  }

  /** @param {Int32Array} positions @param {number[]} starts */
  function countBySpeech(positions, starts) {
    const counts = new Uint32Array(starts.length - 1);
    let speech = 0;
    for (const position of positions) {
      while (starts[speech + 1] <= position) speech++;
      counts[speech]++;
    }
    return counts;
  }

  /**
   * Positions of a speech, from its start.
   * @param {Meta} meta
   * @param {number} number
   * @param {Int32Array} positions
   */
  function inSpeech(meta, number, positions) {
    const [start, end] = [meta.starts[number], meta.starts[number + 1]];
    const here = positions.subarray(upperBound(positions, start - 1), upperBound(positions, end - 1));
    return here.map((position) => position - start);
  }

  /**
   * Positions of a speech as paragraphs and offsets in their folded texts.
   * @param {TextRecord} record
   * @param {Int32Array} positions ascending
   */
  function located(record, positions) {
    let paragraph = 0;
    let start = 0;
    return Array.from(positions, (position) => {
      // Each paragraph is followed by a gap.
      while (position > start + record.paragraphs[paragraph][2]) start += record.paragraphs[paragraph++][2] + 1;
      return { paragraph, offset: position - start };
    });
  }

  /** How many of the ascending `numbers` are at most `limit`. @param {ArrayLike<number>} numbers @param {number} limit */
  function upperBound(numbers, limit) {
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * @template T
   * @param {T[]} items
   * @param {(item: T) => Promise<void>} work
   */
  async function inBatches(items, work) {
    for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(work));
  }

  inner.run = run;
  inner.placesIn = placesIn;
  inner.textOf = textOf;

  /**
   * All speeches that the query finds, in the order of the library.
   * @param {string} text
   * @param {Options} [options]
   */
  yanlu.search = async function (text, options) {
    const { total, speeches, meta } = await run(String(text), options);
    return { total, speeches: speeches.map(({ number, hits }) => ({ id: meta.ids[number], hits })) };
  };

  /**
   * The places of the hits in one speech; none if the query does not find the speech.
   * @param {string} text
   * @param {string} id
   * @param {Options} [options]
   */
  yanlu.places = async function (text, id, options) {
    const result = await run(String(text), options);
    const number = result.meta.ids.indexOf(id);
    if (number < 0) return [];
    const [places, record] = await Promise.all([placesIn(result, number), textOf(result.meta, number)]);
    return places.map(({ paragraph, start }) => ({ paragraph: record.paragraphs[paragraph][0], start }));
  };
})();
