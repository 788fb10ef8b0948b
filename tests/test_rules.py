"""Rule files test themselves: examples match, counter-examples do not, and a broken row is one clear error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kgraph
from kgraph import rules
from kgraph.components.introduced import SIGNS
from kgraph.components.role_cues import RoleCues
from kgraph.components.triggered import speaks_from
from kgraph.errors import LexiconError
from kgraph.lexicon import Knowledge, read_rows
from kgraph.lexicon.entries import split_cell
from kgraph.metrics import load_metrics, metric_of
from kgraph.reading import Group, Mark, Reading
from kgraph.rules.described import meanings
from kgraph.rules.pieces import Pieces
from kgraph.rules.shorthands import read_shorthands, written_out
from kgraph.rules.triggers import FILES as TRIGGERED
from kgraph.schema import ENTITY_TYPES, ROLES

SAMPLE = Path(__file__).parents[1] / "examples" / "landmark-papers.txt"
#: Its triggers stand at the first item of a list, and it matches all of them.
OF_LISTS = "phrase-numbered"
NUMBER = re.compile(r"\d[\d.,]*")


def columns(path: Path) -> list[str]:
    """Those that the first line of a rule file names."""
    return path.read_text(encoding="utf-8").partition("\n")[0].split("\t")


COLUMNS = {path.stem: columns(path) for path in sorted(rules.FOLDER.glob("*.tsv"))}
RULE_FILES = [name for name, header in COLUMNS.items() if "pattern" in header and name != "shorthands"]
PACKAGE = rules.FOLDER.parent
README = (rules.FOLDER / "README.md").read_text(encoding="utf-8")
#: Files whose triggers are looked for in pieces of texts, by `rules.pieces`.
OF_PIECES = ["changes", "no-values", "result-words"]
#: Those whose readers ask whether triggers end a match, and have a capital.
OF_MATCHES = ["introduced", "phrases", "tested", "told"]


@pytest.mark.parametrize("name", RULE_FILES)
def test_every_rule_matches_its_example_and_not_its_counter_example(name: str) -> None:
    for rule in rules.load_rules(name):
        assert rule.pattern.search(rule.example), rule.id
        assert not rule.pattern.search(rule.counter), rule.id


def test_rule_ids_are_unique_over_all_files() -> None:
    ids = [rule.id for name in RULE_FILES for rule in rules.load_rules(name)]
    assert len(ids) == len(set(ids))


def test_every_rule_file_stands_in_the_table_with_the_modules_that_read_it() -> None:
    rows = re.findall(r"^\| `([\w-]+)\.tsv` \| [^|]+ \| ([^|]+) \|", README, re.M)
    assert sorted(name for name, _ in rows) == sorted(RULE_FILES)
    read_by = {name: sorted(re.findall(r"`(components/\w+\.py)`", cell)) for name, cell in rows}
    code = {f"components/{p.name}": p.read_text(encoding="utf-8") for p in PACKAGE.glob("components/*.py")}
    assert read_by == {n: sorted(p for p, c in code.items() if f'load_rules("{n}")' in c) for n in RULE_FILES}


def test_every_column_and_other_file_of_the_rules_is_in_their_readme() -> None:
    assert [c for name in RULE_FILES for c in COLUMNS[name] if f"| `{c}` |" not in README] == []
    assert [name for name in COLUMNS if f"`{name}.tsv`" not in README] == []


@pytest.mark.parametrize("name", ["no-values", "result-cues", "result-words", "roles", "values"])
def test_every_side_and_kind_is_explained(name: str) -> None:
    head = (rules.FOLDER / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[1]
    (row,) = re.findall(rf"^\| `{name}\.tsv` .*", README, re.M)
    column = "value" if name == "values" else "side"
    told = {"percent", "points", "rate", "share", "times"} if name == "values" else set()
    said = {getattr(rule, column) for rule in rules.load_rules(name)} - {"", *told}
    assert [word for word in sorted(said) if f"`{word}`" not in head + row] == []


def test_rules_that_are_no_rows_are_described_and_nothing_else_is() -> None:
    described = {row["id"]: row["meaning"] for _, row in read_rows(rules.FOLDER / "described.tsv")}
    found = {f"{source}-{type_.key}" for source in ("lexicon", "learned") for type_ in ENTITY_TYPES.values()}
    assert found <= described.keys()
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("components/*.py"))
    assert [id_ for id_ in sorted(described.keys() - found) if f'"{id_}"' not in code] == []
    assert not described.keys() & {rule.id for name in RULE_FILES for rule in rules.load_rules(name)}
    assert [id_ for id_, meaning in described.items() if not meaning.endswith(".")] == []
    assert [id_ for id_ in re.findall(r'"(role-[a-z-]+)"', code) if id_ not in meanings()] == []


def test_triggers_stand_only_where_they_are_looked_for() -> None:
    assert sorted(n for n in COLUMNS if "triggers" in COLUMNS[n]) == sorted([*TRIGGERED, *OF_PIECES])
    marked = {name for name in RULE_FILES for rule in rules.load_rules(name) if rule.ends or rule.capital}
    assert marked <= set(OF_MATCHES)
    assert [rule.id for name in OF_PIECES for rule in rules.load_rules(name) if rule.leads] == []


def test_no_rule_is_passed_over_for_want_of_triggers() -> None:
    without = [rule.id for name in TRIGGERED for rule in rules.load_rules(name) if not rule.triggers]
    # what holds of a whole text, and is asked only of a paper that proves something
    assert without == ["tested-value"]


def test_rules_speak_of_known_roles_and_types() -> None:
    assert {r.value for r in rules.load_rules("roles")} <= set(ROLES)
    assert {t for r in rules.load_rules("roles") for t in r.types} <= set(ENTITY_TYPES)
    assert {r.value for r in rules.load_rules("shapes")} <= set(ENTITY_TYPES)
    assert {s for r in rules.load_rules("introduced") for s in split_cell(r.value)} == SIGNS
    for table in ("heads", "term-heads"):
        assert {row["type"] for _, row in read_rows(rules.FOLDER / f"{table}.tsv")} <= set(ENTITY_TYPES)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("\tx\tx\ty", "no id"),
        ("a\t(\t(\ty", "does not compile"),
        ("a\tx\ty\tz", "misses its own example"),
        ("a\tx\tx\txx", "matches its own counter-example"),
        ("a\tx\tx\t", r"a has no counter-example \(give it"),
        ("a\tx\t\ty", r"a has no example \(give it"),
        ("a\tfast quills\tTheir fast quills\ty\t$ fast", "does not end with a trigger"),
        ("a\tFast quills\tTheir Fast quills\ty\tFast | quills", "some have none"),
        ("a\t{cap} and {quil}\tx\ty", r"no such shorthand: \{quil\} \(one of about, .*\)"),
    ],
)
def test_a_broken_rule_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, message: str) -> None:
    (tmp_path / "mine.tsv").write_text(f"id\tpattern\texample\tcounter\ttriggers\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    rules.load_rules.cache_clear()
    with pytest.raises(LexiconError, match=message) as caught:
        rules.load_rules("mine")
    assert caught.value.line == 2
    rules.load_rules.cache_clear()


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose rule files take the place of ours."""

    def forget() -> None:
        rules.load_rules.cache_clear()
        rules.rule_named.cache_clear()

    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    forget()
    yield tmp_path
    forget()


@pytest.fixture
def own_roles(own_folder: Path) -> Callable[[str], RoleCues]:
    """What reads roles by a file of one row: id, side, types, pattern, example, counter-example."""

    def make(row: str) -> RoleCues:
        head = "id\tside\ttypes\tpattern\texample\tcounter\ttriggers\tvalue\n# A note.\n"
        (own_folder / "roles.tsv").write_text(f"{head}{row}\tpen\tuses\n", encoding="utf-8")
        return RoleCues(Knowledge(()))

    return make


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a\tbeside\tTask\tpen\tpen\tink", r"no such side: 'beside' \(one of before, after, around\)"),
        ("a\taround\tTask\t(?i)pen ◆\tpen ◆\tink", r"the pattern of a is .*global flags.* \(.*\(\?i:…\) for \(\?i\)\)"),
        ("a\taround\tTask\t(pen ◆)\tpen ◆\tink", "the pattern of a is not two patterns"),
        ("a\taround\tTask\tpen\tpen\tink", "◆ must stand there once"),
        ("a\taround\tTask\tpen ◆ ◆\tpen ◆ ◆\tink", "◆ must stand there once"),
    ],
)
def test_a_role_whose_side_or_pattern_cannot_be_used_is_one_error_with_its_line(
    own_roles: Callable[[str], RoleCues], own_folder: Path, row: str, message: str
) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        own_roles(row)
    assert (caught.value.path, caught.value.line) == (str(own_folder / "roles.tsv"), 3)


@pytest.mark.parametrize(("types", "told"), [("", ["Model", "Task"]), ("Task", ["Task"])])
def test_a_role_without_types_speaks_of_all(own_roles: Callable[[str], RoleCues], types: str, told: list[str]) -> None:
    known = Reading.of("A pen Quill and a pen Ink.")
    marks = [Mark(6, 11, "Model", "Quill", "", "", "r", 1), Mark(22, 25, "Task", "Ink", "", "", "r", 1)]
    known.groups = [Group(m.name, m.type, m.name, "", [m]) for m in marks]
    known._triggers = {"roles": [(2, (0,)), (18, (0,))]}
    found = own_roles(f"a\tbefore\t{types}\tpen$\tpen\tink").told(known, {"Quill", "Ink"})
    assert [m.type for m in marks if m.start in found] == told


def test_a_rule_that_the_code_names_is_found_wherever_it_stands(own_folder: Path) -> None:
    rows = "own-pens\tpen\tpen\tink\npens-we\t[Ww]e\tWe\tink\n"
    (own_folder / "pens.tsv").write_text(f"id\tpattern\texample\tcounter\n{rows}", encoding="utf-8")
    assert rules.rule_named("pens", "pens-we").pattern.pattern == "[Ww]e"
    with pytest.raises(LexiconError, match=r"pens\.tsv: no rule pens-they, which the code names"):
        rules.rule_named("pens", "pens-they")


def test_a_paper_speaks_of_itself_by_one_rule_of_the_file_whatever_stands_above_it(own_folder: Path) -> None:
    header, *rows = (PACKAGE / "rules" / "own.tsv").read_text(encoding="utf-8").split("\n")
    rows = [row for row in rows if row and not row.startswith("#")]
    (own_folder / "own.tsv").write_text("\n".join([header, *reversed(rows)]), encoding="utf-8")
    known = Reading.of("Experiments on pens show it. We fold quills.")
    known._triggers = {"own": [(0, (0,)), (29, (1,))]}
    assert speaks_from(known) == 29


def test_shorthands_take_the_pieces_of_their_examples_and_may_name_those_above(tmp_path: Path) -> None:
    path = tmp_path / "shorthands.tsv"
    rows = (
        "q\tquills?\ttwo [quills] fold\ttwo [pens] fold\nqs\t(?:{q} ){1,2}(?=[a-z])\t[quill quill ]x\t[quill quill ]X"
    )
    path.write_text(f"name\tpattern\texample\tcounter\n{rows}\n", encoding="utf-8")
    assert read_shorthands(path) == {"q": "quills?", "qs": "(?:quills? ){1,2}(?=[a-z])"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Q\tx\t[x]\t[y]", "'Q' is no name"),
        ("q\tx\t[x]\t[y]", "that of a second row"),
        ("a\t(\t[x]\t[y]", "does not compile"),
        ("a\t{b}\t[x]\t[y]", r"no such shorthand: \{b\} \(one of q;"),
        ("a\tx\tx\t[y]", "in square brackets: 'x'"),
        ("a\tx\t[xx]\t[y]", "does not take the piece of its example"),
        ("a\tx(?=y)\t[x]x\t[y]", "does not take the piece of its example"),
        ("a\tx+\t[x]\t[xx]", "takes the piece of its counter-example"),
        ("a\tx", "in square brackets: ''"),
    ],
)
def test_a_broken_shorthand_is_one_error(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "shorthands.tsv"
    path.write_text(f"name\tpattern\texample\tcounter\nq\tq\t[q]\t[x]\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        read_shorthands(path)
    assert (caught.value.path, caught.value.line) == (str(path), 3)


@pytest.mark.parametrize(
    "pattern", [r"x{2,30}", r"x{2}", r"(?:\{cap\}|x\\{1})", r"\d(?:{,\}\d)?", r"[‘{](?P<cap>x)[}]"]
)
def test_numbers_of_times_and_braces_of_a_text_are_no_shorthands(pattern: str) -> None:
    assert written_out(pattern) == pattern


def test_every_shorthand_stands_in_some_pattern() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in rules.FOLDER.glob("*.tsv"))
    names = [row["name"] for _, row in read_rows(rules.FOLDER / "shorthands.tsv")]
    assert [name for name in names if f"{{{name}}}" not in text] == []


@pytest.mark.parametrize("name", RULE_FILES)
def test_what_triggers_lead_begins_with_one(name: str) -> None:
    texts = [text for file in RULE_FILES for rule in rules.load_rules(file) for text in (rule.example, rule.counter)]
    for rule in rules.load_rules(name):
        for text in texts if rule.leads else ():
            places = set(rules.places_of(rule.triggers, text))
            assert {match.start() for match in rule.pattern.finditer(text)} <= places, (rule.id, text)


@pytest.mark.parametrize("name", RULE_FILES)
def test_what_triggers_end_ends_with_one(name: str) -> None:
    texts = [text for file in RULE_FILES for rule in rules.load_rules(file) for text in (rule.example, rule.counter)]
    for rule in rules.load_rules(name):
        for text in texts if rule.ends else ():
            places = set(rules.places_of(rule.triggers, text))
            last_words = {text.rfind(" ", 0, match.end()) + 1 for match in rule.pattern.finditer(text)}
            assert last_words <= places, (rule.id, text)
            assert not rule.capital or all(text[at].isupper() for at in last_words), (rule.id, text)


@pytest.mark.parametrize("name", [*TRIGGERED, *OF_PIECES])
def test_no_rule_matches_where_none_of_its_triggers_stands(name: str) -> None:
    examples = [text for file in RULE_FILES for rule in rules.load_rules(file) for text in (rule.example, rule.counter)]
    # what stands around a number is what most of these rules see
    abstracts = [paper.abstract for paper in kgraph.read(SAMPLE)]
    pieces = [t[max(0, m.start() - 60) : m.start()] for t in abstracts for m in NUMBER.finditer(t)]
    pieces += [t[m.end() : m.end() + 90] for t in abstracts for m in NUMBER.finditer(t)]
    assert len(pieces) > 200
    for rule in rules.load_rules(name):
        for text in (*examples, *abstracts, *pieces) if rule.triggers and rule.id != OF_LISTS else ():
            assert not rule.pattern.search(text) or rules.places_of(rule.triggers, text), (rule.id, text)


def test_pieces_are_held_against_rules_whose_triggers_stand_there_and_those_without_any() -> None:
    rows = {rule.id: rule for rule in rules.load_rules("changes")}
    pieces = Pieces(rows[id_] for id_ in ("change-by", "change-plus", "change-sign"))
    worth = {
        piece: [rule.id for rule in rows.values() if rule.pattern in pieces.worth_trying(piece)]
        for piece in ("improves it by ", "an abyss", "in R+ and +")
    }
    assert worth == {
        "improves it by ": ["change-sign", "change-by"],
        "an abyss": ["change-sign"],
        "in R+ and +": ["change-sign", "change-plus"],
    }
    assert [pieces.found_in(piece) for piece in worth] == [True, False, True]


def test_a_rule_that_its_triggers_do_not_lead_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = "a\tfast quills\tTheir fast quills\ty\t^ quill"
    (tmp_path / "led.tsv").write_text(f"id\tpattern\texample\tcounter\ttriggers\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match="not matched at a trigger"):
        rules.load_rules("led")


def test_no_form_of_a_measure_belongs_to_two() -> None:
    forms = [form for metric in load_metrics() for form in metric.forms]
    assert sorted(f for f in set(forms) if forms.count(f) > 1) == []


@pytest.mark.parametrize(
    ("text", "name", "higher"),
    [
        ("accuracy", "accuracy", True),
        ("PPL", "perplexity", False),
        ("BLEU score", "BLEU", True),
        ("speedups", "speedup", True),
        ("FPS", "frames per second", True),
        ("fps", "frames per second", True),
        ("TPS", "tokens per second and user", True),
    ],
)
def test_measures_and_their_direction(text: str, name: str, higher: bool) -> None:
    metric = metric_of(text)
    assert metric is not None
    assert (metric.name, metric.higher_is_better) == (name, higher)


def test_what_is_no_measure_is_none() -> None:
    assert metric_of("colour of the sky") is None


def test_the_fifth_guess_is_another_measure_than_the_first() -> None:
    names = {text: metric.name for text in ("top-1", "top-5", "top-5 error") if (metric := metric_of(text))}
    assert names == {"top-1": "accuracy", "top-5": "top-5 accuracy", "top-5 error": "top-5 error"}
