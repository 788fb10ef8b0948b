"""A user's own rows say as much as ours: what one of ours does for a name, the same row does in a file of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import spacy
from reader import entities, read
from spacy.language import Language

import kgraph
from kgraph.errors import LexiconError
from kgraph.lexicon import Entry, Knowledge, load_knowledge, load_lexicon
from kgraph.linking import with_publisher_id
from kgraph.pipeline import COMPONENTS
from kgraph.records import Entity, Paper, Publisher
from kgraph.schema import ENTITY_TYPES

#: Id of a row of ours -> its forms in sentences, and what stands for each of them in the user's copy of the row.
COPIED = {
    "method/knowledge-distillation": {"knowledge distillation": "zorbing distillation", "KD": "ZD"},
    "hardware/tpu": {"TPU": "ZPU", "tensor processing unit": "zorbing processing unit"},
    "benchmark/vitaminc": {"VitaminC": "ZorbingC"},
    "task/cloud-robotics": {"cloud robotics": "zorbing robotics"},
    "hardware/acoustic-sensor": {"acoustic sensor": "zorbing sensor"},
    "organisation/nvidia": {"NVIDIA": "ZORBING"},
}
#: And words that a paper gives to a short form, which has other letters in the copy.
OTHER = {"thermal pump upkeep": "zinc pump upkeep", "Thermal Pump Upkeep": "Zinc Pump Upkeep"}
ALL = {ours: theirs for forms in (*COPIED.values(), OTHER) for ours, theirs in forms.items()}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's file: copies of rows of ours under other names."""
    by_id = {e.id: e for e in load_lexicon().entries}
    rows = ["name\taliases\tneeds\texample\tcounter\tusual\ttype"]
    for id_, forms in COPIED.items():
        entry = by_id[id_]
        assert set(forms) <= set(entry.forms)
        name, *aliases = forms.values()
        needs = " | ".join(entry.needs)
        rows.append(
            "\t".join((name, " | ".join(aliases), needs, entry.example, entry.counter, entry.usual, entry.type))
        )
    path = tmp_path_factory.mktemp("own") / "own.tsv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def theirs(own: Path) -> Language:
    """The pipeline with the user's file."""
    return kgraph.load_nlp(extra=[own])


def renamed(text: str, names: Mapping[str, str]) -> str:
    for ours, theirs in names.items():
        text = text.replace(ours, theirs)
    return text


def said(entity: Entity, names: Mapping[str, str]) -> tuple[object, ...]:
    """What is said of an entity, with other names for it."""
    mentions = [(m.field, renamed(m.text, names), m.rule) for m in entity.mentions]
    return entity.type, renamed(entity.name, names), entity.role, entity.role_rule, mentions


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("We propose knowledge distillation (KD). It works on images.", "knowledge distillation", "uses"),
        ("We introduce knowledge distillation to shrink networks.", "knowledge distillation", "uses"),
        ("We propose a new KD dataset for images.", "knowledge distillation", "uses"),
        ("We print thermal pump upkeep (TPU). The TPU is soft.", "tensor processing unit", None),
        ("We propose the Thermal Pump Upkeep (TPU). The TPU is soft.", "TPU", "introduces"),
        ("We train on one TPU. It is fast.", "TPU", "evaluates_on"),
        ("We use a mixture, called VitaminC, in our tea.", "VitaminC", "evaluates_on"),
        ("The pill is VitaminC for pens.", "VitaminC", "evaluates_on"),
        ("We deal with cloud robotics. Our net is fast.", "cloud robotics", "mentions"),
        ("Our robot has an acoustic sensor. It is fast.", "acoustic sensor", "uses"),
    ],
)
def test_a_row_of_ones_own_says_of_its_name_what_a_row_of_ours_says(
    nlp: Language, theirs: Language, sentence: str, name: str, role: str | None
) -> None:
    ours = read(nlp, sentence).entities
    assert {e.name: e.role for e in ours}.get(name) == role
    found = read(theirs, renamed(sentence, ALL)).entities
    assert sorted(map(str, (said(e, {}) for e in found))) == sorted(map(str, (said(e, ALL) for e in ours)))


def test_a_usual_role_of_ones_own_counts(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("name\ttype\tusual\nquilling\tTask\tmentions\ninking\tTask\n", encoding="utf-8")
    found = entities(kgraph.load_nlp(extra=[path]), "We deal with quilling and inking. Experiments show it.")
    assert found == {"quilling": ("Task", "mentions"), "inking": ("Task", "evaluates_on")}


def test_modifiers_are_learned_from_ones_own_terms(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    rows = [
        f"zorbing {what}\tMethod\n" for what in "abacus badge cabin dagger eagle fable gable habit icing jacket".split()
    ]
    path.write_text("name\ttype\n" + "".join(rows), encoding="utf-8")
    sentence = "We study zorbing aggregation here."
    assert "zorbing aggregation" not in entities(nlp, sentence)
    assert "zorbing aggregation" in entities(kgraph.load_nlp(extra=[path]), sentence)


def test_workers_know_ones_own_rows(own: Path) -> None:
    papers = [Paper(f"p{i}", "On a thing", "We propose zorbing distillation (ZD). It works.") for i in range(130)]
    one, two = (kgraph.extract(papers, lexicons=[own], workers=n).facts for n in (1, 2))
    # a pipeline that was made with it needs not be told of it again, and takes no other
    assert kgraph.extract(papers, nlp=kgraph.load_nlp(extra=[own])).facts == one
    with pytest.raises(LexiconError, match=r"own\.tsv: the pipeline knows no lexicon of your own and not these files"):
        kgraph.extract(papers, nlp=kgraph.load_nlp(), lexicons=[own])
    assert one == two
    assert {(e.name, e.role) for f in two for e in f.entities} == {("zorbing distillation", "uses")}


def test_a_publisher_has_the_id_of_ones_own_row(own: Path) -> None:
    paper = with_publisher_id(Paper("p", "t", "a", organisation=Publisher("Zorbing", "")), (own,))
    assert paper.organisation == Publisher("Zorbing", "", "organisation/zorbing")


def test_every_component_that_knows_the_lexicon_takes_files_of_ones_own(own: Path) -> None:
    pipeline = kgraph.load_nlp(extra=[own])
    taking = {name for name in COMPONENTS if "extra" in pipeline.get_pipe_config(name)}
    assert taking == {
        "kgraph_introduced_names",
        "kgraph_lexicon",
        "kgraph_terms",
        "kgraph_spelled_names",
        "kgraph_entities",
        "kgraph_roles",
    }
    assert all(pipeline.get_pipe_config(name)["extra"] == [str(own)] for name in taking)


def test_a_component_alone_takes_files_of_ones_own(own: Path) -> None:
    pipeline = spacy.blank("en")
    for name in ("kgraph_lexicon", "kgraph_entities", "kgraph_roles"):
        pipeline.add_pipe(name, config={"extra": [str(own)]})
    assert read(pipeline, "We deal with zorbing robotics.").entities[0].role == "mentions"


def test_what_is_known_of_a_lexicon_is_worked_out_once(own: Path, tmp_path: Path) -> None:
    same = tmp_path / "same.tsv"
    same.write_bytes(own.read_bytes())
    assert load_knowledge() is load_knowledge([])
    assert load_knowledge([own]) is load_knowledge([str(own)])
    assert load_knowledge([own]) is not load_knowledge()
    assert load_knowledge([own]).usual["task/zorbing-robotics"] == "mentions"
    assert "task/zorbing-robotics" not in load_knowledge().usual


def test_what_is_worked_out_of_rows() -> None:
    def row(type_: str, *forms: str, needs: tuple[str, ...] = (), usual: str = "") -> Entry:
        return Entry(f"{ENTITY_TYPES[type_].key}/{forms[0]}", type_, forms[0], forms, needs=needs, usual=usual)

    known = Knowledge(
        [
            row("Method", "quill folding", "QF", "Quill-Folding"),
            row("Method", "QNet", "QNT", "quillish net"),
            row("Hardware", "pen plotter", "PP", usual="uses"),
            row("Hardware", "Inkjet-9000"),
            row("Benchmark", "QuillC", needs=("ink",)),
            row("Organisation", "Inkwell Labs", "Inkwell"),
        ]
    )
    assert known.forms["hardware/pen plotter"] == ("pen plotter", "PP")
    assert known.usual == {"hardware/pen plotter": "uses"}
    assert known.terms == {"method/quill folding"}
    assert known.established == {
        "quill folding": True,
        "qf": True,
        "qnet": False,
        "qnt": False,
        "quillish net": True,
        "pen plotter": True,
        "pp": True,
        "inkjet9000": False,
        "inkwell lab": False,
        "inkwell": False,
    }
    assert {form: entry.id for form, entry in known.doubtful.items()} == {"QuillC": "benchmark/QuillC"}
    assert known.words == {"quill", "folding", "quillish", "net", "pen", "plotter"}
    assert known.modifiers == {"quill": 1, "quillish": 1}
    assert known.expansions == {"QF": {"quill", "folding", "qf"}, "PP": {"pen", "plotter", "pp"}}
    assert known.written_out == {
        "QF": {"quill", "folding"},
        "QNT": {"quillish", "net"},
        "PP": {"pen", "plotter"},
    }
    assert known.organisations == {"inkwell lab": "organisation/Inkwell Labs", "inkwell": "organisation/Inkwell Labs"}
