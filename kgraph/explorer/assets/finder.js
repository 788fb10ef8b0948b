// The search box with its suggestions, by keyboard or by mouse.
kg.finder = (function ({ words, dom, search }) {
  const query = document.getElementById("query"), hits = document.getElementById("hits");
  let found = [], chosen = 0;

  function suggest() {
    found = search(query.value, 12);
    chosen = 0;
    hits.hidden = !query.value.trim();
    query.setAttribute("aria-expanded", String(!hits.hidden));
    hits.replaceChildren(...(found.length ? found.map(row) : [dom.make("li", { class: "soft" }, words.nothing)]));
    mark();
  }
  function row(hit, i) {
    const paper = hit.item.kind === "paper";
    const out = dom.make("li", { role: "option", id: `hit${i}` }, dom.dot(hit.item),
      dom.make("span", {}, dom.name(hit.item.label), paper || hit.form === kg.fold(hit.item.label) ? "" : ` (${hit.form})`),
      dom.make("span", { class: "kind" }, paper ? words.paper : `${hit.item.type.name} · ${hit.item.papers.length}`));
    out.addEventListener("mousedown", (event) => { event.preventDefault(); pick(i); });
    return out;
  }
  function mark() {
    [...hits.children].forEach((row, i) => found.length && row.setAttribute("aria-selected", String(i === chosen)));
    if (!found.length) return query.removeAttribute("aria-activedescendant");
    query.setAttribute("aria-activedescendant", `hit${chosen}`);
    hits.children[chosen].scrollIntoView({ block: "nearest" });
  }
  function close() {
    hits.hidden = true;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
  }
  function pick(i) {
    if (hits.hidden || !found[i]) return;
    query.value = "";
    close();
    // what was asked for as the second of two: a path, a comparison
    const take = kg.finder.asked;
    kg.finder.asked = null;
    query.placeholder = usual;
    if (take) take(found[i].item); else kg.open(found[i].item);
  }
  // keys are told to those who have some
  const withKey = (text, key) => (matchMedia("(hover: hover)").matches ? `${text} (${key})` : text);
  const usual = withKey(words.search, words.searchKey), second = withKey(words.actions.second, words.actions.secondKey);
  query.placeholder = usual;
  query.setAttribute("aria-label", words.search);
  query.addEventListener("input", suggest);
  query.addEventListener("focus", () => query.value.trim() && suggest());
  query.addEventListener("blur", close);
  query.addEventListener("keydown", (event) => {
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length) {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      mark();
    } else if (event.key === "Enter") pick(chosen);
    else if (event.key === "Escape") { query.value = ""; close(); kg.finder.asked = null; query.placeholder = usual; }
  });
  // the next pick is the second of two things, and not opened
  function ask(take) {
    kg.finder.asked = take;
    document.getElementById("caption").textContent = second;
    query.placeholder = second;
    query.focus();
  }
  return { asked: null, ask };
})(kg);
