// A button on each piece of code.
(function () {
  const write = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) throw new Error("the browser does not let pages copy");
  };

  for (const block of document.querySelectorAll(".highlight")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy this code");
    const tell = (word) => {
      button.textContent = word;
      button.setAttribute("aria-label", word);
      button.classList.add("done");
      setTimeout(() => {
        button.textContent = "Copy";
        button.setAttribute("aria-label", "Copy this code");
        button.classList.remove("done");
      }, 1500);
    };
    button.addEventListener("click", () => {
      const code = block.querySelector("pre").textContent.replace(/\n$/, "");
      write(code).then(
        () => tell("Copied"),
        () => tell("Not allowed"),
      );
    });
    block.append(button);
  }
})();
