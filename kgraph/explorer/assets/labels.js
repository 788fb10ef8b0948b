// Names beside the nodes: one size at every zoom, none over another or over a node; who comes first keeps its place.
kg.labels = (function () {
  const FACE = 'system-ui, -apple-system, "Segoe UI", sans-serif', LINE = 1.18, GAP = 3, AIR = 4;
  const pen = document.createElement("canvas").getContext("2d"), widths = new Map();
  let placed = [];

  const font = (label) => `${label.bold ? "600 " : ""}${label.size}px ${FACE}`;
  function width(text, style) {
    const key = style + text;
    if (!widths.has(key)) { pen.font = style; widths.set(key, pen.measureText(text).width); }
    return widths.get(key);
  }
  // the text, cut to what fits; by characters, so that no emoji is halved
  function cut(text, style, room) {
    if (width(text, style) <= room) return text;
    const letters = [...text];
    let low = 0, high = letters.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (width(letters.slice(0, middle).join("") + "…", style) <= room) low = middle; else high = middle - 1;
    }
    return letters.slice(0, low).join("").trimEnd() + "…";
  }
  // the text in lines no wider than the room, the last one cut
  function wrap(text, label, room, most) {
    const style = font(label), words = text.split(/\s+/), lines = [];
    while (words.length && lines.length < most - 1) {
      let line = words.shift();
      while (words.length && width(`${line} ${words[0]}`, style) <= room) line += " " + words.shift();
      lines.push(cut(line, style, room));
    }
    if (words.length) lines.push(cut(words.join(" "), style, room));
    return lines;
  }
  const over = (a, b) => a.left < b.right + AIR && b.left < a.right + AIR && a.top < b.bottom && b.top < a.bottom;

  // where a label of this size can stand beside a node at (x, y)
  function seats(label, x, y, radius, wide, high) {
    const off = radius + GAP, seat = (side, left, top) => ({ side, left, top, right: left + wide, bottom: top + high });
    const right = seat("right", x + off + 2, y - high / 2), left = seat("left", x - off - 2 - wide, y - high / 2);
    const level = (shift) => [seat("below", x - wide / 2 + shift, y + off), seat("above", x - wide / 2 + shift, y - off - high)];
    const all = [level(0)[0], right, left, level(0)[1], ...[0.25, -0.25, 0.5, -0.5].flatMap((part) => level(part * wide))];
    return label.side ? [all.find((s) => s.side === label.side)] : all;
  }
  // draws the labels of these nodes, given as {id, x, y, radius, label}, best first; coordinates are those of the screen
  function draw(ctx, nodes, box, tone) {
    const circles = nodes.map((n) => ({ id: n.id, left: n.x - n.radius, right: n.x + n.radius, top: n.y - n.radius, bottom: n.y + n.radius }));
    placed = [];
    for (const node of nodes) {
      if (!node.label) continue;
      const style = font(node.label), lines = node.label.lines, high = lines.length * node.label.size * LINE;
      const wide = Math.max(...lines.map((line) => width(line, style)));
      const seat = seats(node.label, node.x, node.y, node.radius, wide, high).find((s) =>
        (node.label.side || (s.left >= 0 && s.right <= box.width && s.top >= 0 && s.bottom <= box.height)) &&
        !placed.some((other) => over(s, other)) && !circles.some((c) => c.id !== node.id && over(s, c)));
      if (seat) placed.push({ ...seat, id: node.id, node, lines, style });
    }
    ctx.lineJoin = "round";
    ctx.textBaseline = "middle";
    for (const { node, lines, style, side, left, right, top } of placed) {
      ctx.font = style;
      ctx.textAlign = side === "right" ? "left" : side === "left" ? "right" : "center";
      ctx.strokeStyle = tone.back;
      ctx.fillStyle = node.label.soft ? tone.soft : tone.front;
      ctx.globalAlpha = node.faded ? 0.28 : 1;
      const x = side === "right" ? left : side === "left" ? right : (left + right) / 2;
      lines.forEach((line, i) => {
        const y = top + (i + 0.5) * node.label.size * LINE;
        ctx.lineWidth = 4;
        ctx.strokeText(line, x, y);
        ctx.fillText(line, x, y);
      });
    }
    ctx.globalAlpha = 1;
  }
  const at = (x, y) => placed.find((p) => x >= p.left && x <= p.right && y >= p.top && y <= p.bottom)?.id;
  const high = (label) => label.lines.length * label.size * LINE;
  const wide = (label) => Math.max(...label.lines.map((line) => width(line, font(label))));
  return { draw, placed: () => placed.map((p) => ({ ...p, label: p.node.label })), wrap, at, width: wide, height: high, LINE, boxes: () => placed.map(({ id, left, top, right, bottom, node }) => ({ id, left, top, right, bottom, size: node.label.size })) };
})();
