// The query page: what the address holds is asked, what is asked is held by the address.
import { columns, rowsOf } from "./answers.js";
import { chart, guess, KINDS } from "./chart.js";
import { colour } from "./editor.js";
import { declared, head } from "./head.js";
import { fields, values } from "./parameters.js";
import { table } from "./table.js";
import { data } from "./terms.js";
import { turtle } from "./turtle.js";

const $ = (id) => document.getElementById(id);
const text = $("text");
const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";
/** Formats to save an answer in: name in the address, for people, ending of the file. */
const DOWNLOADS = {
  rows: [["csv", "CSV", "csv"], ["tsv", "TSV", "tsv"], ["json", "JSON", "json"], ["xml", "XML", "xml"]],
  triples: [["turtle", "Turtle", "ttl"], ["jsonld", "JSON-LD", "jsonld"], ["ntriples", "N-Triples", "nt"], ["rdfxml", "RDF/XML", "rdf"]],
};
let running = null;
let answer = null;
/** The view that a person chose: turtle, table or chart; empty for the one that suits the answer. */
let view = "";
let axes = {};

function draw() {
  colour($("colours"), text.value);
  $("colours").scrollTop = text.scrollTop;
}

/* The address: #query=…, or #name=… of a stored query; $model=… its parameters; view=table, or view=chart&kind=bars&x=…&y=… */

function read() {
  const held = new URLSearchParams(location.hash.slice(1));
  text.value = held.get("query") ?? data.queries.find((q) => q.name === held.get("name"))?.text ?? "";
  view = ["table", "chart"].find((name) => name === held.get("view")) ?? "";
  axes = Object.fromEntries(["kind", "x", "y"].filter((k) => held.has(k)).map((k) => [k, held.get(k)]));
  grow();
  chosen(Object.fromEntries([...held].filter(([k]) => k.startsWith("$")).map(([k, v]) => [k.slice(1), v])));
  draw();
  if (text.value.trim()) ask();
  else clear();
}

function write(how) {
  const set = Object.entries(values($("parameters"))).map(([k, v]) => [`$${k}`, v]);
  const which = stored() ? { name: stored().name } : { query: text.value };
  const held = { ...which, ...Object.fromEntries(set), ...(view ? { view } : {}), ...(view === "chart" ? axes : {}) };
  const hash = "#" + Object.entries(held).map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join("&");
  if (hash !== location.hash) history[how](null, "", hash);
}

/** The stored query that is in the editor. */
function stored() {
  return data.queries.find((q) => q.text === text.value);
}

/** Say what the query in the editor answers, and give fields for its parameters. */
function chosen(held = values($("parameters"))) {
  const { description, parameters } = head(text.value);
  $("stored").value = stored()?.name ?? "";
  $("about").textContent = description;
  $("about").hidden = !description;
  fields($("parameters"), parameters, held);
}

/** Room for the whole query, within reason. */
function grow() {
  text.rows = Math.min(18, Math.max(7, text.value.split("\n").length));
}

/* Asking */

async function ask() {
  running?.abort();
  const mine = (running = new AbortController());
  const began = performance.now();
  $("stop").hidden = false;
  $("error").hidden = true;
  $("status").textContent = "Running…";
  const ticking = setInterval(() => {
    $("status").textContent = `Running… ${Math.round((performance.now() - began) / 1000)} s`;
  }, 1000);
  try {
    const response = await fetch("/query", {
      method: "POST", headers: { Accept: ACCEPT }, body: new URLSearchParams(asked()), signal: mine.signal,
    });
    const body = await response.text();
    if (!response.ok) return fail(body.trim());
    answer = rowsOf(body, response.headers.get("Content-Type"));
    const one = answer.kind === "triples" ? "triple" : "row";
    const many = answer.rows.length === 1 ? one : `${one}s`;
    $("status").textContent = `${answer.rows.length.toLocaleString("en")} ${many} in ${Math.round(performance.now() - began)} ms`;
    show();
  } catch (error) {
    if (error.name !== "AbortError") return fail(`The server does not answer: ${error.message}`);
    if (running === mine) {
      clear();
      $("status").textContent = "Stopped";
    }
  } finally {
    clearInterval(ticking);
    if (running === mine) {
      $("stop").hidden = true;
      running = null;
    }
  }
}

/** What the server is asked: the query, and values of its parameters. */
function asked() {
  return { ...values($("parameters")), query: stored()?.name ?? text.value };
}

function fail(message) {
  clear();
  $("error").textContent = message;
  $("error").hidden = false;
  const place = /\bline (\d+), column (\d+)/.exec(message);
  if (place) {
    const lines = text.value.split("\n");
    const at = lines.slice(0, place[1] - 1).join("\n").length + (place[1] > 1 ? 1 : 0) + Number(place[2]) - 1;
    text.focus();
    text.setSelectionRange(at, at + (/^\S[\w:.-]*/.exec(text.value.slice(at))?.[0].length ?? 0));
  }
}

function clear() {
  answer = null;
  $("results").hidden = true;
  $("error").hidden = true;
  $("status").textContent = "";
}

/* Showing */

function show() {
  $("results").hidden = false;
  const drawable = guess(answer, axes);
  $("as-chart").disabled = !drawable;
  const graph = answer.kind === "triples" && answer.rows.length > 0;
  const shown = view === "chart" && drawable ? "chart" : view !== "table" && graph ? "turtle" : "table";
  $("as-turtle").hidden = !graph;
  for (const name of ["turtle", "table", "chart"]) {
    $(`as-${name}`).setAttribute("aria-selected", String(name === shown));
  }
  $("axes").hidden = shown !== "chart";
  if (shown === "chart") {
    axes = drawable;
    choices();
    $("view").replaceChildren(chart(answer, axes));
  } else if (shown === "turtle") {
    $("view").replaceChildren(...turtle(answer, declared(text.value)));
  } else {
    $("view").replaceChildren(...table(answer));
  }
  const links = DOWNLOADS[answer.kind === "triples" ? "triples" : "rows"].map(([format, label, ending]) => {
    const link = document.createElement("a");
    link.href = `/query?${new URLSearchParams({ ...asked(), format })}`;
    link.download = `answer.${ending}`;
    link.textContent = label;
    return link;
  });
  $("downloads").replaceChildren("Save as ", ...links.flatMap((link, i) => (i ? [" · ", link] : [link])));
}

function choices() {
  const { all, numeric } = columns(answer);
  $("axes").replaceChildren(...[["kind", KINDS], ["x", all], ["y", numeric]].map(([name, options]) => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.name = name;
    select.append(...options.map((option) => new Option(option, option, false, option === axes[name])));
    select.addEventListener("change", () => {
      axes = { ...axes, [name]: select.value };
      write("replaceState");
      show();
      $("axes").querySelector(`[name=${name}]`).focus();
    });
    label.append(name, select);
    return label;
  }));
}

function choose(name) {
  // the view that an answer has by itself needs no mention in the address
  view = name === (answer?.kind === "triples" ? "turtle" : "table") ? "" : name;
  write("replaceState");
  if (answer) show();
}

/* What a person does */

$("stored").append(...data.queries.map((q) => new Option(q.title, q.name)));
$("stored").addEventListener("change", () => {
  const query = data.queries.find((q) => q.name === $("stored").value);
  if (!query) return;
  text.value = query.text;
  chosen({});
  axes = {};
  view = "";
  grow();
  draw();
  write("pushState");
  ask();
});
$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!text.value.trim()) return text.focus();
  chosen();
  write("pushState");
  ask();
});
$("stop").addEventListener("click", () => running?.abort());
$("copy").addEventListener("click", async () => {
  write("replaceState");
  await navigator.clipboard.writeText(location.href);
  $("status").textContent = "The link is copied";
});
for (const name of ["turtle", "table", "chart"]) $(`as-${name}`).addEventListener("click", () => choose(name));
text.addEventListener("input", () => {
  draw();
  chosen();
});
text.addEventListener("scroll", draw);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    $("ask").requestSubmit();
  }
});
addEventListener("popstate", read);
for (const [prefix, iri] of Object.entries(data.prefixes)) {
  const term = document.createElement("dt");
  const meaning = document.createElement("dd");
  term.textContent = `${prefix}:`;
  meaning.textContent = iri;
  $("prefixes").querySelector("dl").append(term, meaning);
}
$("endpoint").textContent = `${location.origin}/sparql`;
read();
document.body.dataset.ready = "true";
