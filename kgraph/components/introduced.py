"""`kgraph_introduced_names`: the names that a paper gives to what it contributes, with their types.

Three signs: a rule of ``rules/introduced.tsv`` ("We present X"), a title of the form "X: …", and a long form that is
introduced with its short form (`kgraph.components.explained`). The type comes from the words around (`kgraph.components.typing`).
"""

from __future__ import annotations

import re
from collections import Counter

from spacy.language import Language

from kgraph.components.explained import OWN, PART, from_short_forms, is_of_the_field, speaks_before
from kgraph.components.spelling import NO_NAME, clean_span, distinctive, in_capitals, is_compound, is_name
from kgraph.components.step import Step
from kgraph.components.triggered import Triggered
from kgraph.components.typing import Sign, type_guesser
from kgraph.learning import key_of
from kgraph.lexicon import Knowledge, load_knowledge
from kgraph.lexicon.entries import split_cell
from kgraph.metrics import is_kind_of_measure
from kgraph.names import fold
from kgraph.reading import Mark, Reading, Strength
from kgraph.rules import load_rules, read_words

_DEFAULT = "Method"
_NETS_OR_NOT = frozenset({"Model", "Method"})
#: "Quillmark, a benchmark", "Quillmark (our router)", "Quillmark, which routes".
_APPOSITION = re.compile(r",? (?:an?|the|our|one|which|that)\b|,? \((?:an?|the|our)\b")
#: These open a title's first half that says what the paper does.
_NO_TITLE_NAME = frozenset("from towards toward on beyond is are do does can how what why when to in the a an".split())
_TITLE = re.compile(r"[\"“‘`']*(?:The )?(?P<name>[^:]{2,60}?)[\"”’`']*(?:\s*\([^)]*\))?\s*:(?:\s|(?=[A-Z][a-z]))")
_TITLE_NAME = re.compile(r"(?:[^\W_](?:[\w.+@*^-]|\$\^\{?[\w+]\}?\$)*)(?: [\w.+@*^-]+){0,3}")
#: "Continual Learning: A Systematic Survey" introduces no learning.
_OVERVIEW = re.compile(
    r"[\s:]*(?:(?:A|An|The) )?(?:[\w-]+ ){0,3}(?:[Ss]urvey|[Rr]eview|[Oo]verview|[Tt]utorial|[Pp]rimer|[Rr]oadmap)\b"
)
#: What the words of the column ``value`` in ``rules/introduced.tsv`` say of a rule:
#: it sees a verb of proposing right in front of the name;
_PROPOSES = "proposes"
#: its words tell of others' work as well, and count where the sentence speaks of the paper's own;
_ANYONE = "anyone"
#: what it names belongs to something that must be the paper's own: "QuillNet introduces the Fold Codes";
_ITS_OWN = "its-own"
#: it sees the second one of two names;
_SECOND = "second"
#: it sees what stands behind the name, so that the name may look like any words, or if it is spelled as only names are.
_BEHIND, _BEHIND_WORD = "behind", "behind-word"
SIGNS = frozenset({_PROPOSES, _ANYONE, _ITS_OWN, _SECOND, _BEHIND, _BEHIND_WORD})
_SHORT_FORM = "introduced-short-form"
_OF_SHORT_FORMS = frozenset({"introduced-long-form", _SHORT_FORM, PART})
_FROM_TITLE = "introduced-title"


class IntroducedNames(Step):
    """Finds the names that a paper introduces.

    Parameters
    ----------
    knowledge : Knowledge
        Of the lexicon.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._rules = load_rules("introduced")
        self._triggered = Triggered(self._rules)
        self._signs = {rule.id: frozenset(split_cell(rule.value)) for rule in self._rules}
        self._signs |= dict.fromkeys((_FROM_TITLE, *_OF_SHORT_FORMS), frozenset({_PROPOSES}))
        self._types = type_guesser()
        self._no_names = read_words("no-names")
        self._established = knowledge.established
        # folded forms, spelled as only names are, of which rows say that they need evidence
        self._doubtful = {fold(form) for form in knowledge.doubtful if distinctive(form)}

    def read(self, known: Reading) -> None:
        spans = self.spans(known)
        for (start, end, rule), type_ in zip(spans, self._types_of(spans, known), strict=True):
            name = known.text[start:end]
            if known.learned and (learned := known.learned.get(key_of(name))):
                if not learned.accepted:
                    continue
                type_ = learned.type
            known.introduced[start] = (end, type_, rule)
            known.marks.append(Mark(start, end, type_, name, "", "", rule, Strength.INTRODUCED))

    def _types_of(self, spans: list[tuple[int, int, str]], known: Reading) -> list[str]:
        """The type of each introduced name: what the surest of its places says, short and long form taken together."""
        if not spans:
            return []
        text = known.text
        long_of = {fold(text[a:b]): fold(text[c:d]) for (a, b), (c, d) in known.short_forms}
        long_at = {short[0]: long for short, long in known.short_forms}
        longs = set(long_at.values())
        keys = [long_of.get(key, key) for key in (fold(text[a:b]) for a, b, _ in spans)]
        best: dict[str, tuple[Sign, str]] = {}
        for key, (start, end, rule) in zip(keys, spans, strict=True):
            evidence = self._types.evidence(text, start, end, known.title_end)
            if rule == _SHORT_FORM and evidence[0] == Sign.IN_FRONT:
                # in front of it stands its long form, of which only the last word counts
                evidence = (Sign.IN_FRONT, self._types.explained(text, *long_at.get(start, (start, start))))
            if (
                (rule in _OF_SHORT_FORMS or (start, end) in longs)
                and evidence[1] in _NETS_OR_NOT
                and (type_ := self._types.of_name(text[start:end]))
            ):
                # what the long form ends with says more than what it is called: "Quill Learning (QL) policy"
                evidence = (Sign.SPELLED_OUT, type_)
            if rule == PART and evidence[0] < Sign.SPELLED:
                # of a part the words in front tell what it is a part of
                evidence = (Sign.SPELLED, _DEFAULT)
            if evidence[0] > best.get(key, (-1, ""))[0]:
                best[key] = evidence
        types: list[str] = []
        for key, (a, b, rule) in zip(keys, spans, strict=True):
            sign, type_ = best[key]
            told = (self._types.elsewhere(text, text[a:b]) if sign < Sign.SPELLED else "") or type_
            if not told and _SECOND in self._signs[rule] and types:
                # "we introduce the benchmarks QuillQA and InkQA"
                told = types[-1]
            types.append(told or _DEFAULT)
        return types

    def spans(self, known: Reading) -> list[tuple[int, int, str]]:
        """(start, end, rule id) of each introduced name, one a span, in text order."""
        found: dict[tuple[int, int], str] = {}
        for start, end, rule in (
            *_from_title(known),
            *self._from_rules(known),
            *from_short_forms(known, self._established),
        ):
            found.setdefault((start, end), rule)
        if not found:
            return []
        text = known.text
        named = Counter(fold(text[a:b]) for (a, b), rule in found.items() if _PROPOSES in self._signs[rule])
        proposed = set(named)
        # what a title is named for, and the paper says that it proposes, is its own, whatever else it is short for
        titled = {fold(text[a:b]) for (a, b), rule in found.items() if rule == _FROM_TITLE}
        # a short form that the paper gives to a long form of its own is its own, whatever else it is short for
        defined = {fold(text[a:b]) for (a, b), (c, d) in known.short_forms if fold(text[c:d]) not in self._established}
        defined |= {name for name in titled if named[name] > 1}
        shorts = {pair.short for pair in known.short_forms}
        # "a new QG dataset" is no QG where that is short for question generation, or for what the field is told to have
        terms = {
            fold(text[slice(*p.short)]) for p in known.short_forms if self._established.get(fold(text[slice(*p.long)]))
        }
        told = {text[slice(*p.short)] for p in known.short_forms if is_of_the_field(known, p)}
        return [
            (a, b, rule)
            for (a, b), rule in sorted(found.items())
            if not self._is_known(fold(text[a:b]), rule, proposed, defined)
            and not (fold(text[a:b]) in terms and rule not in _OF_SHORT_FORMS)
            and not (text[a:b] in told and self._types.behind(text, b))
            and (" " not in text[a:b] or not is_kind_of_measure(text[a:b]))
            and ((a, b) in shorts or self._recurs(text, a, b, rule))
        ]

    def _is_known(self, name: str, rule: str, proposed: set[str], defined: set[str]) -> bool:
        """Whether it is an established term, or a known name that nothing here proposes: the lexicon finds these."""
        if _ANYONE in self._signs[rule] and name in self._doubtful and name not in proposed:
            return True
        is_term = self._established.get(name)
        return is_term is not None and ((is_term and name not in defined) or name not in proposed)

    @staticmethod
    def _recurs(text: str, start: int, end: int, rule: str) -> bool:
        """Whether a plain capitalised word stands there a second time, or is said to be something; others need not."""
        name = text[start:end]
        plain = " " not in name and name[1:].islower()
        return not plain or rule == _FROM_TITLE or text.count(name) > 1 or _APPOSITION.match(text, end) is not None

    def _from_rules(self, known: Reading) -> list[tuple[int, int, str]]:
        text = known.text
        places = [place for place in known.triggers("introduced") if place[0] >= known.title_end]
        spans = []
        for index, match in self._triggered.matches(places, known):
            span = clean_span(text, *match.span("name"))
            id_ = self._rules[index].id
            signs = self._signs[id_]
            if span is None or text[slice(*span)].lower() in self._no_names:
                continue
            # "the QuillTrack tracking algorithm is introduced": the rule sees what stands behind the name
            sees_behind = _BEHIND in signs or (_BEHIND_WORD in signs and _is_word(text[slice(*span)]))
            if not sees_behind and not is_name(text, *span):
                continue
            if _ITS_OWN in signs and not speaks_before(known, match.start()):
                continue
            if _ANYONE in signs and not OWN.search(text, *known.sentences[known.sentence(span[0])]):
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
    if len(words) > 1 and _OVERVIEW.match(text, match.end(), known.title_end):
        return []
    again = text.find(name, known.title_end) >= 0
    if (
        (len(words) == 1 and (distinctive(name) or again))
        or (len(words) == 1 and name.istitle() and text.startswith(("A ", "An ", "The "), match.end()))
        or (again and any(map(distinctive, words)))
        or (len(words) == 2 and distinctive(words[0]) and not is_compound(words[0]) and words[1].istitle())
        or (len(words) <= 3 and again and in_capitals(name))
    ):
        return [(match.start("name"), match.end("name"), _FROM_TITLE)]
    return []


def _is_word(name: str) -> bool:
    """Whether it is one word that is spelled as only names are, and no compound that ends in a plain word."""
    return " " not in name and distinctive(name) and not name.rpartition("-")[2].islower()


@Language.factory("kgraph_introduced_names", default_config={"extra": []})
def make_introduced_names(nlp: Language, name: str, extra: list[str]) -> IntroducedNames:
    """The component with the rules of ``rules/introduced.tsv``, the lexicon of kgraph and the files named in `extra`."""
    return IntroducedNames(load_knowledge(extra))
