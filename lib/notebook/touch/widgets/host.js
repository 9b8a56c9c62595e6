// Runs once in the page around the figures: tells each frame the page's colours, and gives it the height it asks for.
// It trusts nothing but the sender: a message counts only where it comes from one of our own frames.
(function () {
  if (window.neuronotesHost) return;
  window.neuronotesHost = true;

  const frames = () => Array.from(document.querySelectorAll("iframe[data-neuronotes]"));

  const background = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (colour && !/^transparent$|,\s*0\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };

  const tell = (frame) => {
    const text = getComputedStyle(frame.parentElement).color;
    const paper = background(frame.parentElement);
    const [r, g, b] = (paper.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
    const theme = { text, background: paper, dark: 0.3 * r + 0.6 * g + 0.1 * b < 128 };
    if (frame.contentWindow) frame.contentWindow.postMessage({ neuronotes: 1, theme }, "*");
  };

  window.addEventListener("message", ({ source, data }) => {
    if (!data || data.neuronotes !== 1) return;
    const frame = frames().find((f) => f.contentWindow === source);
    if (!frame) return;
    if (data.hello) tell(frame);
    if (data.height > 0) frame.style.height = `${Math.min(3000, Math.ceil(data.height))}px`;
  });

  // A change of theme arrives in two parts: an attribute at once, the new style sheet a little later.
  const all = () => frames().forEach(tell);
  const changed = () => [0, 150, 600, 1500].forEach((wait) => setTimeout(all, wait));
  const watcher = new MutationObserver(changed);
  for (const node of [document.documentElement, document.body])
    watcher.observe(node, {
      attributes: true,
      attributeFilter: ["class", "data-theme", "data-jp-theme-name", "data-jp-theme-light"],
    });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
})();
