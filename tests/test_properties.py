"""What must hold for every input: texts of any characters, papers in any order."""

from __future__ import annotations

import csv
import io
import tempfile
import unicodedata
import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from urllib.parse import unquote

import networkx as nx
import pyoxigraph as ox
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import kgraph
from kgraph.errors import SourceWarning
from kgraph.explanation import pieces
from kgraph.exports import write, write_graphml
from kgraph.exports.graphs import shared_titles
from kgraph.exports.provenance import Provenance
from kgraph.exports.quads import quads
from kgraph.graph import build_graph
from kgraph.iris import entity_iri, paper_iri
from kgraph.learning import LearnedName, learn_names, names_lines, read_names
from kgraph.names import fold, slug
from kgraph.records import Entity, Facts, Mention, Paper, Publisher, Result
from kgraph.schema import ENTITY_TYPES, ROLES
from kgraph.sources import read_entries
from kgraph.sources.merge import merge
from kgraph.sparql.results import Table, to_csv, to_json, to_tsv
from kgraph.values import parse_value

few = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PROVENANCE = Provenance("a" * 64, "b" * 64, "0.1.0")

#: Any characters, those that formats use for themselves more often than others.
texts = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("\"'\\<>{}|^`%#/.-:;,@ \t\n\r\u2028\x85\u00a0é🦙λ"))
)


def is_name(text: str) -> bool:
    try:
        return bool(slug(text))
    except ValueError:
        return False


names = texts.filter(is_name)
words = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    return Paper(
        id=draw(names),
        title=draw(names),
        abstract=draw(texts),
        date=draw(st.sampled_from(["", "2024-10-24", "--05-17", "1999-12-31"])),
        date_inferred=draw(st.booleans()),
        organisation=draw(
            st.none()
            | st.builds(lambda n: Publisher(n, "x", f"organisation/{slug(n)}"), names)
            | st.builds(Publisher, texts, texts)
        ),
        authors=tuple(draw(st.lists(texts, max_size=2))),
        listed=draw(st.sampled_from(["", "2024-10-25", "--05-18"])),
        listed_inferred=draw(st.booleans()),
        author_count=draw(st.none() | st.integers(0, 5000)),
        upvotes=draw(st.none() | st.integers(0, 10**9)),
        arxiv_id=draw(st.sampled_from(["", "2401.00001", "hep-th/9901001"])),
        doi=draw(st.sampled_from(["", "10.1000/x"])),
        url=draw(texts),
        sources=tuple(sorted(draw(st.lists(texts, max_size=2, unique=True)))),
    )


#: Ids of more general entities, the nearest first.
lineages = st.lists(names.map(lambda n: f"model/{slug(n)}"), max_size=2, unique=True).map(tuple)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    paper = draw(papers())
    fields = {"title": paper.title, "abstract": paper.abstract}
    rules = st.sampled_from(["lexicon-model", "introduced-name"])

    def span() -> tuple[str, int, int, str]:
        field = draw(st.sampled_from([f for f, text in fields.items() if text]))
        start = draw(st.integers(0, len(fields[field]) - 1))
        end = draw(st.integers(start + 1, len(fields[field])))
        return field, start, end, fields[field][start:end]

    # spans do not overlap: each character belongs to one mention or result
    taken: set[tuple[str, int]] = set()

    def free_span() -> tuple[str, int, int, str] | None:
        field, start, end, text = span()
        cells = {(field, i) for i in range(start, end)}
        if cells & taken:
            return None
        taken.update(cells)
        return field, start, end, text

    entities = {}
    for _ in range(draw(st.integers(0, 3))):
        place = free_span()
        if place is None:
            continue
        mention = Mention(*place, draw(rules))
        type_, name = draw(st.sampled_from(sorted(ENTITY_TYPES))), draw(names)
        id_ = f"{type_.lower()}/{slug(name)}"
        role = draw(st.sampled_from(sorted(ROLES)))
        entities[id_] = Entity(id_, type_, name, role, draw(rules), mention, (mention,), draw(lineages))
    results = []
    for _ in range(draw(st.integers(0, 2))):
        place = free_span()
        if place is not None:
            field, start, end, text = place
            some = st.none() | texts
            row = (text, draw(some), draw(some), draw(some), draw(some), field, start, end, draw(rules))
            result = Result(*row, *parse_value(text), draw(st.booleans()))
            results.append(
                replace(
                    result,
                    metric_rule="" if result.metric is None else draw(rules),
                    benchmark_rule="" if result.benchmark is None else draw(rules),
                    subject_rule="" if result.subject is None else draw(rules),
                    baseline_rule="" if result.baseline is None else draw(rules),
                )
            )
    results.sort(key=lambda r: (r.field == "abstract", r.start))
    return Facts(paper, tuple(entities[i] for i in sorted(entities)), tuple(results))


def iris_of(some: Iterable[Paper]) -> set[str]:
    some = list(some)
    shared = shared_titles(map(Facts, some))
    return {paper_iri(p, ambiguous=shared) for p in some}


corpora = st.lists(facts(), max_size=4, unique_by=lambda f: f.paper.id)
#: Papers that no identifier makes one.
corpora_of_titles = corpora.filter(lambda c: len(iris_of(f.paper for f in c)) == len(c))


# names


@given(texts, texts)
def test_slugs_are_equal_only_for_names_that_differ_in_case_dashes_and_spaces(one: str, other: str) -> None:
    assume(is_name(one) and is_name(other))

    def plain(name: str) -> str:
        kept = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        return "".join(c for c in kept if not c.isspace() and unicodedata.category(c) != "Pd" and c != "\u2212")

    if slug(one) == slug(other):
        assert plain(one) == plain(other)


@given(names)
def test_slug_is_safe_in_an_iri_and_stays_the_same(name: str) -> None:
    found = slug(name)
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-._%ABCDEF")
    assert slug(unquote(found)) == found
    iri = entity_iri(f"model/{found}")
    assert ox.NamedNode(iri).value == iri


@given(names)
def test_decoded_slug_is_the_name_without_case_and_layout(name: str) -> None:
    assert "--" not in slug(name)
    assert slug(f"  {name.upper()}\u2014") == slug(name.upper())


@given(st.lists(words, min_size=1, max_size=4))
def test_fold_does_not_see_case_and_hyphens(parts: list[str]) -> None:
    assert fold("-".join(parts)) == fold(" ".join(parts)) == fold("\u2013".join(parts)) == fold("  ".join(parts))
    # the s of a plural is small, whatever the case of the name: all else in capitals is the same
    capitals = " ".join(parts).upper()
    small_s = capitals[:-1] + "s" if parts[-1][-1] in "sS" else capitals
    assert fold(small_s) == fold(" ".join(parts)[:-1] + small_s[-1])


@given(st.lists(words, min_size=1, max_size=3))
def test_a_capital_s_behind_a_capital_is_no_plural(parts: list[str]) -> None:
    name = " ".join(parts).upper() + "QX"
    assert fold(name + "s") == fold(name)
    assert fold(name + "S") == fold(name) + "s"


@given(st.decimals(-9999, 9999, places=2), st.sampled_from([("%", "percent"), (" ms", "ms"), ("x", "times"), ("", "")]))
def test_value_of_a_written_number_is_the_number(number: object, unit: tuple[str, str]) -> None:
    assert parse_value(f"{number}{unit[0]}") == (float(str(number)), float(str(number)), unit[1])


# Facts, graph, RDF


@given(facts())
@few
def test_facts_are_the_same_after_json(one: Facts) -> None:
    line = one.to_json()
    assert Facts.from_json(line) == one
    assert "\n" not in line


@given(facts())
@few
def test_pieces_put_together_are_the_text(one: Facts) -> None:
    assert "".join(p.text for p in pieces(one, "title")) == one.paper.title
    assert "".join(p.text for p in pieces(one, "abstract")) == one.paper.abstract
    marked = [p for p in (*pieces(one, "title"), *pieces(one, "abstract")) if p.kind]
    assert len(marked) == sum(len(e.mentions) for e in one.entities) + len(one.results)


@given(corpora, st.randoms(use_true_random=False))
@few
def test_graph_is_the_same_for_any_order(corpus: list[Facts], random: Random) -> None:
    shuffled = list(corpus)
    random.shuffle(shuffled)
    one, other = build_graph(corpus), build_graph(shuffled)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


@given(corpora)
@few
def test_graphml_can_always_be_read_back(corpus: list[Facts]) -> None:
    graph = build_graph(corpus)
    with tempfile.TemporaryDirectory() as folder:
        again = nx.read_graphml(write_graphml(graph, Path(folder) / "g.graphml"), force_multigraph=True)
    assert again.number_of_nodes() == graph.number_of_nodes()
    assert again.number_of_edges() == graph.number_of_edges()


@given(corpora_of_titles, st.randoms(use_true_random=False))
@few
def test_turtle_is_read_back_whole_and_is_the_same_for_any_order(corpus: list[Facts], random: Random) -> None:
    shuffled = list(corpus)
    random.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        one, other = (
            write(c, Path(folder) / f"{i}.ttl", provenance=PROVENANCE).read_bytes()
            for i, c in enumerate((corpus, shuffled))
        )
    assert one == other
    said = [q.triple for q in quads(corpus, provenance=PROVENANCE)]
    assert len(said) == len(set(said))
    parsed = [q.triple for q in ox.parse(one, format=ox.RdfFormat.TURTLE)]
    assert len(parsed) == len(said)
    assert set(parsed) == set(said)
    assert not [t for t in parsed if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]


@given(corpora_of_titles)
@few
def test_facts_are_restored_from_nquads(corpus: list[Facts]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(corpus, Path(folder) / "graph.nq", provenance=PROVENANCE)
        assert kgraph.restore(path) == sorted(corpus, key=lambda f: f.paper.id)


@given(st.lists(papers(), max_size=5, unique_by=lambda p: p.id))
@few
def test_papers_without_identifiers_have_different_iris(some: list[Paper]) -> None:
    unknown = [p for p in some if not p.arxiv_id and not p.doi]
    assert len(iris_of(unknown)) == len(unknown)


# sources


@given(st.lists(papers(), max_size=5), st.randoms(use_true_random=False))
@example([Paper("0", "0", ""), Paper("0", "0", ""), Paper("0", "00", "")], Random(0))
@few
def test_merging_does_not_depend_on_order_and_is_done_once(some: list[Paper], random: Random) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)
    with warnings.catch_warnings():
        # of one id and different titles
        warnings.simplefilter("ignore", SourceWarning)
        merged = merge(some)
        assert merge(shuffled) == merged
    assert merge(merged) == merged
    assert len({p.id for p in merged}) == len(merged)
    assert {s for p in merged for s in p.sources} == {s for p in some for s in p.sources}


ENTRIES = st.lists(
    st.tuples(
        st.lists(words, min_size=1, max_size=8),
        st.lists(words, min_size=30, max_size=40),
        st.none() | st.integers(1, 99),
        st.sampled_from(["", "Oct 24, 2024", "May 17", "Feb 29, 2024 7"]),
    ),
    min_size=1,
    max_size=6,
)


@given(ENTRIES, st.sampled_from(["\n", "\r\n"]))
@few
def test_page_gives_the_entries_that_it_was_written_from(
    entries: list[tuple[list[str], list[str], int | None, str]], line_end: str
) -> None:
    page = "Daily Papers\n\nJul 3\n\n"
    expected = []
    for title, abstract, authors, date in entries:
        # a first word that no header, meta line or date begins with
        heading = f"On {' '.join(title)}"
        page += f"{heading}\n\n{' '.join(abstract)}\n\n"
        meta = [f"  • {authors} authors"] if authors else []
        if meta or date:
            page += "\n".join([*meta, "·", *([date] if date else [])]) + "\n\n"
        expected.append((heading, " ".join(abstract), authors, 7 if date.endswith("7") and "," in date else None))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_bytes(page.replace("\n", line_end).encode())
        found = list(read_entries(path, strict=True))
    assert [(p.title, p.abstract, p.author_count, p.upvotes) for p in found] == expected


@given(st.binary(max_size=400) | texts.map(str.encode) | texts.map(lambda t: b'{"title": "x"}\n{' + t.encode()))
@few
def test_any_bytes_are_papers_or_one_clear_error(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", SourceWarning)
        path = Path(folder) / "x.txt"
        path.write_bytes(content)
        refused, found = None, []
        try:
            found = kgraph.read(path)
        except kgraph.errors.SourceError as error:
            refused = error
    assert bool(found) != bool(refused)
    if refused is not None:
        assert (refused.path, bool(refused.line), bool(refused.remedy)) == (str(path), True, True)
    for paper in found:
        Facts(paper).to_json().encode("utf-8")


# learned names, answers


rows = st.tuples(words, st.sampled_from(["model/a", "method/b"]), st.just("Model"), texts, st.lists(texts, max_size=2))


@given(st.lists(rows, max_size=5), st.randoms(use_true_random=False))
@few
def test_learned_names_do_not_depend_on_order(
    introduced: list[tuple[str, str, str, str, list[str]]], random: Random
) -> None:
    shuffled = list(introduced)
    random.shuffle(shuffled)
    assert learn_names(shuffled) == learn_names(introduced)


@given(st.lists(st.builds(LearnedName, names.map(lambda n: f"model/{slug(n)}"), st.just("Model"), texts,
                          st.lists(texts).map(tuple), st.lists(texts).map(tuple), st.booleans()), max_size=4))  # fmt: skip
@few
def test_learned_names_are_the_same_after_a_file(learned: list[LearnedName]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.jsonl"
        path.write_bytes("".join(names_lines(learned)).encode())
        assert read_names(path) == sorted(learned)


literals = st.builds(ox.Literal, texts) | st.builds(lambda t: ox.Literal(t, language="en"), texts)
tables = st.lists(st.tuples(literals, st.none() | literals), max_size=4).map(lambda r: Table(("a", "b"), list(r)))


@given(tables)
@few
def test_answers_are_read_back_from_json_tsv_and_csv(table: Table) -> None:
    for serialize, format in ((to_json, ox.QueryResultsFormat.JSON), (to_tsv, ox.QueryResultsFormat.TSV)):
        parsed = ox.parse_query_results(serialize(table), format=format)
        assert isinstance(parsed, ox.QuerySolutions)
        assert [(row["a"], row["b"]) for row in parsed] == table.rows
    values = [["" if t is None else t.value for t in row if not isinstance(t, ox.BlankNode)] for row in table.rows]
    # a bare carriage return is the one character that Python's own reader takes for a line end
    if not any("\r" in v or "\x00" in v for row in values for v in row):
        assert list(csv.reader(io.StringIO(to_csv(table), newline="")))[1:] == values


# extraction


@given(st.lists(st.one_of(texts, st.sampled_from([
    " We introduce QuillNet, a language model. ", "GSM8K", " 41.5% ", "Llama-3.1-8B", " (LoRA) ", " on ", " outperforms ", ".",
])), max_size=12).map("".join), names)  # fmt: skip
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_extraction_of_any_text_keeps_the_contract(nlp: Language, abstract: str, title: str) -> None:
    paper = Paper("p", title, abstract)
    (one,) = kgraph.extract([paper], nlp=nlp, names=[]).facts
    fields = {"title": title, "abstract": abstract}
    for entity in one.entities:
        assert entity.evidence in entity.mentions
        assert entity.id.startswith(ENTITY_TYPES[entity.type].key + "/")
        assert ox.NamedNode(entity_iri(entity.id)).value.isascii()
        for m in entity.mentions:
            assert fields[m.field][m.start : m.end] == m.text != ""
    for r in one.results:
        assert fields[r.field][r.start : r.end] == r.value != ""
    assert Facts.from_json(one.to_json()) == one
    said = list(quads([one], provenance=PROVENANCE))
    assert len(said) == len(set(said))
