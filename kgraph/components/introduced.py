"""`kgraph_introduced_names`: the names that a paper gives to what it contributes, with their types.

Three signs: a rule of ``rules/introduced.tsv`` ("We present X"), a title of the form "X: …", and a long form with a
short form right behind a verb of proposing. The type comes from the words around (`kgraph.components.typing`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from spacy.language import Language

from kgraph.components.spelling import NO_NAME, clean_span, distinctive, is_compound, is_name
from kgraph.components.step import Step
from kgraph.components.triggered import matches, speaks_from
from kgraph.components.typing import type_guesser
from kgraph.learning import LearnedName
from kgraph.lexicon import load_lexicon
from kgraph.metrics import is_kind_of_measure
from kgraph.names import fold
from kgraph.reading import Mark, Reading, ShortForm
from kgraph.rules import SHORTHANDS, load_rules, read_words

_STRENGTH = 80
#: Evidence of a type that outweighs the word behind the name elsewhere, see `TypeGuesser.evidence`.
_CALLED_SO = 3
_DEFAULT = "Method"
_TERM_TYPES = frozenset({"Method", "Task", "Hardware"})
#: "Quillmark, a benchmark", "Quillmark (our router)", "Quillmark, which routes".
_APPOSITION = re.compile(r",? (?:an?|the|our|one|which|that)\b|,? \((?:an?|the|our)\b")
#: Rules that see a verb of proposing right in front of the name, or the name in front of a title's colon.
_PROPOSING = frozenset(
    f"introduced-{sign}"
    for sign in ("title", "we-propose", "and-propose", "this-paper", "long-form", "short-form", "proposed", "passive")
)
#: These open a title's first half that says what the paper does.
_NO_TITLE_NAME = frozenset("from towards toward on beyond is are do does can how what why when to in the a an".split())
_PARTS = frozenset(
    "Module Modules Block Blocks Loss Decoder Encoder Layer Layers Head Heads Mechanism Strategy Router Unit Units Adapter Adapters Prompt Sampler "
    "Scheduler Regularization Rectification Refinement Refiner Aggregation Aggregator Constraint Objective Reward Score Memory Bank Gate Selector".split()
)
_PART_BEHIND = re.compile(
    r"\)(?:,? and [^()]{3,40} \([^)]{2,12}\))? (?:(?:module|block|mechanism|layer|branch|head|adapter)s?|data ?set|benchmark|corpus)\b"
)
#: What may stand in small letters inside a name.
_SMALL = frozenset("and of the for in to with".split())
_TITLE = re.compile(r"[\"“‘`']*(?:The )?(?P<name>[^:]{2,60}?)[\"”’`']*(?:\s*\([^)]*\))?\s*:\s")
_TITLE_NAME = re.compile(r"(?:[^\W_](?:[\w.+@*^-]|\$\^\{?[\w+]\}?\$)*)(?: [\w.+@*^-]+){0,3}")
_PROPOSES = re.compile(
    rf"(?:{SHORTHANDS['we']} (?:[a-z-]+,? ){{0,4}}?|\b(?:and|to|then|by) |, ){SHORTHANDS['propose']} (?:(?!(?:that|which|who|where|while|for|using|via)\b|\d[\d,.]* )[\w,-]+ ){{0,7}}?[\"“‘]?$"
)
_PROPOSING_VERB = re.compile(SHORTHANDS["propose"])
_CALLED = re.compile(r"(?:,|\b(?:called|named|dubbed|termed|namely)|— ?| ?-- ?) ?(?:the |a |an )?[\"“‘]?$")
_PROPOSAL = re.compile(r"\b(?:proposal|introduction) of (?:the |an? )?(?:new |novel )?$")
#: From a short form in a list of new names to the next long form: "(QN), PenNet (PN), and InkNet (IN)".
_NEXT = re.compile(r"\),? (?:and )?(?:the |an? )?")
#: "a Vision Transformer (ViT) architecture" is no new transformer.
_NOUN_BEHIND = re.compile(
    r"\) (?!(?:tasks?|that|which|to|for|with|in|on|by|and|as|is|are|from|using|based|where|whose|can|has|we|over|via|through)\b)[a-z]"
)
#: "Our approach has three parts: (1) the QuillNet (QN) dataset".
_ITEM_OPENS = re.compile(r"\((?:\d|i{1,3}|[a-d])\) (?:an? |the |our )?(?:[a-z-]+ ){0,3}$")
#: "Quill Folding Planner (QFP) reasons over it": what a paper defines where a sentence begins, and what it does.
_DEFINED = re.compile(r"\) (?:(?:is|[a-z]+[^s\W]s)\b|[a-z]+ly [a-z]+s\b)")
#: Rules of words that tell of others' work as well.
_ONLY_OF_ITSELF = frozenset({"introduced-called", "introduced-ie", "introduced-by"})
_PASSIVE = "introduced-passive"
#: The rule of what a name is said to introduce, which must be the paper's own: "QuillNet introduces the Fold Codes".
_OF_ITS_OWN = "introduced-of-its-own"
_OF_SHORT_FORMS = frozenset({"introduced-long-form", "introduced-short-form"})
_CLAUSE_OPENS = ("; ", "; and ")
_BASED_ON = re.compile(r"\b(?:based|built|relies|relying) (?:up)?on\b")
_OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work)|[Pp]roposed?|[Ii]ntroduc\w+|[Nn]ovel)\b")


class IntroducedNames(Step):
    """Finds the names that a paper introduces."""

    def __init__(self) -> None:
        self._rules = load_rules("introduced")
        self._types = type_guesser()
        self._no_names = read_words("no-names")
        # folded form -> whether it is a term in plain words or short for one, and no name of something
        self._established = {
            fold(f): f.islower() or (e.name.islower() and e.type in _TERM_TYPES)
            for e in load_lexicon().entries
            if not e.needs
            for f in e.forms
        }
        # folded forms, spelled as only names are, of which rows say that they need evidence
        self._doubtful = {fold(f) for e in load_lexicon().entries if e.needs for f in e.forms if distinctive(f)}
        #: (Paper id, folded form) -> what a person may have corrected.
        self.learned: dict[tuple[str, str], LearnedName] = {}

    def correct(self, names: Iterable[LearnedName]) -> None:
        """In papers that introduce one of these names, take its type, and leave it out if it was not accepted."""
        self.learned = {(paper, fold(f)): n for n in names for paper in n.papers for f in (n.name, *n.forms)}

    def read(self, known: Reading) -> None:
        spans = self.spans(known)
        for (start, end, rule), type_ in zip(spans, self._types_of(spans, known), strict=True):
            name = known.text[start:end]
            learned = self.learned.get((known.paper, fold(name)))
            if learned is not None and not learned.accepted:
                known.rejected.add(fold(name))
                continue
            type_ = learned.type if learned else type_
            known.introduced[start] = (end, type_, rule)
            known.marks.append(Mark(start, end, type_, name, "", "", rule, _STRENGTH))

    def _types_of(self, spans: list[tuple[int, int, str]], known: Reading) -> list[str]:
        """The type of each introduced name: what the surest of its places says, short and long form taken together."""
        if not spans:
            return []
        text = known.text
        long_of = {fold(text[a:b]): fold(text[c:d]) for (a, b), (c, d) in known.short_forms}
        keys = [long_of.get(key, key) for key in (fold(text[a:b]) for a, b, _ in spans)]
        best: dict[str, tuple[int, str]] = {}
        for key, (start, end, _) in zip(keys, spans, strict=True):
            evidence = self._types.evidence(text, start, end, known.title_end)
            if evidence[0] > best.get(key, (-1, ""))[0]:
                best[key] = evidence
        return [
            (best[key][0] < _CALLED_SO and self._types.elsewhere(text, text[a:b])) or best[key][1] or _DEFAULT
            for key, (a, b, _) in zip(keys, spans, strict=True)
        ]

    def spans(self, known: Reading) -> list[tuple[int, int, str]]:
        """(start, end, rule id) of each introduced name, one a span, in text order."""
        found: dict[tuple[int, int], str] = {}
        for start, end, rule in (
            *_from_title(known),
            *self._from_rules(known),
            *_from_short_forms(known, self._established),
        ):
            found.setdefault((start, end), rule)
        text = known.text
        proposed = {fold(text[a:b]) for (a, b), rule in found.items() if rule in _PROPOSING}
        # a short form that the paper gives to a long form of its own is its own, whatever else it is short for
        defined = {fold(text[a:b]) for (a, b), (c, d) in known.short_forms if fold(text[c:d]) not in self._established}
        shorts = {pair.short for pair in known.short_forms}
        # "a new QG dataset" is no QG where that is short for question generation, or for what the field is told to have
        terms = {text[slice(*p.short)] for p in known.short_forms if self._established.get(fold(text[slice(*p.long)]))}
        told = {text[slice(*p.short)] for p in known.short_forms if _is_of_the_field(known, p)}
        return [
            (a, b, rule)
            for (a, b), rule in sorted(found.items())
            if not self._is_known(fold(text[a:b]), rule, proposed, defined)
            and not (text[a:b] in terms and rule not in _OF_SHORT_FORMS)
            and not (text[a:b] in told and self._types.behind(text, b))
            and (" " not in text[a:b] or not is_kind_of_measure(text[a:b]))
            and ((a, b) in shorts or self._recurs(text, a, b, rule))
        ]

    def _is_known(self, name: str, rule: str, proposed: set[str], defined: set[str]) -> bool:
        """Whether it is an established term, or a known name that nothing here proposes: the lexicon finds these."""
        if rule in _ONLY_OF_ITSELF and name in self._doubtful and name not in proposed:
            return True
        is_term = self._established.get(name)
        return is_term is not None and ((is_term and name not in defined) or name not in proposed)

    @staticmethod
    def _recurs(text: str, start: int, end: int, rule: str) -> bool:
        """Whether a plain capitalised word stands there a second time, or is said to be something; others need not."""
        name = text[start:end]
        plain = " " not in name and name[1:].islower()
        return (
            not plain or rule == "introduced-title" or text.count(name) > 1 or _APPOSITION.match(text, end) is not None
        )

    def _from_rules(self, known: Reading) -> list[tuple[int, int, str]]:
        text = known.text
        places = [place for place in known.triggers("introduced") if place[0] >= known.title_end]
        spans = []
        for index, match in matches(self._rules, places, known):
            span = clean_span(text, *match.span("name"))
            id_ = self._rules[index].id
            if span is None or text[slice(*span)].lower() in self._no_names:
                continue
            # "the QuillTrack tracking algorithm is introduced": the rule sees what stands behind the name
            if not is_name(text, *span) and not (id_ == _PASSIVE and _is_word(text[slice(*span)])):
                continue
            if id_ == _OF_ITS_OWN and not _OWN.search(text, known.title_end, match.start()):
                continue
            if id_ in _ONLY_OF_ITSELF and not _OWN.search(text, *known.sentences[known.sentence(span[0])]):
                continue
            spans.append((index, *span, id_))
        return [(a, b, rule) for _, a, b, rule in sorted(spans)]


def _from_title(known: Reading) -> list[tuple[int, int, str]]:
    text = known.text
    match = _TITLE.match(text, 0, known.title_end) if text.find(":", 0, known.title_end) >= 0 else None
    if match is None:
        return []
    name = match["name"]
    words = name.split(" ")
    if not _TITLE_NAME.fullmatch(name) or name.lower() in NO_NAME or words[0].lower() in _NO_TITLE_NAME:
        return []
    again = text.find(name, known.title_end) >= 0
    if (
        (len(words) == 1 and (distinctive(name) or again))
        or (len(words) == 1 and name.istitle() and text.startswith(("A ", "An ", "The "), match.end()))
        or (again and any(map(distinctive, words)))
        or (len(words) == 2 and distinctive(words[0]) and not is_compound(words[0]) and words[1].istitle())
        or (len(words) <= 3 and again and all(w[:1].isupper() or w in _SMALL for w in words))
    ):
        return [(match.start("name"), match.end("name"), "introduced-title")]
    return []


@lru_cache(maxsize=1 << 12)
def _is_proposing(word: str) -> bool:
    """Whether it is a verb that `_PROPOSES` can find, which then stands at most eight words in front of the name."""
    return _PROPOSING_VERB.fullmatch(word) is not None


def _is_word(name: str) -> bool:
    """Whether it is one word that is spelled as only names are, and no compound that ends in a plain word."""
    return " " not in name and distinctive(name) and not name.rpartition("-")[2].islower()


def _is_of_the_field(known: Reading, pair: ShortForm) -> bool:
    """Whether a short form is explained before the paper speaks of itself, and the title has neither it nor the long one."""
    own = speaks_from(known)
    first = known.sentences[known.sentence(own)][0] if own >= 0 else 0
    title = known.folded[: known.title_end]
    named = any(known.folded[slice(*span)] in title for span in pair)
    return known.title_end <= pair.short[0] < first and not named


def _is_part(long: str) -> bool:
    """Whether a long form in capitals names a part of something: "Quill Folding Module"."""
    words = long.split(" ")
    return words[-1] in _PARTS and all(w[:1].isupper() or w in _SMALL for w in words)


def _is_called_part(text: str, pair: ShortForm) -> bool:
    """Whether what stands behind says that a long form in capitals is a part: "Quill Folding (QF) and Ink Drawing (ID) modules"."""
    (start, end), (_, behind) = pair.long, pair.short
    in_capitals = all(w[:1].isupper() or w in _SMALL for w in text[start:end].split(" "))
    return in_capitals and _PART_BEHIND.match(text, behind) is not None


def _is_defined(known: Reading, pair: ShortForm) -> bool:
    """Whether a long form in capitals does something at the beginning of a sentence, and the paper has spoken of itself."""
    text, (start, end) = known.text, pair.long
    words = text[start:end].split(" ")
    return (
        len(words) > 1
        and all(w[:1].isupper() or w in _SMALL for w in words)
        and not text.startswith("s", pair.short[1] - 1)
        and _DEFINED.match(text, pair.short[1]) is not None
        and _OWN.search(text, known.title_end, start) is not None
    )


def _from_short_forms(known: Reading, established: Container[str]) -> list[tuple[int, int, str]]:
    text, spans = known.text, []
    listed = -1
    for pair in known.short_forms:
        long_start, long_end = pair.long
        if long_start > pair.short[0]:
            continue
        sentence = known.sentences[known.sentence(long_start)][0]
        before = text[max(sentence, long_start - 140) : long_start]
        proposed = any(map(_is_proposing, before.split(" ")[-9:])) and _PROPOSES.search(before) is not None
        if fold(text[long_start:long_end]) in established:
            # "A, Vision Transformer (ViT) and B", "a Vision Transformer (ViT)-based network"
            part = text.startswith("-", pair.short[1] + 1) or _NOUN_BEHIND.match(text, pair.short[1])
            is_new = proposed and not part and not _BASED_ON.search(before)
        else:
            called = _CALLED.search(before, len(before) - 14) and _OWN.search(before)
            called_part = fold(text[slice(*pair.short)]) not in established and _is_called_part(text, pair)
            part_of_it = called_part or _is_part(text[long_start:long_end])
            is_part = part_of_it and _OWN.search(text, known.title_end, long_start)
            follows = listed >= 0 and _NEXT.fullmatch(text, listed, long_start)
            item = _ITEM_OPENS.search(before) and _OWN.search(text, sentence, long_start)
            defined = (long_start == sentence or before.endswith(_CLAUSE_OPENS)) and _is_defined(known, pair)
            adjective = "-" in (long := text[long_start:long_end]) and " " not in long and long.islower()
            is_new = not adjective and bool(
                proposed or called or is_part or follows or item or defined or _PROPOSAL.search(before)
            )
        if is_new and text[slice(*pair.short)].rstrip("s").lower() not in NO_NAME:
            spans += [(long_start, long_end, "introduced-long-form"), (*pair.short, "introduced-short-form")]
            listed = pair.short[1]
    return spans


@Language.factory("kgraph_introduced_names")
def make_introduced_names(nlp: Language, name: str) -> IntroducedNames:
    """The component with the rules of ``rules/introduced.tsv``."""
    return IntroducedNames()
