/** Small things that both the search page and the speech pages build. */
(function () {
  "use strict";

  const yanlu = (window.yanlu = window.yanlu || {});
  const inner = (yanlu.inner = yanlu.inner || {});

  /**
   * @param {string} name
   * @param {Record<string, string>} [attributes]
   * @param {string | (Node | string)[]} [content]
   * @returns {any}
   */
  inner.element = function (name, attributes, content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...(typeof content === "string" ? [content] : content || []));
    return element;
  };

  /**
   * A failure, said to the reader, with the one thing that may help. Anything but a file that could not be had
   * is a fault of ours, and shows in the console as well.
   * @param {unknown} error
   * @param {() => void} again
   */
  inner.problem = function (error, again) {
    const known = error instanceof inner.LoadError;
    if (!known) console.error(error);
    const message = known ? /** @type {Error} */ (error).message : `检索出错（${error}）`;
    const retry = inner.element("button", { type: "button", class: "yl-retry" }, "重试");
    const box = inner.element("p", { class: "yl-problem", role: "alert" }, [`${message}，结果未能得出。 `, retry]);
    retry.addEventListener("click", () => {
      retry.disabled = true;
      again();
    });
    return box;
  };

  /**
   * The part of an address that carries a query.
   * @param {string} text
   * @param {boolean} exact
   */
  inner.addressPart = function (text, exact) {
    return text ? `?q=${encodeURIComponent(text)}${exact ? "&exact=1" : ""}` : "";
  };
})();
