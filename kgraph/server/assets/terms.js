// RDF terms as people read them, and the addresses of IRIs on this server.

export const data = JSON.parse(document.getElementById("data").textContent);
const NUMBERS = /XMLSchema#(integer|decimal|double|float|nonNegativeInteger|positiveInteger|int|long)$/;

/** An IRI with a prefix where one fits, else in full. */
export function compact(iri, prefixes = data.prefixes) {
  for (const [prefix, folder] of Object.entries(prefixes)) {
    const rest = iri.startsWith(folder) ? iri.slice(folder.length) : "";
    if (rest && /^[\w.-]*\w$/.test(rest)) return `${prefix}:${rest}`;
  }
  return iri.startsWith(data.base) ? iri.slice(data.base.length) : iri;
}

/** Where this server answers an IRI; as `address_of` in addresses.py. */
export function address(iri) {
  const rest = iri.startsWith(data.base) ? iri.slice(data.base.length) : "";
  if (rest && /^[\w/%:@!$&'()*+,;=.~-]+$/.test(rest)) return data.instances + rest;
  return `/resource?iri=${encodeURIComponent(iri)}`;
}

/** The number that a term is, or null. */
export function number(term) {
  return term?.type === "literal" && NUMBERS.test(term.datatype ?? "") ? Number(term.value) : null;
}

/** A term as text. */
export function shown(term) {
  if (!term) return "";
  return term.type === "uri" ? compact(term.value) : term.type === "bnode" ? `_:${term.value}` : term.value;
}
