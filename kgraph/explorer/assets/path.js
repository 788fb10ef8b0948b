// The shortest ways between two things, through papers; the rarer what lies between, the more it says.
kg.path = (function ({ model, words, dom, labels, views }) {
  const MOST = 8, LONGEST = 6, told = words.path;

  // A step onto an entity costs 1 + log2 of its papers, one onto a paper 1: "large language model" links everything
  // with everything and explains nothing. The weight is that of the inverse document frequency (Sparck Jones 1972).
  const cost = (item, slice) => (item.kind === "paper" ? 1 : 1 + Math.log2(Math.max(1, slice.count(item))));
  const near = (item, slice) => (item.kind === "paper" ? [...slice.named(item)].filter((e) => slice.has(e)) : slice.papersOf(item));

  // the cheapest ways from a to b, [[item…]…], the cheapest first: Dijkstra's, then without each inner step found (Yen 1971, cut short)
  function ways(a, b, slice) {
    const found = [], seen = new Set(), tried = [new Set()];
    for (let round = 0; round < tried.length && found.length < MOST && round < 4 * MOST; round++) {
      const way = cheapest(a, b, slice, tried[round]);
      if (!way || way.length > 2 * LONGEST) continue;
      const key = way.map((i) => i.key).join();
      if (!seen.has(key)) { seen.add(key); found.push(way); }
      for (const item of way.slice(1, -1)) tried.push(new Set([...tried[round], item]));
    }
    const total = (way) => way.slice(1, -1).reduce((sum, item) => sum + cost(item, slice), 0);
    // where several ways are as short as any, a longer one explains nothing more
    const least = Math.min(...found.map((way) => way.length)), short = found.filter((way) => way.length === least);
    return (short.length > 1 ? short : found.filter((way) => way.length <= least + 2).slice(0, 4)).sort((x, y) => x.length - y.length || total(x) - total(y)).slice(0, MOST);
  }
  function cheapest(a, b, slice, without) {
    const best = new Map([[a, 0]]), from = new Map(), done = new Set(), heap = [[0, a]];
    while (heap.length) {
      const [so, item] = pop(heap);
      if (done.has(item)) continue;
      done.add(item);
      if (item === b) break;
      for (const next of near(item, slice)) {
        if (without.has(next) || done.has(next)) continue;
        const sum = so + cost(next, slice);
        if (!best.has(next) || sum < best.get(next)) { best.set(next, sum); from.set(next, item); push(heap, [sum, next]); }
      }
    }
    if (!from.has(b)) return null;
    const way = [b];
    while (way[0] !== a) way.unshift(from.get(way[0]));
    return way;
  }
  // a binary heap of [cost, item]
  function push(heap, one) {
    heap.push(one);
    for (let i = heap.length - 1, up; i && heap[i][0] < heap[(up = (i - 1) >> 1)][0]; i = up) [heap[i], heap[up]] = [heap[up], heap[i]];
  }
  function pop(heap) {
    const top = heap[0], last = heap.pop();
    if (heap.length) {
      heap[0] = last;
      for (let i = 0, down; (down = 2 * i + 1) < heap.length; i = down) {
        if (down + 1 < heap.length && heap[down + 1][0] < heap[down][0]) down++;
        if (heap[i][0] <= heap[down][0]) break;
        [heap[i], heap[down]] = [heap[down], heap[i]];
      }
    }
    return top;
  }
  let last = { key: "", found: [] };
  function found(state, slice) {
    const key = `${state.at?.key} ${state.other?.key} ${kg.state.address(state)}`;
    if (last.key !== key) last = { key, found: state.at && state.other && state.at !== state.other ? ways(state.at, state.other, slice) : [] };
    return last.found;
  }
  // what stands between two neighbours of a way
  function link(one, other) {
    const [paper, entity] = one.kind === "paper" ? [one, other] : [other, one], role = paper.links.find((l) => l.entity === entity)?.role;
    return role ? (one === paper ? role.label : role.inverse) : one === paper ? words.publishedBy : words.published;
  }
  // columns from left to right: in each the things that many steps from the start
  function canvas(state, size, slice) {
    const chains = found(state, slice);
    if (!chains.length) return { nodes: [state.at, state.other].filter(Boolean).map((item, i, all) => node(item, all.length > 1 ? (i - 0.5) * size.width * 0.5 : 0, 0, size.width * 0.4)), edges: [] };
    // each thing stands right of all that lead to it, as far as two ways do not run against each other
    const far = new Map(chains.flat().map((item) => [item, 0])), columns = new Map(), limit = 2 * LONGEST;
    for (let round = 0; round < limit; round++) for (const chain of chains) for (let i = 1; i < chain.length; i++) {
      far.set(chain[i], Math.max(far.get(chain[i]), Math.min(limit, far.get(chain[i - 1]) + 1)));
    }
    const longest = 1 + Math.max(...far.values());
    for (const [item, at] of far) columns.set(at, [...(columns.get(at) || []), item]);
    const step = (size.width - 90) / Math.max(1, longest - 1), nodes = [], placed = new Map();
    for (const [at, items] of columns) items.forEach((item, i) => {
      // neighbours stand a little apart in height, so that long titles have room
      const high = size.height / (items.length + 1), y = (i + 1) * high - size.height / 2 + (items.length === 1 && at > 0 && at < longest - 1 ? (at % 2 ? -30 : 30) : 0);
      placed.set(item, node(item, at * step - (size.width - 90) / 2, y, step * 0.92));
    });
    // where there is no room for all names, those of the two ends stay, then those of entities: a paper's is long
    const weight = ({ item }) => (item === state.at || item === state.other ? 0 : item.kind === "paper" ? 2 : 1);
    nodes.push(...[...placed.values()].sort((a, b) => weight(a) - weight(b)));
    const edges = new Map(chains.flatMap((chain) => chain.slice(1).map((item, i) => [`${chain[i].key} ${item.key}`, { from: chain[i].key, to: item.key, width: 1.6, faint: 0.9 }])));
    return { nodes, edges: [...edges.values()] };
  }
  function node(item, x, y, room) {
    const label = { size: 12.5, side: "below" };
    return { item, x, y, radius: item.kind === "paper" ? 7 : 11, colour: views.colour(item), label: { ...label, lines: labels.wrap(item.label, label, Math.max(60, Math.min(room, 190)), 3) } };
  }
  function panel(state, slice) {
    const chains = found(state, slice), { make } = dom, ends = [state.at, state.other].filter(Boolean);
    if (ends.length < 2 || !chains.length) return [make("h2", { tabindex: "-1" }, told.title), make("p", {}, ends.length < 2 ? told.ask : told.none), make("p", {}, ...ends.flatMap((e, i) => [i ? " · " : "", dom.link(e)]))];
    const row = (chain) => chain.flatMap((item, i) => [i ? make("span", { class: "soft" }, ` ${link(chain[i - 1], item)} `) : null, dom.dot(item), " ", dom.link(item)]);
    return [make("h2", { tabindex: "-1" }, told.between(state.at.label, state.other.label)), make("p", { class: "soft" }, told.how), make("ol", { class: "ways" }, chains.map((chain) => make("li", {}, row(chain))))];
  }
  kg.modes.path = {
    canvas, panel, caption: (state, slice) => (found(state, slice).length ? told.caption : told.none),
    rows: (state, slice) => [["way", "step", "kind", "id", "label"], ...found(state, slice).flatMap((chain, i) => chain.map((item, j) => [i + 1, j, item.kind, model.nameOf(item), item.label]))],
  };
  return { ways };
})(kg);
