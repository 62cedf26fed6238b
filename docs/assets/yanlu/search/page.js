/** The search page: its field, its count, its list of results, and its address. */
(function () {
  "use strict";

  const AT_ONCE = 20; // speeches that are shown before the reader asks for more
  const PAUSE = 150; // milliseconds without a key before the search runs
  const { yanlu } = window;
  const { inner } = yanlu;
  const $ = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
  const [field, exact, count, problem, results, more] = [
    "yanlu-search", "yanlu-exact", "yanlu-count", "yanlu-problem", "yanlu-results", "yanlu-more",
  ].map($);
  const title = document.title;
  const REASONS = {
    empty: "",
    marks: "所输入的只有标点或空白；检索不计标点，请输入字词。",
    "only-without": "只说了不要什么（-词），没有说要找什么；请再加一个要找的词。",
  };
  let turn = 0; // counts searches, so that a late one knows that it is late
  let timer = 0;
  let last = ""; // the address part of the newest search

  $("yanlu-form").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    run();
  });
  field.addEventListener("input", (/** @type {InputEvent} */ event) => {
    // What an input method has not settled yet is no query.
    if (!event.isComposing) soon();
  });
  field.addEventListener("compositionend", soon);
  exact.addEventListener("change", run);
  window.addEventListener("popstate", fromAddress);
  fromAddress();
  if (!field.value) {
    $("yanlu-help").open = true;
    if (!location.hash) field.focus();
  }

  function fromAddress() {
    const asked = new URLSearchParams(location.search);
    field.value = asked.get("q") || "";
    exact.checked = asked.get("exact") === "1";
    run();
  }

  function soon() {
    clearTimeout(timer);
    timer = window.setTimeout(run, PAUSE);
  }

  async function run() {
    clearTimeout(timer);
    const mine = ++turn;
    const text = field.value;
    const search = inner.addressPart(text, exact.checked);
    remember(text, search);
    delete count.dataset.total;
    delete count.dataset.speeches;
    results.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => mine === turn && (count.textContent = "正在检索…"), 400);
    try {
      // An empty field asks nothing of the index.
      const found = text ? await inner.run(text, { exact: exact.checked }) : null;
      if (mine === turn) show(found, search);
    } catch (error) {
      if (mine === turn) fail(error);
    } finally {
      clearTimeout(slow);
      if (mine === turn) results.removeAttribute("aria-busy");
    }
  }

  /**
   * The query goes into the address, so that a reload and a way back find it there.
   * @param {string} text
   * @param {string} search
   */
  function remember(text, search) {
    document.title = text ? `${text} - ${title}` : title;
    if (search === last) return;
    last = search;
    try {
      history.replaceState(history.state, "", location.pathname.replace(/^.*\//, "") + search);
    } catch (_) {
      // Some browsers refuse this to files; the search itself does not depend on it.
    }
  }

  /**
   * @param {Run | null} run
   * @param {string} search
   */
  function show(run, search) {
    problem.replaceChildren();
    results.replaceChildren();
    more.hidden = true;
    const speeches = run ? run.speeches.slice().sort((a, b) => b.hits - a.hits) : [];
    count.textContent = run ? sentence(run) : "";
    count.dataset.total = String(run ? run.total : 0);
    count.dataset.speeches = String(speeches.length);
    if (run) showMore(run, speeches, search, 0);
  }

  /** @param {Run} run */
  function sentence(run) {
    const number = (/** @type {number} */ n) => n.toLocaleString("zh");
    if (run.query.reason) return REASONS[run.query.reason];
    if (run.total) return `共 ${number(run.total)} 处，见于 ${number(run.speeches.length)} 篇`;
    const words = run.query.words.length + run.query.without.length > 1;
    const hint = words ? "各词须同见于一篇；可以少写一个词再试。" : run.exact ? "可以关掉“标点也须相同”再试。" : "文库里没有这样的字句；可以换短一些的再试。";
    return `没有找到。${hint}`;
  }

  /**
   * @param {Run} run
   * @param {{number: number, hits: number}[]} speeches
   * @param {string} search
   * @param {number} from
   */
  function showMore(run, speeches, search, from) {
    const entries = speeches.slice(from, from + AT_ONCE).map((speech) => inner.speechEntry(run, speech, search));
    results.append(...entries.map(({ entry }) => entry));
    entries.forEach(({ fill }) => fill());
    const rest = speeches.length - from - entries.length;
    more.hidden = rest === 0;
    more.textContent = `更多（还有 ${rest.toLocaleString("zh")} 篇）`;
    more.onclick = () => {
      showMore(run, speeches, search, from + AT_ONCE);
      results.children[from + AT_ONCE].querySelector("a").focus();
    };
  }

  /** @param {unknown} error */
  function fail(error) {
    results.replaceChildren();
    more.hidden = true;
    count.textContent = "";
    problem.replaceChildren(inner.problem(error, run));
  }
})();
