/**
 * Loads the files of the search index. Each is a script that calls `yanlu.take`: a script element is the one
 * thing that a page opened from a folder may load. `build_scripts/search/format.py` describes the files.
 *
 * @typedef {{format: number, bits: {one: number, two: number}, ids: string[], starts: number[], texts: number[],
 *   build: string}} Meta `starts`: of each speech in the stream, and the end of the stream
 */
(function () {
  "use strict";

  const FORMAT = 1;
  const PATIENCE = 30000; // milliseconds for one file, after which the reader is asked
  const yanlu = (window.yanlu = window.yanlu || {});
  const inner = (yanlu.inner = yanlu.inner || {});
  const folder = new URL("../../../search/", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** A file that could not be had. Its message is for the reader; asking again may help. */
  class LoadError extends Error {}

  /** @type {Map<string, (build: string, data: string) => void>} who waits for which file */
  const waiting = new Map();
  /** @type {Map<string, Promise<unknown>>} what was read, or is being read */
  const kept = new Map();
  let fresh = ""; // added to addresses once a stale copy was met

  /** Called by every file of the index. */
  yanlu.take = function (/** @type {string} */ build, /** @type {string} */ name, /** @type {string} */ data) {
    const taker = waiting.get(name);
    if (taker) taker(build, data);
  };

  /**
   * @param {string} name
   * @returns {Promise<{build: string, data: string}>}
   */
  function request(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = (/** @type {string} */ why) => {
        end();
        reject(new LoadError(`索引文件 search/${name}.js ${why}`));
      };
      const timer = setTimeout(() => fail("迟迟没有读完"), PATIENCE);
      function end() {
        clearTimeout(timer);
        waiting.delete(name);
        script.remove();
      }
      waiting.set(name, (build, data) => {
        end();
        resolve({ build, data });
      });
      script.onerror = () => fail("没能读到");
      script.onload = () => waiting.has(name) && fail("已损坏");
      script.charset = "utf-8";
      script.src = new URL(`${name}.js${fresh}`, folder).href;
      document.head.append(script);
    });
  }

  /**
   * @param {string} name
   * @param {string} data base64 of zlib-compressed bytes
   * @returns {Promise<Uint8Array>}
   */
  async function unpack(name, data) {
    try {
      const packed = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch (_) {
      throw new LoadError(`索引文件 search/${name}.js 已损坏`);
    }
  }

  /**
   * The value that `read` makes of a file, read once; a failure is forgotten, so that asking again tries again.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array, build: string) => T} read
   * @param {Promise<Meta>} [meta] of the build it has to be of; without one, of whichever
   * @returns {Promise<T>}
   */
  function load(name, read, meta) {
    let found = /** @type {Promise<T> | undefined} */ (kept.get(name));
    if (!found) {
      found = (async () => {
        const [shard, expected] = await Promise.all([request(name), meta]);
        if (expected && expected.build !== shard.build) {
          kept.clear();
          fresh = `?${Date.now()}`;
          throw new LoadError("索引的各个文件不是同一次生成的（浏览器可能留着旧文件）");
        }
        return read(await unpack(name, shard.data), shard.build);
      })();
      kept.set(name, found);
      const mine = found;
      found.catch(() => kept.get(name) === mine && kept.delete(name));
    }
    return found;
  }

  const utf8 = new TextDecoder();
  const json = (/** @type {Uint8Array} */ bytes) => JSON.parse(utf8.decode(bytes));

  /** @returns {Promise<Meta>} */
  function meta() {
    return load("meta", (bytes, build) => {
      const found = json(bytes);
      if (found.format !== FORMAT) throw new LoadError("索引与本页的程序不是同一版本");
      const starts = [0];
      for (const size of found.sizes) starts.push(starts[starts.length - 1] + size);
      return { ...found, starts, build };
    });
  }

  inner.LoadError = LoadError;
  inner.loader = {
    meta,
    /** The tables of folding, which no build changes. */
    fold: () => load("tables", (bytes) => inner.makeFolding(json(bytes))),
    /** The speeches of a text shard. */
    text: (/** @type {number} */ number) => load(`text/${number}`, json, meta()),
    /** A shard of the family `one` or `two`. */
    postings: (/** @type {"one" | "two"} */ family, /** @type {number} */ number) =>
      load(`${family}/${number}`, (bytes) => inner.readPostings(bytes, family === "one" ? 1 : 2), meta()),
  };
})();
