// What can be taken away from a view: a picture, its rows, its nodes and links, the query that gives the same.
kg.take = (function ({ model, words, dom, canvas, labels, tools }) {
  const SVG = "http://www.w3.org/2000/svg";

  function save(name, type, parts) {
    const url = URL.createObjectURL(new Blob(parts, { type })), link = dom.make("a", { href: url, download: name });
    link.click();
    // the browser reads it after the click
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
  // a file name from what the view is about: letters and digits only
  const named = (state, ending) => `${[model.title, state.at?.label || "overview", state.mode].filter(Boolean).join("-").normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "view"}.${ending}`;

  function png(state) {
    const shown = canvas.network.canvas.frame.canvas, copy = dom.make("canvas"), ctx = copy.getContext("2d");
    copy.width = shown.width;
    copy.height = shown.height;
    ctx.fillStyle = canvas.view().tone.back;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(shown, 0, 0);
    copy.toBlob((blob) => save(named(state, "png"), "image/png", [blob]));
  }
  function svg(state) { save(named(state, "svg"), "image/svg+xml", [new XMLSerializer().serializeToString(drawing())]); }
  // the canvas as it is now, as shapes and texts
  function drawing() {
    const { size, tone, areas } = canvas.view(), network = canvas.network, scale = network.getScale(), at = (point) => network.canvasToDOM(point);
    const make = (tag, attributes, ...children) => {
      const node = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
      node.append(...children);
      return node;
    };
    const out = make("svg", { xmlns: SVG, width: size.width, height: size.height, viewBox: `0 0 ${size.width} ${size.height}`, "font-family": "system-ui, sans-serif" });
    out.append(make("rect", { width: "100%", height: "100%", fill: tone.back }));
    for (const { left, top, width, height } of areas) {
      const from = at({ x: left + 3, y: top + 3 });
      out.append(make("rect", { x: from.x, y: from.y, width: (width - 6) * scale, height: (height - 6) * scale, rx: 10, fill: tone.region }));
    }
    for (const edge of network.body.data.edges.get()) {
      const [a, b] = [edge.from, edge.to].map((key) => at(network.getPosition(key)));
      out.append(make("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: edge.color.color, "stroke-width": edge.width, ...(edge.dashes ? { "stroke-dasharray": "3 4" } : {}) }));
    }
    for (const node of network.body.data.nodes.get()) {
      const { x, y } = at(network.getPosition(node.id)), r = node.size * scale, style = { fill: node.color.background, stroke: node.color.border, "stroke-width": node.borderWidth };
      const title = make("title", {}, kg.model.byKey(node.id).label);
      out.append(node.shape === "square" ? make("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...style }, title) : make("circle", { cx: x, cy: y, r, ...style }, title));
    }
    for (const { lines, label, side, left, right, top } of labels.placed()) {
      const anchor = side === "right" ? "start" : side === "left" ? "end" : "middle", x = side === "right" ? left : side === "left" ? right : (left + right) / 2;
      lines.forEach((line, i) => out.append(make("text", {
        x, y: top + (i + 0.5) * label.size * labels.LINE, "font-size": label.size, "font-weight": label.bold ? 600 : 400, fill: label.soft ? tone.soft : tone.front,
        "text-anchor": anchor, "dominant-baseline": "central", stroke: tone.back, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke",
      }, line)));
    }
    return out;
  }

  // a table [[heading…], [cell…]…] as CSV (RFC 4180); a spreadsheet would run a cell that begins like a formula
  const cell = (value) => { const text = String(value ?? ""), safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text; return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe; };
  const asCsv = (rows) => rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  function rows(state, slice) {
    const own = kg.modes[state.mode]?.rows, item = state.at;
    if (own) return own(state, slice);
    if (!item) return [["id", "type", "name", "papers", "field"], ...slice.entities.map((e) => [e.id, e.type.name, e.label, slice.count(e), model.communities[e.community]?.label || ""])];
    if (item.kind === "paper") return [["paper", "role", "id", "type", "name"], ...item.links.map((l) => [item.id, l.role.name, l.entity.id, l.entity.type.name, l.entity.label])];
    const links = [...slice.links(item).map((l) => [l.paper, l.role.name]), ...slice.publishes(item).map((p) => [p, "publishes"])];
    return [["id", "role", "paper", "title", "date"], ...links.sort((a, b) => model.newestFirst(a[0], b[0])).map(([p, role]) => [item.id, role, p.id, p.title, p.date])];
  }
  const csv = (state, slice) => save(named(state, "csv"), "text/csv;charset=utf-8", ["\ufeff", asCsv(rows(state, slice))]);

  // what is drawn, and every link between two things that are: {nodes, links}
  function drawn() {
    const items = canvas.drawn().map(canvas.item), there = new Set(items);
    const nodes = items.map((i) => ({ id: model.nameOf(i), kind: i.kind, type: i.kind === "paper" ? "Paper" : i.type.name, label: i.label, ...(i.date ? { date: i.date } : {}) }));
    const links = items.filter((i) => i.kind === "paper").flatMap((p) => p.links.filter((l) => there.has(l.entity)).map((l) => ({ source: model.nameOf(p), target: l.entity.id, role: l.role.name })));
    // entities without their papers are linked by those that they share
    if (!items.some((i) => i.kind === "paper")) for (const e of model.edges) if (there.has(e.from) && there.has(e.to)) links.push({ source: e.from.id, target: e.to.id, role: "shares papers", weight: e.weight });
    return { nodes, links };
  }
  function json(state) {
    save(named(state, "json"), "application/json", [JSON.stringify({ directed: true, multigraph: true, graph: { name: model.title }, ...drawn() }, null, 1)]);
  }
  // XML has no place for control characters and halves of surrogate pairs
  const xml = (text) => String(text).toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[&<>"\r\n\t]/g, (c) => `&#${c.charCodeAt(0)};`);
  function asGraphml({ nodes, links }) {
    const keys = { kind: "node", type: "node", label: "node", date: "node", role: "edge", weight: "edge" };
    const data = (one) => Object.keys(keys).filter((k) => k in one).map((k) => `<data key="${k}">${xml(one[k])}</data>`).join("");
    return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      ...Object.entries(keys).map(([k, of]) => `<key id="${k}" for="${of}" attr.name="${k}" attr.type="${k === "weight" ? "double" : "string"}"/>`), '<graph edgedefault="directed">',
      ...nodes.map((n) => `<node id="${xml(n.id)}">${data(n)}</node>`), ...links.map((l) => `<edge source="${xml(l.source)}" target="${xml(l.target)}">${data(l)}</edge>`), "</graph>", "</graphml>", ""].join("\n");
  }
  const graphml = (state) => save(named(state, "graphml"), "application/xml", [asGraphml(drawn())]);

  // a string of SPARQL 1.1 (its grammar's ECHAR)
  const literal = (text) => `"${text.replace(/[\\"\n\r\t]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c])}"`;
  const PREFIXES = ["kg: <https://kgraph.example/ontology#>", "dcterms: <http://purl.org/dc/terms/>", "skos: <http://www.w3.org/2004/02/skos/core#>", "xsd: <http://www.w3.org/2001/XMLSchema#>"];
  const PROPERTY = { introduces: "introduces", evaluates_on: "evaluatesOn", uses: "uses", compares_with: "comparesWith", mentions: "mentions" };
  // the query that gives the papers or entities of the view; the filters stand in it
  function asSparql(state) {
    const { at: item, from, until, by, least } = state, roles = model.roles.filter((r) => !state.roles.has(r.name)), types = model.types.filter((t) => !state.without.has(t.name));
    const iri = (e) => `<${`${model.base}entity/${e.id}`.replace(/[\u0000-\u0020<>"{}|\\^`]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;
    const values = [`  VALUES (?property ?role) { ${roles.map((r) => `(kg:${PROPERTY[r.name]} "${r.name}")`).join(" ")} }`];
    const dates = from || until ? ["  ?paper dcterms:issued ?date .", ...(from ? [`  FILTER(SUBSTR(STR(?date), 1, ${from.length}) >= "${from}")`] : []), ...(until ? [`  FILTER(SUBSTR(STR(?date), 1, ${until.length}) <= "${until}")`] : [])] : ["  OPTIONAL { ?paper dcterms:issued ?date }"];
    const maker = by ? [`  ?paper ?tie ${iri(by)} .`] : [];
    const kinds = [`  VALUES ?type { ${types.map((t) => `kg:${t.name}`).join(" ")} }`, "  ?entity a ?type ; skos:prefLabel ?name ."];
    const head = PREFIXES.map((p) => `PREFIX ${p}`);
    if (item?.kind === "paper") return [...head, "SELECT ?role ?type ?name WHERE {", ...values, ...kinds, `  ?paper kg:paperId ${literal(item.id)} ; ?property ?entity .`, "} ORDER BY ?role ?name", ""].join("\n");
    if (item) return [...head, "SELECT ?role ?title ?date WHERE {", ...values, `  ?paper ?property ${iri(item)} ; dcterms:title ?title .`, ...maker, ...dates, "} ORDER BY DESC(?date) ?title", ""].join("\n");
    return [...head, "SELECT ?type ?name (COUNT(DISTINCT ?paper) AS ?papers) WHERE {", ...values, ...kinds, "  ?paper ?property ?entity .", ...maker, ...dates,
      "}", "GROUP BY ?type ?name", ...(least > 1 ? [`HAVING (COUNT(DISTINCT ?paper) >= ${least})`] : []), "ORDER BY DESC(?papers) ?name", ""].join("\n");
  }
  const sparql = (state) => save(named(state, "rq"), "application/sparql-query", [asSparql(state)]);

  const FORMATS = { png, svg, csv, graphml, json, sparql };
  const menu = dom.make("div", { id: "take", role: "menu", "aria-label": words.take.title, hidden: "" }, ...Object.entries(FORMATS).map(([name, write]) =>
    dom.button(words.take[name], () => { const { state, slice } = kg.now(); close(); write(state, slice); }, { role: "menuitem", "data-format": name })));
  function close() {
    menu.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  }
  tools.add({ name: "take", title: words.take.title, click: () => {
    menu.hidden = !menu.hidden;
    opener.setAttribute("aria-expanded", String(!menu.hidden));
    const drawing = !document.body.dataset.view || document.body.dataset.view === "canvas";
    for (const name of ["png", "svg", "graphml", "json"]) menu.querySelector(`[data-format=${name}]`).hidden = !drawing;
    if (!menu.hidden) menu.querySelector("button:not([hidden])").focus();
  } });
  const opener = document.querySelector('[data-tool="take"]');
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-expanded", "false");
  opener.after(menu);
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button:not([hidden])")], at = items.indexOf(document.activeElement), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); items[(at + step + items.length) % items.length].focus(); }
    if (event.key === "Escape") { event.stopPropagation(); close(); opener.focus(); }
  });
  document.addEventListener("pointerdown", (event) => { if (!menu.contains(event.target) && event.target !== opener) close(); });
  return { asCsv, asGraphml, asSparql, drawing, drawn, rows };
})(kg);
