// The colours of a SPARQL query.

const KINDS = [
  ["comment", /#[^\n]*/],
  ["string", /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/],
  ["iri", /<[^<>"{}|^`\\\s]*>/],
  ["variable", /[?$]\w+/],
  ["name", /[\w-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*/],
  ["keyword", /[A-Za-z_]\w*/],
];
const TOKENS = new RegExp(KINDS.map(([, pattern]) => `(${pattern.source})`).join("|"), "g");

/** Fill an element with a query, its tokens coloured. */
export function colour(element, query) {
  const parts = [];
  let at = 0;
  for (const found of query.matchAll(TOKENS)) {
    const kind = KINDS[found.slice(1).findIndex((group) => group !== undefined)][0];
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = found[0];
    parts.push(query.slice(at, found.index), part);
    at = found.index + found[0].length;
  }
  // a line that is still empty takes room in a text area, but not in a pre
  element.replaceChildren(...parts, query.slice(at), "\n");
}
