// What is shown stands in the address, so that a link shows the same and the browser's back button works.
(function () {
  const { model, words, panel, canvas } = kg;
  const query = document.getElementById("query"), hits = document.getElementById("hits"), filters = document.getElementById("filters");
  let off = new Set(), focus = null, found = [], chosen = 0;

  const visible = (entity) => !off.has(entity.type.name);
  function address() {
    const parts = [];
    if (focus) parts.push(`at=${encodeURIComponent(focus.kind === "paper" ? `paper/${focus.id}` : focus.id)}`);
    if (off.size) parts.push(`without=${[...off].sort().join(",")}`);
    return `#${parts.join("&")}`;
  }
  function readAddress() {
    const parts = new Map(location.hash.slice(1).split("&").map((p) => p.split("=")));
    const name = (text) => { try { return decodeURIComponent(text || ""); } catch { return ""; } };
    focus = model.byId.get(name(parts.get("at"))) || null;
    off = new Set((parts.get("without") || "").split(",").filter((t) => model.types.some((type) => type.name === t)));
    draw();
  }
  function draw() {
    const drawn = canvas.show(focus, visible);
    panel.show(focus);
    const left = model.entities.filter(visible).length;
    document.getElementById("count").textContent = `${model.papers.length} ${words.papers} · ${left} ${words.entities}`;
    document.getElementById("caption").textContent = !drawn ? words.noType : !focus ? words.overview : focus.kind === "paper" ? words.focusPaper : words.focusEntity;
    document.getElementById("canvas").setAttribute("aria-label", focus ? focus.label : words.overview);
    document.body.dataset.drawn = drawn;
    for (const button of filters.children) button.setAttribute("aria-pressed", String(!off.has(button.dataset.type)));
  }
  function go(item) {
    focus = item;
    const to = address();
    if (to !== (location.hash || "#")) history.pushState(null, "", to);
    draw();
  }
  function suggest() {
    found = kg.search(query.value, 12);
    chosen = 0;
    hits.hidden = !query.value.trim();
    query.setAttribute("aria-expanded", String(!hits.hidden));
    hits.replaceChildren(...(found.length ? found.map((hit, i) => {
      const paper = hit.item.kind === "paper", folded = kg.fold(hit.item.label);
      const row = panel.make("li", { role: "option", id: `hit${i}` }, paper ? panel.make("span", { class: "dot square", colour: "#8a8f94" }) : panel.dot(hit.item.type),
        panel.make("span", {}, hit.item.label + (paper || hit.form === folded ? "" : ` (${hit.form})`)),
        panel.make("span", { class: "kind" }, paper ? words.paper : `${hit.item.type.name} · ${hit.item.links.length}`));
      row.addEventListener("mousedown", (event) => { event.preventDefault(); pick(i); });
      return row;
    }) : [panel.make("li", {}, words.nothing)]));
    mark();
  }
  function mark() {
    [...hits.children].forEach((row, i) => row.setAttribute("aria-selected", String(found.length > 0 && i === chosen)));
    query.setAttribute("aria-activedescendant", found.length ? `hit${chosen}` : "");
    if (found.length) hits.children[chosen].scrollIntoView({ block: "nearest" });
  }
  function pick(i) {
    if (!found[i]) return;
    const item = found[i].item;
    query.value = "";
    hits.hidden = true;
    query.setAttribute("aria-expanded", "false");
    go(item);
  }
  query.placeholder = words.search;
  query.setAttribute("aria-label", words.search);
  query.addEventListener("input", suggest);
  query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + found.length) % Math.max(1, found.length);
      mark();
    } else if (event.key === "Enter") pick(chosen);
    else if (event.key === "Escape") { query.value = ""; suggest(); }
  });
  query.addEventListener("blur", () => { hits.hidden = true; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== query) { event.preventDefault(); query.focus(); }
    if (event.key === "Escape" && document.activeElement !== query) go(null);
  });
  for (const type of model.types) {
    const count = model.entities.filter((e) => e.type === type).length;
    const button = panel.make("button", { type: "button", "data-type": type.name, "aria-pressed": "true" }, panel.dot(type), `${type.plural} ${count}`);
    button.addEventListener("click", () => {
      if (off.has(type.name)) off.delete(type.name); else off.add(type.name);
      history.replaceState(null, "", address());
      draw();
    });
    filters.append(button);
  }
  document.getElementById("home").addEventListener("click", () => go(null));
  addEventListener("popstate", readAddress);
  panel.onGo(go);
  canvas.onClick(go);
  readAddress();
  document.body.dataset.ready = "true";
})();
