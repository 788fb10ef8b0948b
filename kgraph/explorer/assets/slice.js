// What the filters leave of the graph: every view and every panel asks a slice, never the model, what there is.
kg.slice = (function ({ model }) {
  const everything = { without: new Set(), roles: new Set(), from: "", until: "", by: null, least: 1, community: -1 };

  // the filters' own names: types and roles that are off, dates as written ("2026-03"), publisher, papers an entity has at least, index of the community
  function slice(filters = {}) {
    const { without, roles, from, until, by, least, community } = { ...everything, ...filters };
    const dated = from || until;
    const within = (paper) => !dated || (paper.time && (!from || paper.time.slice(0, from.length) >= from) && (!until || paper.time.slice(0, until.length) <= until));
    const from_ = (paper) => !by || paper.publisher === by || paper.links.some((l) => l.entity === by);
    const papers = model.papers.filter((p) => within(p) && from_(p)), kept = new Set(papers), counts = new Map();
    const links = (entity) => entity.links.filter((l) => kept.has(l.paper) && !roles.has(l.role.name));
    const publishes = (entity) => entity.publishes.filter((p) => kept.has(p));
    const named = (paper) => new Set([...paper.links.filter((l) => !roles.has(l.role.name)).map((l) => l.entity), ...(paper.publisher ? [paper.publisher] : [])]);
    for (const paper of papers) for (const entity of named(paper)) counts.set(entity, (counts.get(entity) || 0) + 1);
    const count = (entity) => counts.get(entity) || 0;
    const has = (item) => item.kind === "paper" ? kept.has(item)
      : !without.has(item.type.name) && count(item) >= least && (community < 0 || item.community === community);
    const entities = [...counts.keys()].filter(has).sort((a, b) => count(b) - count(a) || a.index - b.index);
    const papersOf = (entity) => [...new Set([...links(entity).map((l) => l.paper), ...publishes(entity)])].sort(model.newestFirst);

    // entities that share papers with one, by the share of papers in common (hubs of all papers say little)
    function companions(entity, limit) {
      const shared = new Map();
      for (const paper of papersOf(entity)) for (const other of named(paper)) if (other !== entity && has(other)) shared.set(other, (shared.get(other) || 0) + 1);
      return [...shared].map(([other, n]) => ({ entity: other, papers: n, weight: n / Math.sqrt(count(entity) * count(other)) }))
        .sort((a, b) => b.papers * b.weight - a.papers * a.weight || (a.entity.id < b.entity.id ? -1 : 1)).slice(0, limit);
    }
    // the results of the papers that are left, each with its paper
    const results = (test) => papers.flatMap((p) => p.results.filter(test));
    return { papers, entities, has, count, links, publishes, named, papersOf, companions, results };
  }
  return slice;
})(kg);
