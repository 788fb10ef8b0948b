"""Rules as data: each file is a table with an example that a row must match and a counter-example that it must not.

`load_rules` checks every row when it loads a file: a pattern that does not compile, misses its example or matches
its counter-example is an error that names file and line. Code that means one rule asks for it by id (`rule_named`).
What several patterns share has a name, as "cap" in ``{cap}`` (`kgraph.rules.shorthands`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import LexiconError
from kgraph.lexicon.entries import read_rows, split_cell
from kgraph.lexicon.matcher import fold_text
from kgraph.rules.shorthands import at_row, written_out

FOLDER = Path(__file__).parent


class Rule(NamedTuple):
    """One row of a rule file.

    Attributes
    ----------
    id : str
        Its name, as `explain` shows it and the graph's provenance holds it.
    pattern : re.Pattern
        With the shorthands of ``shorthands.tsv`` filled in.
    value : str
        What the rule says of a match: a type, a role, the kind of a number, a sign by which a match counts.
    types : frozenset of str
        Entity types that it speaks of; empty for all.
    side : str
        Where the pattern is held against the text (``before`` or ``after`` what is judged), or what is asked of it, as the
        file's first lines explain; empty where the pattern covers all.
    example, counter : str
        A text that it matches, and one that it does not.
    triggers : tuple of str
        Beginnings of words, folded, or signs, one of which stands in every text that it matches; empty if nothing is
        known. They spare the pattern most texts.
    leads : bool
        Whether every match begins with a trigger (``^`` in front of them), so that the pattern is tried only there.
    ends : bool
        Whether every match ends with the word that a trigger begins (``$`` in front of them): only what stands in
        front of it is looked at.
    capital : bool
        Whether the triggers are written with a capital, which they must then have in the text.
    line : int
        Where it stands in its file.
    """

    id: str
    pattern: re.Pattern[str]
    value: str
    types: frozenset[str]
    side: str
    example: str
    counter: str
    triggers: tuple[str, ...]
    leads: bool
    ends: bool = False
    capital: bool = False
    line: int = 0

    def speaks_of(self, type_: str) -> bool:
        """Whether the rule speaks of entities of this type."""
        return not self.types or type_ in self.types


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of ``kgraph/rules/{name}.tsv``, in the file's order.

    Raises
    ------
    LexiconError
        A row has no id, a second row has its id, the pattern is none or names no shorthand, or it contradicts the row's
        examples.
    """
    path = FOLDER / f"{name}.tsv"
    rules: dict[str, Rule] = {}
    for line, row in read_rows(path):
        with at_row(path, line):
            rule = _rule(row, line)
            if not rule.id or rule.id in rules:
                raise LexiconError(f"no id or a second row with the id {rule.id!r}")
            _check_examples(rule)
            _check_triggers(rule)
            rules[rule.id] = rule
    return tuple(rules.values())


@cache
def rule_named(name: str, id_: str) -> Rule:
    """The rule of ``kgraph/rules/{name}.tsv`` with this id, wherever it stands there.

    Raises
    ------
    LexiconError
        The file has no such rule.
    """
    for rule in load_rules(name):
        if rule.id == id_:
            return rule
    raise LexiconError(f"no rule {id_}, which the code names", path=str(FOLDER / f"{name}.tsv"), remedy="give it a row")


def at_rule(name: str, rule: Rule) -> AbstractContextManager[None]:
    """Says of an error in the block that it is one of this rule of ``kgraph/rules/{name}.tsv``."""
    return at_row(FOLDER / f"{name}.tsv", rule.line)


def _rule(row: dict[str, str], line: int) -> Rule:
    """A row as a rule that its examples and triggers may yet contradict."""
    get = row.get
    id_, cell = get("id", ""), get("triggers", "")
    triggers = split_cell(cell.lstrip("^$"))
    capitals = {t[0].isupper() for t in triggers}
    if len(capitals) > 1:
        raise LexiconError(f"some triggers of {id_} have a capital and some have none")
    return Rule(
        id_,
        _compiled(id_, get("pattern", "")),
        get("value", ""),
        frozenset(split_cell(get("types", ""))),
        get("side", ""),
        get("example", ""),
        get("counter", ""),
        tuple(t.lower() for t in triggers),
        leads=cell.startswith("^"),
        ends=cell.startswith("$"),
        capital=True in capitals,
        line=line,
    )


def _compiled(id_: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(written_out(pattern))
    except re.error as error:
        raise LexiconError(f"the pattern of {id_} does not compile: {error}") from error


def _check_examples(rule: Rule) -> None:
    if not rule.example:
        raise LexiconError(f"{rule.id} has no example", remedy="give it a text that it matches")
    if not rule.pattern.search(rule.example):
        raise LexiconError(f"the pattern of {rule.id} misses its own example")
    if not rule.counter:
        raise LexiconError(f"{rule.id} has no counter-example", remedy="give it a text that it does not match")
    if rule.pattern.search(rule.counter):
        raise LexiconError(f"the pattern of {rule.id} matches its own counter-example")


def _check_triggers(rule: Rule) -> None:
    if not rule.triggers:
        return
    places = places_of(rule.triggers, rule.example)
    if not places:
        raise LexiconError(f"no trigger of {rule.id} stands in its example")
    if rule.leads and not any(rule.pattern.match(rule.example, at) for at in places):
        raise LexiconError(f"the example of {rule.id} is not matched at a trigger")
    if rule.ends and not any(_ends_at(rule.pattern, rule.example, at) for at in places):
        raise LexiconError(f"the example of {rule.id} does not end with a trigger")


def _ends_at(pattern: re.Pattern[str], text: str, at: int) -> bool:
    """Whether the pattern matches a piece of the text that ends with the word that begins there."""
    return any(m.start() <= at < m.end() and " " not in text[at : m.end()].strip() for m in pattern.finditer(text))


def is_sign(trigger: str) -> bool:
    """Whether a trigger is a sign, as written, and not the beginning of a word."""
    return not trigger[0].isalnum()


def places_of(triggers: Iterable[str], text: str) -> list[int]:
    """Where a text holds one of the triggers: signs as written, the others at the beginnings of words."""
    folded = " " + fold_text(text)
    return [
        at
        for trigger in triggers
        for at in (_places(trigger, text) if is_sign(trigger) else _places(" " + trigger, folded))
    ]


def _places(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def read_words(name: str) -> frozenset[str]:
    """The words of ``kgraph/rules/{name}.txt``, separated by white space; lines that start with ``#`` are comments."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def rule_set_digest() -> str:
    """SHA-256 over the names and contents of all rule files; the code that applies them is told by the version of kgraph."""
    digest = hashlib.sha256()
    for path in sorted((*FOLDER.glob("*.tsv"), *FOLDER.glob("*.txt"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
