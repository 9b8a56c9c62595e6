// Printing: the still pictures are fetched in time, and a print button of a notebook prints its one cell alone.
(function () {
  addEventListener("beforeprint", () => {
    for (const still of document.querySelectorAll("img.still")) still.loading = "eager";
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-neuronotes-print]");
    if (!button) return;
    const words = button.getAttribute("data-neuronotes-print");
    const heading = Array.from(document.querySelectorAll(".cell.text :is(h2, h3, h4)")).find(
      (one) => one.textContent.includes(words),
    );
    if (!heading) return;
    const page = document.documentElement;
    const cell = heading.closest(".cell");
    const title = document.title;
    page.classList.add("print-part");
    cell.classList.add("print-this");
    document.title = words;
    addEventListener(
      "afterprint",
      () => {
        page.classList.remove("print-part");
        cell.classList.remove("print-this");
        document.title = title;
      },
      { once: true },
    );
    print();
  });
})();
