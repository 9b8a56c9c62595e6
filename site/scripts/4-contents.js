// The contents: on a narrow screen a panel behind a button, and everywhere a mark on the section that is read.
(function () {
  const page = document.documentElement;
  const menu = document.getElementById("contents");
  const button = document.getElementById("contents-button");

  const close = (focus) => {
    if (!page.classList.contains("contents-open")) return;
    page.classList.remove("contents-open");
    button.setAttribute("aria-expanded", "false");
    if (focus) button.focus();
  };
  button.setAttribute("role", "button");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (page.classList.contains("contents-open")) return close(true);
    page.classList.add("contents-open");
    button.setAttribute("aria-expanded", "true");
    const here = menu.querySelector("[aria-current]");
    if (here) here.scrollIntoView({ block: "center" });
    menu.focus({ preventScroll: true });
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    button.click();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(true));
  document.addEventListener("click", ({ target }) => {
    if (target.closest("#contents a") || !target.closest("#contents, #contents-button"))
      close(false);
  });

  const links = Array.from(menu.querySelectorAll('a[href^="#"]'));
  const parts = links.map((link) =>
    document.getElementById(decodeURIComponent(link.hash.slice(1))),
  );
  const show = () => {
    const line = innerHeight / 4;
    let now = -1;
    parts.forEach((part, i) => {
      if (part && part.getBoundingClientRect().top <= line) now = i;
    });
    links.forEach((link, i) => {
      if (i === now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      link.parentElement.classList.remove("open");
    });
    for (let item = links[now]?.closest("li"); item; item = item.parentElement.closest("li")) {
      item.classList.add("open");
    }
    const link = links[now];
    if (link && getComputedStyle(menu).position === "sticky") {
      const [top, height] = [link.offsetTop - menu.offsetTop, menu.clientHeight];
      if (top < menu.scrollTop || top > menu.scrollTop + height - 60)
        menu.scrollTop = top - height / 3;
    }
  };
  let waiting = 0;
  const soon = () => {
    waiting = waiting || requestAnimationFrame(() => ((waiting = 0), show()));
  };
  if (links.length) {
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    show();
  }
})();
