"""``kgraph validate``: reports that say what is wrong, how often and where."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from rdflib import SH

import kgraph
from kgraph.errors import GraphError

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def broken(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The RDF made by hand with three mistakes of one kind, one of another, and one against good advice."""
    text = (sample_build / "graph.ttl").read_text(encoding="utf-8")
    changes = (
        ('kg:valueText "41.5%"', 'kg:valueText "41.6%"'),
        ('dcterms:issued "2099-01-02"^^xsd:date', 'dcterms:issued "soon"^^xsd:date'),
        ("kg:measuredOn benchmark:math", "kg:measuredOn software:lean"),
        ('oa:start "13"', 'oa:start "many"'),
    )
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("broken") / "graph.ttl"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_build_that_conforms_is_one_line(sample_build: Path, run: Run) -> None:
    done = run("validate", sample_build)
    assert (done.returncode, done.stderr) == (0, "")
    files, triples, findings = kgraph.validate(sample_build)
    assert done.stdout == f"{' and '.join(map(str, files))}: {triples} triples, conforms\n"
    assert triples > 400
    assert findings == ()


def test_report_says_what_is_wrong_how_often_and_where(broken: Path, run: Run) -> None:
    done = run("validate", broken)
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    at = lines.index("violation, 1 time at 1 node: kgs:Result-quotes-evidence")
    assert lines[at + 1 : at + 3] == [
        '    kg:valueText is not what its evidence quotes: "41.5%"',
        "      at <https://kgraph.example/id/paper/arxiv/9901.00001/result/abstract/68-73>",
    ]
    at = lines.index("violation, 1 time at 1 node: kgs:Paper-issued")
    assert "wanted: at most one dcterms:issued" in lines[at + 1]
    assert 'found "soon"' in lines[at + 1]
    at = lines.index("warning, 2 times at 2 nodes: kgs:Result-measured-on-what-measures")
    assert (
        lines[at + 1]
        == "    is measured on <https://kgraph.example/id/entity/software/lean>, which is no benchmark, task or hardware"
    )
    assert lines[at + 3] == "      and 1 more (--examples 2 shows all)"
    assert "does not conform: " in lines[-1]
    assert lines[-1].endswith("2 warnings")


def test_all_examples_on_demand(broken: Path, run: Run) -> None:
    lines = run("validate", broken, "--examples", "2").stdout.splitlines()
    at = lines.index("warning, 2 times at 2 nodes: kgs:Result-measured-on-what-measures")
    assert [line.strip()[:3] for line in lines[at + 1 : at + 5]] == ["is ", "at ", "is ", "at "]


def test_warnings_alone_conform(sample_build: Path, tmp_path: Path, run: Run) -> None:
    text = (sample_build / "graph.ttl").read_text(encoding="utf-8")
    path = tmp_path / "graph.ttl"
    path.write_text(text.replace("kg:measuredOn benchmark:math", "kg:measuredOn software:lean"), encoding="utf-8")
    done = run("validate", path)
    assert done.returncode == 0
    assert done.stdout.endswith("conforms, 2 warnings\n")


def test_turtle_is_a_shacl_report(broken: Path, run: Run) -> None:
    done = run("validate", broken, "-f", "turtle")
    assert done.returncode == 1
    report = rdflib.Graph().parse(data=done.stdout, format="turtle")
    (root,) = report.subjects(rdflib.RDF.type, SH.ValidationReport)
    assert report.value(root, SH.conforms) == rdflib.Literal(False)
    results = list(report.objects(root, SH.result))
    assert len(results) == len(kgraph.validate(broken).findings)
    for result in results:
        for name in ("resultSeverity", "focusNode", "sourceShape", "sourceConstraintComponent", "resultMessage"):
            assert report.value(result, SH[name]) is not None


def test_json_has_the_same_findings(broken: Path, run: Run) -> None:
    report = json.loads(run("validate", broken, "-f", "json").stdout)
    validation = kgraph.validate(broken)
    assert report["conforms"] is validation.conforms is False
    assert [(f["severity"], f["source"], f["message"]) for f in report["findings"]] == [
        (f.severity, f.source, f.message) for f in validation.findings
    ]
    assert all(f["focus"].startswith("https://kgraph.example/id/") for f in report["findings"])


def test_report_is_the_same_each_time(broken: Path, run: Run) -> None:
    assert len({run("validate", broken, "-f", "turtle").stdout for _ in range(2)}) == 1


def test_description_of_the_dataset_is_checked_with_the_graph(sample_build: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes((sample_build / "graph.ttl").read_bytes())
    (tmp_path / "void.ttl").write_text(
        "@prefix void: <http://rdfs.org/ns/void#> . @prefix dcat: <http://www.w3.org/ns/dcat#> . "
        "<https://kgraph.example/id/dataset> a dcat:Dataset ; void:triples 1 .",
        encoding="utf-8",
    )
    validation = kgraph.validate(tmp_path)
    assert [f.source.partition("#")[2] for f in validation.findings] == ["Dataset-triples"]
    assert validation.files == (tmp_path / "graph.ttl", tmp_path / "void.ttl")


def test_named_graphs_are_one_graph(sample_build: Path, tmp_path: Path) -> None:
    import pyoxigraph as ox

    graph = ox.NamedNode("https://kgraph.example/id/graph/entities")
    quads = [
        ox.Quad(q.subject, q.predicate, q.object, g)
        for q in ox.parse(path=str(sample_build / "graph.ttl"))
        for g in (graph, ox.DefaultGraph())
    ]
    ox.serialize(quads, str(tmp_path / "graph.nq"), ox.RdfFormat.N_QUADS)
    assert kgraph.validate(tmp_path)[1:] == (kgraph.validate(sample_build / "graph.ttl").triples, ())


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("none.ttl", None, r"none\.ttl: cannot be read: No such file or directory \(check the path and its rights\)"),
        ("bad.ttl", "<a> <b> .\n", r"bad\.ttl:1: no RDF: .*\(build or export it again\)"),
        ("page.md", "text", r"page\.md: no RDF: .*\.nq"),
    ],
)
def test_what_is_no_graph_is_an_error(name: str, text: str | None, message: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=message):
        kgraph.validate(tmp_path / name)


def test_a_folder_without_a_graph_is_an_error(tmp_path: Path, run: Run) -> None:
    done = run("validate", tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"kgraph: {tmp_path}: no graph here (make one with kgraph build)\n"
