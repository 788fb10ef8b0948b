"""What a name means in one paper, where paper and lexicon both know it: one thing or two.

A paper may give a name of the lexicon to something of its own, and a short form to other words.
"""

from __future__ import annotations

from kgraph.components.typing import Sign, type_guesser
from kgraph.lexicon import Knowledge
from kgraph.names import fold
from kgraph.reading import Mark, Reading

#: Words that a short form may leave out.
_SMALL = frozenset("a an and as by for from in of on or the to via with algorithm based method system".split())
#: Types of what a paper's data may be named like by chance.
_THINGS = frozenset({"Model", "Hardware", "Software"})
#: So many first letters tell two words apart.
_STEM = 3


def identified(known: Reading, knowledge: Knowledge) -> list[Mark]:
    """The marks, those of an introduced name with the id that the lexicon has for it: one thing, one entity.

    A name that the paper gives a long form that the lexicon's entity has not is another thing: its STAR is Soft
    Task-Aware Routing. So is a version of a name that another paper introduced, where the types differ.
    """
    marks, text, short_forms = known.marks, known.text, known.short_forms
    unknown = [m for m in marks if not m.id and m.rule.startswith(("introduced", "short-form"))]
    if not unknown:
        return marks
    lexicon = {m[:2]: m for m in marks if m.id}
    longs = {pair.short: fold(text[slice(*pair.long)]) for pair in short_forms}
    pairs = [(m, k) for m in unknown if (k := lexicon.get(m[:2]))]
    disputed = {fold(m.name): k for m, k in pairs if m.type != k.type}
    apart = {n for m in unknown if (k := disputed.get(n := fold(m.name))) and _is_said_else(k, m, text)}
    # said once, where it stands with its long form, it holds everywhere
    said = {text[slice(*pair.short)]: fold(text[slice(*pair.long)]) for pair in short_forms}
    for m, k in pairs:
        short = text[m.start : m.end]
        if k.type != m.type and short in said and _is_another(short, said[short], knowledge):
            apart.add(fold(m.name))
    same = {
        fold(m.name): k
        for m, k in pairs
        if (k.type == m.type and not _has_other_words(k.id, said.get(text[slice(*m[:2])].removesuffix("s")), knowledge))
        or (k.type != m.type and not (k.rule.startswith("learned") or _means_else(k.id, longs.get(m[:2]), knowledge)))
    }
    same = {name: k for name, k in same.items() if name not in apart}
    if not same:
        return marks
    return [
        m._replace(type=k.type, name=k.name, id=k.id, parent=k.parent)
        if not m.id and (k := same.get(fold(m.name)))
        else m
        for m in marks
    ]


def _is_said_else(known: Mark, new: Mark, text: str) -> bool:
    """Whether the words around say that one is data or a test and the other, by the lexicon, a thing: no method is data.

    What the lexicon has in plain words is not what a paper writes in capitals.
    """
    is_data = known.type == "Benchmark"
    name = text[new.start : new.end]
    if known.name.islower() and name.isupper() and fold(name) == known.name:
        # "RADAR", a new method, is no radar
        return True
    if not is_data and known.type not in _THINGS:
        return False
    sign, said = type_guesser().evidence(text, new.start, new.end, 0)
    return (
        sign >= Sign.TITLED
        and (said == "Benchmark") != is_data
        and type_guesser().spelled(text[new.start : new.end]) != known.type
    )


def _means_else(id_: str, long: str | None, knowledge: Knowledge) -> bool:
    """Whether the words that a paper gives to a short form are no form of the entry."""
    forms = [fold(form) for form in knowledge.forms.get(id_, ())] if long else []
    return bool(forms) and long not in forms


def _has_other_words(id_: str, long: str | None, knowledge: Knowledge) -> bool:
    """Whether they are not all alike the entry's words: the paper's PPG is a prompt generation, no photoplethysmogram."""
    if long is None or not _means_else(id_, long, knowledge):
        return False
    known = {word for form in knowledge.forms[id_] for word in fold(form).split(" ")}
    words = [w for w in long.split(" ") if w not in _SMALL and w.upper() not in knowledge.expansions]
    return not all(any(_alike(w, k) for k in known) for w in words)


def uncontradicted(known: Reading, knowledge: Knowledge) -> list[Mark]:
    """The marks but those of a short form that the paper gives to something else: its TPU is thermoplastic polyurethane."""
    if not known.short_forms:
        return known.marks
    text = known.text
    marked = {m[:2] for m in known.marks}
    others = {text[slice(*p.short)]: fold(text[slice(*p.long)]) for p in known.short_forms if p.long not in marked}
    if not others:
        return known.marks
    wrong = {short for short, long in others.items() if _is_another(short, long, knowledge)}
    return [m for m in known.marks if not m.id or text[m.start : m.end].removesuffix("s") not in wrong]


def _is_another(short: str, long: str, knowledge: Knowledge) -> bool:
    """Whether the words that a paper gives to a short form are not those of any entity that the lexicon knows by it."""
    expansions = knowledge.expansions
    words = [w for w in long.split(" ") if w not in _SMALL]
    # "multimodal LLM" says with a short form what others spell out
    if any(w.upper() in expansions for w in words):
        return False
    if (known := expansions.get(short)) is not None:
        return not all(any(_alike(w, k) for k in known) for w in words)
    # of FIM, which is no initials of "fill in the middle", the forms say less
    known = knowledge.written_out.get(short, frozenset())
    return bool(known) and 2 * sum(any(_alike(w, k) for k in known) for w in words) < len(words)


def _alike(one: str, other: str) -> bool:
    """Whether two words have one stem, as far as their first letters tell: "adaptor" and "adaptation"."""
    return one[:_STEM] == other[:_STEM]
