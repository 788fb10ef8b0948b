// The data of the page as objects: the one place that knows the columns which data.py writes.
kg.model = (function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const network = JSON.parse(document.getElementById("network").textContent);
  const types = data.types.map(([name, plural, colour], index) => ({ name, plural, colour, index }));
  const roles = data.roles.map(([name, label, inverse], index) => ({ name, label, inverse, index }));
  const entities = data.entities.map(([id, type, label, forms, parent], index) => ({
    kind: "entity", key: `e${index}`, index, id, type: types[type], label, forms, parent, links: [], publishes: [], papers: [], members: [],
  }));
  const papers = data.papers.map((p, index) => ({
    kind: "paper", key: `p${index}`, index, id: p[0], label: p[1], title: p[1], abstract: p[2], date: p[3], inferred: p[4] === 1,
    organisation: p[5], publisher: p[6] >= 0 ? entities[p[6]] : null, authors: p[7], upvotes: p[8], url: p[9],
    links: p[10].map(([entity, role, rule]) => ({ entity: entities[entity], role: roles[role], rule: data.rules[rule] })),
    mentions: p[11].map(([field, start, end, entity, rule]) => ({ field, start, end, entity: entities[entity], rule: data.rules[rule] })),
    results: p[12].map(([field, start, end, metric, benchmark, subject, baseline, rule]) => ({ field, start, end, metric, benchmark, subject, baseline, rule: data.rules[rule] })),
    source: p[13],
  }));
  for (const paper of papers) {
    for (const link of paper.links) link.entity.links.push({ paper, role: link.role });
    if (paper.publisher) paper.publisher.publishes.push(paper);
    for (const result of paper.results) result.value = (result.field === 0 ? paper.title : paper.abstract).slice(result.start, result.end);
  }
  for (const entity of entities) {
    entity.papers = [...new Set([...entity.links.map((l) => l.paper), ...entity.publishes])];
    if (entity.parent >= 0) entities[entity.parent].members.push(entity);
  }
  // a date without a year is older than all others; equal dates by title
  const time = (paper) => (paper.date.startsWith("--") ? "" : paper.date);
  const newestFirst = (a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : a.title < b.title ? -1 : a.title > b.title ? 1 : a.index - b.index);
  const byId = new Map([...entities.map((e) => [e.id, e]), ...papers.map((p) => [`paper/${p.id}`, p])]);

  // entities that share papers with one, by the share of papers in common (hubs of all papers say little)
  function companions(entity, limit) {
    const shared = new Map();
    for (const paper of entity.papers) for (const other of new Set([...paper.links.map((l) => l.entity), ...(paper.publisher ? [paper.publisher] : [])])) {
      if (other !== entity) shared.set(other, (shared.get(other) || 0) + 1);
    }
    return [...shared].map(([other, n]) => ({ entity: other, papers: n, weight: n / Math.sqrt(entity.papers.length * other.papers.length) }))
      .sort((a, b) => b.papers * b.weight - a.papers * a.weight || (a.entity.id < b.entity.id ? -1 : 1)).slice(0, limit);
  }
  // the entity that a paper's result names, if the paper's mentions know that name
  for (const paper of papers) {
    const named = new Map(paper.mentions.map((m) => [kg.fold((m.field === 0 ? paper.title : paper.abstract).slice(m.start, m.end)), m.entity]));
    for (const result of paper.results) {
      result.named = {};
      for (const part of ["benchmark", "subject", "baseline"]) result.named[part] = named.get(kg.fold(result[part])) || null;
    }
  }
  return { title: document.title, types, roles, entities, papers, network, drawings: data.overview.drawings, byId, companions, newestFirst };
});
kg.fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\-\u2010-\u2015_]+/g, " ").trim();
kg.model = kg.model();
