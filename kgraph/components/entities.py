"""`kgraph_entities`: from marks to entities: which of two overlapping marks stays, what else names the same thing.

1. Every further place where an introduced name or a short form stands is marked too.
2. Of overlapping marks the longest stays, of equally long ones the strongest; of two that cross the first one, unless it
   is the weaker (`longest_then_strongest`).
3. One spelling has one type in one paper.
4. Marks with one id, one folded name, or a short and its long form are one entity. The id is the lexicon's, else made
   from the type and the folded name: it depends on the paper, the lexicon and the learned names only.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np
from spacy.attrs import ENT_IOB, ENT_KB_ID, ENT_TYPE
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.grouping import group
from kgraph.components.identity import identified, uncontradicted
from kgraph.components.own_names import own_pairs
from kgraph.components.repeated import repeated, short_form_marks, widened
from kgraph.components.step import Step
from kgraph.lexicon import Knowledge, load_knowledge
from kgraph.reading import Mark, Reading, token_starts

#: spaCy's codes for the first token of an entity, for a further one, and for one outside.
_BEGIN, _IN, _OUT = 3, 1, 2


class Entities(Step):
    """Turns the marks of a text into its entities and sets ``doc.ents`` with label and ``kb_id_``.

    Parameters
    ----------
    knowledge : Knowledge
        Of the lexicon.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def read(self, known: Reading) -> None:
        known.marks = uncontradicted(known, self._knowledge)
        known.short_forms = widened(known) + own_pairs(known)
        known.marks += [*repeated(known), *short_form_marks(known)]
        kept = longest_then_strongest(identified(known, self._knowledge))
        known.groups = group(kept, known)

    def show(self, doc: Doc, known: Reading) -> None:
        _set_ents(doc, known)


def _set_ents(doc: Doc, known: Reading) -> None:
    """Set the entities' mentions as spans of whole tokens, none overlapping."""
    starts = token_starts(doc)
    if not starts:
        return
    count = len(starts)
    add = doc.vocab.strings.add
    codes = {g.id: (add(g.type), add(g.id)) for g in known.groups}
    # one array for all tokens: making and checking spans takes several times as long
    table = array("Q", [_OUT]) * count + array("Q", bytes(2 * count * 8))
    last = 0
    for start, end, _, id_ in sorted([(m.start, m.end, g.type, g.id) for g in known.groups for m in g.marks]):
        first = bisect_right(starts, start) - 1
        stop = bisect_left(starts, end, first)
        if first >= last and stop > first:
            label, kb_id = codes[id_]
            for token in range(first, stop):
                table[token], table[count + token], table[2 * count + token] = _IN, label, kb_id
            table[first] = _BEGIN
            last = stop
    rows = np.frombuffer(table, dtype=np.uint64).reshape(3, count)
    doc.from_array([ENT_IOB, ENT_TYPE, ENT_KB_ID], rows.T)  # type: ignore[arg-type]


def longest_then_strongest(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that stay, none overlapping, in text order.

    Of two that cross the one that ends first stays unless it is the weaker; then longer marks go before shorter ones, and
    stronger before weaker.
    """
    # of marks on one span at most one stays
    best: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        span = mark[:2]
        other = best.setdefault(span, mark)
        if other is not mark and (mark.strength, other.type) > (other.strength, mark.type):
            best[span] = mark
    kept: list[Mark] = []
    chain: list[Mark] = []
    stop = 0
    for mark in sorted(best.values()):
        start, end = mark[:2]
        if start < stop:
            chain.append(mark)
            stop = max(stop, end)
        else:
            kept += chain if len(chain) < 2 else _apart(chain)
            chain = [mark]
            stop = end
    return kept + _apart(chain)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Of a chain of overlapping marks on different spans those that stay, in text order."""
    if len(marks) == 2:
        # most chains are pairs, of which one stays
        first, second = marks
        crossed = first.start < second.start and first.end < second.end and first.strength >= second.strength
        return [first if crossed else min(marks, key=_rank)]
    # of two that cross the first is whole: "deep neural network optimization" names a network
    whole: list[Mark] = []
    reaching: list[Mark] = []
    for mark in marks:
        reaching = [other for other in reaching if other.end > mark.start]
        for other in reaching:
            if other.start < mark.start < other.end < mark.end and other.strength >= mark.strength:
                break
        else:
            whole.append(mark)
            reaching.append(mark)
    # in text order and apart, so that only the two neighbours of a place can reach into it
    kept: list[Mark] = []
    for mark in sorted(whole, key=_rank):
        at = bisect_left(kept, mark)
        if (not at or kept[at - 1].end <= mark.start) and (at == len(kept) or mark.end <= kept[at].start):
            kept.insert(at, mark)
    return kept


def _rank(mark: Mark) -> tuple[int, int, Mark]:
    return mark.start - mark.end, -mark.strength, mark


@Language.factory("kgraph_entities", assigns=["doc.ents"], default_config={"extra": []})
def make_entities(nlp: Language, name: str, extra: list[str]) -> Entities:
    """The component with the project's overlap policy, the lexicon of kgraph and the files named in `extra`."""
    return Entities(load_knowledge(extra))
