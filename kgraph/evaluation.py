"""How good an extraction is: precision, recall and F1 of Facts against papers that people annotated.

An entity is right when the paper's annotation has one of the same type that shares a written form (case, hyphens and
plural s folded), one to one. Mentions are right as exact spans with their type, roles as right entities with the
right role, results as the same value with the same benchmark and subject. *Linking* asks of each pair of right
entities in two papers whether the same annotated name and the same predicted id go together.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from math import comb
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.errors import SourceError
from kgraph.files import parsed_lines
from kgraph.records import Facts
from kgraph.schema import ABSTRACT, ENTITY_TYPES, TITLE
from kgraph.sources.identifiers import identifiers


class Score(NamedTuple):
    """Counts of one measure, and what follows from them."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right, in [0, 1]; 0 if nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that was found, in [0, 1]; 0 if nothing is annotated."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in [0, 1]."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


#: A right entity: paper id, annotated type and folded name, predicted id.
_Linked = tuple[str, tuple[str, str], str]


class Mistake(NamedTuple):
    """An entity that was missed or is spurious: kind, type, paper id, a written form."""

    kind: str
    type: str
    paper: str
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by measure (and by type, under the type's name), and the mistakes behind them."""

    scores: dict[str, Score]
    mistakes: list[Mistake] = field(default_factory=list)


def read_gold(path: str | Path) -> list[dict[str, Any]]:
    """Annotated papers of a JSON-lines file: id, title, abstract, entities with type, name, role, mentions, and results.

    Raises
    ------
    SourceError
        The file is missing, or a line is no annotated paper.
    """
    remedy = "id, title, abstract, entities, results"
    return list(parsed_lines(path, _gold_paper, SourceError, wanted="an annotated paper", remedy=remedy))


def _gold_paper(line: str) -> dict[str, Any]:
    paper: dict[str, Any] = json.loads(line)
    if not isinstance(paper, dict):
        raise TypeError("no object")
    for key in ("id", TITLE, ABSTRACT):
        if not isinstance(paper[key], str):
            raise TypeError(f"{key} is no text")
    for entity in paper["entities"]:
        if entity["type"] not in ENTITY_TYPES:
            raise ValueError(f"no such type: {entity['type']}")
        if (
            not isinstance(entity["name"], str)
            or not isinstance(entity["mentions"], list)
            or not entity["mentions"]
            or not all(m and isinstance(m, str) for m in entity["mentions"])
        ):
            raise TypeError("an entity without a name or mentions")
    for result in paper.get("results", []):
        if result["value"] is None or not all(isinstance(result[key], str | None) for key in ("benchmark", "subject")):
            raise TypeError("a result without a value, or whose benchmark or subject is no text")
    return paper


def missing(gold: Sequence[dict[str, Any]], facts: Iterable[Facts]) -> list[str]:
    """Ids of the annotated papers that have no Facts, in the order of the papers."""
    ids = {identifiers(f.paper.id)[0] for f in facts}
    return [paper["id"] for paper in gold if identifiers(paper["id"])[0] not in ids]


def evaluate(gold: Sequence[dict[str, Any]], facts: Iterable[Facts]) -> Evaluation:
    """The scores of the Facts over the annotated papers; a paper without Facts counts as empty.

    Parameters
    ----------
    gold : sequence of dict
        As `read_gold` gives them.
    facts : iterable of Facts
        Papers that are not annotated are ignored.
    """
    by_id = {identifiers(f.paper.id)[0]: f for f in facts}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    mistakes: list[Mistake] = []
    linked: list[_Linked] = []
    for paper in gold:
        found = by_id.get(identifiers(paper["id"])[0])
        _count_paper(paper, found, counts, mistakes, linked)
    scores = _group_scores(counts)
    scores["linking"] = _linking(linked)
    for name in ENTITY_TYPES:
        scores[name] = _score(counts[name])
    return Evaluation(scores, mistakes)


def _linking(linked: Sequence[_Linked]) -> Score:
    """Of the pairs of entities in two papers, those that go together by annotated name, by predicted id, and by both."""
    return Score(_pairs(linked, itemgetter(1, 2)), _pairs(linked, itemgetter(2)), _pairs(linked, itemgetter(1)))


def _pairs(linked: Sequence[_Linked], key: Callable[[_Linked], Hashable]) -> int:
    """How many pairs in two papers have the same key: all that have it, but those in one paper."""
    everywhere = Counter(key(one) for one in linked)
    within = Counter((one[0], key(one)) for one in linked)
    return sum(comb(n, 2) for n in everywhere.values()) - sum(comb(n, 2) for n in within.values())


def _score(count: Counter[str]) -> Score:
    return Score(count["right"], count["predicted"], count["gold"])


def _group_scores(counts: dict[str, Counter[str]]) -> dict[str, Score]:
    core = sum((counts[t.name] for t in ENTITY_TYPES.values() if t.core), Counter[str]())
    every = sum((counts[t] for t in ENTITY_TYPES), Counter[str]())
    scores = {"links core": _score(core), "links all": _score(every)}
    return scores | {m: _score(counts[m]) for m in ("untyped", "mentions", "roles", "values", "results")}


def _count_paper(
    paper: dict[str, Any],
    found: Facts | None,
    counts: dict[str, Counter[str]],
    mistakes: list[Mistake],
    linked: list[_Linked],
) -> None:
    gold = [(e["type"], _folded(e["mentions"], e["name"])) for e in paper["entities"]]
    predicted = [(e.type, _folded(m.text for m in e.mentions)) for e in found.entities] if found else []
    pairs = _matched(gold, predicted, typed=True)
    for type_, _ in gold:
        counts[type_]["gold"] += 1
    for type_, _ in predicted:
        counts[type_]["predicted"] += 1
    for i, j in pairs:
        entity, annotated = found.entities[j], paper["entities"][i]  # type: ignore[union-attr]
        counts[entity.type]["right"] += 1
        counts["roles"]["right"] += annotated.get("role") == entity.role
        linked.append((paper["id"], (annotated["type"], _fold(annotated["name"])), entity.id))
    for measure, right in (("roles", 0), ("untyped", len(_matched(gold, predicted, typed=False)))):
        counts[measure].update(right=right, gold=len(gold), predicted=len(predicted))
    hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
    mistakes += [
        Mistake("missed", e["type"], paper["id"], e["mentions"][0])
        for i, e in enumerate(paper["entities"])
        if i not in hit
    ]
    if found:
        mistakes += [
            Mistake("spurious", e.type, paper["id"], e.mentions[0].text)
            for j, e in enumerate(found.entities)
            if j not in used
        ]
    _count_mentions(paper, found, counts["mentions"])
    _count_results(paper, found, counts)


def _count_mentions(paper: dict[str, Any], found: Facts | None, count: Counter[str]) -> None:
    types = {form: e["type"] for e in paper["entities"] for form in e["mentions"]}
    gold = {(f, a, b, types[form]) for f in (TITLE, ABSTRACT) for a, b, form in _occurrences(paper[f], types)}
    predicted = {(m.field, m.start, m.end, e.type) for e in found.entities for m in e.mentions} if found else set()
    count.update(right=len(gold & predicted), predicted=len(predicted), gold=len(gold))


def _count_results(paper: dict[str, Any], found: Facts | None, counts: dict[str, Counter[str]]) -> None:
    gold, left = paper.get("results", []), list(found.results) if found else []
    for measure in ("values", "results"):
        counts[measure].update(gold=len(gold), predicted=len(left))
    forms = [_folded(e["mentions"], e["name"]) for e in paper["entities"]]

    def same(a: str | None, b: str | None) -> bool:
        if not a or not b:
            return not a and not b
        return _fold(a) == _fold(b) or any(_fold(a) in f and _fold(b) in f for f in forms)

    for result in gold:
        values = [r for r in left if _number(r.value) == _number(result["value"])]
        if not values:
            continue
        whole = [r for r in values if same(r.benchmark, result["benchmark"]) and same(r.subject, result["subject"])]
        left.remove((whole or values)[0])
        counts["values"]["right"] += 1
        counts["results"]["right"] += bool(whole)


def _matched(
    gold: Sequence[tuple[str, set[str]]], predicted: Sequence[tuple[str, set[str]]], *, typed: bool
) -> list[tuple[int, int]]:
    """Pairs of indices, one to one, those that share most forms first, then those that share the longest one."""
    candidates = []
    for i, (gold_type, gold_forms) in enumerate(gold):
        for j, (type_, forms) in enumerate(predicted):
            if (shared := gold_forms & forms) and (not typed or gold_type == type_):
                candidates.append((-len(shared), -max(map(len, shared)), i, j))
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(candidates):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _occurrences(text: str, forms: Iterable[str]) -> list[tuple[int, int, str]]:
    """Spans of the forms in the text as whole words, none overlapping, long forms first."""
    found: list[tuple[int, int, str]] = []
    for form in sorted(forms, key=len, reverse=True):
        for match in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])", text):
            if all(match.end() <= a or b <= match.start() for a, b, _ in found):
                found.append((*match.span(), form))
    return found


def _folded(forms: Iterable[str], *more: str) -> set[str]:
    return {_fold(f) for f in (*forms, *more)}


def _fold(form: str) -> str:
    return re.sub(r"(?<=[a-z]{2})s\b", "", re.sub(r"[\s\-\u2010-\u2013_]+", " ", form).strip().casefold())


def _number(value: object) -> str:
    return re.sub(r"[\s\\$]|times", "", str(value)).replace("×", "x").casefold()
