"""The files of a build as one dataset: sorted outside memory, streamed, described with counts that are counted."""

from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import kgraph
from kgraph.errors import GraphError
from kgraph.exports import generate, sorting
from kgraph.exports.dataset import write_dataset
from kgraph.exports.graphs import in_order
from kgraph.exports.provenance import Provenance
from kgraph.exports.quads import quads
from kgraph.exports.scope import Scope
from kgraph.exports.sorting import SortedRecords
from kgraph.files import write_lines
from kgraph.iris import BASE, DCAT, DCTERMS, ONTOLOGY, VOID, paper_iri
from kgraph.loading import FactsFile, open_build
from kgraph.records import Facts, Paper, facts_lines

Run = Callable[..., CompletedProcess[str]]

# records sorted outside memory

records = st.lists(st.binary(max_size=12), max_size=60)


@given(records, st.integers(1, 200))
def test_records_are_sorted_however_little_fits_into_memory(some: list[bytes], memory: int) -> None:
    with SortedRecords(memory) as held:
        for start in range(0, len(some), 7):
            held.add(some[start : start + 7])
        assert list(held) == sorted(some)
        assert list(held) == sorted(some), "a second time"


def test_bytes_do_not_depend_on_memory(
    sample_facts: list[Facts], provenance: Provenance, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [b"".join(generate(sample_facts, f, provenance=provenance)) for f in ("nquads", "turtle", "void")]
    monkeypatch.setattr(sorting, "MEMORY", 100)
    found = [b"".join(generate(sample_facts, f, provenance=provenance)) for f in ("nquads", "turtle", "void")]
    assert found == expected


# streaming


def many_papers(facts: list[Facts], path: Path, number: int) -> FactsFile:
    """A file of the same three papers again and again under other ids."""
    copies = (
        replace(one, paper=replace(one.paper, id=f"{i:05}", arxiv_id=f"0001.{i:05}", doi=""))
        for i in range(number)
        for one in facts[i % len(facts) : i % len(facts) + 1]
    )
    write_lines(facts_lines(copies), path)
    return FactsFile(path)


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "void", "facts"])
def test_memory_does_not_grow_with_the_number_of_papers(
    format: str,
    sample_facts: list[Facts],
    provenance: Provenance,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # so much that each file that waits to be merged holds far more than the buffer it is read through
    monkeypatch.setattr(sorting, "MEMORY", 1_000_000 if format in ("nquads", "ntriples") else 100_000)

    def peak(number: int) -> int:
        facts = many_papers(sample_facts, tmp_path / f"{number}.jsonl", number)
        tracemalloc.start()
        try:
            for _ in generate(facts, format, provenance=provenance):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(20)  # tables that are loaded once
    few, more = peak(300), peak(900)
    # the Facts of a paper take more than 4 kB; what grows is the buffers of the files that wait to be merged
    assert (more - few) / 600 < 2_000, f"{few:,} bytes for 300 papers, {more:,} for 900"


def test_facts_in_a_file_are_read_as_they_come_or_sorted_if_they_are_not(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    straight, mixed = FactsFile(tmp_path / "a.jsonl"), FactsFile(tmp_path / "b.jsonl")
    write_lines(facts_lines(sample_facts), straight.path)
    write_lines(facts_lines(sample_facts[::-1]), mixed.path)
    assert in_order(straight) is straight
    assert in_order(mixed) == in_order(iter(sample_facts[::-1])) == sample_facts
    assert list(quads(mixed, provenance=provenance)) == list(quads(sample_facts, provenance=provenance))


# graphs


def test_a_paper_is_in_its_own_graph_and_what_papers_share_in_another(
    sample_facts: list[Facts], provenance: Provenance
) -> None:
    found = list(quads(sample_facts, provenance=provenance))
    for quad in found:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.graph_name, ox.NamedNode)
        graph = quad.graph_name.value
        if graph == f"{BASE}graph/entities":
            assert not quad.subject.value.startswith(f"{BASE}paper/")
        else:
            paper = graph.removesuffix("/graph")
            assert quad.subject.value == paper or quad.subject.value.startswith(f"{paper}/")
    assert len({q.graph_name for q in found}) == len(sample_facts) + 1
    assert len({q.triple for q in found}) == len(found), "no statement is in two graphs"


# the description

V, D, T = rdflib.Namespace(VOID), rdflib.Namespace(DCAT), rdflib.Namespace(DCTERMS)


def described(folder: Path) -> tuple[rdflib.Graph, rdflib.URIRef]:
    return rdflib.Graph().parse(folder / "void.ttl"), rdflib.URIRef(f"{BASE}dataset")


def test_description_counts_what_is_there(built: Path) -> None:
    graph, dataset = described(built)
    found = list(ox.parse(path=str(built / "graph.nq"), format=ox.RdfFormat.N_QUADS))
    types = Counter(q.object.value for q in found if q.predicate.value.endswith("#type"))
    counted = {
        "triples": len(found),
        "documents": len(kgraph.load_facts(built)),
        "entities": sum(1 for q in found if q.predicate.value.endswith("#prefLabel") and "/entity/" in str(q.subject)),
        "distinctSubjects": len({q.subject for q in found}),
        "classes": len(types),
        "properties": len({q.predicate for q in found}),
    }
    assert {name: int(str(graph.value(dataset, V[name]))) for name in counted} == counted
    parts = {
        str(graph.value(p, V["class"])): int(str(graph.value(p, V.entities)))
        for p in graph.objects(dataset, V.classPartition)
    }
    assert parts == types
    properties = Counter(q.predicate.value for q in found)
    parts = {
        str(graph.value(p, V.property)): int(str(graph.value(p, V.triples)))
        for p in graph.objects(dataset, V.propertyPartition)
    }
    assert parts == properties
    example = graph.value(dataset, V.exampleResource)
    assert example in {rdflib.URIRef(q.subject.value) for q in found}


def test_description_lists_the_files_with_their_sizes(built: Path) -> None:
    graph, dataset = described(built)
    files = {
        str(graph.value(d, D.downloadURL)).rpartition("/")[2]: (
            int(str(graph.value(d, D.byteSize))),
            str(graph.value(d, D.mediaType)).partition("media-types/")[2],
        )
        for d in graph.objects(dataset, D.distribution)
    }
    assert files == {
        "graph.nq": ((built / "graph.nq").stat().st_size, "application/n-quads"),
        "graph.ttl": ((built / "graph.ttl").stat().st_size, "text/turtle"),
    }
    assert not [n for t in graph for n in t if isinstance(n, rdflib.BNode)]


def test_description_has_the_newest_date_and_no_licence_but_the_publishers(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    write_dataset(sample_facts, tmp_path, Scope(provenance=provenance))
    graph, dataset = described(tmp_path)
    assert graph.value(dataset, T.issued) == rdflib.Literal("2099-01-03", datatype=rdflib.XSD.date)
    assert graph.value(dataset, T.license) is None
    licence = "https://creativecommons.org/licenses/by-sa/4.0/"
    write_dataset(sample_facts, tmp_path, Scope(provenance=provenance, licence=licence))
    graph, dataset = described(tmp_path)
    assert graph.value(dataset, T.license) == rdflib.URIRef(licence)


def test_input_digest_depends_on_the_papers_only(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    def digest(facts: list[Facts]) -> str:
        write_dataset(facts, tmp_path, Scope(provenance=provenance))
        graph, dataset = described(tmp_path)
        return str(graph.value(dataset, rdflib.URIRef(f"{ONTOLOGY}inputDigest")))

    bare = [Facts(f.paper) for f in sample_facts]
    assert digest(sample_facts) == digest(sample_facts[::-1]) == digest(bare)
    assert digest(sample_facts) != digest(sample_facts[1:])


def test_two_papers_of_one_title_and_text_are_two_papers() -> None:
    assert len({paper_iri(Paper(id_, "T", "the same"), ambiguous={"t"}) for id_ in ("1", "2")}) == 2


# builds that an export starts from


def test_build_has_the_base_and_licence_that_it_was_given(data: Path, tmp_path: Path) -> None:
    base, licence = "https://papers.example.org/ai/", "https://example.org/licence"
    kgraph.build(kgraph.read(data / "page.txt"), tmp_path, base=base, licence=licence)
    opened = open_build(tmp_path)
    assert (opened.base, opened.licence) == (base, licence)
    assert [d.name for d in opened.dumps] == ["graph.nq", "graph.ttl"]
    found = b"".join(
        generate(
            opened.facts,
            "void",
            base=opened.base,
            provenance=opened.provenance,
            licence=opened.licence,
            dumps=opened.dumps,
        )
    )
    assert found == (tmp_path / "void.ttl").read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "no json", '{"made_with": {}}', '{"made_with": {"kgraph": "0.1.0", "lexicon": 5, "rules": "sha256:bb"}}',
        '{"made_with": {"kgraph": "0.1.0", "lexicon": "sha256:aa", "rules": "sha256:bb", "base": null}}',
    ],
)  # fmt: skip
def test_summary_that_says_nothing_is_an_error(text: str, sample_facts: list[Facts], tmp_path: Path) -> None:
    write_lines(facts_lines(sample_facts), tmp_path / "facts.jsonl")
    (tmp_path / "summary.json").write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=r"no summary of a build.*build the graph again"):
        open_build(tmp_path)


def test_facts_alone_can_be_exported(sample_facts: list[Facts], tmp_path: Path) -> None:
    write_lines(facts_lines(sample_facts), tmp_path / "facts.jsonl")
    for path in (tmp_path, tmp_path / "facts.jsonl"):
        opened = open_build(path)
        assert list(opened.facts) == sample_facts
        assert (opened.base, opened.provenance, opened.dumps) == (BASE, None, ())


def test_summary_of_an_older_build_has_the_default_base(sample_facts: list[Facts], tmp_path: Path) -> None:
    write_lines(facts_lines(sample_facts), tmp_path / "facts.jsonl")
    made = {"kgraph": "0.1.0", "lexicon": "sha256:aa", "rules": "sha256:bb"}
    (tmp_path / "summary.json").write_text(json.dumps({"made_with": made}), encoding="utf-8")
    opened = open_build(tmp_path)
    assert (opened.base, opened.licence, opened.provenance) == (BASE, "", Provenance("aa", "bb", "0.1.0"))


def test_options_of_export_are_heeded_and_the_rest_is_that_of_the_build(run: Run, data: Path, tmp_path: Path) -> None:
    base, licence = "https://example.org/id/", "https://example.org/licence"
    kgraph.build(kgraph.read(data / "page.txt"), tmp_path, base=base, licence=licence)

    def export(*more: str, format: str = "nquads") -> str:
        done = run("export", tmp_path, "-f", format, *more)
        assert done.returncode == 0
        return done.stdout

    whole = export()
    assert f"<{base}paper/" in whole
    assert "prov#value" in whole
    # for those who may not pass the abstracts on
    assert "prov#value" not in export("--no-texts")
    assert "RoleAssertion" in whole
    assert "RoleAssertion" not in export("--evidence", "none")
    assert "<https://example.com/x/paper/" in export("--base", "https://example.com/x/")
    assert licence in export(format="void")
    # the files of the build are those that are described, unless something else is
    assert "graph.nq" in export(format="void")
    for changed in (["--evidence", "none"], ["--base", "https://example.com/x/"], ["--no-texts"]):
        assert "graph.nq" not in export(*changed, format="void")
    assert "https://example.com/mine" in export("--licence", "https://example.com/mine", format="void")


def test_options_of_build_are_heeded(run: Run, data: Path, tmp_path: Path) -> None:
    base, licence = "https://example.org/id/", "https://example.org/licence"
    done = run("build", data / "page.txt", "-o", tmp_path, "-q", "--base", base, "--licence", licence)
    assert done.returncode == 0
    made = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["made_with"]
    assert (made["base"], made["licence"]) == (base, licence)
