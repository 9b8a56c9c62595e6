// Runs before the page is drawn: scripts are on, and the reader's choice of colours is taken up again.
(function () {
  const page = document.documentElement;
  page.classList.add("js");
  try {
    const theme = localStorage.getItem("neuronotes-theme");
    if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  } catch {
    // a browser that keeps nothing follows the system's colours
  }
})();
