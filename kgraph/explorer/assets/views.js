// What each view draws, for a canvas of a size: {nodes, edges}. Places are in pixels from the middle of the canvas.
kg.views = (function () {
  const model = kg.model, words = kg.words, labels = kg.labels;
  const PAPER = "var(--paper)", ROW = 22, WIDEST_ROW = 44;

  const colour = (item) => (item.kind === "paper" ? PAPER : item.type.colour);
  const narrow = (size) => size.width < 600;
  const weight = (item) => item.kind === "paper" ? 1 : item.papers.length;

  // the first view: the drawing that data.py made for the largest canvas that this one can hold, stretched to fill it
  function overview(size, visible) {
    const { nodes, edges } = model.network, margin = narrow(size) ? 6 : 12, room = { width: size.width - 2 * margin, height: size.height - 2 * margin };
    const fits = ({ size: [width, height] }) => width * height <= room.width * room.height * 1.1 && width <= room.width * 1.2;
    const drawing = model.drawings.find(fits) || model.drawings.at(-1), [wide, high] = drawing.size;
    const shown = nodes.slice(0, drawing.nodes.length).map((n, i) => [n, ...drawing.nodes[i]]).filter(([n]) => visible(model.entities[n.id]));
    const known = new Set(shown.map(([n]) => n.id));
    return {
      nodes: shown.sort(([a], [b]) => b.value - a.value || a.id - b.id).map(([n, x, y, radius, font, bold]) => ({
        item: model.entities[n.id], x: x * (room.width / wide), y: y * (room.height / high), radius, colour: n.color,
        label: { lines: n.label.split("\n"), size: font, bold: bold === 1 },
      })),
      edges: edges.filter((e) => known.has(e.from) && known.has(e.to)).map((e) => ({ from: `e${e.from}`, to: `e${e.to}`, width: 0.6 + 1.8 * e.value, faint: 0.6 })),
    };
  }

  // a column of groups [{heading, entries: [{item, edge}]}] on one side, bent around the middle; returns its nodes and edges
  function column(groups, side, size, from) {
    const rows = groups.flatMap((g) => [{ heading: g.heading }, ...g.entries]), out = { nodes: [], edges: [] };
    const step = Math.min(WIDEST_ROW, (size.height - 24) / Math.max(1, rows.length)), half = (rows.length * step) / 2;
    const near = size.width * (narrow(size) ? 0.11 : 0.13), bend = size.width * (narrow(size) ? 0.04 : 0.07);
    rows.forEach((row, i) => {
      const y = (i + 0.5) * step - half, x = side * (near + bend * Math.sqrt(Math.max(0, 1 - (2 * y / size.height) ** 2)));
      const style = { size: step > 30 ? 13.5 : 12.5, side: side < 0 ? "left" : "right" }, room = size.width / 2 - Math.abs(x) - 22;
      if (row.heading !== undefined) {
        const small = { ...style, size: 11.5, soft: true }, short = labels.wrap(row.heading, small, room, 1), inward = short[0] === row.heading ? 0 : 34;
        out.nodes.push({ id: `h${side}${i}`, x: x - side * inward, y: y + step * 0.12, radius: 0, label: { ...small, lines: labels.wrap(row.heading, small, room + inward, 1) } });
        return;
      }
      const radius = row.item.kind === "paper" ? 5.5 : Math.min(9.5, 4.5 + 1.2 * Math.sqrt(weight(row.item)));
      out.nodes.push({ item: row.item, x, y, radius: Math.min(radius, step * 0.42), colour: colour(row.item), label: { ...style, lines: labels.wrap(row.item.label, style, room, step > 36 ? 2 : 1) } });
      out.edges.push({ from: from.key, to: row.item.key, width: 1, faint: 0.9, ...row.edge });
    });
    return out;
  }
  function middle(item, size) {
    const label = { size: narrow(size) ? 12 : 15, bold: true, side: "below" };
    return { item, x: 0, y: 0, radius: item.kind === "paper" ? 13 : 20, colour: colour(item), centre: true,
      label: { ...label, lines: labels.wrap(item.label, label, size.width * (narrow(size) ? 0.23 : 0.26), narrow(size) ? 2 : 4) } };
  }
  // the groups cut to so many rows, headings included, with a word on what is left out
  function fitting(groups, limit) {
    const out = [];
    let left = limit;
    for (const group of groups) {
      if (left < 2) break;
      const entries = group.entries.slice(0, left - 1);
      out.push({ heading: entries.length < group.entries.length ? words.someOf(group.heading, entries.length, group.entries.length) : group.heading, entries });
      left -= entries.length + 1;
    }
    return out;
  }
  const byRole = (links, name, entry) => model.roles.map((role) => ({ heading: name(role), entries: links.filter((l) => l.role === role).map(entry) })).filter((g) => g.entries.length);
  const edge = (role) => ({ width: role.index === 0 ? 2.5 : 1.2, dashes: role.name === "mentions" });

  function entity(item, size, visible) {
    const rows = Math.max(4, Math.floor((size.height - 24) / ROW));
    const links = item.links.slice().sort((a, b) => model.newestFirst(a.paper, b.paper));
    const groups = byRole(links, (role) => role.inverse, (l) => ({ item: l.paper, edge: edge(l.role) }));
    const named = new Set(links.map((l) => l.paper)), published = item.publishes.filter((p) => !named.has(p)).sort(model.newestFirst);
    if (published.length) groups.push({ heading: words.published, entries: published.map((p) => ({ item: p })) });
    const others = model.companions(item, 200).filter((c) => visible(c.entity));
    const entries = others.slice(0, 24).map((c) => ({ item: c.entity, edge: { width: Math.min(3, 0.6 + 0.25 * c.papers), faint: 0.7 } }));
    const left = column(fitting(groups, rows), -1, size, item);
    const right = column(entries.length ? fitting([{ heading: words.companions, entries }], rows) : [], 1, size, item);
    const drawn = new Set(left.nodes.map((n) => n.item).filter(Boolean)), across = [];
    for (const { item: other } of right.nodes) for (const paper of other ? other.papers : []) {
      if (drawn.has(paper)) across.push({ from: paper.key, to: other.key, width: 0.8, faint: 0 });
    }
    return { nodes: [middle(item, size), ...left.nodes, ...right.nodes], edges: [...left.edges, ...right.edges, ...across] };
  }
  function paper(item, size, visible) {
    const rows = Math.max(4, Math.floor((size.height - 24) / ROW));
    const links = item.links.filter((l) => visible(l.entity)).sort((a, b) => a.entity.type.index - b.entity.type.index || b.entity.papers.length - a.entity.papers.length);
    const groups = byRole(links, (role) => role.label, (l) => ({ item: l.entity, edge: edge(l.role) }));
    if (item.publisher && visible(item.publisher) && !links.some((l) => l.entity === item.publisher)) {
      groups.unshift({ heading: words.publishedBy, entries: [{ item: item.publisher, edge: {} }] });
    }
    const [first, second] = halves(groups);
    const left = column(fitting(first, rows), -1, size, item), right = column(fitting(second, rows), 1, size, item);
    return { nodes: [middle(item, size), ...left.nodes, ...right.nodes], edges: [...left.edges, ...right.edges] };
  }
  // two columns of about the same height; a group is cut in two only where that saves many rows
  function halves(groups) {
    const total = groups.reduce((n, g) => n + g.entries.length + 1, 0), first = [], second = [];
    let used = 0;
    for (const group of groups) {
      const room = Math.round(total / 2) - used, long = group.entries.length + 1;
      if (!second.length && (long <= room + 3 || !first.length && groups.length > 1 && long < total * 0.7)) first.push(group);
      else if (!second.length && room > 4) {
        first.push({ ...group, entries: group.entries.slice(0, room - 1) });
        second.push({ ...group, entries: group.entries.slice(room - 1) });
      } else second.push(group);
      used += long;
    }
    return [first, second];
  }
  return { overview, entity, paper };
})();
