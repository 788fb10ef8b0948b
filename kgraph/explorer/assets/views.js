// What each view draws, for a canvas of a size: {nodes, edges, regions}. Places are in pixels from the middle of the canvas.
kg.views = (function ({ model, words, labels, places }) {
  const PAPER = "var(--paper)", ROW = 22, WIDEST_ROW = 44, LARGE = 1026 * 720, MANY = 12;

  const colour = (item) => (item.kind === "paper" ? PAPER : item.type.colour);
  const narrow = (size) => size.width < 600;

  // the first view: the most linked entities of the slice, as near to where forces drew them as the canvas lets them
  function overview(state, size, slice) {
    const margin = narrow(size) ? 6 : 12, room = { width: size.width - 2 * margin, height: size.height - 2 * margin }, area = room.width * room.height / LARGE;
    const most = Math.round(model.drawn * Math.min(1, area ** 0.85)), scale = narrow(size) ? 0.65 : area < 0.75 ? 0.85 : 1;
    const top = model.places.filter(({ entity }) => slice.has(entity) && !state.hidden.has(entity)).slice(0, most), known = new Set(top.map((p) => p.entity));
    // a slice of few papers names more than what has a place: that lies where its companions lie
    for (const entity of top.length < most ? slice.entities : []) {
      if (known.size >= most) break;
      if (!known.has(entity) && !state.hidden.has(entity)) { known.add(entity); top.push({ entity, ...beside(entity, top, slice) }); }
    }
    const largest = Math.max(MANY, ...slice.entities.slice(0, 1).map(slice.count));
    const nodes = top.map(({ entity, x, y }) => {
      const rank = Math.sqrt(slice.count(entity) / largest), bold = rank > 0.45;
      return { item: entity, x, y, radius: (5 + 17 * rank) * scale, colour: colour(entity), label: { lines: places.wrapped(entity.label), size: 12 + Math.round(4 * rank * scale), bold } };
    });
    const fields = places.rooms(grouped(nodes), { left: -room.width / 2, top: -room.height / 2, ...room });
    const titles = fields.map((field) => settled(field));
    nodes.sort((a, b) => slice.count(b.item) - slice.count(a.item) || a.item.index - b.item.index);
    const edges = model.edges.filter((e) => known.has(e.from) && known.has(e.to)).map((e) => ({ from: e.from.key, to: e.to.key, width: 0.6 + 1.8 * e.weight, faint: e.from.community === e.to.community ? 0.9 : 0.22 }));
    return { nodes: [...titles, ...nodes], edges, regions: fields.filter((f) => f.group.nodes.length) };
  }
  // the drawn nodes by community; those of communities of which too little is drawn are one group
  function grouped(nodes) {
    const groups = new Map();
    for (const node of nodes) groups.set(node.item.community, [...(groups.get(node.item.community) || []), node]);
    const few = ([index, list]) => index < 0 || list.length < 2, loose = [...groups].filter(few).flatMap(([, list]) => list);
    const out = [...groups].filter((g) => !few(g)).sort((a, b) => a[0] - b[0]).map(([index, list]) => ({ community: model.communities[index], nodes: list }));
    return loose.length ? [...out, { community: null, nodes: loose }] : out;
  }
  // puts the nodes of a field into its room, and gives its title
  function settled({ group, left, top, width, height }) {
    const name = group.community ? group.community.label : words.elsewhere, label = { size: 11.5, soft: true, side: "right" };
    places.spread(group.nodes, { left: left + 6, top: top + 22, width: width - 12, height: height - 28 });
    return { id: `c${group.community ? group.community.index : ""}`, field: group.community, x: left + 5, y: top + 14, radius: 0, label: { ...label, lines: labels.wrap(name, label, width - 22, 1) } };
  }
  function beside(entity, placed, slice) {
    const near = new Map(placed.map((p) => [p.entity, p])), mates = slice.companions(entity, 12).map((c) => near.get(c.entity)).filter(Boolean);
    const mean = (axis) => (mates.length ? mates.reduce((sum, p) => sum + p[axis], 0) / mates.length : 0);
    return { x: mean("x") + entity.index % 7, y: mean("y") + entity.index % 5 };
  }

  // a column of groups [{heading, key, entries: [{item, edge}]}] on one side, bent around the middle; returns its nodes and edges
  function column(groups, side, size, from) {
    const rows = groups.flatMap((g) => [{ heading: g.heading, key: g.key, next: g.next }, ...g.entries]), out = { nodes: [], edges: [] };
    const step = Math.min(WIDEST_ROW, (size.height - 24) / Math.max(1, rows.length)), half = (rows.length * step) / 2;
    const near = size.width * (narrow(size) ? 0.11 : 0.13), bend = size.width * (narrow(size) ? 0.04 : 0.07);
    rows.forEach((row, i) => {
      const y = (i + 0.5) * step - half, x = side * (near + bend * Math.sqrt(Math.max(0, 1 - (2 * y / size.height) ** 2)));
      const style = { size: step > 30 ? 13.5 : 12.5, side: side < 0 ? "left" : "right" }, room = size.width / 2 - Math.abs(x) - 22;
      if (row.heading !== undefined) {
        const small = { ...style, size: 11.5, soft: true }, short = labels.wrap(row.heading, small, room, 1), inward = short[0] === row.heading ? 0 : 34;
        out.nodes.push({ id: `h${side}${i}`, group: row.key, next: row.next, x: x - side * inward, y: y + step * 0.12, radius: 0, label: { ...small, lines: labels.wrap(row.heading, small, room + inward, 1) } });
        return;
      }
      const radius = row.item.kind === "paper" ? 5.5 : Math.min(9.5, 4.5 + 1.2 * Math.sqrt(row.item.papers.length));
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
  // the groups cut to so many rows, headings included, with a word on what is left out; one that is opened has all the
  // rows that the headings of the others leave, page by page
  function fitting(groups, limit, state) {
    const open = groups.find((g) => [...state.opened].some((o) => o.split(":")[0] === g.key));
    if (open) {
      const page = Math.max(1, Number([...state.opened].find((o) => o.split(":")[0] === open.key).split(":")[1]) || 1), room = Math.max(3, limit - groups.length);
      const first = (page - 1) * room < open.entries.length ? (page - 1) * room : 0, entries = open.entries.slice(first, first + room);
      return groups.map((g) => g === open
        ? { ...g, heading: words.rowsOf(g.heading, first + 1, first + entries.length, g.entries.length), entries, next: first + room < g.entries.length ? page + 1 : 0 }
        : { ...g, heading: words.closed(g.heading, g.entries.length), entries: [] });
    }
    const out = [];
    let left = limit;
    for (const group of groups) {
      if (left < 2) break;
      const entries = group.entries.slice(0, left - 1);
      // alone in its column it is as long as when it is opened: what comes next is its second page
      const next = groups.length === 1 && entries.length < group.entries.length ? 2 : 0;
      out.push({ ...group, next, heading: entries.length < group.entries.length ? words.someOf(group.heading, entries.length, group.entries.length) : group.heading, entries });
      left -= entries.length + 1;
    }
    return out;
  }
  const byRole = (links, name, entry) => model.roles.map((role) => ({ key: role.name, heading: name(role), entries: links.filter((l) => l.role === role).map(entry) })).filter((g) => g.entries.length);
  const edge = (role) => ({ width: role.index === 0 ? 2.5 : 1.2, dashes: role.name === "mentions" });

  function entity(state, size, slice) {
    const item = state.at, rows = Math.max(4, Math.floor((size.height - 24) / ROW)), seen = (other) => !state.hidden.has(other);
    const links = slice.links(item).filter((l) => seen(l.paper)).sort((a, b) => model.newestFirst(a.paper, b.paper));
    const groups = byRole(links, (role) => role.inverse, (l) => ({ item: l.paper, edge: edge(l.role) }));
    const named = new Set(links.map((l) => l.paper)), published = slice.publishes(item).filter((p) => !named.has(p) && seen(p)).sort(model.newestFirst);
    if (published.length) groups.push({ key: "published", heading: words.published, entries: published.map((p) => ({ item: p })) });
    const others = slice.companions(item, 200).filter((c) => seen(c.entity)), open = [...state.opened].some((o) => o.startsWith("companions"));
    const entries = (open ? others : others.slice(0, 24)).map((c) => ({ item: c.entity, edge: { width: Math.min(3, 0.6 + 0.25 * c.papers), faint: 0.7 } }));
    const left = column(fitting(groups, rows, state), -1, size, item);
    const right = column(entries.length ? fitting([{ key: "companions", heading: words.companions, entries }], rows, state) : [], 1, size, item);
    const drawn = new Set(left.nodes.map((n) => n.item).filter(Boolean)), across = [];
    for (const { item: other } of right.nodes) for (const paper of other ? other.papers : []) {
      if (drawn.has(paper)) across.push({ from: paper.key, to: other.key, width: 0.8, faint: 0 });
    }
    return { nodes: [middle(item, size), ...left.nodes, ...right.nodes], edges: [...left.edges, ...right.edges, ...across] };
  }
  function paper(state, size, slice) {
    const item = state.at, rows = Math.max(4, Math.floor((size.height - 24) / ROW)), seen = (other) => !state.hidden.has(other) && !state.without.has(other.type.name);
    const links = item.links.filter((l) => seen(l.entity) && !state.roles.has(l.role.name)).sort((a, b) => a.entity.type.index - b.entity.type.index || b.entity.papers.length - a.entity.papers.length);
    const groups = byRole(links, (role) => role.label, (l) => ({ item: l.entity, edge: edge(l.role) }));
    if (item.publisher && seen(item.publisher) && !links.some((l) => l.entity === item.publisher)) {
      groups.unshift({ key: "published", heading: words.publishedBy, entries: [{ item: item.publisher, edge: {} }] });
    }
    const [first, second] = halves(groups);
    const left = column(fitting(first, rows, state), -1, size, item), right = column(fitting(second, rows, state), 1, size, item);
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
  // pinned things stay in sight whatever is drawn: in a row at the foot, linked to what they share papers with
  function withPinned(view, state, size) {
    const drawn = new Map(view.nodes.filter((n) => n.item).map((n) => [n.item, n])), extra = state.pinned.filter((item) => !drawn.has(item)).slice(0, narrow(size) ? 2 : 6);
    extra.forEach((item, i) => {
      const style = { size: 12, side: "above" }, x = (i - (extra.length - 1) / 2) * (size.width / (extra.length + 1));
      view.nodes.push({ item, x, y: size.height / 2 - 14, radius: 7, colour: colour(item), pinned: true, label: { ...style, lines: labels.wrap(item.label, style, size.width / (extra.length + 2), 1) } });
    });
    for (const item of extra) for (const other of drawn.keys()) if (related(item, other)) view.edges.push({ from: item.key, to: other.key, width: 1, faint: 0.9 });
    return view;
  }
  function related(a, b) {
    if (a.kind === "paper" && b.kind === "paper") return false;
    if (a.kind === "paper" || b.kind === "paper") { const [p, e] = a.kind === "paper" ? [a, b] : [b, a]; return e.papers.includes(p); }
    const mine = new Set(a.papers);
    return b.papers.some((p) => mine.has(p));
  }
  function draw(state, size, slice) {
    const mode = kg.modes[state.mode];
    const view = mode?.canvas ? mode.canvas(state, size, slice) : !state.at ? overview(state, size, slice) : state.at.kind === "paper" ? paper(state, size, slice) : entity(state, size, slice);
    return withPinned({ regions: [], ...view }, state, size);
  }
  return { draw, colour };
})(kg);
