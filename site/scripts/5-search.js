// Search: every section of the series that holds all the words, those first that have them in the heading.
(function () {
  const dialog = document.getElementById("search");
  const input = document.getElementById("search-words");
  const list = document.getElementById("search-results");
  const count = document.getElementById("search-count");
  const root = document.documentElement.dataset.root;
  const MOST = 30;

  /** Loads the sections when they are first asked for: most readers never do. */
  let loading;
  const load = () => {
    loading =
      loading ||
      new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = `${root}assets/search-index.js`;
        script.onload = () =>
          done(
            window.neuronotesIndex.map(([title, href, heading, text]) => ({
              title,
              href,
              heading,
              text,
              low: [heading, title, text].map((part) => part.toLowerCase()),
            })),
          );
        script.onerror = () => fail(new Error("The search could not be loaded."));
        document.head.append(script);
      });
    return loading;
  };

  const starts = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);

  /** 0 where a word is missing; a word in the heading counts more than one in the text, a whole start more than a part. */
  const score = ({ low }, words) => {
    let sum = 0;
    for (const word of words) {
      let best = 0;
      [12, 5, 2].forEach((weight, part) => {
        const at = low[part].indexOf(word);
        if (at >= 0) best += starts(low[part], at) ? weight : weight / 2;
      });
      if (best === 0) return 0;
      sum += best + Math.min(3, low[2].split(word).length - 1) / 3;
    }
    return sum;
  };

  /** Text with the words marked; never HTML. */
  const marked = (text, words) => {
    const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return text.split(new RegExp(`(${escaped.join("|")})`, "gi")).map((piece, i) => {
      if (i % 2 === 0) return piece;
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    });
  };

  const excerpt = ({ text, low }, words) => {
    const found = words.map((word) => low[2].indexOf(word)).filter((at) => at >= 0);
    const from = found.length ? Math.max(0, Math.min(...found) - 60) : 0;
    const begin = from === 0 ? 0 : text.indexOf(" ", from) + 1;
    return (
      (begin ? "… " : "") + text.slice(begin, begin + 170) + (text.length > begin + 170 ? " …" : "")
    );
  };

  const item = (section, words) => {
    const link = document.createElement("a");
    link.href = root + section.href;
    link.append(...marked(section.heading, words));
    const small = document.createElement("small");
    if (section.title !== section.heading) small.append(section.title, " · ");
    small.append(...marked(excerpt(section, words), words));
    link.append(small);
    const row = document.createElement("li");
    row.append(link);
    return row;
  };

  const search = async () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      list.replaceChildren();
      count.textContent = "";
      return;
    }
    let sections;
    try {
      sections = await load();
    } catch (error) {
      count.textContent = error.message;
      return;
    }
    const found = sections
      .map((section) => ({ section, points: score(section, words) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points);
    list.replaceChildren(...found.slice(0, MOST).map(({ section }) => item(section, words)));
    count.textContent =
      found.length === 0
        ? "Nothing found. Fewer or shorter words find more."
        : found.length > MOST
          ? `${found.length} sections, the first ${MOST} of them here`
          : found.length === 1
            ? "1 section"
            : `${found.length} sections`;
  };

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    load().catch(() => {});
  };
  document.getElementById("search-button").addEventListener("click", open);
  document.getElementById("search-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", search);

  // Escape closes at once, though a search field would first empty itself; arrows walk through what was found, as in any list of suggestions.
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next) next.focus();
  });
})();
