"""`kgraph_lexicon`: names that the lexicon knows, or that other papers of the corpus introduced.

A form that is also an everyday word counts only where its entry's evidence stands in the same sentence. Coordinations
that leave a head out ("tensor and pipeline parallelism") give the words that stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from spacy.language import Language

from kgraph.components.step import Step
from kgraph.lexicon import Entry, Hit, Matcher, load_lexicon
from kgraph.metrics import metric_of
from kgraph.names import DASHES, fold, slug
from kgraph.reading import Mark, Reading, Strength
from kgraph.schema import ENTITY_TYPES

_STRENGTH = {"lexicon": Strength.LEXICON, "learned": Strength.LEARNED}
#: Where an entry is from, and its type -> the rule and the strength of its marks.
_FOUND_BY = {
    (s, t.name): (f"{s}-{t.key}", strength) for s, strength in _STRENGTH.items() for t in ENTITY_TYPES.values()
}
_ELLIPSIS = re.compile(
    r"([A-Za-z][\w-]*)(?:, ([A-Za-z][\w-]*))?(?:, ([A-Za-z][\w-]*))?,? (?:and|or|&) $|([A-Za-z][\w-]*)/$"
)
#: No part of a name, though rows may hold it to tell the name from a word: "the Newsroom dataset". It is one of "Waymo
#: Open Dataset", and of "Comprehensive RAG benchmark", which says what letters stand for.
_SAYS_THE_TYPE = re.compile(r"(?:\S+(?= benchmarks?$)|.+(?= (?:dataset|architecture|simulator)s?$))")
_SAYS = tuple(f" {kind}{s}" for kind in ("benchmark", "dataset", "architecture", "simulator") for s in ("", "s"))
#: Products that nobody names without their vendor.
_UNSPLIT = frozenset({"Silicon", "Watch", "Glass", "Glasses", "Vision Pro"})
#: So far in front of a word may stand what tells it from a name.
_AGAINST_REACH = 40
#: It has no more blanks than these: it begins not farther in front.
_ELLIPSIS_BLANKS = 4
#: Types whose names vary, what stands in front of a variant's word, and how often it must be named.
_VARIED = frozenset({"Benchmark", "Model"})
_VARIANT = re.compile(r"(?:[a-z,]|[a-z] -) (?P<word>[A-Z][a-z]+ )$")
_AGAIN = 2
#: "the SPEED dataset" says what SPEED is.
_SAID = re.compile(r" (?:(?P<Benchmark>data ?sets?|benchmarks?|corpus)|(?P<Model>models?))\b")
_NEXT_WORD = re.compile(r" [a-z]+")
#: "π_{0.5}": braces that are no macro's.
_SUBSCRIPT = re.compile(r"_\{[\d.]+\}")
#: What stands between a word and the name whose last word it shares, and how much text that is with the word.
_JOINTS, _LEAST = (" and ", " or ", "/", " & "), 5
#: What may stand between the parts of a name, or nothing.
_GAPS = re.compile(rf"[\s{re.escape(DASHES)}]")


class LexiconComponent(Step):
    """Marks the lexicon's names.

    Parameters
    ----------
    entries : iterable of Entry
        What is known.
    key : str
        Of the lexicon that has just these entries, if it has one.
    """

    def __init__(self, entries: Iterable[Entry], key: str = "") -> None:
        self._entries = tuple(entries)
        self._matcher = Matcher(self._entries, key)
        #: Finds the names that a corpus introduces, if it was told of any.
        self.learned: Matcher | None = None

    @cached_property
    def _by_form(self) -> dict[str, Entry]:
        """Folded form of several words -> the method or task that it names, whatever stands around."""
        by_form: dict[str, Entry] = {}
        for entry in self._entries:
            if entry.type in ("Method", "Task"):
                for form in entry.forms:
                    if (" " in form or "-" in form) and not entry.needs_of(form):
                        by_form.setdefault(fold(form), entry)
        return by_form

    def learn(self, entries: Iterable[Entry]) -> None:
        """Find these names as well, those of earlier calls forgotten; they lose against what was known before."""
        entries = tuple(entries)
        self.learned = Matcher(entries) if entries else None

    def read(self, known: Reading) -> None:
        known.marks += self.marks(known)

    def marks(self, known: Reading) -> list[Mark]:
        """The marks of one text, overlapping ones included, in no particular order."""
        text = known.text
        macros = "{" in text
        sure: list[Hit] = []
        doubtful: list[Hit] = []
        for matcher in filter(None, (self._matcher, self.learned)):
            for hit in matcher.hits(text, known.folded):
                start, end, entry, _, needs = hit
                before = text[start - 1 : start]
                if (before == "-" and " " in text[start:end]) or before == "}":
                    # "inter-agent communication" is no communication of agents, "\\textbf{L}LM" no LM
                    continue
                if _is_part(entry.type, text, start, end):
                    continue
                if (macros and "{" in text[start:end] and not _SUBSCRIPT.search(text, start, end)) or (
                    before == "$" and "$^" in text[max(0, start - 6) : start]
                ):
                    # a macro of LaTeX and its argument, or the end of a name with a power in it: D$^2$GS
                    continue
                (doubtful if needs and not _specific(hit) else sure).append(hit)
        unsure: list[Hit] = []
        for hit in doubtful:
            (sure if _has_evidence(hit, known, sure) else unsure).append(hit)
        if unsure and len(unsure) < len(doubtful):
            # one sense a text (Gale, Church and Yarowsky 1992): what is the name in one sentence is it in all
            shown = {(hit.entry.id, text[hit.start : hit.end]) for hit in sure if hit.needs}
            sure += [hit for hit in unsure if (hit.entry.id, text[hit.start : hit.end]) in shown]
        marks: list[Mark] = []
        decided = _decided(sure)
        vendors = {hit.start: hit.end for hit in decided if hit.entry.type == "Organisation"}
        for hit in decided:
            mark = _mark(hit, known.text)
            if mark.type == "Hardware" and mark.start in vendors:
                mark = _without_vendor(mark, vendors[mark.start], known.text)
            if mark.type in _VARIED and (variant := _of_its_own(mark, known)):
                mark = variant
            marks.append(mark)
            if hit.start >= _LEAST and text.endswith(_JOINTS, 0, hit.start):
                marks += self._elliptic(hit, known)
        return marks

    def _elliptic(self, hit: Hit, known: Reading) -> Iterable[Mark]:
        """Marks for words in front that share the last word of a name, ``tensor`` in ``tensor and pipeline parallelism``."""
        start = hit.start
        _, gap, head = known.text[start : hit.end].rpartition(" ")
        if not gap or hit.entry.type not in ("Method", "Task"):
            return
        first = max(0, start - 70)
        farther, *near = known.text[first:start].rsplit(" ", _ELLIPSIS_BLANKS + 1)
        if len(near) > _ELLIPSIS_BLANKS:
            first += len(farther) + 1
        match = _ELLIPSIS.search(known.text, first, start)
        if match is None:
            return
        for group in range(1, 5):
            word = match[group]
            entry = self._by_form.get(fold(f"{word} {head}")) if word else None
            if entry is not None:
                span = match.span(group)
                yield Mark(
                    *span, entry.type, entry.name, entry.id, entry.parent, "elliptic-coordination", Strength.ELLIPTIC
                )


def _is_part(type_: str, text: str, start: int, end: int) -> bool:
    """Whether a word belongs to what stands in front, "(CoT) prompting", or to a measure, "classification accuracy"."""
    if type_ == "Method":
        return text.startswith("prompting", start) and text.endswith(") ", 0, start)
    following = _NEXT_WORD.match(text, end) if type_ == "Task" and " " not in text[start:end] else None
    return following is not None and metric_of(text[start : following.end()]) is not None


def versioned(entry: Entry, suffix: tuple[str, ...]) -> tuple[str, str, str]:
    """(id, name, parent id) of an entry with a version behind it; software keeps its id in every version.

    Examples
    --------
    >>> llama = Entry("model/llama", "Model", "Llama", ("Llama",))
    >>> versioned(llama, ("3.1", "405B"))
    ('model/llama-3.1-405b', 'Llama-3.1-405B', 'model/llama')
    """
    if not suffix or entry.type == "Software":
        return entry.id, entry.name, entry.parent
    # "Llama 2 7B"
    joint = " " if " " in entry.name else "-"
    # "ViT-B/16"
    name = (entry.name.removesuffix("-") + joint + joint.join(suffix)).replace(f"{joint}/", "/")
    return f"{ENTITY_TYPES[entry.type].key}/{slug(name)}", name, entry.id


def _mark(hit: Hit, text: str) -> Mark:
    start, end, entry, suffix, _ = hit
    if not text[start].islower() and text.endswith(_SAYS, start, end):
        stem = _SAYS_THE_TYPE.match(text, start, end)
        end = stem.end() if stem else end
    id_, name, parent = entry.id, entry.name, entry.parent
    if suffix:
        id_, name, parent = versioned(entry, suffix)
        written = text[start:end]
        if _GAPS.sub("", written) == _GAPS.sub("", name):
            # "Claude-Haiku-3.5", not "Claude Haiku-3.5"
            name = written
    # half the time of the constructor
    type_ = entry.type
    return tuple.__new__(Mark, (start, end, type_, name, id_, parent, *_FOUND_BY[entry.source, type_]))


def _without_vendor(mark: Mark, end: int, text: str) -> Mark:
    """The mark of a product without its vendor's name, which is a name of its own: ``G1`` in "Unitree G1"."""
    product = text[end + 1 : mark.end]
    splits = text[end : end + 1] == " " and (product[:1].isupper() or any(map(str.isdigit, product)))
    return mark._replace(start=end + 1) if splits and product not in _UNSPLIT else mark


def _of_its_own(mark: Mark, known: Reading) -> Mark | None:
    """The mark of a variant that the text names again and again by a word with a capital in front: "Stateful AIME"."""
    text, title_end = known.text, known.title_end
    if mark.start <= title_end or not text[mark.start].isupper():
        return None
    front = _VARIANT.search(text, max(title_end, mark.start - 24), mark.start)
    if front is None or text.count(text[front.start("word") : mark.end], title_end) < _AGAIN:
        return None
    start = front.start("word")
    return mark._replace(start=start, name=text[start : mark.end], id="", parent=mark.id)


def _specific(hit: Hit) -> bool:
    """Whether a version behind it leaves no doubt: ``Claude`` may be a person, ``Claude-3.5`` is none."""
    return hit.entry.type in ("Model", "Benchmark") and any(c.isdigit() for part in hit.suffix for c in part)


def _has_evidence(hit: Hit, known: Reading, sure: list[Hit]) -> bool:
    said = _SAID.match(known.text, hit.end) if known.text[hit.start].isupper() else None
    if said and said.lastgroup == hit.entry.type:
        return True
    start, end = known.sentences[known.sentence(hit.start)]
    folded, needs = known.folded, hit.needs
    front = max(start, hit.start - _AGAINST_REACH)
    if any(_stands_in(word, folded, front, hit.start) for word in _words_against(needs)):
        return False
    sentence = folded[start:end]
    # most words stand nowhere in the sentence: look only at what is around those that do
    for word in [need for need in needs if need in sentence]:
        if _stands_in(word, folded, start, hit.start) or _stands_in(word, folded, hit.end, end):
            return True
    for type_ in _needed_types(needs):
        others = (h for h in sure if h.entry.type == type_ and start <= h.start < end)
        if any(h.end <= hit.start or h.start >= hit.end for h in others):
            return True
    return False


@lru_cache(maxsize=1 << 12)
def _words_against(needs: tuple[str, ...]) -> tuple[str, ...]:
    """What must not stand shortly in front: "it has garnered much attention"."""
    return tuple(need[1:] for need in needs if need.startswith("!"))


@lru_cache(maxsize=1 << 12)
def _needed_types(needs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(need[1:] for need in needs if need.startswith("@"))


def _stands_in(word: str, folded: str, start: int, end: int) -> bool:
    """Whether the word, or its plural, stands in that part of the folded text as a whole word."""
    at = folded.find(word, start, end)
    while at >= 0:
        if at == start or not folded[at - 1].isalnum():
            rest = folded[at + len(word) : min(end, at + len(word) + 3)]
            if not rest[:1].isalnum() or any(
                rest.startswith(s) and not rest[len(s) : len(s) + 1].isalnum() for s in ("s", "es")
            ):
                return True
        at = folded.find(word, at + 1, end)
    return False


def _decided(hits: list[Hit]) -> Iterable[Hit]:
    """One hit a span: a sure name before one that needed evidence, known before learned, then by type and id."""
    best: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        span = hit.start, hit.end
        if span not in best or _order(hit) < _order(best[span]):
            best[span] = hit
    return best.values()


def _order(hit: Hit) -> tuple[bool, int, bool, int, str]:
    # a row for a version says more than its family's row with a version behind it,
    # and a form with evidence for it more than the same form of an entry that asks for none
    entry = hit.entry
    return entry.source == "learned", len(hit.suffix), not hit.needs, ENTITY_TYPES[entry.type].preference, entry.id


@Language.factory("kgraph_lexicon", default_config={"extra": []})
def make_lexicon(nlp: Language, name: str, extra: list[str]) -> LexiconComponent:
    """The component with the lexicon of kgraph and the files named in `extra`."""
    lexicon = load_lexicon(extra)
    return LexiconComponent(lexicon.entries, lexicon.key)
