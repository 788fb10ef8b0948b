// Two entities side by side: their papers, roles, course, benchmarks and results.
kg.compare = (function ({ model, words, dom, charts, histogram, board }) {
  const { make, link, soft, chip, chips, list, paperRow } = dom, told = words.compare, SHOWN = 24;

  function courses(pair, slice) {
    const papers = pair.map((e) => slice.papersOf(e)), keys = histogram.periods(papers.flat());
    if (keys.length < 2) return null;
    const rows = papers.map((found) => keys.map((key) => ({ key, count: found.filter((p) => p.time.startsWith(key)).length }))), most = Math.max(...rows.flat().map((r) => r.count));
    return rows.map((row, i) => charts.bars(row, told.course(pair[i].label), most));
  }
  const both = (draw) => make("div", { class: "pair" }, draw(0), draw(1));
  function roles(pair, slice) {
    const counts = model.roles.map((role) => [role, ...pair.map((e) => slice.links(e).filter((l) => l.role === role).length)]).filter(([, a, b]) => a || b), most = Math.max(1, ...counts.flatMap(([, a, b]) => [a, b]));
    const bar = (n) => make("td", { class: "number" }, make("meter", { min: "0", max: String(most), value: String(n), "aria-label": String(n) }), ` ${n}`);
    return make("table", { class: "roles" }, make("thead", {}, make("tr", {}, make("td", {}), pair.map((e) => make("th", { scope: "col", class: "number" }, e.label)))), make("tbody", {}, counts.map(([role, a, b]) => make("tr", {}, make("th", { scope: "row" }, role.inverse), bar(a), bar(b)))));
  }
  // results of both on one benchmark by one measure in one unit, best first
  function shared(pair, slice) {
    const of = (e) => slice.results((r) => r.named.subject.includes(e) && r.low !== null), [mine, theirs] = pair.map(of), out = [];
    for (const benchmark of new Set(mine.flatMap((r) => r.named.benchmark))) {
      for (const set of board.sets([...mine, ...theirs].filter((r) => r.named.benchmark.includes(benchmark)))) {
        const parts = pair.map((e) => set.results.filter((r) => r.named.subject.includes(e)));
        if (parts.every((p) => p.length)) out.push({ benchmark, set, parts });
      }
    }
    return out;
  }
  const value = (r) => make("span", { class: "result", title: `${r.paper.label} · ${words.rule(r.rule)}` }, make("b", {}, dom.plain(r.value)), " ", link(r.paper, dom.when(r.paper) || words.paper));
  const table = (heads, rows) => make("div", { class: "wide" }, make("table", {}, make("thead", {}, make("tr", {}, heads.map((h) => make("th", { scope: "col" }, h)))), make("tbody", {}, rows)));
  function sheet(state, slice) {
    const pair = [state.at, state.other];
    if (!pair.every((e) => e?.kind === "entity")) return [make("h2", { tabindex: "-1" }, told.title), make("p", {}, told.ask)];
    const papers = pair.map((e) => slice.papersOf(e)), mine = new Set(papers[0]), common = papers[1].filter((p) => mine.has(p)), course = courses(pair, slice), results = shared(pair, slice);
    const against = slice.results((r) => pair.some((e, i) => r.named.subject.includes(e) && r.named.baseline.includes(pair[1 - i])));
    const near = pair.map((e) => slice.companions(e, 200).map((c) => c.entity)), in_ = (i) => new Set(near[i]), onlyIn = (i) => near[i].filter((e) => !in_(1 - i).has(e) && !pair.includes(e)).slice(0, SHOWN);
    const marks = (items) => chips(items, (e) => chip(e, soft(slice.count(e))));
    return [
      make("h2", { tabindex: "-1" }, told.heading(pair[0].label, pair[1].label)),
      both((i) => make("div", {}, make("p", {}, dom.dot(pair[i]), " ", link(pair[i]), soft(` ${pair[i].type.name} · ${words.papers(slice.count(pair[i]))}`)), course ? course[i] : null)),
      ...dom.section(told.roles, roles(pair, slice)),
      ...(results.length ? dom.section(told.results, table([words.columns.benchmark, words.columns.metric, ...pair.map((e) => e.label)],
        results.map(({ benchmark, set, parts }) => make("tr", {}, make("td", {}, link(benchmark)), make("td", {}, set.metric || ""), parts.map((p) => make("td", {}, p.map((r) => make("div", {}, value(r))))))))) : []),
      ...(against.length ? dom.section(told.against, kg.tables.results([...new Set(against.map((r) => r.paper))].map((p) => [p, against.filter((r) => r.paper === p)]), { named: true, limit: 8 })) : []),
      ...dom.section(told.both(common.length), common.length ? list(common, paperRow, 8) : make("p", {}, told.never)),
      ...dom.section(told.shared, marks(near[0].filter((e) => in_(1).has(e)).slice(0, SHOWN))),
      both((i) => make("div", {}, ...dom.section(told.only(pair[i].label), marks(onlyIn(i))))),
    ];
  }
  kg.modes.compare = {
    sheet, caption: () => told.caption,
    rows: (state, slice) => [["entity", "role", "paper", "title", "date"], ...[state.at, state.other].filter(Boolean).flatMap((e) => slice.links(e).map((l) => [e.id, l.role.name, l.paper.id, l.paper.title, l.paper.date]))],
  };
  return { shared };
})(kg);
