// A graph as Turtle: one subject a paragraph, every name a link to its page; the text can be copied as it stands.

import { address, compact, data } from "./terms.js";

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD = "http://www.w3.org/2001/XMLSchema#";
/** Literals that Turtle writes without quotation marks, by datatype. */
const BARE = { [`${XSD}integer`]: /^[+-]?\d+$/, [`${XSD}decimal`]: /^[+-]?\d*\.\d+$/, [`${XSD}boolean`]: /^(true|false)$/ };
const STEP = 2000;

/** The elements of a text; `own` are the prefixes that the query declares itself. */
export function turtle(answer, own) {
  const element = Object.assign(document.createElement("pre"), { className: "turtle" });
  const more = Object.assign(document.createElement("button"), { type: "button", className: "more" });
  const prefixes = { ...data.prefixes, ...own };
  const used = new Set();
  const body = answer.rows.map((row, i) => statement(row, answer.rows[i - 1], answer.rows[i + 1], prefixes, used));
  let drawn = 0;

  function draw() {
    element.append(...body.slice(drawn, drawn + STEP).flat());
    drawn = Math.min(drawn + STEP, body.length);
    more.hidden = drawn === body.length;
    more.textContent = `${(body.length - drawn).toLocaleString("en")} more`;
  }

  element.append(...[...used].map((name) => `@prefix ${name}: <${prefixes[name]}> .\n`));
  more.addEventListener("click", draw);
  draw();
  return [element, more];
}

/** One triple, as the one before it and the one behind it leave it to be written. */
function statement([subject, predicate, object], before, after, prefixes, used) {
  const name = (term) => written(term, prefixes, used);
  const verb = predicate.value === TYPE ? "a" : name(predicate);
  const end = !same(after?.[0], subject) ? " .\n" : same(after[1], predicate) ? " ," : " ;\n";
  if (!same(before?.[0], subject)) return ["\n", name(subject), " ", verb, " ", name(object), end];
  return same(before[1], predicate) ? [" ", name(object), end] : ["    ", verb, " ", name(object), end];
}

function same(one, other) {
  return one?.value === other?.value && one?.type === other?.type;
}

/** A term in Turtle's syntax, IRIs as links. */
function written(term, prefixes, used) {
  if (term.type === "uri") {
    return Object.assign(document.createElement("a"), { href: address(term.value), textContent: iri(term.value, prefixes, used) });
  }
  if (term.type === "bnode") return `_:${term.value}`;
  if (BARE[term.datatype]?.test(term.value)) return term.value;
  // JSON's escapes are Turtle's
  const text = JSON.stringify(term.value);
  if (term["xml:lang"]) return `${text}@${term["xml:lang"]}`;
  return term.datatype ? `${text}^^${iri(term.datatype, prefixes, used)}` : text;
}

/** An IRI with a prefix where that makes a name of Turtle, else whole. */
function iri(value, prefixes, used) {
  const [, prefix, rest] = /^(\w+):(\w(?:[\w.-]*\w)?)$/.exec(compact(value, prefixes)) ?? [];
  if (prefixes[prefix] + rest !== value) return `<${value}>`;
  used.add(prefix);
  return `${prefix}:${rest}`;
}
