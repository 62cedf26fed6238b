/**
 * Posting lists: reading a shard, decoding a list, and finding a phrase where its pairs stand side by side.
 *
 * @typedef {{terms: Map<string, Uint8Array>}} Shard
 */
(function () {
  "use strict";

  const yanlu = (window.yanlu = window.yanlu || {});
  const inner = (yanlu.inner = yanlu.inner || {});

  /**
   * @param {Uint8Array} bytes
   * @param {number} width characters of a term
   * @returns {Shard}
   */
  inner.readPostings = function (bytes, width) {
    let at = 0;
    function number() {
      let value = 0;
      let shift = 0;
      for (;;) {
        const byte = bytes[at++];
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value;
        shift += 7;
      }
    }
    const size = number();
    const letters = Array.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(at, at + size)));
    at += size;
    const lengths = [];
    for (let i = 0; i < letters.length; i += width) lengths.push(number());
    const terms = new Map();
    lengths.forEach((length, i) => {
      terms.set(letters.slice(i * width, (i + 1) * width).join(""), bytes.subarray(at, at + length));
      at += length;
    });
    return { terms };
  };

  /**
   * The shard of a term: `hash_terms` of `build_scripts/search/format.py`, its lowest `bits` bits.
   * @param {string} term one or two characters
   * @param {number} bits
   */
  function shardOf(term, bits) {
    const [first, second] = Array.from(term, (c) => /** @type {number} */ (c.codePointAt(0)));
    let mixed = Math.imul(first, 0x9e3779b1);
    if (second !== undefined) mixed = (mixed + Math.imul(second, 0x85ebca6b)) | 0;
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x2c1b3c6d);
    mixed ^= mixed >>> 16;
    return (mixed & ((1 << bits) - 1)) >>> 0;
  }

  /**
   * The positions of a list, `offset` taken off each; those before the start of the stream are left out.
   * @param {Uint8Array} bytes
   * @param {number} offset
   */
  function decode(bytes, offset) {
    const positions = new Int32Array(bytes.length);
    let count = 0;
    let value = 0;
    let step = 0;
    let shift = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      step |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        value += step;
        if (value >= offset) positions[count++] = value - offset;
        step = shift = 0;
      } else shift += 7;
    }
    return positions.subarray(0, count);
  }

  /**
   * What stands in both; both ascend.
   * @param {Int32Array} few
   * @param {Int32Array} many
   */
  function intersect(few, many) {
    const both = new Int32Array(few.length);
    let count = 0;
    let at = 0;
    for (const position of few) {
      // Doubling steps, then halving: with few against many, most of the many are never looked at.
      let step = 1;
      while (at + step < many.length && many[at + step] < position) step *= 2;
      let end = Math.min(at + step, many.length);
      at += step >> 1;
      while (at < end) {
        const middle = (at + end) >> 1;
        if (many[middle] < position) at = middle + 1;
        else end = middle;
      }
      if (at < many.length && many[at] === position) both[count++] = position;
    }
    return both.subarray(0, count);
  }

  /**
   * Where a folded phrase stands, in ascending positions of the stream.
   * @param {string} phrase not empty
   * @param {Meta} meta
   * @returns {Promise<Int32Array>}
   */
  inner.find = async function (phrase, meta) {
    const characters = Array.from(phrase);
    const family = characters.length === 1 ? "one" : "two";
    const width = Math.min(2, characters.length);
    // Every second pair, and the last: together they cover each character, which is all that a match asks for.
    const offsets = [];
    for (let i = 0; i + width < characters.length; i += 2) offsets.push(i);
    offsets.push(characters.length - width);
    const lists = await Promise.all(
      offsets.map(async (offset) => {
        const term = characters.slice(offset, offset + width).join("");
        const shard = await inner.loader.postings(family, shardOf(term, meta.bits[family]));
        return { offset, bytes: shard.terms.get(term) };
      })
    );
    if (lists.some((list) => !list.bytes)) return new Int32Array(0);
    lists.sort((a, b) => a.bytes.length - b.bytes.length);
    let found = decode(lists[0].bytes, lists[0].offset);
    for (const { bytes, offset } of lists.slice(1)) {
      if (!found.length) break;
      found = intersect(found, decode(bytes, offset));
    }
    return found;
  };
})();
