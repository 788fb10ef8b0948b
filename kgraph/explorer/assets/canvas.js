// The drawing: vis-network with places that are computed, never simulated; the labels are ours (labels.js).
kg.canvas = (function () {
  const box = document.getElementById("canvas"), nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, kg.model.network.options);
  // vis listens to keys on a box of its own: for who does not see it, that is what one works in
  network.canvas.frame.setAttribute("role", "application");
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let drawn = new Map(), near = new Map(), order = [], areas = [], tone = {}, current = null, over = null, size = {}, told = () => {};

  const resolved = (colour) => (colour.startsWith("var(") ? style(colour.slice(4, -1)) : colour);
  function look(node) {
    const background = resolved(node.colour), border = node.centre ? tone.front : tone.back;
    return { id: node.item.key, x: node.x, y: node.y, size: node.radius, shape: node.item.kind === "paper" ? "square" : "dot", borderWidth: node.centre ? 2.5 : 1.5,
      color: { background, border, highlight: { background, border: tone.front }, hover: { background, border: tone.front } } };
  }
  function show(state, slice) {
    current = [state, slice];
    size = { width: box.clientWidth, height: box.clientHeight };
    tone = { front: style("--front"), back: style("--back"), soft: style("--soft"), region: style("--region") };
    // now, and not when vis notices: it would zoom to keep what it showed before
    network.setSize("100%", "100%");
    const view = kg.views.draw(state, size, slice);
    // vis draws while it takes the new nodes: no labels until it has all of them
    drawn = new Map();
    over = null;
    edges.clear();
    nodes.clear();
    nodes.add(view.nodes.filter((n) => n.item).map(look));
    edges.add(view.edges.map((e, id) => ({ id, from: e.from, to: e.to, width: e.width, dashes: e.dashes ? [3, 4] : false,
      color: { color: style("--edge") + Math.round(255 * e.faint).toString(16).padStart(2, "0"), highlight: style("--accent"), inherit: false } })));
    drawn = new Map(view.nodes.map((n) => [n.item ? n.item.key : n.id, n]));
    areas = view.regions;
    order = view.nodes.filter((n) => n.item).map((n) => n.item.key);
    near = new Map(order.map((key) => [key, new Set()]));
    for (const e of view.edges) { near.get(e.from).add(e.to); near.get(e.to).add(e.from); }
    fit();
    return order.length;
  }
  const fit = () => network.moveTo({ position: { x: 0, y: 0 }, scale: 1 });
  const zoom = (by) => network.moveTo({ scale: Math.min(6, Math.max(0.2, network.getScale() * by)) });

  // what is under a point of the canvas: a node, or a label
  function hit(x, y) {
    const key = network.getNodeAt({ x, y }) || kg.labels.at(x, y), node = drawn.get(key);
    return node?.item || node?.group || node?.field ? key : null;
  }
  function point(key) {
    if (over === key) return;
    box.style.cursor = key ? "pointer" : "";
    const item = drawn.get(key)?.item;
    over = item ? key : null;
    if (item) network.selectNodes([key]); else network.unselectAll();
    told(item || null);
  }
  // fields as soft rooms behind their nodes
  network.on("beforeDrawing", (ctx) => {
    ctx.fillStyle = tone.region;
    for (const { left, top, width, height } of areas) {
      ctx.beginPath();
      ctx.roundRect(left + 3, top + 3, width - 6, height - 6, 10);
      ctx.fill();
    }
  });
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale(), seen = over ? near.get(over) : null;
    const first = over ? [over, ...seen] : [];
    const keys = new Set([...first, ...drawn.keys()]);
    const list = [...keys].map((key) => {
      const node = drawn.get(key), { x, y } = network.canvasToDOM(node.item ? network.getPosition(key) : node);
      return { id: key, x, y, radius: node.radius * scale, label: node.label, faded: over && key !== over && !seen.has(key) && node.item };
    });
    const pixels = ctx.getTransform(), ratio = pixels.a / scale;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    kg.labels.draw(ctx, list, size, tone);
    ctx.restore();
  });
  box.addEventListener("mousemove", (event) => {
    if (event.buttons) return;
    const at = box.getBoundingClientRect();
    point(hit(event.clientX - at.left, event.clientY - at.top));
  });
  box.addEventListener("mouseleave", () => point(null));
  let last = { time: 0 };
  function onGo(go) {
    network.on("click", ({ pointer: { DOM } }) => {
      const key = hit(DOM.x, DOM.y), { time, x, y } = last;
      last = { time: performance.now(), x: DOM.x, y: DOM.y };
      // the second click of a double click would fall on what the first one brought
      const again = last.time - time < 400 && Math.hypot(DOM.x - x, DOM.y - y) < 8;
      if (!key || again) return;
      const node = drawn.get(key);
      if (node.item) go(node.item); else if (node.group) kg.turn(node.group); else kg.enter(node.field);
    });
    network.canvas.frame.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step && order.length) { event.preventDefault(); point(order[(order.indexOf(over) + step + order.length) % order.length]); }
      else if (event.key === "Enter" && over) go(drawn.get(over).item);
      else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1.3 : 1 / 1.3);
    });
    network.canvas.frame.addEventListener("blur", () => point(null));
  }
  // a phone's address bar comes and goes: not every change of height is worth a new drawing
  new ResizeObserver(() => {
    if (current && (box.clientWidth !== size.width || Math.abs(box.clientHeight - size.height) > 60)) show(...current);
  }).observe(box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => current && show(...current));
  const onPoint = (react) => { told = react; };
  return { show, fit, zoom, network, onGo, onPoint, over: () => drawn.get(over)?.item || null, view: () => ({ nodes: [...drawn.values()], size, tone, areas }), label: (text) => network.canvas.frame.setAttribute("aria-label", text), drawn: () => order, item: (key) => drawn.get(key)?.item };
})();
