"use strict";
// The book works without this. It copies code.
for (const button of document.querySelectorAll("button.copy")) {
  button.addEventListener("click", async () => {
    const code = button.closest(".listingblock").querySelector("pre code");
    const text = code.textContent.replace(/^\$ /gm, "").replace(/\n?$/, "\n");
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code); // not allowed here: selected, for the reader to copy
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}
