// Fields for the parameters of a query, with the names that the graph knows as suggestions.

import { rowsOf } from "./answers.js";
import { data } from "./terms.js";

const KNOWN = {
  Paper: "?x a kg:Paper ; dcterms:title ?name",
  Metric: "?x a kg:Metric ; skos:prefLabel ?name",
  Entity: `VALUES ?class { ${data.types.map((t) => `kg:${t}`).join(" ")} } ?x a ?class ; skos:prefLabel ?name`,
  ...Object.fromEntries(data.types.map((t) => [t, `?x a kg:${t} ; skos:prefLabel ?name`])),
};
const MOST = 2000;

/** Fill an element with a field for each parameter; `held` gives values by name. */
export function fields(element, parameters, held) {
  element.hidden = !parameters.length;
  element.querySelectorAll("label, datalist").forEach((old) => old.remove());
  for (const { name, type, value, description } of parameters) {
    const label = Object.assign(document.createElement("label"), { title: description });
    const field = Object.assign(document.createElement("input"), { name, value: held[name] ?? value, placeholder: value });
    label.append(name, field);
    element.append(label);
    if (KNOWN[type]) suggest(field, type, element);
  }
}

/** Name -> value of the fields that a person has filled. */
export function values(element) {
  const filled = [...element.querySelectorAll("input")].filter((field) => field.value.trim());
  return Object.fromEntries(filled.map((field) => [field.name, field.value.trim()]));
}

function suggest(field, type, element) {
  const list = Object.assign(document.createElement("datalist"), { id: `names-${field.name}` });
  field.setAttribute("list", list.id);
  element.append(list);
  // the value that stands there would hide all others
  field.addEventListener("focus", () => field.select());
  field.addEventListener("focus", async () => {
    const query = `SELECT DISTINCT ?name { ${KNOWN[type]} } ORDER BY ?name LIMIT ${MOST}`;
    const headers = { Accept: "application/sparql-results+json" };
    const response = await fetch("/sparql", { method: "POST", headers, body: new URLSearchParams({ query }) });
    if (!response.ok) return;
    const { rows } = rowsOf(await response.text(), response.headers.get("Content-Type"));
    list.append(...rows.map(([name]) => new Option(name.value)));
  }, { once: true });
}
