// The panel: all texts go in as text nodes, so that nothing in the data can run.
kg.panel = (function () {
  const model = kg.model, words = kg.words, box = document.getElementById("panel");
  let go = () => {};

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "class") node.className = value;
      else if (name === "colour") node.style.background = value;
      else if (name === "tone") node.style.setProperty("--tone", value);
      else if (name === "click") node.addEventListener("click", value);
      else node.setAttribute(name, value);
    }
    node.append(...children.filter((c) => c !== null && c !== undefined));
    return node;
  }
  const link = (item, text) => make("button", { type: "button", class: "link", click: () => go(item) }, text || item.label || item.id);
  const dot = (item) => make("span", { class: item.kind === "paper" ? "dot square" : "dot", colour: item.kind === "paper" ? "var(--paper)" : (item.type || item).colour, "aria-hidden": "true" });
  const chip = (item, ...more) => make("span", { class: "chip" }, dot(item), link(item), ...more);
  const chips = (items, draw) => make("div", { class: "chips" }, ...items.map(draw));
  const soft = (text) => make("span", { class: "soft" }, text);
  const safe = (url) => /^https?:\/\//.test(url);
  function when(paper) {
    const doubt = paper.inferred ? words.inferred : paper.date.startsWith("--") ? words.openYear : "";
    return paper.date.replace(/^--/, "") + (doubt && ` (${doubt})`);
  }
  const section = (title, ...children) => [make("h3", {}, title), ...children];

  // the first entries, and a button for the others; the entry that comes next gets the focus
  function list(items, draw, limit) {
    const row = (item) => make("li", {}, ...draw(item)), out = make("ul", {}, ...items.slice(0, limit).map(row));
    if (items.length > limit) {
      const more = make("button", { type: "button", class: "link more", click: () => {
        const rest = items.slice(limit).map(row);
        more.parentNode.replaceWith(...rest);
        rest[0].querySelector("button").focus();
      } }, words.more(items.length - limit));
      out.append(make("li", {}, more));
    }
    return out;
  }
  const paperRow = (paper) => [link(paper), paper.date ? make("span", { class: "soft when" }, ` ${when(paper)}`) : null];

  // the results of some papers, [[paper, results]], as a table of the columns that say something
  function resultTable(groups, named, limit) {
    const columns = ["metric", "benchmark", "subject", "baseline"].filter((part) => groups.some(([, results]) => results.some((r) => r[part])));
    const cell = (result, part) => make("td", {}, result.named[part] ? link(result.named[part], result[part]) : result[part]);
    const body = ([paper, results]) => make("tbody", {}, named ? make("tr", {}, make("th", { scope: "rowgroup", colspan: String(columns.length + 1) }, link(paper))) : null,
      ...results.map((r) => make("tr", { title: words.rule(r.rule) }, make("td", { class: "value" }, r.value), ...columns.map((part) => cell(r, part)))));
    const head = make("thead", {}, make("tr", {}, ...["value", ...columns].map((c) => make("th", { scope: "col" }, words.columns[c]))));
    const table = make("table", {}, head, ...groups.slice(0, limit).map(body)), out = make("div", { class: "wide" }, table);
    if (groups.length > limit) {
      const rest = groups.slice(limit), more = make("button", { type: "button", class: "link more", click: () => {
        const bodies = rest.map(body);
        table.append(...bodies);
        more.remove();
        bodies[0].querySelector("button").focus();
      } }, words.moreFrom(rest.length));
      out.append(more);
    }
    return out;
  }
  // the text with its mentions as links and its results underlined; where two overlap the first one is marked
  function marked(paper, field) {
    const text = field === 0 ? paper.title : paper.abstract, out = [];
    const marks = [...paper.mentions, ...paper.results].filter((m) => m.field === field).sort((a, b) => a.start - b.start || b.end - a.end);
    let at = 0;
    for (const m of marks) {
      if (m.start < at) continue;
      const piece = text.slice(m.start, m.end);
      out.push(text.slice(at, m.start));
      if (m.entity) {
        const title = `${m.entity.type.name}: ${m.entity.label} · ${words.rule(m.rule)}`;
        const mark = make("mark", { tone: m.entity.type.colour, tabindex: "0", role: "link", title, click: () => go(m.entity) }, piece);
        mark.addEventListener("keydown", (event) => event.key === "Enter" && go(m.entity));
        out.push(mark);
      } else out.push(make("u", { title: [m.metric, m.benchmark, m.subject, words.rule(m.rule)].filter(Boolean).join(" · ") }, piece));
      at = m.end;
    }
    out.push(text.slice(at));
    return out;
  }
  function paper(item) {
    const facts = [when(item) || words.undated, item.authors ? words.authors(item.authors) : "", item.upvotes >= 0 ? words.upvotes(item.upvotes) : ""].filter(Boolean).join(" · ");
    const publisher = item.publisher ? [link(item.publisher, item.organisation), " · "] : item.organisation ? [`${item.organisation} · `] : [];
    return [
      make("p", { class: "soft" }, dot(item), ` ${words.paper}`),
      make("h2", { tabindex: "-1" }, ...(item.title ? marked(item, 0) : [item.id])),
      make("p", { class: "soft" }, ...publisher, facts, item.source ? make("br") : null, item.source ? `${words.source} ${item.source}` : null),
      safe(item.url) ? make("p", {}, make("a", { href: item.url, rel: "noreferrer noopener", target: "_blank", class: "link" }, words.open)) : null,
      make("p", { class: "abstract" }, ...(item.abstract ? marked(item, 1) : [words.noAbstract])),
      ...(item.results.length ? section(words.results, resultTable([[item, item.results]], false, 1)) : []),
      ...model.roles.flatMap((role) => {
        const links = item.links.filter((l) => l.role === role);
        return links.length ? section(role.label, chips(links, (l) => { const one = chip(l.entity); one.title = `${l.entity.type.name} · ${words.rule(l.rule)}`; return one; })) : [];
      }),
    ];
  }
  function entity(item) {
    const results = item.papers.slice().sort(model.newestFirst).map((p) => [p, p.results.filter((r) => Object.values(r.named).includes(item))]).filter(([, found]) => found.length);
    const others = model.companions(item, 60);
    return [
      make("p", { class: "soft" }, dot(item), ` ${item.type.name} · ${words.papers(item.papers.length)}`),
      make("h2", { tabindex: "-1" }, item.label || item.id),
      item.parent >= 0 ? make("p", {}, `${words.family} `, link(model.entities[item.parent])) : null,
      ...(item.forms.length ? section(words.forms, make("p", { class: "forms" }, ...item.forms.map(([form, n]) => make("span", {}, make("bdi", {}, form), soft(` ${n}`))))) : []),
      ...(item.members.length ? section(words.members, chips(item.members, (m) => chip(m, soft(String(m.papers.length))))) : []),
      ...model.roles.flatMap((role) => {
        const papers = item.links.filter((l) => l.role === role).map((l) => l.paper).sort(model.newestFirst);
        return papers.length ? section(words.papersBy(role.inverse, papers.length), list(papers, paperRow, 8)) : [];
      }),
      ...(item.publishes.length ? section(words.papersBy(words.published, item.publishes.length), list(item.publishes.slice().sort(model.newestFirst), paperRow, 8)) : []),
      ...(results.length ? section(words.results, resultTable(results, true, 6)) : []),
      ...(others.length ? section(words.companions, list(others, (c) => [dot(c.entity), " ", link(c.entity), soft(` ${c.papers}`)], 12)) : []),
    ];
  }
  function start() {
    const papers = model.papers.slice().sort(model.newestFirst);
    const most = (type) => model.entities.filter((e) => e.type === type && e.papers.length).sort((a, b) => b.papers.length - a.papers.length || (a.id < b.id ? -1 : 1)).slice(0, 8);
    return [
      make("h2", { tabindex: "-1" }, words.intro), make("p", {}, papers.length ? words.introText : words.noPaper),
      ...model.types.flatMap((type) => { const top = most(type); return top.length ? section(words.top(type.plural), chips(top, (e) => chip(e, soft(String(e.papers.length))))) : []; }),
      ...(papers.length ? section(words.newest, list(papers, paperRow, 8)) : []),
    ];
  }
  function show(item) {
    const held = box.contains(document.activeElement), parts = !item ? start() : item.kind === "paper" ? paper(item) : entity(item);
    box.replaceChildren(...parts.filter((p) => p !== null));
    box.scrollTop = 0;
    // what had the focus is gone: go on from the heading, not from the top of the page
    if (held) box.querySelector("h2").focus({ preventScroll: true });
  }
  return { show, onGo: (react) => { go = react; }, make, dot };
})();
