// Leaderboards: all results on one benchmark over all papers, what is comparable together, the rest apart.
kg.board = (function ({ model, words, dom, reading, charts, tools }) {
  const { make, link, soft, button } = dom, told = words.board;

  // what a value counts in: values of two kinds are never in one table
  const kind = (r) => `${r.measure ? r.measure.name : kg.fold(r.metric || "")}\u0000${r.unit}\u0000${r.change}`;
  const on = (entity) => (r) => r.named.benchmark.includes(entity);
  const measured = (r) => r.named.benchmark.length > 0;
  const middle = (r) => (r.low + r.high) / 2;
  // the sets of comparable results, [{metric, unit, better, results}], the largest first, each with the best first
  function sets(results) {
    const groups = new Map();
    for (const r of results.filter((one) => one.low !== null)) groups.set(kind(r), [...(groups.get(kind(r)) || []), r]);
    return [...groups.values()].map((found) => {
      const [{ measure, metric, unit, change }] = found, better = change || !measure ? 0 : measure.better;
      return { metric: measure ? measure.name : metric, unit, change, better, results: found.sort((a, b) => (better || 1) * (middle(b) - middle(a)) || model.newestFirst(a.paper, b.paper)) };
    }).sort((a, b) => b.results.length - a.results.length || (a.metric < b.metric ? -1 : 1));
  }
  function table(set) {
    const dated = set.results.some((r) => r.paper.date), beaten = set.results.some((r) => r.baseline);
    // "5% on A and B" may be the mean of both: what else it was measured on is told
    const shared = set.results.some((r) => r.named.benchmark.length > 1), columns = ["value", "subject", ...(shared ? ["benchmark"] : []), ...(beaten ? ["baseline"] : [])];
    const rows = set.results.flatMap((r) => {
      const sentence = make("tr", { class: "told", hidden: "" }, make("td", { colspan: String(columns.length + 1 + dated) }, make("div", {}, reading.sentence(r))));
      const value = button(dom.plain(r.value), () => {
        sentence.hidden = !sentence.hidden;
        value.setAttribute("aria-expanded", String(!sentence.hidden));
      }, { class: "value", "aria-expanded": "false", title: `${words.sentence} · ${words.rule(r.rule)}` });
      return [make("tr", {}, make("td", { class: "value" }, value), make("td", {}, dom.told(r, "subject")), shared ? make("td", {}, dom.told(r, "benchmark")) : null, beaten ? make("td", {}, dom.told(r, "baseline")) : null, make("td", { class: "paper" }, link(r.paper)), dated ? make("td", { class: "when" }, dom.when(r.paper)) : null), sentence];
    });
    const heads = [...columns.map((c) => words.columns[c]), told.paper, ...(dated ? [told.date] : [])];
    return make("div", { class: "wide" }, make("table", {}, make("thead", {}, make("tr", {}, heads.map((c) => make("th", { scope: "col" }, c)))), make("tbody", {}, rows)));
  }
  function chart(set, entity) {
    const points = set.results.filter((r) => r.paper.time).map((r) => ({ time: r.paper.time, value: middle(r), name: r.subject || r.paper.label }));
    return points.length > 2 && !set.change ? charts.course(points, { label: told.course(set.metric || told.unnamed, entity.label), unit: told.unit(set.unit), better: set.better }) : null;
  }
  function one(entity, slice) {
    const results = slice.results(on(entity)), found = sets(results), loose = results.filter((r) => r.low === null);
    const parts = found.flatMap((set) => [
      make("h3", {}, told.set(set.metric || told.unnamed, told.unit(set.unit).trim()), " ", soft(set.change ? told.change : told.better(set.better))),
      make("div", { class: "board" }, table(set), chart(set, entity)),
    ]);
    return [make("h2", { tabindex: "-1" }, told.on, " ", link(entity)), make("p", { class: "soft" }, told.counts(results.length, new Set(results.map((r) => r.paper)).size, found.length)),
      ...(parts.length ? parts : [make("p", {}, told.none)]), loose.length ? make("p", { class: "soft" }, told.loose(loose.map((r) => r.value).join(", "))) : null].filter(Boolean);
  }
  function all(slice) {
    const counts = new Map();
    for (const r of slice.results(measured)) for (const entity of r.named.benchmark) counts.set(entity, [...(counts.get(entity) || []), r]);
    const rows = [...counts].sort((a, b) => b[1].length - a[1].length || (a[0].label < b[0].label ? -1 : 1)), numbers = (list) => [list.length, new Set(list.map((r) => r.paper)).size];
    const row = ([entity, list]) => make("tr", {}, make("td", {}, dom.dot(entity), " ", button(entity.label, () => kg.go({ mode: "board", at: entity }), { class: "link" })),
      make("td", {}, entity.type.name), numbers(list).map((n) => make("td", { class: "number" }, words.number(n))), make("td", {}, [...new Set(list.map((r) => r.measure?.name || r.metric).filter(Boolean))].slice(0, 4).join(", ")));
    return [make("h2", { tabindex: "-1" }, told.title), make("p", {}, rows.length ? told.intro : told.nothing),
      rows.length ? make("div", { class: "wide" }, make("table", {}, make("thead", {}, make("tr", {}, told.heads.map((h) => make("th", { scope: "col" }, h)))), make("tbody", {}, rows.map(row)))) : null].filter(Boolean);
  }
  const isBoard = (item) => item && item.kind === "entity";
  kg.modes.board = {
    sheet: (state, slice) => (isBoard(state.at) ? one(state.at, slice) : all(slice)),
    caption: (state) => (isBoard(state.at) ? told.caption : told.listed),
    rows: (state, slice) => [["benchmark", "metric", "unit", "value", "low", "high", "subject", "baseline", "paper", "title", "date"],
      ...slice.results(isBoard(state.at) ? on(state.at) : measured).map((r) => [r.benchmark, r.measure?.name || r.metric, r.unit, r.value, r.low, r.high, r.subject, r.baseline, r.paper.id, r.paper.title, r.paper.date])],
  };
  tools.add({ name: "boards", title: told.title, click: () => kg.go({ mode: "board", at: null, other: null }), shown: () => model.papers.some((p) => p.results.length), pressed: (state) => state.mode === "board" });
  return { sets, of: (entity, slice) => slice.results(on(entity)) };
})(kg);
