// Results as tables, each with the sentence that it stands in.
kg.tables = (function ({ words, dom, reading }) {
  const PARTS = ["metric", "benchmark", "subject", "baseline"];

  // the results of some papers, [[paper, results]], in the columns that say something
  function results(groups, { named, limit }) {
    const columns = PARTS.filter((part) => groups.some(([, found]) => found.some((r) => r[part]))), wide = String(columns.length + 1);
    const cell = (r, part) => dom.make("td", {}, part === "metric" ? r.metric : dom.told(r, part));
    const rows = (r) => {
      const told = dom.make("tr", { class: "told", hidden: "" }, dom.make("td", { colspan: wide }, ...reading.sentence(r)));
      const value = dom.button(dom.plain(r.value), () => {
        told.hidden = !told.hidden;
        value.setAttribute("aria-expanded", String(!told.hidden));
      }, { class: "value", "aria-expanded": "false", title: `${words.sentence} · ${words.rule(r.rule)}` });
      return [dom.make("tr", {}, dom.make("td", { class: "value" }, value), ...columns.map((part) => cell(r, part))), told];
    };
    const body = ([paper, found]) => dom.make("tbody", {}, named ? dom.make("tr", {}, dom.make("th", { scope: "rowgroup", colspan: wide }, dom.link(paper))) : null, ...found.map(rows));
    const head = dom.make("thead", {}, dom.make("tr", {}, ...["value", ...columns].map((c) => dom.make("th", { scope: "col" }, words.columns[c]))));
    const table = dom.make("table", {}, head, ...groups.slice(0, limit).map(body)), out = dom.make("div", { class: "wide" }, table);
    if (groups.length > limit) {
      const rest = groups.slice(limit), more = dom.button(words.moreFrom(rest.length), () => {
        const bodies = rest.map(body);
        table.append(...bodies);
        more.remove();
        bodies[0].querySelector("button").focus();
      }, { class: "link more" });
      out.append(more);
    }
    return out;
  }
  return { results };
})(kg);
