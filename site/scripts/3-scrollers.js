// What scrolls sideways can be reached by keyboard, but only where it does scroll: on a wide screen it is no stop.
(function () {
  const selector = "main pre, .scroller, .formula, .figure:not(.live)";
  const name = { PRE: "Code or output", SPAN: "Formula" };

  const mark = (node) => {
    if (node.scrollWidth > node.clientWidth + 1) {
      node.tabIndex = 0;
      node.setAttribute("role", "group");
      node.setAttribute("aria-label", `${name[node.tagName] || "Table or figure"}, scrolls`);
    } else if (node.hasAttribute("tabindex")) {
      for (const attribute of ["tabindex", "role", "aria-label"]) node.removeAttribute(attribute);
    }
  };

  const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => mark(target)));
  for (const node of document.querySelectorAll(selector)) observer.observe(node);
})();
