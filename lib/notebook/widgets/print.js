// Runs once in the page: a press on a print button prints one text cell by itself, on white paper, formulas included.
(function () {
  if (window.neuronotesPrint) return;
  window.neuronotesPrint = true;

  const style = `@page { size: A4; margin: 13mm 14mm }
    html, body { background: white; color: black; margin: 0; height: auto; overflow: visible }
    body { font: 11.5px/1.45 system-ui, sans-serif }
    h1, h2, h3 { font-size: 17px; margin: 0 0 8px } .jp-InternalAnchorLink, .anchor-link { display: none }
    p, ol, ul { margin: 7px 0 } li { margin: 2px 0 } hr { border: 0; border-top: 1px solid #999; margin: 8px 0 }
    table { border-collapse: collapse; width: 100%; margin: 8px 0 } thead th:empty { padding: 0 }
    th, td { border: 1px solid #bbb; padding: 4px 8px; text-align: left; vertical-align: middle }
    th { background: #f0f0f0 }`;

  const print = (heading) => {
    const cells = Array.from(document.querySelectorAll(".jp-RenderedMarkdown"));
    const cell = cells.find((one) =>
      Array.from(one.querySelectorAll("h1, h2, h3, h4")).some((h) =>
        h.textContent.includes(heading),
      ),
    );
    if (!cell) return false;
    const frame = document.createElement("iframe");
    frame.style.cssText = "position: fixed; left: -3000px; width: 900px; height: 1200px; border: 0";
    document.body.append(frame);
    const page = frame.contentDocument;
    page.title = heading;
    // of the page's own styles only those that draw formulas
    for (const one of document.querySelectorAll("style"))
      if (/mjx-|MathJax|katex/i.test(one.textContent)) page.head.append(page.importNode(one, true));
    const own = page.createElement("style");
    own.textContent = style;
    page.head.append(own);
    page.body.append(...Array.from(cell.childNodes, (node) => page.importNode(node, true)));
    const done = () => frame.remove();
    frame.contentWindow.addEventListener("afterprint", () => setTimeout(done, 500));
    // the fonts of the formulas need a moment
    const ready = page.fonts ? page.fonts.ready : Promise.resolve();
    setTimeout(
      () => ready.then(() => (frame.contentWindow.focus(), frame.contentWindow.print())),
      400,
    );
    return true;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-neuronotes-print]");
    if (!button) return;
    const heading = button.getAttribute("data-neuronotes-print");
    if (!print(heading))
      button.textContent = `No cell with the heading “${heading}” is on this page`;
  });
})();
