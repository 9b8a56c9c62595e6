// Light or dark: the system's choice until the reader makes one, which is remembered. The frames follow by themselves.
(function () {
  const page = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme-button");

  const isDark = () => (page.dataset.theme ? page.dataset.theme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));

  button.addEventListener("click", () => {
    page.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("neuronotes-theme", page.dataset.theme);
    } catch {
      // not remembered, but shown
    }
    show();
  });
  system.addEventListener("change", show);
  show();
})();
