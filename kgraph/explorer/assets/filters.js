// The filters under the head: types always, the others behind a button until one of them is set.
kg.filters = (function ({ model, words, dom, histogram }) {
  const box = document.getElementById("filters"), { make, button } = dom, told = words.filters;
  const whole = kg.slice(), LEAST = [1, 2, 3, 5, 10, 20, 50], MAKERS = 200;
  const change = (part) => kg.go(part, true);
  box.setAttribute("aria-label", told.title);

  const toggle = (kind, name, ...content) => button(content, () => {
    const off = new Set(kg.now().state[kind]);
    if (!off.delete(name)) off.add(name);
    change({ [kind]: off });
  }, { [`data-${kind}`]: name, "aria-pressed": "true" });
  const select = (label, options, set) => {
    const list = make("select", {}, ...options.map(([value, text]) => make("option", { value }, text)));
    list.addEventListener("change", () => set(list.value));
    return { list, node: make("label", {}, `${label} `, list) };
  };
  const types = model.types.map((type) => ({ type, number: dom.soft(""), dot: dom.dot(type) }))
    .map((t) => ({ ...t, node: toggle("without", t.type.name, t.dot, t.type.plural, t.number) }));
  for (const { type, node } of types) node.hidden = !whole.entities.some((e) => e.type === type);
  const roles = model.roles.map((role) => toggle("roles", role.name, role.label));
  const dates = histogram.control(model.papers, (from, until) => change({ from, until }));
  const makers = whole.entities.filter((e) => e.type.name === "Organisation").slice(0, MAKERS);
  const by = select(told.by, [["", told.anybody], ...makers.map((e) => [e.id, `${e.label} (${whole.count(e)})`])], (id) => change({ by: model.byId.get(id) || null }));
  const least = select(told.least, LEAST.map((n) => [String(n), String(n)]), (n) => change({ least: Number(n) }));
  const field = select(told.field, [["-1", told.anyField], ...model.communities.map((c) => [String(c.index), c.label])], (n) => change({ community: Number(n) }));
  const hidden = make("span", { class: "hidden-things" }), clear = button(told.clear, () => change({ without: new Set(), roles: new Set(), from: "", until: "", by: null, least: 1, community: -1, hidden: new Set() }), { class: "link" });
  const more = make("div", { id: "more", hidden: "" },
    dates?.node, make("span", { class: "set", role: "group", "aria-label": told.roles }, make("span", { class: "soft" }, told.roles), roles),
    makers.length ? by.node : null, least.node, model.communities.length > 1 ? field.node : null);
  const opener = button(told.more, () => unfold(more.hidden), { "aria-expanded": "false", "aria-controls": "more", id: "unfold" });
  box.append(...types.map((t) => t.node), opener, hidden, clear, more);

  function unfold(open) {
    more.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    // the drawing has another size now
    dispatchEvent(new Event("resize"));
  }
  const isSet = (s) => s.roles.size || s.from || s.until || s.by || s.least > 1 || s.community >= 0;
  function show(state, slice) {
    const counts = new Map();
    for (const e of slice.entities) counts.set(e.type, (counts.get(e.type) || 0) + 1);
    for (const { type, node, number } of types) {
      const off = state.without.has(type.name);
      node.setAttribute("aria-pressed", String(!off));
      number.textContent = off ? "" : words.number(counts.get(type) || 0);
    }
    for (const node of roles) node.setAttribute("aria-pressed", String(!state.roles.has(node.dataset.roles)));
    dates?.show(state.from, state.until);
    if (state.by && !makers.includes(state.by)) { makers.push(state.by); by.list.append(make("option", { value: state.by.id }, state.by.label)); }
    by.list.value = state.by ? state.by.id : "";
    if (!LEAST.includes(state.least)) { LEAST.push(state.least); least.list.append(make("option", { value: String(state.least) }, String(state.least))); }
    least.list.value = String(state.least);
    field.list.value = String(state.community);
    hidden.replaceChildren(...[...state.hidden].map((item) => button([told.hidden, " ", dom.name(item.label), " ×"], () => kg.hide(item), { class: "chip", title: told.show })));
    clear.hidden = !(isSet(state) || state.without.size || state.hidden.size);
    if (isSet(state) && more.hidden && !opener.dataset.seen && matchMedia("(min-width: 761px)").matches) unfold(true);
    if (isSet(state)) opener.dataset.seen = "yes";
  }
  return { show, whole };
})(kg);
