// What is shown follows from the state, and the state from the address, so that a link shows the same.
(function ({ model, words, dom, panel, canvas, state: states, slice: sliced }) {
  const at = (id) => document.getElementById(id), caption = at("caption");
  let state = null, slice = null, said = "";

  function describe(drawn) {
    const mode = kg.modes[state.mode];
    if (mode?.caption) return mode.caption(state, slice, drawn);
    if (state.at) return state.at.kind === "paper" ? words.focusPaper : words.focusEntity;
    if (drawn) return words.overview(drawn, slice.entities.length);
    return !model.papers.length ? words.noPaper : !model.entities.length ? words.noEntity : state.without.size === model.types.length ? words.noType : words.noNode;
  }
  function drawOnly() {
    const mode = kg.modes[state.mode], sheet = mode?.sheet ? mode.sheet(state, slice) : null;
    at("sheet").hidden = !sheet;
    document.body.dataset.view = sheet ? "sheet" : "canvas";
    at("sheet").replaceChildren(...(sheet || []));
    // what may change the height of the rows above comes before the drawing
    kg.filters.show(state, slice);
    kg.tools.show(state, slice);
    const { papers, entities } = kg.filters.whole, undated = (state.from || state.until) && model.papers.some((p) => !p.time);
    at("count").textContent = [words.left(slice.papers.length, papers.length, words.papers), words.left(slice.entities.length, entities.length, words.entities), undated ? words.undatedOut : ""].filter(Boolean).join(" · ");
    const drawn = canvas.show(sheet ? { ...state, mode: "", pinned: [] } : state, slice);
    caption.textContent = said = describe(drawn);
    canvas.label(words.drawing(state.at ? state.at.label : said));
    document.body.dataset.drawn = sheet ? "" : drawn;
  }
  function draw() {
    slice = sliced(state);
    drawOnly();
    panel.show(state, slice);
    document.title = state.at ? `${state.at.label} · ${model.title}` : model.title;
  }
  // shows the state with these parts changed: as a new entry of the history, or in place of the current one
  kg.go = (change, replace = false) => {
    const to = states.address({ ...state, ...change });
    if (to !== (location.hash || "#")) remember(to, replace);
    state = states.read(to);
    draw();
  };
  // a page inside of a notebook's frame has no address of its own
  function remember(to, replace) {
    try { history[replace ? "replaceState" : "pushState"](null, "", to); } catch (error) { if (error.name !== "SecurityError") throw error; }
  }
  kg.open = (item, change = {}) => kg.go({ at: item, other: null, mode: "", opened: new Set(), ...change });
  // the next page of a group of the neighbourhood, or back to all groups
  kg.turn = (key) => {
    const now = [...state.opened].find((o) => o.split(":")[0] === key), next = canvas.view().nodes.find((n) => n.group === key)?.next;
    kg.go({ opened: new Set(next ? [`${key}:${next}`] : now ? [] : [key]) }, true);
  };
  kg.enter = (field) => kg.go({ community: state.community === field.index ? -1 : field.index });
  kg.now = () => ({ state, slice });
  function readAddress() { state = states.read(location.hash); draw(); }

  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = canvas.over() || state.at;
    if (event.key === "/") { event.preventDefault(); at("query").focus(); }
    else if (event.key === "Escape") kg.open(null);
    else if (event.key === "p" && item) kg.pin(item);
    else if (event.key === "h" && canvas.over()) kg.hide(canvas.over());
  });
  kg.pin = (item) => kg.go({ pinned: state.pinned.includes(item) ? state.pinned.filter((i) => i !== item) : [...state.pinned, item] }, true);
  kg.hide = (item) => kg.go({ hidden: new Set(state.hidden.has(item) ? [...state.hidden].filter((i) => i !== item) : [...state.hidden, item]) }, true);
  for (const [id, text, act] of [["in", words.zoomIn, () => canvas.zoom(1.4)], ["out", words.zoomOut, () => canvas.zoom(1 / 1.4)], ["fit", words.fit, canvas.fit]]) {
    at(id).setAttribute("aria-label", text);
    at(id).title = text;
    at(id).addEventListener("click", act);
  }
  at("home").title = words.home;
  at("home").addEventListener("click", () => kg.open(null));
  addEventListener("popstate", readAddress);
  canvas.onGo((item) => kg.open(item));
  const named = (item) => (item.kind === "paper" ? `${words.paper}: ${item.label}` : `${item.type.name}: ${item.label} · ${words.papers(slice.count(item))}`);
  canvas.onPoint((item) => { caption.textContent = item ? named(item) : said; });
  readAddress();
  const begin = model.byId.get(model.focus);
  if (begin && location.hash.length < 2) kg.go({ at: begin }, true);
  document.body.dataset.ready = "true";
})(kg);
