// The drawing: vis-network with positions that are computed, never simulated.
kg.canvas = (function () {
  const model = kg.model, box = document.getElementById("canvas");
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, model.network.options);
  const short = (text) => (text.length > 30 ? text.slice(0, 29) + "…" : text);
  let items = new Map(), current = null;

  const look = (colour) => ({ background: colour, border: style("--card"), highlight: { background: colour, border: style("--front") }, hover: { background: colour, border: style("--front") } });
  const label = () => ({ color: style("--front"), strokeColor: style("--back") });
  function node(item, x, y, size, more) {
    const paper = item.kind === "paper";
    return { id: item.key, label: short(item.label), x, y, size, shape: paper ? "square" : "dot",
      color: look(paper ? "#8a8f94" : item.type.colour), font: label(), ...more };
  }
  // n places on a ring, flattened: screens and labels are wider than high
  function ring(list, radius, turn, draw) {
    list.forEach((item, i) => {
      const angle = turn + (2 * Math.PI * i) / list.length;
      draw(item, Math.round(radius * 1.5 * Math.cos(angle)), Math.round(radius * Math.sin(angle)));
    });
  }
  function overview(visible) {
    const drawn = [], known = new Set();
    for (const n of model.network.nodes) {
      const entity = model.entities[n.id];
      if (!visible(entity)) continue;
      known.add(n.id);
      drawn.push(node(entity, n.x, n.y, n.size, { label: n.label }));
      items.set(entity.key, entity);
    }
    const lines = model.network.edges.filter((e) => known.has(e.from) && known.has(e.to))
      .map((e, i) => ({ id: `o${i}`, from: `e${e.from}`, to: `e${e.to}`, width: 0.5 + 2.5 * e.value, color: { color: style("--edge"), opacity: 0.65 } }));
    return [drawn, lines];
  }
  function aroundEntity(entity, visible) {
    const papers = entity.links.slice().sort((a, b) => a.role.index - b.role.index || model.newestFirst(a.paper, b.paper)).slice(0, 24);
    const others = model.companions(entity, 60).filter((c) => visible(c.entity)).slice(0, 22);
    const drawn = [node(entity, 0, 0, 26, { font: { ...label(), size: 20 } })], lines = [];
    items.set(entity.key, entity);
    ring(papers, Math.max(150, papers.length * 13), -Math.PI / 2, (link, x, y) => {
      drawn.push(node(link.paper, x, y, 8, { label: papers.length > 12 ? short(link.paper.title).slice(0, 18) + "…" : short(link.paper.title), font: { ...label(), size: 11 } }));
      items.set(link.paper.key, link.paper);
      lines.push({ id: `l${link.paper.key}`, from: entity.key, to: link.paper.key, title: link.role.inverse, width: 1, dashes: link.role.name === "mentions", color: { color: style("--edge") } });
    });
    ring(others, Math.max(330, papers.length * 13 + 170, others.length * 26), -Math.PI / 2 + 0.13, (c, x, y) => {
      drawn.push(node(c.entity, x, y, 9 + 3 * Math.sqrt(c.papers)));
      items.set(c.entity.key, c.entity);
      for (const { paper } of c.entity.links) if (papers.some((p) => p.paper === paper)) {
        lines.push({ id: `c${c.entity.key}${paper.key}`, from: paper.key, to: c.entity.key, width: 0.6, color: { color: style("--edge"), opacity: 0.5 } });
      }
    });
    return [drawn, lines];
  }
  function aroundPaper(paper, visible) {
    const links = paper.links.filter((l) => visible(l.entity)).sort((a, b) => a.entity.type.index - b.entity.type.index || a.role.index - b.role.index);
    const drawn = [node(paper, 0, 0, 20, { font: { ...label(), size: 16 } })], lines = [];
    items.set(paper.key, paper);
    const rings = links.length > 16 ? [links.filter((_, i) => i % 2 === 0), links.filter((_, i) => i % 2)] : [links];
    rings.forEach((part, r) => ring(part, 190 + r * 150 + part.length * 4, -Math.PI / 2 + r * 0.2, (link, x, y) => {
      drawn.push(node(link.entity, x, y, link.role.index === 0 ? 17 : 11));
      items.set(link.entity.key, link.entity);
      lines.push({ id: `l${link.entity.key}`, from: paper.key, to: link.entity.key, label: link.role.index === 2 ? "" : link.role.label,
        font: { size: 10, color: style("--soft"), strokeColor: style("--back"), align: "middle" }, width: link.role.index === 0 ? 2.5 : 1, dashes: link.role.name === "mentions", color: { color: style("--edge") } });
    }));
    return [drawn, lines];
  }
  function show(focus, visible) {
    current = [focus, visible];
    items = new Map();
    const [drawn, lines] = !focus ? overview(visible) : focus.kind === "paper" ? aroundPaper(focus, visible) : aroundEntity(focus, visible);
    edges.clear();
    nodes.clear();
    nodes.add(drawn);
    edges.add(lines);
    network.fit({ animation: false });
    if (focus) network.selectNodes([focus.key]);
    return drawn.length;
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => current && show(...current));
  return { show, network, onClick: (react) => network.on("click", (event) => event.nodes.length && react(items.get(event.nodes[0]))) };
})();
