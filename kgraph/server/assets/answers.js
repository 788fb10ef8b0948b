// Answers of the endpoint as rows of terms, whatever form they came in.

import { number } from "./terms.js";

const TRIPLE = /^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/;

/** {kind, names, rows}: rows are lists of terms as SPARQL's JSON has them, null where a variable is not bound. */
export function rowsOf(body, mediaType) {
  if (!mediaType.includes("json")) {
    const rows = body.split("\n").map((line) => TRIPLE.exec(line)).filter(Boolean);
    return { kind: "triples", names: ["subject", "predicate", "object"], rows: rows.map((m) => m.slice(1).map(term)) };
  }
  const found = JSON.parse(body);
  if ("boolean" in found) {
    return { kind: "boolean", names: ["answer"], rows: [[{ type: "literal", value: found.boolean ? "yes" : "no" }]] };
  }
  const names = found.head.vars;
  return { kind: "rows", names, rows: found.results.bindings.map((b) => names.map((n) => b[n] ?? null)) };
}

/** A term of N-Triples. */
function term(written) {
  if (written.startsWith("<")) return { type: "uri", value: unescaped(written.slice(1, -1)) };
  if (written.startsWith("_:")) return { type: "bnode", value: written.slice(2) };
  const end = written.lastIndexOf('"');
  const rest = written.slice(end + 1);
  const value = unescaped(written.slice(1, end));
  const kind = rest.startsWith("^^") ? { datatype: rest.slice(3, -1) } : rest ? { "xml:lang": rest.slice(1) } : {};
  return { type: "literal", value, ...kind };
}

function unescaped(written) {
  const one = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  return written.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, char) =>
    char ? (one[char] ?? char) : String.fromCodePoint(parseInt(short ?? long, 16)));
}

/** Names of all columns, and of those that hold numbers only. */
export function columns(answer) {
  const numeric = answer.names.filter((_, i) => {
    const bound = answer.rows.filter((row) => row[i]);
    return bound.length > 0 && bound.every((row) => number(row[i]) !== null);
  });
  return { all: answer.names, numeric };
}
