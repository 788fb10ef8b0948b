"""Names that a paper introduces together with what they are short for: "we propose a Quill Folding Network (QFN)".

A pair of long and short form is the paper's own where a verb of proposing stands in front, where it is called, listed or
numbered as a part of what the paper has, or where a sentence begins with it and says what it does.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from kgraph.components.spelling import NO_NAME, in_capitals
from kgraph.components.triggered import speaks_from
from kgraph.metrics import metric_of
from kgraph.names import fold
from kgraph.reading import Reading, ShortForm
from kgraph.rules.shorthands import written_out

#: The rule of parts of what a paper introduces.
PART = "introduced-part"
#: Words by which a paper speaks of what it does or makes.
OWN = re.compile(written_out(r"\b(?:[Ww]e|[Oo]ur|{this_paper}|[Pp]roposed?|[Ii]ntroduc\w+|[Nn]ovel)\b"))

_PROPOSES = re.compile(
    written_out(
        r"(?:{we} (?:[a-z-]+,? ){0,4}?|\b(?:and|to|then|by) |, ){propose} (?:(?!(?:that|which|who|where|while|for|using|utilizing|leveraging|employing|via)\b|\d[\d,.]* )[\w,-]+ ){0,7}?[\"“‘]?$"
    )
)
#: "QuillNet introduces Fold Codes (FC)".
_NAMED_PROPOSES = re.compile(
    r"\b[A-Z]\w*(?:-\w+)*[A-Z]\w* (?:introduces|proposes|presents|offers|features)(?: (?:an?|the|novel|new))*(?: [a-z-]+){0,3} ?$"
)
#: "a quill-folding clustering (QFC) scheme is proposed".
_PROPOSED_BEHIND = re.compile(
    r"\)(?: [a-z-]+){0,2} (?:is|are) (?:then |further |also |first |therefore )?(?:proposed|introduced|devised|developed|designed|presented)\b"
)
#: "Quill Folding (QF), which folds", and in front of what others made.
_WHICH_DOES = re.compile(r"\),? (?:which|that) [a-z]+s\b")
_TAKEN = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|employ\w*|adopt\w*|leverag\w*|utiliz\w*|based on|built on|follow\w*|appl(?:y|ies|ied)|existing|than|over)\b[^.;,]*$"
)
_PROPOSING_VERB = re.compile(written_out("{propose}"))
_CALLED = re.compile(
    r"(?:,|\b(?:called|named|dubbed|termed|namely|refer to as|we (?:call|term|dub|name))|— ?| ?-- ?) ?(?:the |a |an )?[\"“‘]?$"
)
_CALLED_REACH = 18
_PROPOSAL = re.compile(r"\b(?:proposal|introduction) of (?:the |an? )?(?:new |novel )?$")
#: From a short form in a list of new names to the next long form: "(QN), PenNet (PN), and InkNet (IN)".
_NEXT = re.compile(r"\),? (?:and )?(?:the |an? )?")
#: "a Vision Transformer (ViT) architecture" is no new transformer.
_NOUN_BEHIND = re.compile(
    r"\) (?!(?:tasks?|that|which|to|for|with|in|on|by|and|as|is|are|from|using|based|where|whose|can|has|we|over|via|through)\b)[a-z]"
)
_BASED_ON = re.compile(r"\b(?:based|built|relies|relying) (?:up)?on\b")
#: "Our approach has three parts: (1) the QuillNet (QN) dataset".
_ITEM_OPENS = re.compile(r"\((?:\d|i{1,3}|[a-d])\) (?:an? |the |our )?(?:[a-z-]+ ){0,3}$")
#: "Our net works in two modes: Quill Folding (QF) and Ink Drawing (ID)".
_LIST_OPENS = re.compile(
    r"\b(?:modes|stages|phases|components|modules|steps|strategies|techniques|branches|losses|parts|mechanisms|designs|variants|agents|metrics|ideas|innovations)"
    r"(?::|,? namely,?|, i\.e\.,|, including) (?:an? |the )?$"
)
#: Last words of long forms that name parts, and words behind the short form that say that it is one.
_PARTS = frozenset(
    "Module Modules Block Blocks Loss Decoder Encoder Layer Layers Head Heads Mechanism Strategy Router Unit Units Adapter Adapters Prompt Sampler "
    "Scheduler Regularization Rectification Refinement Refiner Aggregation Aggregator Constraint Objective Reward Score Memory Bank Gate Selector".split()
)
_PART_BEHIND = re.compile(
    r"\)(?:,? and [^()]{3,40} \([^)]{2,12}\))? (?:(?:module|block|mechanism|layer|branch|head|adapter)s?|data ?set|benchmark|corpus)\b"
)
#: "Quill Folding Planner (QFP) reasons over it": what a paper defines where a sentence begins, and what it does.
_DEFINED = re.compile(r"\) (?:(?:is|[a-z]+[^s\W]s)\b|[a-z]+ly [a-z]+s\b)")
_CLAUSE_OPENS = ("; ", "; and ")
_LOOK = 140


def from_short_forms(known: Reading, established: Container[str]) -> list[tuple[int, int, str]]:
    """(start, end, rule id) of the long and short forms that the paper introduces.

    Parameters
    ----------
    known : Reading
        Of the text, its short forms found.
    established : container of str
        Folded forms that the field knows.
    """
    spans: list[tuple[int, int, str]] = []
    listed = -1
    for pair in known.short_forms:
        (start, end), short = pair.long, pair.short
        if start > short[0] or known.text[slice(*short)].rstrip("s").lower() in NO_NAME:
            continue
        first = known.sentences[known.sentence(start)][0]
        before = known.text[max(first, start - _LOOK) : start]
        if fold(known.text[start:end]) in established:
            is_new, is_part = _is_proposed(before) and not _is_of_something(known.text, pair, before), False
        else:
            follows = listed >= 0 and _NEXT.fullmatch(known.text, listed, start) is not None
            is_new = follows or _is_own(known, pair, before, first)
            is_part = not is_new and _is_own_part(known, pair, before, first, established)
        if is_new or is_part:
            rules = (PART, PART) if is_part else ("introduced-long-form", "introduced-short-form")
            spans += [(start, end, rules[0]), (*short, rules[1])]
            listed = short[1]
    return spans


def is_of_the_field(known: Reading, pair: ShortForm) -> bool:
    """Whether a short form is explained before the paper speaks of itself, and the title has neither it nor the long one."""
    own = speaks_from(known)
    first = known.sentences[known.sentence(own)][0] if own >= 0 else 0
    title = known.folded[: known.title_end]
    named = any(known.folded[slice(*span)] in title for span in pair)
    return known.title_end <= pair.short[0] < first and not named


def speaks_before(known: Reading, at: int) -> bool:
    """Whether the abstract, of a paper with a title, speaks of what the paper does or makes in front of that place."""
    start, end = _first_own(known.text, known.title_end)
    if start >= at:
        return False
    # words that go on behind the place may be found in a shorter form in front of it
    return end <= at or OWN.search(known.text, start, at) is not None


@lru_cache(maxsize=1)
def _first_own(text: str, first: int) -> tuple[int, int]:
    """Where the first such words behind a place stand; at the end of the text if there are none.

    Asked for each short form of a text, this would be looked for in all of it each time.
    """
    match = OWN.search(text, first)
    return match.span() if match else (len(text), len(text))


def _is_own(known: Reading, pair: ShortForm, before: str, first: int) -> bool:
    """Whether words that the field does not know, in the sentence that begins at ``first``, are said to be the paper's own."""
    text, start = known.text, pair.long[0]
    if _is_adjective(text[slice(*pair.long)]):
        return False
    if _is_proposed(before) or _PROPOSAL.search(before):
        return True
    if _PROPOSED_BEHIND.match(text, pair.short[1]):
        return True
    if _NAMED_PROPOSES.search(before) and speaks_before(known, start):
        return True
    if _CALLED.search(before, len(before) - _CALLED_REACH) and OWN.search(before):
        return True
    return _ITEM_OPENS.search(before) is not None and OWN.search(text, first, start) is not None


def _is_own_part(known: Reading, pair: ShortForm, before: str, first: int, established: Container[str]) -> bool:
    """Whether they name a part of what a paper introduces that has spoken of itself."""
    text, start = known.text, pair.long[0]
    long, short = text[slice(*pair.long)], text[slice(*pair.short)]
    if metric_of(long) is not None or not speaks_before(known, start):
        # "it achieves a Driving Score (DS) of 78"
        return False
    if _is_variant(long, short, established):
        return True
    if not in_capitals(long):
        return False
    opens = start == first or before.endswith(_CLAUSE_OPENS)
    return (
        _LIST_OPENS.search(before) is not None
        or long.rpartition(" ")[2] in _PARTS
        or (fold(short) not in established and _PART_BEHIND.match(text, pair.short[1]) is not None)
        or (opens and _does_something(text, pair))
        or (
            _WHICH_DOES.match(text, pair.short[1]) is not None
            and _TAKEN.search(before) is None
            and OWN.search(text, first, start) is not None
        )
    )


def _is_variant(long: str, short: str, established: Container[str]) -> bool:
    """Whether both are known names with one more word in front: "ink-keeping group relative policy optimization (IK-GRPO)"."""
    first, _, rest = long.partition(" ")
    stem = short.rpartition("-")[2]
    return stem != short and "-" in first and fold(rest) in established and fold(stem) in established


def _is_proposed(before: str) -> bool:
    return any(map(_is_proposing, before.split(" ")[-9:])) and _PROPOSES.search(before) is not None


@lru_cache(maxsize=1 << 12)
def _is_proposing(word: str) -> bool:
    """Whether it is a verb that `_PROPOSES` can find, which then stands at most eight words in front of the name."""
    return _PROPOSING_VERB.fullmatch(word) is not None


def _is_of_something(text: str, pair: ShortForm, before: str) -> bool:
    """Whether known words say what something is made of: "A, Vision Transformer (ViT) and B", "a (ViT)-based network"."""
    behind = pair.short[1]
    part = text.startswith("-", behind + 1) or _NOUN_BEHIND.match(text, behind) is not None
    return part or _BASED_ON.search(before) is not None


def _is_adjective(long: str) -> bool:
    """Whether the long form only describes what comes: "a high-resolution (HR) estimate"."""
    return "-" in long and " " not in long and long.islower()


def _does_something(text: str, pair: ShortForm) -> bool:
    """Whether the pair, of several words and no plural, is the subject of the verb that comes."""
    several = " " in text[slice(*pair.long)] and not text.startswith("s", pair.short[1] - 1)
    return several and _DEFINED.match(text, pair.short[1]) is not None
