// Where the nodes of the first view lie on a canvas of a size, so that none of them and no label covers another one.
kg.places = (function ({ labels }) {
  const EVEN = 0.6, GAP = 5, LINE_CHARACTERS = 15, ROUNDS = 150;

  // the label in one line, or in two of about the same length, cut where it is longer than two lines
  function wrapped(label, limit = 2 * LINE_CHARACTERS) {
    const letters = [...label.replace(/\s+/g, " ").trim()];
    const text = letters.length > limit + 2 ? `${letters.slice(0, limit).join("").trimEnd()}…` : letters.join("");
    if (text.length <= LINE_CHARACTERS || !text.includes(" ")) return [text];
    let best = -1;
    for (let i = text.indexOf(" "); i >= 0; i = text.indexOf(" ", i + 1)) if (best < 0 || Math.abs(2 * i - text.length) < Math.abs(2 * best - text.length)) best = i;
    return [text.slice(0, best), text.slice(best + 1)];
  }
  // values spread over a length around 0, partly by their ranks, so that the drawing has no crowd and no void
  function along(values, length) {
    const order = values.map((v, i) => [v, i]).sort((a, b) => a[0] - b[0] || a[1] - b[1]), low = order[0]?.[0], high = order.at(-1)?.[0];
    if (!(low < high)) return values.map(() => 0);
    const out = new Array(values.length);
    order.forEach(([v, i], rank) => { out[i] = length * (EVEN * rank / (order.length - 1) + (1 - EVEN) * (v - low) / (high - low) - 0.5); });
    return out;
  }
  // each node and its label as one box: the middle of the box, and half of its sides
  function box(node) {
    const wide = Math.max(node.radius, labels.width(node.label) / 2) + GAP, high = node.radius + GAP + labels.height(node.label) / 2;
    return { node, wide, high, below: high - node.radius - GAP };
  }
  // moves nodes {x, y, radius, label} into a room {left, top, width, height} until none covers another, as far as rounds and room go
  function spread(nodes, room) {
    const { left, top, width, height } = room, xs = along(nodes.map((n) => n.x), width), ys = along(nodes.map((n) => n.y), height);
    const boxes = nodes.map(box);
    boxes.forEach((b, i) => { b.x = xs[i]; b.y = ys[i] + b.below; });
    const inside = (at, half, length) => (2 * half > length ? 0 : Math.min(Math.max(at, half - length / 2), length / 2 - half));
    const clamp = () => { for (const b of boxes) { b.x = inside(b.x, b.wide, width); b.y = inside(b.y, b.high, height); } };
    for (let round = 0, moved = true; round < ROUNDS && moved; round++) {
      moved = false;
      clamp();
      for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
        const a = boxes[i], b = boxes[j], dx = b.x - a.x, dy = b.y - a.y, overX = a.wide + b.wide - Math.abs(dx), overY = a.high + b.high - Math.abs(dy);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        // the shorter way, each half of it
        if (overY < overX) { const step = (dy < 0 ? -overY : overY) / 2; a.y -= step; b.y += step; }
        else { const step = (dx < 0 ? -overX : overX) / 2; a.x -= step; b.x += step; }
      }
    }
    clamp();
    for (const b of boxes) { b.node.x = Math.round(left + width / 2 + b.x); b.node.y = Math.round(top + height / 2 + b.y - b.below); }
    return nodes;
  }
  // a room cut into one for each group of nodes, as large as its boxes ask for; groups that lie near each other stay neighbours
  function rooms(groups, room) {
    if (groups.length < 2) return groups.map((group) => ({ group, ...room }));
    const wide = room.width >= room.height, axis = wide ? "x" : "y", mean = (nodes) => nodes.reduce((sum, n) => sum + n[axis], 0) / nodes.length;
    const need = ({ nodes }) => nodes.map(box).reduce((sum, b) => sum + (b.wide + GAP) * (b.high + GAP), 0) + 3000;
    const sorted = groups.map((g) => ({ g, at: mean(g.nodes), need: need(g) })).sort((a, b) => a.at - b.at), total = sorted.reduce((sum, s) => sum + s.need, 0);
    let cut = 1, sum = sorted[0].need;
    while (cut < sorted.length - 1 && sum + sorted[cut].need / 2 < total / 2) sum += sorted[cut++].need;
    const part = sum / total, first = sorted.slice(0, cut).map((s) => s.g), second = sorted.slice(cut).map((s) => s.g);
    const [a, b] = wide
      ? [{ ...room, width: room.width * part }, { ...room, left: room.left + room.width * part, width: room.width * (1 - part) }]
      : [{ ...room, height: room.height * part }, { ...room, top: room.top + room.height * part, height: room.height * (1 - part) }];
    return [...rooms(first, a), ...rooms(second, b)];
  }
  return { wrapped, spread, rooms };
})(kg);
