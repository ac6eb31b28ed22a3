"use strict";
// The book works without this. It copies code, and searches.
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

// Search. Keys: "/" to the field, up and down through what is found, Enter to the first, Escape back.
{
  const search = document.querySelector("[role=search]");
  const field = search.querySelector("input");
  const found = search.querySelector(".found");
  const list = found.querySelector("ol");
  const mostShown = 20;
  search.hidden = false;

  // Some 200 kB, which most readers of a page never need.
  let loading;
  const load = () => loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.onload = () => resolve(window.bookIndex);
    script.onerror = reject;
    document.head.append(script);
  });

  // A word is found by its beginning.
  const pattern = term => new RegExp("(?<![\\p{L}\\d])" + term.replace(/[^\p{L}\d]/gu, "\\$&"), "giu");
  const count = (text, word) => (text.match(word) ?? []).length;
  const score = (place, words) => {
    let sum = 0;
    for (const word of words) {
      const here = 20 * count(place.heading, word) + 5 * count(place.page, word) + Math.log2(1 + count(place.text, word));
      if (here === 0) return 0;
      sum += here;
    }
    return sum;
  };

  const excerpt = (text, words) => {
    const at = Math.max(0, Math.min(...words.map(word => text.search(word)).filter(place => place >= 0)));
    const begin = Number.isFinite(at) ? text.lastIndexOf(" ", Math.max(0, at - 50)) + 1 : 0;
    return (begin > 0 ? "\u2026 " : "") + text.slice(begin, begin + 160).replace(/\s\S*$/, "");
  };
  const mark = (element, text, words) => {
    const places = words.flatMap(word => [...text.matchAll(word)]).sort((a, b) => a.index - b.index);
    let done = 0;
    for (const place of places) {
      if (place.index < done) continue;
      const hit = document.createElement("mark");
      hit.textContent = place[0];
      element.append(text.slice(done, place.index), hit);
      done = place.index + place[0].length;
    }
    element.append(text.slice(done));
  };

  const show = async () => {
    const terms = field.value.trim().split(/\s+/).filter(Boolean);
    found.hidden = terms.length === 0;
    if (found.hidden) return;
    const words = terms.map(pattern);
    const index = await load();
    const places = index.map(place => ({ place, score: score(place, words) }))
      .filter(each => each.score > 0)
      .sort((a, b) => b.score - a.score);
    found.querySelector("p").textContent =
      places.length === 0 ? "Nothing has all of these words." : places.length === 1 ? "1 place" : places.length + " places";
    list.replaceChildren(...places.slice(0, mostShown).map(({ place }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = place.href;
      const heading = document.createElement("b");
      mark(heading, place.heading, words);
      const text = document.createElement("span");
      mark(text, excerpt(place.text, words), words);
      link.append(heading);
      if (place.page !== place.heading) {
        const page = document.createElement("small");
        page.textContent = place.page;
        link.append(page);
      }
      link.append(text);
      item.append(link);
      return item;
    }));
  };

  const close = () => { found.hidden = true; };
  field.addEventListener("focus", load, { once: true });
  field.addEventListener("input", show);
  field.addEventListener("focus", show);
  search.addEventListener("focusout", event => { if (!search.contains(event.relatedTarget)) close(); });
  list.addEventListener("click", close); // a place on this very page
  search.addEventListener("keydown", event => {
    const links = [...list.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      field.focus();
      close();
    } else if (event.key === "Enter" && event.target === field) links[0]?.click();
    else if (step) {
      const to = links.indexOf(document.activeElement) + step;
      (links[to] ?? (to < 0 ? field : links.at(-1)))?.focus();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === field) return;
    event.preventDefault();
    field.focus();
  });
}
