// The data of the page as objects: the one place that knows the columns which data.py writes.
kg.fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\-\u2010-\u2015_]+/g, " ").trim();
kg.model = (function ({ data }) {
  const network = JSON.parse(document.getElementById("network").textContent);
  const types = data.types.map(([name, plural, colour], index) => ({ name, plural, colour, index }));
  const roles = data.roles.map(([name, label, inverse], index) => ({ name, label, inverse, index }));
  const measures = data.measures.map(([name, better], index) => ({ name, better, index }));
  const entities = data.entities.map(([id, type, label, forms, parent, community], index) => ({
    kind: "entity", key: `e${index}`, index, id, type: types[type], label: label || id, forms, parent, community, links: [], publishes: [], papers: [], members: [],
  }));
  const texts = (paper, field) => (field === 0 ? paper.title : paper.abstract);
  const papers = data.papers.map((p, index) => ({
    kind: "paper", key: `p${index}`, index, id: p[0], label: p[1] || p[0], title: p[1], abstract: p[2], date: p[3], inferred: p[4] === 1,
    organisation: p[5], publisher: p[6] >= 0 ? entities[p[6]] : null, authors: p[7], upvotes: p[8], url: p[9],
    links: p[10].map(([entity, role, rule]) => ({ entity: entities[entity], role: roles[role], rule: data.rules[rule] })),
    mentions: p[11].map(([field, start, end, entity, rule]) => ({ field, start, end, entity: entities[entity], rule: data.rules[rule] })),
    results: p[12].map(([field, start, end, metric, benchmark, subject, baseline, rule, low, high, unit, measure, change]) => (
      { field, start, end, metric, benchmark, subject, baseline, rule: data.rules[rule], low, high, unit, measure: measures[measure] || null, change: change === 1 })),
    source: p[13],
    // a date without a year has no place in time
    time: p[3].startsWith("--") ? "" : p[3],
  }));
  const PARTS = ["benchmark", "subject", "baseline"], JOINTS = /(,? (?:and|or|&) (?:the )?|, (?:the )?|\/|\+)/;
  // what a paper's result names, as [words, entity or null]: one pair, or those of a list ("A, B and C")
  function pieces(paper, said) {
    const of = (name) => paper.mentions.find((m) => kg.fold(texts(paper, m.field).slice(m.start, m.end)) === kg.fold(name))?.entity || null;
    const whole = said ? of(said) : null;
    return whole ? [[said, whole]] : said.split(JOINTS).map((words, index) => [words, index % 2 ? null : of(words)]);
  }
  for (const paper of papers) {
    for (const link of paper.links) link.entity.links.push({ paper, role: link.role });
    if (paper.publisher) paper.publisher.publishes.push(paper);
    for (const result of paper.results) {
      result.paper = paper;
      result.value = texts(paper, result.field).slice(result.start, result.end);
      // looked for when first asked for: a page holds thousands of results and shows a few
      const later = (name, make) => Object.defineProperty(result, name, { configurable: true, get() {
        Object.defineProperty(this, name, { value: make() });
        return this[name];
      } });
      later("pieces", () => Object.fromEntries(PARTS.map((part) => [part, pieces(paper, result[part])])));
      later("named", () => Object.fromEntries(PARTS.map((part) => [part, [...new Set(result.pieces[part].map(([, entity]) => entity).filter(Boolean))]])));
    }
  }
  for (const entity of entities) {
    entity.papers = [...new Set([...entity.links.map((l) => l.paper), ...entity.publishes])];
    if (entity.parent >= 0) entities[entity.parent].members.push(entity);
  }
  // without a place in time is older than all others; equal dates by title
  const newestFirst = (a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : a.title < b.title ? -1 : a.title > b.title ? 1 : a.index - b.index);
  const byId = new Map([...entities.map((e) => [e.id, e]), ...papers.map((p) => [`paper/${p.id}`, p])]);
  const nameOf = (item) => (item.kind === "paper" ? `paper/${item.id}` : item.id);
  const byKey = (key) => (key[0] === "e" ? entities : papers)[Number(key.slice(1))];
  const communities = data.communities.map((top, index) => ({ index, top: top.map((e) => entities[e]), label: top.map((e) => entities[e].label).join(" · ") }));
  const places = data.places.map(([entity, x, y]) => ({ entity: entities[entity], x, y }));
  const edges = data.edges.map(([a, b, weight]) => ({ from: entities[a], to: entities[b], weight }));
  // the sentence of a paper's text that holds an offset
  function sentence(paper, field, start, end) {
    const text = texts(paper, field), before = text.slice(0, start), after = text.slice(end);
    const from = Math.max(0, ...[...before.matchAll(/[.!?]["')\]]?\s+(?=[A-Z0-9"'([$])/g)].map((m) => m.index + m[0].length));
    const stop = after.search(/[.!?]["')\]]?(?:\s+(?=[A-Z0-9"'([$])|\s*$)/);
    return { from, to: stop < 0 ? text.length : end + stop + 1 };
  }
  return { title: document.title, types, roles, entities, papers, network, places, edges, communities, drawn: data.drawn, focus: data.focus, base: data.base, byId, nameOf, byKey, newestFirst, texts, sentence };
})(kg);
