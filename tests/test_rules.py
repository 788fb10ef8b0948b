"""Rule files test themselves: examples match, counter-examples do not, and a broken row is one clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph import rules
from kgraph.components.introduced import SIGNS
from kgraph.errors import LexiconError
from kgraph.lexicon import read_rows
from kgraph.lexicon.entries import split_cell
from kgraph.metrics import load_metrics, metric_of
from kgraph.schema import ENTITY_TYPES, ROLES

RULE_FILES = [
    "introduced",
    "phrases",
    "told",
    "titles",
    "shapes",
    "roles",
    "background",
    "own",
    "tested",
    "values",
    "no-values",
    "result-cues",
    "result-words",
    "changes",
]


@pytest.mark.parametrize("name", RULE_FILES)
def test_every_rule_matches_its_example_and_not_its_counter_example(name: str) -> None:
    for rule in rules.load_rules(name):
        assert rule.pattern.search(rule.example), rule.id
        assert not rule.pattern.search(rule.counter), rule.id


def test_rule_ids_are_unique_over_all_files() -> None:
    ids = [rule.id for name in RULE_FILES for rule in rules.load_rules(name)]
    assert len(ids) == len(set(ids))


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
        ("a\tx\tx\t", "matches its own counter-example"),
        ("a\tfast quills\tTheir fast quills\ty\t$ fast", "does not end with a trigger"),
        ("a\tFast quills\tTheir Fast quills\ty\tFast | quills", "some have none"),
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


@pytest.mark.parametrize("name", RULE_FILES)
def test_what_triggers_lead_begins_with_one(name: str) -> None:
    texts = [text for file in RULE_FILES for rule in rules.load_rules(file) for text in (rule.example, rule.counter)]
    for rule in rules.load_rules(name):
        for text in texts if rule.leads else ():
            places = {at for trigger in rule.triggers for at in rules.places_of(trigger, text)}
            assert {match.start() for match in rule.pattern.finditer(text)} <= places, (rule.id, text)


@pytest.mark.parametrize("name", RULE_FILES)
def test_what_triggers_end_ends_with_one(name: str) -> None:
    texts = [text for file in RULE_FILES for rule in rules.load_rules(file) for text in (rule.example, rule.counter)]
    for rule in rules.load_rules(name):
        for text in texts if rule.ends else ():
            places = {at for trigger in rule.triggers for at in rules.places_of(trigger, text)}
            last_words = {text.rfind(" ", 0, match.end()) + 1 for match in rule.pattern.finditer(text)}
            assert last_words <= places, (rule.id, text)
            assert not rule.capital or all(text[at].isupper() for at in last_words), (rule.id, text)


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
