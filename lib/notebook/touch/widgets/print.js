// Runs once in the page: a press on a print button prints one text cell by itself, on white paper, formulas included.
(function () {
  if (window.neuronotesPrint) return;
  window.neuronotesPrint = true;

  const style = `@page { size: A4; margin: 13mm 14mm }
    html, body { background: white; color: black; margin: 0; height: auto; overflow: visible }
    body { font: 14px/1.5 system-ui, sans-serif }
    h1, h2, h3 { font-size: 17px; margin: 0 0 8px } .jp-InternalAnchorLink, .anchor-link { display: none }
    p, ol, ul { margin: 7px 0 } li { margin: 2px 0 } hr { border: 0; border-top: 1px solid #999; margin: 8px 0 }
    table { font: inherit; border-collapse: collapse; width: 100%; margin: 8px 0 } thead th:empty { padding: 0 }
    th, td { border: 1px solid #bbb; padding: 5px 8px; text-align: left; vertical-align: middle }
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
    frame.style.cssText = "position: fixed; left: -3000px; width: 688px; height: 1000px; border: 0";
    document.body.append(frame);
    const page = frame.contentDocument;
    page.title = heading;
    // of the page's own styles only those that draw formulas; MathJax writes them where textContent does not show
    const rules = Array.from(document.styleSheets).flatMap((sheet) => {
      try {
        return Array.from(sheet.cssRules, (rule) => rule.cssText);
      } catch {
        return []; // of another site: not to be read, and not needed
      }
    });
    const own = page.createElement("style");
    own.textContent = [...rules.filter((rule) => /mjx-|MathJax|MJX/.test(rule)), style].join("\n");
    page.head.append(own);
    page.body.append(...Array.from(cell.childNodes, (node) => page.importNode(node, true)));
    const done = () => frame.remove();
    frame.contentWindow.addEventListener("afterprint", () => setTimeout(done, 500));
    // the fonts of the formulas need a moment; then the sheet is made small enough for one page of A4 or letter
    const ready = page.fonts ? page.fonts.ready : Promise.resolve();
    const go = () => {
      const height = page.body.lastElementChild.getBoundingClientRect().bottom;
      if (height > 940) page.body.style.zoom = String(940 / height);
      frame.contentWindow.focus();
      frame.contentWindow.print();
    };
    setTimeout(() => ready.then(go), 400);
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
