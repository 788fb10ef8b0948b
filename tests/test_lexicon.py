"""The lexicon tests itself: every form of every row is found, every row with evidence keeps its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.components.lexicon import LexiconComponent, versioned
from kgraph.errors import LexiconError
from kgraph.lexicon import Entry, Matcher, load_lexicon
from kgraph.lexicon.matcher import case_of, fold_text
from kgraph.lexicon.upkeep import contradicted
from kgraph.reading import Reading
from kgraph.schema import ENTITY_TYPES


@pytest.fixture(scope="module")
def component() -> LexiconComponent:
    return LexiconComponent(load_lexicon().entries)


def found(component: LexiconComponent, text: str) -> set[tuple[str, str]]:
    """(entity id, text) of every mark in the text."""
    return {(m.id, text[m.start : m.end]) for m in component.marks(Reading.of(text))}


def test_the_lexicon_is_broad() -> None:
    counts = {t: sum(e.type == t for e in load_lexicon().entries) for t in ENTITY_TYPES}
    least = {
        "Method": 600,
        "Task": 300,
        "Benchmark": 500,
        "Model": 400,
        "Organisation": 250,
        "Hardware": 200,
        "Software": 200,
    }
    assert {t: n for t, n in counts.items() if n < least[t]} == {}


@pytest.mark.parametrize("text", ["We scale up VLA policies.", "For instance, it works.", "A structured 3D dataset."])
def test_a_name_of_one_word_is_not_found_in_words_without_its_capitals(component: LexiconComponent, text: str) -> None:
    assert {id_ for id_, _ in found(component, text)} & {
        "model/up-vla",
        "benchmark/for-instance",
        "benchmark/structured3d",
    } == set()


def test_every_form_of_every_row_is_found() -> None:
    entries = load_lexicon().entries
    matcher = Matcher(entries)
    missed = []
    for entry in entries:
        for form in entry.forms:
            text = f"Here {form} is used."
            if not any(h.entry is entry and h.start == 5 for h in matcher.hits(text, fold_text(text))):
                missed.append((entry.id, form))
    assert missed == []


def test_rows_are_found_in_their_examples_and_not_in_their_counter_examples() -> None:
    assert contradicted(load_lexicon()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We train large-language models.", ("method/large-language-model", "large-language models")),
        ("We run Llama-3.1-405B-Instruct.", ("model/llama-3.1-405b-instruct", "Llama-3.1-405B-Instruct")),
        ("We run Qwen2.5 7B.", ("model/qwen2.5-7b", "Qwen2.5 7B")),
        ("A GPT-4-based judge.", ("model/gpt-4", "GPT-4")),
        ("Tested on AIME 2024 here.", ("benchmark/aime-2024", "AIME 2024")),
        ("It runs on an A100-80GB card.", ("hardware/a100-80gb", "A100-80GB")),
        ("We use eight A100s here.", ("hardware/a100", "A100s")),
        ("It uses tensor and pipeline parallelism.", ("method/tensor-parallelism", "tensor")),
    ],
)
def test_written_forms(component: LexiconComponent, text: str, expected: tuple[str, str]) -> None:
    assert expected in found(component, text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("See https://example.org/Llama-3 for it.", "Llama-3"),
        ("The world is large.", "RL"),
        ("We like the math of it.", "math"),
        ("A lean design.", "lean"),
    ],
)
def test_everyday_words_and_addresses_are_no_names(component: LexiconComponent, text: str, unwanted: str) -> None:
    assert unwanted not in {form for _, form in found(component, text)}


def test_gpt_4_and_gpt_4o_are_two_models(component: LexiconComponent) -> None:
    ids = {i for i, form in found(component, "We compare GPT-4 and GPT-4o.") if form in ("GPT-4", "GPT-4o")}
    assert ids == {"model/gpt-4", "model/gpt-4o"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jetson TX1", "Jetson TX2"), ("RTX 4070", "RTX 4070 Ti"), ("ETTh1", "ETTh2"), ("UR3e", "UR10"), ("CVC4", "cvc5")],
)
def test_things_with_other_numbers_are_not_one(component: LexiconComponent, one: str, other: str) -> None:
    ids = [
        {id_ for id_, form in found(component, f"We measured it on {name} twice.") if form == name}
        for name in (one, other)
    ]
    assert all(len(i) == 1 for i in ids)
    assert ids[0].isdisjoint(ids[1])


@pytest.mark.parametrize(
    ("id_", "written"),
    [
        ("model/dinov2", ["DINOv2", "DINO-v2", "DINO v2"]),
        ("model/mobilenetv1", ["MobileNetV1", "MobileNet-V1", "MobileNet v1"]),
        ("benchmark/wmt14", ["WMT14", "WMT 2014", "WMT-14", "WMT'14"]),
        ("benchmark/squad-2.0", ["SQuAD 2.0", "SQuAD2.0", "SQuAD v2.0"]),
        ("model/vit-b%2F8", ["ViT-B/8"]),
    ],
)
def test_a_version_is_one_thing_however_it_is_joined(component: LexiconComponent, id_: str, written: list[str]) -> None:
    for form in written:
        assert (id_, form) in found(component, f"The benchmark and model {form} in translation and vision."), form


def test_a_version_is_a_child_of_its_family() -> None:
    llama = Entry("model/llama", "Model", "Llama", ("Llama",), parent="")
    assert versioned(llama, ("9", "7B")) == ("model/llama-9-7b", "Llama-9-7B", "model/llama")


@pytest.mark.parametrize(
    ("form", "case"), [("beam search", "any"), ("GPipe", "capital"), ("MATH", "exact"), ("Beam Search", "any")]
)
def test_how_a_form_must_be_written(form: str, case: str) -> None:
    assert case_of(form) == case


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name\ttype\n\tModel\n", "without a name"),
        ("name\ttype\nQuillNet\tModell\n", r"no such type: 'Modell' \(one of Model, Method, "),
        ("name\nQuillNet\n", r"QuillNet has no type \(a column type with one of Model, "),
        ("name\ttype\tid\nQuillNet\tModel\tquill/net\n", "'quill/net' makes no id"),
        ("name\ttype\tusual\nQuillNet\tModel\tuse\n", "no such role: use"),
        ("QuillNet\tModel\n", r"no column 'name' in the line that names the columns \(see \S+kgraph/lexicon/README"),
        (
            "name\ttype\tneeds\texample\tcounter\nQuill\tModel\tpen | @Modell\tx\ty\n",
            r"no such type: '@Modell' \(@ and one of Mo",
        ),
        ("name\ttype\tcolour\nQuillNet\tModel\tred\n", "no such column: colour"),
        ("name\ttype\nQuillNet\tModel\textra\n", "3 cells in a row of 2 columns"),
        ("name\ttype\tparent\nQuillNet\tModel\tNobody's Net\n", "no other row"),
        ("name\ttype\tneeds\nQuill\tModel\tpen\n", "no example and counter"),
        ("name\ttype\taliases\nQuill model\tModel\tQuill?\n", "the doubtful form 'Quill' and needs no evidence"),
        ("name\ttype\nQuillNet\tModel\nQuill-Net\tMethod\nQuillNet\tModel\n", "a second row for model/quillnet"),
    ],
)
def test_a_broken_row_is_one_error_with_file_and_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        load_lexicon((path,))
    assert caught.value.path == str(path)
    assert caught.value.line == content.count("\n")


def test_a_users_own_row_is_found_and_wins_over_ours(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("name\ttype\taliases\nQuillNet\tModel\tQuilly\nLoRA\tSoftware\n", encoding="utf-8")
    component = LexiconComponent(load_lexicon((path,)).entries)
    assert ("model/quillnet", "Quilly") in found(component, "We run Quilly.")


def test_types_of_a_users_rows_and_of_their_evidence_may_have_any_capitals(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    row = "Quilled\tMODEL\t@benchmark | pen\tQuilled leads on GSM8K.\tThey are Quilled.\n"
    path.write_text(f"name\ttype\tneeds\texample\tcounter\n{row}", encoding="utf-8")
    lexicon = load_lexicon((path,))
    (entry,) = (e for e in lexicon.entries if e.id == "model/quilled")
    assert (entry.type, entry.needs) == ("Model", ("@Benchmark", "pen"))
    assert contradicted(lexicon) == []


def test_an_alias_with_a_question_mark_alone_of_its_row_needs_evidence(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    row = (
        "ink spreading model\tMethod\tspreading? | ink spreader\tpen | pens\tPens learn spreading.\tA spreading tree.\n"
    )
    path.write_text(f"name\ttype\taliases\tneeds\texample\tcounter\n{row}", encoding="utf-8")
    lexicon = load_lexicon((path,))
    component = LexiconComponent(lexicon.entries)
    id_ = "method/ink-spreading-model"
    assert found(component, "An ink spreading model, an ink spreader and spreading.") == {
        (id_, "ink spreading model"),
        (id_, "ink spreader"),
    }
    assert found(component, "Pens learn it by spreading.") == {(id_, "spreading")}
    assert found(component, "It is spreading.") == set()
    assert contradicted(lexicon) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Claude-Haiku-3.5", "Claude-Haiku-3.5"),
        ("Claude Haiku 3.5", "Claude Haiku 3.5"),
        ("Gemma-3-12b-it", "Gemma-3-12b-it"),
        # an alias is no spelling of the name, nor are parentheses
        ("LLaMA2-7B", "Llama 2 7B"),
        ("AffectNet (v7)", "AffectNet-v7"),
        ("AffectNet~v8", "AffectNet v8"),
    ],
)
def test_a_version_is_named_as_it_is_written(component: LexiconComponent, written: str, name: str) -> None:
    (mark,) = component.marks(Reading.of(f"We compare with {written} on it."))
    assert mark.name == name


def test_a_word_whose_first_letter_a_macro_prints_bold_is_no_other_word(component: LexiconComponent) -> None:
    assert found(component, r"Editing via \textbf{L}LM prompts of language.") == set()


def test_a_users_row_in_the_place_of_ours_leaves_our_rows_their_parents(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    rows = "Attention Net\tMethod\ttransformer\t\nInk Former\tMethod\t\tAttention Net\nTransformer\tMethod\tink\t\n"
    path.write_text(f"name\ttype\tid\tparent\n{rows}", encoding="utf-8")
    lexicon = load_lexicon((path,))
    ours = load_lexicon().parents
    assert "method/transformer" in ours.values()
    assert lexicon.parents == ours | {"method/ink-former": "method/transformer"}
    assert {e.name for e in lexicon.entries if e.id == "method/transformer"} == {"Attention Net"}


def test_an_ambiguous_form_takes_the_entry_whose_evidence_is_there() -> None:
    entries = [
        Entry("model/quill", "Model", "Quill", ("Quill",), needs=("fine tune",), example="x", counter="y"),
        Entry("benchmark/quill", "Benchmark", "Quill", ("Quill",), needs=("score",), example="x", counter="y"),
    ]
    component = LexiconComponent(entries)
    assert found(component, "We fine-tune Quill.") == {("model/quill", "Quill")}
    assert found(component, "We score on Quill.") == {("benchmark/quill", "Quill")}
    assert found(component, "A quill. The Quill.") == set()
