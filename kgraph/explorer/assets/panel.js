// The panel at the side: what is known of the thing in the middle, and where it is written.
kg.panel = (function ({ model, words, dom, reading, tables }) {
  const box = document.getElementById("panel"), { make, dot, link, soft, chip, chips, section, list, when, paperRow } = dom;

  // what one can do with the thing in the middle
  function actions(item, slice) {
    const ask = (mode) => kg.finder.ask((other) => kg.go({ mode, at: item, other })), pinned = kg.now().state.pinned.includes(item);
    return make("div", { class: "actions", role: "group", "aria-label": words.actions.title },
      dom.button(words.actions.path, () => ask("path")),
      item.kind === "entity" ? dom.button(words.actions.compare, () => ask("compare")) : null,
      item.kind === "entity" && kg.board.of(item, slice).length ? dom.button(words.actions.board, () => kg.go({ mode: "board", at: item, other: null })) : null,
      dom.button(pinned ? words.actions.pinned : words.actions.pin, () => kg.pin(item), { "aria-pressed": String(pinned) }),
      dom.button(words.actions.hide, () => kg.go({ at: null, other: null, mode: "", hidden: new Set([...kg.now().state.hidden, item]) })));
  }
  function paper(item, slice) {
    const facts = [when(item) || words.undated, item.authors ? words.authors(item.authors) : "", item.upvotes >= 0 ? words.upvotes(item.upvotes) : ""].filter(Boolean).join(" · ");
    const publisher = item.publisher ? [link(item.publisher, item.organisation), " · "] : item.organisation ? [`${item.organisation} · `] : [];
    return [
      make("p", { class: "soft" }, dot(item), ` ${words.paper}`),
      make("h2", { tabindex: "-1" }, ...(item.title ? reading.marked(item, 0) : [item.id])),
      make("p", { class: "soft" }, ...publisher, facts, item.source ? make("br") : null, item.source ? `${words.source} ${item.source}` : null),
      actions(item, slice),
      dom.safe(item.url) ? make("p", {}, make("a", { href: item.url, rel: "noreferrer noopener", target: "_blank", class: "link" }, words.open)) : null,
      make("p", { class: "abstract" }, ...(item.abstract ? reading.marked(item, 1) : [words.noAbstract])),
      ...(item.results.length ? section(words.results, tables.results([[item, item.results]], { named: false, limit: 1 })) : []),
      ...model.roles.flatMap((role) => {
        const links = item.links.filter((l) => l.role === role);
        return links.length ? section(role.label, chips(links, (l) => { const one = chip(l.entity); one.title = `${l.entity.type.name} · ${words.rule(l.rule)}`; return one; })) : [];
      }),
    ];
  }
  function entity(item, slice) {
    const results = slice.papersOf(item).map((p) => [p, p.results.filter((r) => Object.values(r.named).flat().includes(item))]).filter(([, found]) => found.length);
    const keys = kg.histogram.periods(slice.papersOf(item)), rows = keys.map((key) => ({ key, count: slice.papersOf(item).filter((p) => p.time.startsWith(key)).length }));
    const dated = rows.reduce((sum, r) => sum + r.count, 0);
    const others = slice.companions(item, 60), links = slice.links(item), published = slice.publishes(item).sort(model.newestFirst);
    return [
      make("p", { class: "soft" }, dot(item), ` ${item.type.name} · ${words.papers(slice.count(item))}`),
      make("h2", { tabindex: "-1" }, item.label),
      actions(item, slice),
      item.parent >= 0 ? make("p", {}, `${words.family} `, link(model.entities[item.parent])) : null,
      ...(item.forms.length ? section(words.forms, make("p", { class: "forms" }, ...item.forms.map(([form, n]) => make("span", {}, dom.name(form), soft(` ${n}`))))) : []),
      ...(item.members.length ? section(words.members, chips(item.members, (m) => chip(m, soft(m.papers.length)))) : []),
      ...(rows.length > 1 && dated > 2 ? section(words.course, kg.charts.bars(rows, words.courseOf(item.label))) : []),
      ...model.roles.flatMap((role) => {
        const papers = links.filter((l) => l.role === role).map((l) => l.paper).sort(model.newestFirst);
        return papers.length ? section(words.papersBy(role.inverse, papers.length), list(papers, paperRow, 8)) : [];
      }),
      ...(published.length ? section(words.papersBy(words.published, published.length), list(published, paperRow, 8)) : []),
      ...(results.length ? section(words.results, tables.results(results, { named: true, limit: 6 })) : []),
      ...(others.length ? section(words.companions, list(others, (c) => [dot(c.entity), " ", link(c.entity), soft(` ${c.papers}`)], 12)) : []),
    ];
  }
  function start(slice) {
    const papers = slice.papers.slice().sort(model.newestFirst), top = (type) => slice.entities.filter((e) => e.type === type).slice(0, 8);
    return [
      make("h2", { tabindex: "-1" }, words.intro), make("p", {}, papers.length ? words.introText : words.noPaper),
      ...model.types.flatMap((type) => { const found = top(type); return found.length ? section(words.top(type.plural), chips(found, (e) => chip(e, soft(slice.count(e))))) : []; }),
      ...(papers.length ? section(words.newest, list(papers, paperRow, 8)) : []),
    ];
  }
  function show(state, slice) {
    const held = box.contains(document.activeElement), mode = kg.modes[state.mode], item = state.at;
    const parts = mode?.panel ? mode.panel(state, slice) : !item ? start(slice) : item.kind === "paper" ? paper(item, slice) : entity(item, slice);
    box.replaceChildren(...parts.filter((p) => p !== null));
    box.scrollTop = 0;
    // what had the focus is gone: go on from the heading, not from the top of the page
    if (held) box.querySelector("h2")?.focus({ preventScroll: true });
  }
  return { show };
})(kg);
