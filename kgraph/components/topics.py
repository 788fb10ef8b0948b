"""What a paper's numbers are about where they name nothing: what it introduces, its tests, the machine of its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from kgraph.components.cues import cue
from kgraph.components.statements import ACTORS, SUBJECTS, TRAINED_ON, Name, Topic, explained_rows

#: Names that say that they are tests.
_BENCH = re.compile(r"[Bb]ench\b|BENCH\b|Eval\b|Arena\b|Bench[-_ ]")
#: Of "VLA benchmarks" the first word says only of what kind they are.
_SAID_TO_BE_DATA = re.compile(r" (?:data-?set|benchmark|leaderboard|test set)\b")
#: "the QuillEarth model", of a name that a data set has, too.
_SAID_TO_BE_MODEL = re.compile(r" (?:model|variant|network|backbone)\b")
_PARTS = re.compile(r"[.;] |\n")
#: What a paper calls so has no name: "our method" is not it.
_DESCRIBED = re.compile(r"[a-z0-9 -]+ (?:framework|system|approach|method|pipeline|strategy|scheme|architecture)s?")
_LOOK_BACK = 60


def typed_names(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with the type that the words around show: of an introduced name it is a guess."""
    tests: set[str] = set()
    introduced = [n for n in names if n.introduced]
    others = {n.entity for n in introduced if n.type == "Benchmark"}
    for name in introduced:
        if cue("defined").match(text[name.end : name.end + 120].lstrip()):
            tests.add(name.entity)
        if name.entity in others and (_beside("test", text, name) or _beside("data", text, name)):
            others.discard(name.entity)
    for name in names:
        if name.type in SUBJECTS and not name.introduced and _SAID_TO_BE_DATA.match(text, name.end):
            tests.add(name.entity)
    models = {n.entity for n in names if n.type == "Benchmark" and _SAID_TO_BE_MODEL.match(text, n.end)} - tests
    new = dict.fromkeys(models, "Model") | dict.fromkeys(others, "Method") | dict.fromkeys(tests, "Benchmark")
    return [n._replace(type=new[n.entity]) if n.entity in new else n for n in names]


def topic_of(text: str, names: Sequence[Name], title_end: int) -> Topic:
    """What the paper of these names is about, whose title ends there in its text."""
    new = [n for n in names if n.introduced and n.type in ACTORS and not _DESCRIBED.fullmatch(n.text) and not n.part]
    # a machine that is built is the subject of a paper that names nothing else of its own
    own = [n for n in new if n.type in SUBJECTS] or new
    tests = [n for n in names if n.type == "Benchmark"]
    # a data set that a paper collects to train on is not what it measures on
    own_tests = [n for n in tests if n.introduced and (not own or _beside("test", text, n))]
    tests = [n for n in tests if not TRAINED_ON.search(text, max(0, n.start - _LOOK_BACK), n.start)]
    only = tests[0].text if len({n.entity for n in tests}) == 1 and not tests[0].introduced else None
    machine = next((n.text for n in names if n.end <= title_end and _is_machine(n, text)), None)
    models = {n.entity: n.text for n in own if n.type == "Model"}
    model = next(iter(models.values())) if len(models) == 1 and own[0].type != "Model" else None
    rows = _rows(text, names) if " respectively" in text else []
    return Topic(
        subject=own[0] if own else None,
        own_test=own_tests[0].text if own_tests else None,
        only_test=only,
        machine=machine,
        model=model,
        rows=rows,
        tests=tests,
    )


def _beside(side: Literal["test", "data"], text: str, name: Name) -> bool:
    if side == "test" and _BENCH.search(name.text):
        return True
    before = _PARTS.split(text[max(0, name.start - 40) : name.start])[-1]
    behind = _PARTS.split(text[name.end : name.end + 80], maxsplit=1)[0]
    sign = cue(side).search
    return sign(before) is not None or sign(text[name.start : name.end] + behind) is not None


def _rows(text: str, names: Sequence[Name]) -> list[list[Name]]:
    """The rows of named tests and those of what achieves something."""
    kinds = (("Benchmark",), SUBJECTS)
    return [row for kind in kinds for row in explained_rows(text, [n for n in names if n.type in kind])]


def _is_machine(name: Name, text: str) -> bool:
    """Whether a title says that something was done on this machine, "Training on Frontier": one, and no class of them."""
    is_one = name.text[0].isupper() and not name.text.isupper() and not name.text.endswith("s")
    return name.type == "Hardware" and is_one and text.endswith(" on ", 0, name.start)
