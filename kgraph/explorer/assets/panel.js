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
  const link = (item, text) => make("button", { type: "button", class: "link", click: () => go(item) }, text || item.label);
  const dot = (type) => make("span", { class: "dot", colour: type.colour, title: type.name });
  const safe = (url) => /^https?:\/\//.test(url);
  const when = (paper) => [paper.date.replace(/^--/, ""), paper.inferred ? `(${words.inferred})` : paper.date.startsWith("--") ? `(${words.openYear})` : ""].filter(Boolean).join(" ");

  // a list that shows its first entries and a button for the others
  function list(items, draw, limit) {
    const out = make("ul");
    items.slice(0, limit).forEach((item) => out.append(make("li", {}, ...draw(item))));
    if (items.length > limit) {
      const more = make("button", { type: "button", class: "link", click: () => { more.parentNode.remove(); items.slice(limit).forEach((item) => out.append(make("li", {}, ...draw(item)))); } }, words.more(items.length - limit));
      out.append(make("li", {}, more));
    }
    return out;
  }
  const section = (title, ...children) => [make("h3", {}, title), ...children];
  const paperRow = (paper) => [link(paper), make("span", { class: "soft" }, paper.date ? ` ${when(paper)}` : "")];

  function resultTable(rows) {
    const head = make("tr", {}, ...["value", "metric", "on", "whose", "against"].map((c) => make("th", {}, words[c])));
    return make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows.map(([result, paper]) =>
      make("tr", { title: result.rule }, make("td", {}, paper ? link(paper, result.value) : result.value), ...["metric", "benchmark", "subject", "baseline"].map((k) => make("td", {}, result[k]))))));
  }
  function marked(paper, field) {
    const text = field === 0 ? paper.title : paper.abstract, out = [];
    const marks = [...paper.mentions.map((m) => ({ ...m, mention: true })), ...paper.results].filter((m) => m.field === field).sort((a, b) => a.start - b.start);
    let at = 0;
    for (const m of marks) {
      if (m.start < at) continue;
      out.push(text.slice(at, m.start));
      const piece = text.slice(m.start, m.end);
      if (m.mention) {
        const node = make("mark", { tone: m.entity.type.colour, title: `${m.entity.type.name}: ${m.entity.label} (${m.rule})`, tabindex: "0", role: "link", click: () => go(m.entity) }, piece);
        node.addEventListener("keydown", (event) => event.key === "Enter" && go(m.entity));
        out.push(node);
      } else out.push(make("u", { title: [m.metric, m.benchmark, m.subject, m.rule].filter(Boolean).join(" · ") }, piece));
      at = m.end;
    }
    out.push(text.slice(at));
    return out;
  }
  function paper(item) {
    const facts = [when(item), item.authors ? words.authors(item.authors) : "", item.upvotes >= 0 ? words.upvotes(item.upvotes) : "", `${words.source} ${item.source}`].filter(Boolean).join(" · ");
    const groups = model.roles.map((role) => [role, item.links.filter((l) => l.role === role)]).filter(([, l]) => l.length);
    return [
      make("p", { class: "soft" }, make("span", { class: "dot square", colour: "#8a8f94" }), ` ${words.paper}`),
      make("h2", { class: "abstract" }, ...marked(item, 0)),
      make("p", { class: "soft" }, item.publisher ? link(item.publisher, item.organisation) : "", item.publisher ? " · " : "", facts),
      safe(item.url) ? make("p", {}, make("a", { href: item.url, rel: "noreferrer noopener", target: "_blank", class: "link" }, words.open)) : null,
      make("p", { class: "abstract" }, ...marked(item, 1)),
      ...(item.results.length ? section(words.results, resultTable(item.results.map((r) => [r, null]))) : []),
      ...groups.flatMap(([role, links]) => section(role.label, make("div", { class: "chips" }, ...links.map((l) => make("span", { class: "chip", title: l.rule }, dot(l.entity.type), link(l.entity)))))),
    ];
  }
  function entity(item) {
    const results = model.papers.flatMap((p) => p.results.filter((r) => [r.benchmark, r.subject, r.baseline].some((name) => name && model.find(item, name))).map((r) => [r, p]))
      .filter(([, p]) => p.links.some((l) => l.entity === item));
    return [
      make("p", { class: "soft" }, dot(item.type), ` ${item.type.name} · ${item.links.length} ${words.papers}`),
      make("h2", {}, item.label),
      item.parent >= 0 ? make("p", {}, `${words.family} `, link(model.entities[item.parent])) : null,
      ...section(words.forms, make("p", {}, item.forms.map(([form, n]) => `${form} (${n})`).join(", "))),
      ...model.roles.flatMap((role) => {
        const papers = item.links.filter((l) => l.role === role).map((l) => l.paper).sort(model.newestFirst);
        return papers.length ? section(`${words.papersBy(role.inverse)} (${papers.length})`, list(papers, paperRow, 12)) : [];
      }),
      ...(item.publishes.length ? section(words.published, list(item.publishes.slice().sort(model.newestFirst), paperRow, 12)) : []),
      ...(results.length ? section(words.results, resultTable(results)) : []),
      ...(item.members.length ? section(words.members, make("div", { class: "chips" }, ...item.members.map((m) => make("span", { class: "chip" }, link(m))))) : []),
      ...section(words.companions, list(model.companions(item, 30), (c) => [dot(c.entity.type), " ", link(c.entity), make("span", { class: "soft" }, ` ${c.papers}`)], 10)),
    ];
  }
  function start() {
    const papers = model.papers.slice().sort(model.newestFirst);
    return [
      make("h2", {}, words.intro), make("p", {}, words.introText),
      ...model.types.flatMap((type) => {
        const top = model.entities.filter((e) => e.type === type && e.links.length).sort((a, b) => b.links.length - a.links.length || (a.id < b.id ? -1 : 1)).slice(0, 8);
        return top.length ? section(words.top(type.plural), make("div", { class: "chips" }, ...top.map((e) => make("span", { class: "chip" }, dot(type), link(e), make("span", { class: "soft" }, String(e.links.length)))))) : [];
      }),
      ...section(words.newest, list(papers, paperRow, 8)),
    ];
  }
  function show(item) {
    const parts = !item ? start() : item.kind === "paper" ? paper(item) : entity(item);
    box.replaceChildren(...parts.filter((p) => p !== null));
    box.scrollTop = 0;
  }
  return { show, onGo: (react) => { go = react; }, make, dot };
})();
