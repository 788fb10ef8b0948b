// Small charts as SVG, from plain rows; what they show is also said in words, for who does not see them.
kg.charts = (function ({ words }) {
  const SVG = "http://www.w3.org/2000/svg", WIDE = 340, HIGH = 120, LEFT = 44, FOOT = 20, TOP = 10;

  function make(tag, attributes, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }
  const text = (x, y, anchor, content) => make("text", { x, y, "text-anchor": anchor }, content);
  const frame = (label, width = WIDE, height = HIGH) => make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "chart", role: "img", "aria-label": label });
  const short = (n) => (Number.isInteger(n) ? String(n) : String(Number(n.toPrecision(3))));
  // two or three round numbers from low to high
  function ticks(low, high) {
    const span = high - low || Math.abs(high) || 1, step = 10 ** Math.floor(Math.log10(span)), by = [0.2, 0.5, 1, 2, 5, 10].map((f) => f * step).find((s) => span / s <= 3.2);
    const out = [];
    for (let at = Math.ceil(low / by - 1e-9) * by; at <= high + by * 1e-9; at += by) out.push(Number(at.toPrecision(12)));
    return out;
  }
  // how many papers in each period: [{key, count}], from the first to the last
  function bars(rows, label, most = 0) {
    const svg = frame(label, WIDE, 84), top = Math.max(most, ...rows.map((r) => r.count)), step = (WIDE - LEFT) / rows.length, room = 84 - FOOT - TOP;
    for (const [i, { key, count }] of rows.entries()) {
      const high = room * count / top;
      svg.append(make("rect", { x: LEFT + i * step, y: TOP + room - high, width: Math.max(1, step - Math.min(2, step / 4)), height: high, class: "bar" }, make("title", {}, `${key}: ${words.papers(count)}`)));
    }
    svg.append(make("line", { x1: LEFT, x2: WIDE, y1: TOP + room, y2: TOP + room, class: "axis" }), text(LEFT - 6, TOP + 8, "end", String(top)), text(LEFT - 6, TOP + room, "end", "0"),
      text(LEFT, 82, "start", rows[0].key), ...(rows.length > 1 ? [text(WIDE, 82, "end", rows.at(-1).key)] : []));
    return svg;
  }
  // values over time: points [{time: "2026-03-01", value, name}], and a line for the best so far (better 1 or -1; 0 draws none)
  function course(points, { label, unit, better }) {
    const svg = frame(label), days = points.map((p) => Date.parse(`${p.time}-01-01`.slice(0, 10))), [first, last] = [Math.min(...days), Math.max(...days)];
    const values = points.map((p) => p.value), pad = (Math.max(...values) - Math.min(...values)) * 0.08 || Math.abs(values[0]) * 0.1 || 1, low = Math.min(...values) - pad, high = Math.max(...values) + pad;
    const x = (day) => LEFT + 6 + (WIDE - LEFT - 14) * (last > first ? (day - first) / (last - first) : 0.5), y = (value) => TOP + (HIGH - TOP - FOOT) * (high - value) / (high - low);
    for (const tick of ticks(low, high)) svg.append(make("line", { x1: LEFT, x2: WIDE, y1: y(tick), y2: y(tick), class: "grid" }), text(LEFT - 6, y(tick) + 4, "end", `${short(tick)}${unit.trim().length < 3 ? unit.trim() : ""}`));
    if (better) {
      let best = null, way = "";
      for (const [day, value] of days.map((d, i) => [d, values[i]]).sort((a, b) => a[0] - b[0] || better * (b[1] - a[1]))) {
        if (best !== null && better * (value - best) <= 0) continue;
        way += best === null ? `M${x(day)},${y(value)}` : `H${x(day)}V${y(value)}`;
        best = value;
      }
      svg.append(make("path", { d: `${way}H${WIDE}`, class: "best" }));
    }
    points.forEach((p, i) => svg.append(make("circle", { cx: x(days[i]), cy: y(p.value), r: 4, class: "point" }, make("title", {}, `${p.name}: ${short(p.value)}${unit} (${p.time})`))));
    svg.append(text(LEFT, HIGH - 4, "start", points.map((p) => p.time).sort()[0].slice(0, 7)), ...(last > first ? [text(WIDE, HIGH - 4, "end", points.map((p) => p.time).sort().at(-1).slice(0, 7))] : []));
    return svg;
  }
  return { bars, course };
})(kg);
