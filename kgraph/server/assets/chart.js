// An answer as a chart: bars for names, a line for dates, points for numbers against numbers. SVG, drawn here.

import { columns } from "./answers.js";
import { number, shown } from "./terms.js";

export const KINDS = ["bars", "line", "points"];
const WIDTH = 960;
const MOST_BARS = 40;
const DATE = /^-{0,2}\d{2,4}(-\d{2}){0,2}$/;

/** {kind, x, y} for an answer, as wished where that fits; null where there are no numbers to draw. */
export function guess(answer, wish) {
  if (answer.kind !== "rows" || !answer.rows.length) return null;
  const { all, numeric } = columns(answer);
  if (!numeric.length) return null;
  const texts = (name) => answer.rows.map((row) => row[all.indexOf(name)]?.value).filter((t) => t !== undefined);
  const isDate = (name) => !numeric.includes(name) && texts(name).length > 0 && texts(name).every((t) => DATE.test(t));
  // a name in each row says what the row is about; one in all rows says nothing
  const isLabel = (name) => !numeric.includes(name) && new Set(texts(name)).size === answer.rows.length;
  const y = numeric.includes(wish.y) ? wish.y : (numeric.find((n) => n !== wish.x) ?? numeric[0]);
  const others = all.filter((n) => n !== y);
  const x = all.includes(wish.x) ? wish.x : (others.find(isDate) ?? others.find(isLabel) ?? others[0] ?? y);
  const natural = isDate(x) ? "line" : numeric.includes(x) ? "points" : "bars";
  return { kind: KINDS.includes(wish.kind) ? wish.kind : natural, x, y };
}

/** The chart's element. */
export function chart(answer, { kind, x, y }) {
  const [i, j] = [answer.names.indexOf(x), answer.names.indexOf(y)];
  const points = answer.rows
    .filter((row) => row[i] && row[j])
    .map((row) => ({ label: shown(row[i]), x: number(row[i]), y: number(row[j]) }));
  return kind === "bars" ? bars(points, y) : plane(points, kind, x, y);
}

function bars(all, name) {
  const points = all.slice(0, MOST_BARS);
  const left = Math.min(340, 20 + 7 * Math.max(...points.map((p) => p.label.length)));
  const ticks = scale([0, ...points.map((p) => p.y)]);
  const [low, high] = [ticks[0], ticks.at(-1)];
  const place = (v) => left + ((v - low) / (high - low)) * (WIDTH - left - 70);
  const top = 30;
  const height = top + points.length * 22 + 14 + (all.length > points.length ? 24 : 0);
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, class: "chart", role: "img", "aria-label": `${name}, as bars` });
  for (const tick of ticks) {
    drawing.append(svg("line", { x1: place(tick), x2: place(tick), y1: top - 4, y2: top + points.length * 22, class: "grid" }));
    drawing.append(svg("text", { x: place(tick), y: top - 12, "text-anchor": "middle", class: "tick" }, format(tick)));
  }
  points.forEach((point, n) => {
    const y = top + n * 22;
    const [from, to] = [Math.min(place(0), place(point.y)), Math.max(place(0), place(point.y))];
    const row = svg("g", {});
    row.append(svg("title", {}, `${point.label}: ${point.y}`));
    row.append(svg("text", { x: left - 8, y: y + 14, "text-anchor": "end" }, clipped(point.label, left)));
    row.append(svg("rect", { x: from, y: y + 3, width: to - from, height: 15, rx: 2 }));
    row.append(svg("text", { x: to + 6, y: y + 14, class: "tick" }, format(point.y)));
    drawing.append(row);
  });
  if (all.length > points.length) {
    const note = `The first ${points.length} of ${all.length} rows; the table has all.`;
    drawing.append(svg("text", { x: left, y: height - 10, class: "tick" }, note));
  }
  return drawing;
}

function plane(points, kind, xName, yName) {
  const height = 420;
  const frame = { left: 70, right: WIDTH - 40, top: 30, bottom: height - 50 };
  const place = placing(points);
  for (const point of points) point.at = place(point);
  const sorted = [...points].sort((a, b) => a.at - b.at);
  const up = scale(kind === "line" ? [0, ...points.map((p) => p.y)] : points.map((p) => p.y));
  const across = points.every((p) => p.x !== null) ? scale(points.map((p) => p.x)) : null;
  const [x0, x1] = across ? [across[0], across.at(-1)] : [sorted[0]?.at ?? 0, sorted.at(-1)?.at ?? 1];
  const px = (v) => frame.left + ((v - x0) / (x1 - x0 || 1)) * (frame.right - frame.left);
  const py = (v) => frame.bottom - ((v - up[0]) / (up.at(-1) - up[0])) * (frame.bottom - frame.top);
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, class: "chart", role: "img", "aria-label": `${yName} by ${xName}` });
  for (const tick of up) {
    drawing.append(svg("line", { x1: frame.left, x2: frame.right, y1: py(tick), y2: py(tick), class: "grid" }));
    drawing.append(svg("text", { x: frame.left - 8, y: py(tick) + 4, "text-anchor": "end", class: "tick" }, format(tick)));
  }
  const marks = across ? across.map((v) => [v, format(v)]) : sorted.map((p) => [p.at, p.label]);
  let free = -Infinity;
  for (const [at, label] of marks) {
    if (px(at) < free) continue;
    const text = clipped(label, 110);
    drawing.append(svg("text", { x: px(at), y: frame.bottom + 20, "text-anchor": "middle", class: "tick" }, text));
    free = px(at) + 7 * text.length + 24;
  }
  drawing.append(svg("text", { x: 12, y: 16, "text-anchor": "start" }, yName));
  drawing.append(svg("text", { x: frame.right, y: height - 8, "text-anchor": "end" }, xName));
  if (kind === "line") {
    drawing.append(svg("path", { d: sorted.map((p, n) => `${n ? "L" : "M"}${px(p.at)} ${py(p.y)}`).join("") }));
  }
  for (const point of sorted) {
    const dot = svg("circle", { cx: px(point.at), cy: py(point.y), r: 3.5 });
    dot.append(svg("title", {}, `${point.label}: ${point.y}`));
    drawing.append(dot);
  }
  return drawing;
}

/** How far to the right a point stands: by its number, its day, or the order of the labels. */
function placing(points) {
  if (points.every((p) => p.x !== null)) return (p) => p.x;
  if (points.every((p) => /^\d{4}(-\d{2}){0,2}$/.test(p.label))) return (p) => Date.parse(p.label);
  const labels = [...new Set(points.map((p) => p.label))].sort();
  return (p) => labels.indexOf(p.label);
}

/** Round numbers from at or below the smallest value to at or above the largest. */
function scale(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const rough = (high - low || Math.abs(high) || 1) / 5;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * [1, 2, 5, 10].find((m) => m * magnitude >= rough * 0.999);
  const [first, last] = [Math.floor(low / step + 1e-9), Math.max(Math.ceil(high / step - 1e-9), Math.floor(low / step + 1e-9) + 1)];
  return Array.from({ length: last - first + 1 }, (_, n) => (first + n) * step);
}

function format(value) {
  return Number(value.toPrecision(6)).toLocaleString("en", { maximumFractionDigits: 6 });
}

function clipped(label, room) {
  const most = Math.floor((room - 20) / 7) + 1;
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}

function svg(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}
