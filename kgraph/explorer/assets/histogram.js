// Papers over time as bars, of which a reader takes a part: by dragging over them, or with two sliders by keyboard.
kg.histogram = (function ({ model, words, dom }) {
  const SVG = "http://www.w3.org/2000/svg", WIDTH = 300, HEIGHT = 40, MOST = 120;

  // the periods from the first dated paper to the last, as prefixes of dates: years, months or days, whichever are not too many
  function periods(papers) {
    const dates = papers.map((p) => p.time).filter((t) => t.length >= 7).sort();
    if (!dates.length) return [];
    const [first, last] = [dates[0], dates.at(-1)], months = 12 * (last.slice(0, 4) - first.slice(0, 4)) + Number(last.slice(5, 7)) - Number(first.slice(5, 7)) + 1;
    const two = (n) => String(n).padStart(2, "0");
    if (months > MOST) return Array.from({ length: last.slice(0, 4) - first.slice(0, 4) + 1 }, (_, i) => String(Number(first.slice(0, 4)) + i).padStart(4, "0"));
    if (months > 2 || dates.some((d) => d.length < 10)) return Array.from({ length: months }, (_, i) => { const at = Number(first.slice(5, 7)) - 1 + i; return `${String(Number(first.slice(0, 4)) + Math.floor(at / 12)).padStart(4, "0")}-${two(at % 12 + 1)}`; });
    const out = [];
    for (const day = new Date(`${first}T00:00Z`); day.toISOString().slice(0, 10) <= last; day.setUTCDate(day.getUTCDate() + 1)) out.push(day.toISOString().slice(0, 10));
    return out;
  }
  const make = (tag, attributes) => {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  // the control for these papers; `take(from, until)` is told what the reader chose, empty where the end is open
  function control(papers, take) {
    const keys = periods(papers);
    if (keys.length < 2) return null;
    const size = keys[0].length, counts = new Map(keys.map((k) => [k, 0]));
    for (const p of papers) if (counts.has(p.time.slice(0, size))) counts.set(p.time.slice(0, size), counts.get(p.time.slice(0, size)) + 1);
    const most = Math.max(...counts.values()), step = WIDTH / keys.length, svg = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" });
    const bars = keys.map((key, i) => {
      const high = counts.get(key) ? Math.max(2, (HEIGHT - 2) * counts.get(key) / most) : 0, bar = make("rect", { x: i * step, y: HEIGHT - high, width: Math.max(1, step - Math.min(1.5, step / 4)), height: high });
      bar.append(make("title", {}));
      bar.firstChild.textContent = `${key}: ${words.papers(counts.get(key))}`;
      return bar;
    });
    svg.append(make("rect", { class: "ground", width: WIDTH, height: HEIGHT }), ...bars);
    let low = 0, high = keys.length - 1, waiting = 0;
    const said = dom.make("output", { class: "soft" });
    const slider = (label) => dom.make("input", { type: "range", min: "0", max: String(keys.length - 1), "aria-label": label });
    const from = slider(words.filters.from), until = slider(words.filters.until);
    function paint() {
      bars.forEach((bar, i) => bar.classList.toggle("off", i < low || i > high));
      from.value = low;
      until.value = high;
      from.setAttribute("aria-valuetext", keys[low]);
      until.setAttribute("aria-valuetext", keys[high]);
      said.textContent = low === 0 && high === keys.length - 1 ? words.filters.all(keys[0], keys.at(-1)) : low === high ? keys[low] : words.filters.range(keys[low], keys[high]);
    }
    function choose(a, b) {
      [low, high] = [Math.min(a, b), Math.max(a, b)];
      paint();
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => take(low === 0 ? "" : keys[low], high === keys.length - 1 ? "" : keys[high]));
    }
    from.addEventListener("input", () => choose(Math.min(Number(from.value), high), high));
    until.addEventListener("input", () => choose(low, Math.max(Number(until.value), low)));
    let began = -1;
    const place = (event) => { const box = svg.getBoundingClientRect(); return Math.max(0, Math.min(keys.length - 1, Math.floor((event.clientX - box.left) / box.width * keys.length))); };
    svg.addEventListener("pointerdown", (event) => { began = place(event); svg.setPointerCapture(event.pointerId); choose(began, began); });
    svg.addEventListener("pointermove", (event) => { if (began >= 0) choose(began, place(event)); });
    for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { began = -1; });
    svg.addEventListener("dblclick", () => choose(0, keys.length - 1));
    function show(since, to) {
      const first = keys.findIndex((k) => k >= since.slice(0, size)), last = to ? keys.findLastIndex((k) => k.slice(0, to.length) <= to) : keys.length - 1;
      [low, high] = [since ? Math.max(0, first < 0 ? keys.length - 1 : first) : 0, Math.max(0, last)];
      if (low > high) high = low;
      paint();
    }
    show("", "");
    return { node: dom.make("div", { class: "dates", role: "group", "aria-label": words.filters.dates }, svg, from, until, said), show };
  }
  return { periods, control };
})(kg);
