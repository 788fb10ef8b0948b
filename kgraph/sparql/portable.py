"""A query as text that runs anywhere: with the prefixes it uses declared, and its parameters bound by VALUES."""

from __future__ import annotations

from collections.abc import Mapping

from kgraph.sparql.results import Term
from kgraph.sparql.tokens import Token, declared_prefixes, query_form, tokens


def portable(text: str, bindings: Mapping[str, Term], prefixes: Mapping[str, str]) -> str:
    """The query for any SPARQL 1.1 engine.

    Parameters
    ----------
    text : str
        A query; each SELECT that is to see a parameter has it in its projection.
    bindings : mapping
        Name of a parameter -> its value, which pyoxigraph writes as a term, so that it can be nothing else.
    prefixes : mapping
        Those that the query may use without declaring them.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> print(portable("SELECT $n ?x { ?x kg:unit $n }", {"n": ox.Literal("s")}, {"kg": "https://kgraph.example/ontology#"}))
    PREFIX kg: <https://kgraph.example/ontology#>
    SELECT $n ?x { VALUES ($n) { ("s") } ?x kg:unit $n }
    """
    words = list(tokens(text))
    for at, names in reversed(_openings(words, query_form(text), bindings)):
        variables, values = " ".join(f"${n}" for n in names), " ".join(str(bindings[n]) for n in names)
        text = f"{text[:at]} VALUES ({variables}) {{ ({values}) }}{text[at:]}"
    own = declared_prefixes(text)
    used = {w.text.partition(":")[0] for w in words if w.kind == "name"}
    missing = [p for p in prefixes if p in used and p not in own]
    return "".join(f"PREFIX {p}: <{prefixes[p]}>\n" for p in missing) + text


def _openings(words: list[Token], form: str, bindings: Mapping[str, Term]) -> list[tuple[int, list[str]]]:
    """The places behind the brackets that open the pattern of a query or subquery, and the parameters seen in it."""
    found = []
    for i, word in enumerate(words):
        if word.keyword == "SELECT":
            depth, seen, opening = 0, set(), None
            for later in words[i + 1 :]:
                if later.text == "{" and depth == 0:
                    opening = later.end
                    break
                depth += (later.text == "(") - (later.text == ")")
                seen |= {later.text[1:]} if later.kind == "variable" else {*bindings} if later.text == "*" else set()
            names = [n for n in bindings if n in seen]
            if opening and names:
                found.append((opening, names))
    if form != "SELECT" and bindings:
        start = next((i for i, w in enumerate(words) if w.keyword == ("ASK" if form == "ASK" else "WHERE")), len(words))
        opening = next((w.end for w in words[start:] if w.text == "{"), None)
        if opening:
            found.insert(0, (opening, list(bindings)))
    return found
