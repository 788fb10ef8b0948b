"""What the components of the pipeline share about one text: its sentences, short forms and marks.

Components add to a `Reading` and never change a mark that another one made; `kgraph.components.entities` turns the
marks into entities. Offsets are code points into the text; of a paper that is the title, an empty line and the
abstract. Where there is a Doc, the Reading hangs on it under ``doc.user_data["kgraph"]``; it stays behind where the Doc
is written or goes to another process.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

import srsly
from spacy.attrs import IDX
from spacy.tokens import Doc

from kgraph.learning import LearnedName
from kgraph.lexicon.matcher import fold_text
from kgraph.rules.triggers import Places, trigger_places
from kgraph.text import plain, sentence_spans, without_urls

#: Where a Doc holds its Reading in its ``user_data``.
READING = "kgraph"
#: Between the title and the abstract of a Doc.
TITLE_GAP = "\n\n"


class Strength(IntEnum):
    """How sure what found a mark is of it: of two marks on one span the stronger is kept."""

    #: Spelled as a name, of a type that nothing tells.
    UNTYPED = 19
    #: Spelled as a name, or said to be one by the words around.
    SPELLED = 20
    TERM = 30
    ELLIPTIC = 40
    LEARNED = 50
    LEXICON = 60
    #: What a lexicon knows by this name, but which the words around say to be something else.
    SAID = 65
    #: A contribution in plain words.
    PHRASE = 70
    #: A further place of an introduced name, and one where it is introduced.
    REPEATED = 79
    INTRODUCED = 80


#: What a short form and its long form gain where they stand together, and a short form elsewhere in the text.
BESIDE, APART = 5, 4


class Mark(NamedTuple):
    """A span that a component takes for the name of an entity.

    Attributes
    ----------
    start, end : int
        Code points into the Doc's text, half-open.
    type : str
        Entity type.
    name : str
        Canonical name, as far as the component knows it; empty to take the written form.
    id : str
        Entity id where a lexicon gives it, else empty.
    parent : str
        Entity id of the parent, or empty.
    rule : str
        What found it.
    strength : int
        A `Strength`, of short and long forms a little more: which of two marks on the same span is kept.
    """

    start: int
    end: int
    type: str
    name: str
    id: str
    parent: str
    rule: str
    strength: int


class ShortForm(NamedTuple):
    """A short form in parentheses and the long form before it, or the other way round; spans in code points."""

    short: tuple[int, int]
    long: tuple[int, int]


@dataclass(slots=True)
class Group:
    """One entity of the Doc: its marks, and the role towards it once that is decided."""

    id: str
    type: str
    name: str
    parent: str
    marks: list[Mark]
    introduced: str = ""
    role: str = ""
    role_rule: str = ""
    evidence: int = 0


@dataclass(slots=True)
class Number:
    """One reported number of the Doc.

    Spans in code points, names as written, each with the rule that told it; and whether it is a change of a level.
    """

    start: int
    end: int
    metric: str | None
    benchmark: str | None
    subject: str | None
    baseline: str | None
    rule: str
    change: bool = False
    metric_rule: str = ""
    benchmark_rule: str = ""
    subject_rule: str = ""
    baseline_rule: str = ""


@dataclass(slots=True)
class Reading:
    """All that is known of one text so far.

    Attributes
    ----------
    text, folded : str
        The text as rules see it, with blanks and hyphens for their typeset kin, and what the matcher sees of it: every
        character at its place, names in addresses blanked.
    title_end : int
        Where the title ends; 0 if the text has none.
    sentences : list of (int, int)
        Spans, in order, covering the text.
    starts : list of int
        Where each sentence begins.
    learned : mapping of str to LearnedName
        `key_of` a written form -> what is learned of the name that the paper introduces by it, perhaps corrected by a person.
    short_forms, marks, groups, numbers
        What the components found.
    paper : str
        Id of the paper, if the text is one.
    token_starts : list of int
        See `token_starts`.
    introduced : dict of int to (int, str, str)
        Start of a span that the paper introduces as a name -> its end, type and rule.
    """

    text: str
    folded: str
    title_end: int
    sentences: list[tuple[int, int]]
    starts: list[int]
    short_forms: list[ShortForm] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    introduced: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    learned: Mapping[str, LearnedName] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    paper: str = ""
    token_starts: list[int] = field(default_factory=list)
    _triggers: dict[str, Places] | None = None

    @classmethod
    def of(cls, text: str, title_end: int = 0, paper: str = "") -> Reading:
        """What is known of a text before a component has read it."""
        sentences = sentence_spans(text, title_end)
        text = plain(text)
        starts = [start for start, _ in sentences]
        return cls(text, fold_text(without_urls(text)), title_end, sentences, starts, paper=paper)

    def covered(self) -> bytearray:
        """For each character of the text 1 if a mark covers it, else 0."""
        covered = bytearray(len(self.text))
        for mark in self.marks:
            start, end = mark.start, mark.end
            covered[start:end] = b"\x01" * (end - start)
        return covered

    def triggers(self, name: str) -> Places:
        """Where triggers of the rules of ``kgraph/rules/{name}.tsv`` begin; the text is searched once for all files."""
        if self._triggers is None:
            self._triggers = trigger_places(self.text, self.folded)
        return self._triggers[name]

    def sentence(self, offset: int) -> int:
        """Index of the sentence that the character stands in."""
        return bisect_right(self.starts, offset) - 1


def token_starts(doc: Doc) -> list[int]:
    """Where each token of the Doc starts, in code points."""
    known = reading(doc)
    if not known.token_starts and len(doc):
        # one array: asking every token takes longer
        known.token_starts = doc.to_array(IDX).tolist()
    return known.token_starts


def reading(doc: Doc) -> Reading:
    """The Doc's Reading, made when a component first asks for it."""
    known = doc.user_data.get(READING)
    if known is None:
        known = doc.user_data[READING] = Reading.of(doc.text)
    return known


def _left_behind(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """None for a Reading, so that a Doc is written without it; other things as the next encoder has them."""
    if isinstance(obj, Reading):
        return None
    return chain(obj) if chain else obj


# who can make a Reading has imported this module
srsly.msgpack_encoders.register("kgraph_reading", func=_left_behind)
