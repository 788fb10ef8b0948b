// What is shown stands in the address, so that a link shows the same and the browser's back button works.
(function () {
  const { model, words, panel, canvas } = kg, at = (id) => document.getElementById(id);
  const query = at("query"), hits = at("hits"), filters = at("filters"), caption = at("caption");
  let off = new Set(), focus = null, found = [], chosen = 0, said = "";

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
  function describe(drawn, left) {
    if (focus) return focus.kind === "paper" ? words.focusPaper : words.focusEntity;
    if (drawn) return words.overview(drawn, left);
    return !model.papers.length ? words.noPaper : !model.entities.length ? words.noEntity : off.size === model.types.length ? words.noType : words.noNode;
  }
  function drawOnly() {
    const drawn = canvas.show(focus, visible), left = model.entities.filter(visible).length;
    at("count").textContent = `${words.papers(model.papers.length)} · ${words.entities(left)}`;
    caption.textContent = said = describe(drawn, left);
    canvas.label(words.drawing(focus ? focus.label : said));
    document.body.dataset.drawn = drawn;
    for (const button of filters.children) button.setAttribute("aria-pressed", String(!off.has(button.dataset.type)));
  }
  function draw() {
    drawOnly();
    panel.show(focus);
    document.title = focus ? `${focus.label} · ${model.title}` : model.title;
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
    hits.replaceChildren(...(found.length ? found.map(hitRow) : [panel.make("li", { class: "soft" }, words.nothing)]));
    mark();
  }
  function hitRow(hit, i) {
    const paper = hit.item.kind === "paper";
    const row = panel.make("li", { role: "option", id: `hit${i}` }, panel.dot(hit.item),
      panel.make("span", {}, panel.make("bdi", {}, hit.item.label), paper || hit.form === kg.fold(hit.item.label) ? "" : ` (${hit.form})`),
      panel.make("span", { class: "kind" }, paper ? words.paper : `${hit.item.type.name} · ${hit.item.papers.length}`));
    row.addEventListener("mousedown", (event) => { event.preventDefault(); pick(i); });
    return row;
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
    go(found[i].item);
  }
  query.placeholder = matchMedia("(hover: hover)").matches ? `${words.search} (${words.searchKey})` : words.search;
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
    else if (event.key === "Escape") { query.value = ""; close(); }
  });
  document.addEventListener("keydown", (event) => {
    if (document.activeElement === query || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); query.focus(); }
    if (event.key === "Escape") go(null);
  });
  for (const type of model.types) {
    const count = model.entities.filter((e) => e.type === type).length;
    const number = panel.make("span", { class: "soft" }, String(count));
    const button = panel.make("button", { type: "button", "data-type": type.name, "aria-pressed": "true" }, panel.dot(type), type.plural, number);
    button.hidden = !count;
    button.addEventListener("click", () => {
      if (off.has(type.name)) off.delete(type.name); else off.add(type.name);
      history.replaceState(null, "", address());
      drawOnly();
    });
    filters.append(button);
  }
  filters.setAttribute("aria-label", words.types);
  for (const [id, text, act] of [["in", words.zoomIn, () => canvas.zoom(1.4)], ["out", words.zoomOut, () => canvas.zoom(1 / 1.4)], ["fit", words.fit, canvas.fit]]) {
    at(id).setAttribute("aria-label", text);
    at(id).title = text;
    at(id).addEventListener("click", act);
  }
  at("home").title = words.home;
  at("home").addEventListener("click", () => go(null));
  addEventListener("popstate", readAddress);
  panel.onGo(go);
  canvas.onGo(go);
  const named = (item) => (item.kind === "paper" ? `${words.paper}: ${item.label}` : `${item.type.name}: ${item.label} · ${words.papers(item.papers.length)}`);
  canvas.onPoint((item) => { caption.textContent = item ? named(item) : said; });
  readAddress();
  document.body.dataset.ready = "true";
})();
