"""From marks to entities: which marks name one thing, and what it is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kgraph.components.spelling import distinctive
from kgraph.learning import key_of
from kgraph.linking import entity_id
from kgraph.names import DASHES, fold, singular
from kgraph.reading import Group, Mark, Reading

#: The plural of an abbreviation or of a chip.
_SEVERAL = re.compile(r"[A-Z\d]s$")
_DASH = re.compile(f"[{DASHES}]")


def _one_type_a_name(marks: list[Mark], names: Sequence[str]) -> list[Mark]:
    """The marks with one type for each of their names, folded: where types differ, type, id and parent of the strongest mark."""
    best: dict[str, Mark] = {}
    differ = False
    for mark, name in zip(marks, names, strict=True):
        if name:
            known = best.setdefault(name, mark)
            if known is not mark:
                differ = differ or mark.type != known.type
                if mark.strength > known.strength:
                    best[name] = mark
    if not differ:
        return marks
    return [
        m._replace(type=b.type, id=b.id, parent=b.parent) if (b := best.get(name)) and b.type != m.type else m
        for m, name in zip(marks, names, strict=True)
    ]


def group(marks: list[Mark], known: Reading) -> list[Group]:
    """The entities that the marks name, sorted by id."""
    text = known.text
    named = [m if m.name else m._replace(name=text[m.start : m.end]) for m in marks]
    shorts = [text[slice(*pair.short)] for pair in known.short_forms]
    same = {fold(s): fold(text[slice(*pair.long)]) for s, pair in zip(shorts, known.short_forms, strict=True)}
    folds = [same.get(n := fold(m.name), n) for m in named]
    marks = _one_type_a_name(named, folds)
    # a name of the paper's own that was learned has its id where its long form is written, too
    own = {(m.type, n): m.id for m, n in zip(marks, folds, strict=True) if m.id and m.rule.startswith("introduced")}
    groups: dict[str, Group] = {}
    for mark, folded in zip(marks, folds, strict=True):
        start, _, type_, name, key, parent, rule, _ = mark
        if not key:
            key = own.get((type_, folded)) or _id_of_folded(type_, folded)
            if not key:
                continue
        item = groups.get(key)
        if item is None:
            item = groups[key] = Group(key, type_, name, parent, [])
        item.marks.append(mark)
        if not item.introduced and (start in known.introduced or rule.startswith("introduced")):
            # a short form has the rule of the long one, be it a name or words
            item.introduced = known.introduced[start][2] if start in known.introduced else rule
    held = {m.id for m in marks}
    for key, item in groups.items():
        item.marks.sort()
        if key not in held:
            item.name = _display_name(item, text, shorts)
            item.id = entity_id(item.type, item.name)
    return _joined(_corrected(groups.values(), known))


@lru_cache(maxsize=1 << 16)
def _id_of_folded(type_: str, folded: str) -> str:
    """The id of what has this folded name, or the empty string for a name without letters and digits."""
    return entity_id(type_, folded) if any(map(str.isalnum, folded)) else ""


def _corrected(groups: Iterable[Group], known: Reading) -> Iterator[Group]:
    """The groups with type and name as they are learned of what the paper introduces, and without what a person refused."""
    for item in groups:
        key = item.id.partition("/")[2]
        learned = known.learned.get(key)
        if learned and learned.accepted and item.introduced and key == learned.key:
            if key_of(learned.name) != key or key_of(item.name) == key:
                # another name, or how this one is written; else the paper writes it out
                item.name = learned.name
            if item.type != learned.type:
                item.id, item.type, item.parent = learned.entity_id, learned.type, ""
        # what the lexicon has is there in spite of that
        if not learned or learned.accepted or any(m.id for m in item.marks):
            yield item


def _joined(groups: Iterable[Group]) -> list[Group]:
    """Groups with one id as one, sorted by id."""
    by_id: dict[str, Group] = {}
    for item in groups:
        if item.id in by_id:
            by_id[item.id].marks = sorted(by_id[item.id].marks + item.marks)
            by_id[item.id].introduced = by_id[item.id].introduced or item.introduced
        else:
            by_id[item.id] = item
    return [by_id[i] for i in sorted(by_id)]


def _display_name(item: Group, text: str, short_forms: list[str]) -> str:
    """The name of an entity that no lexicon holds: for an introduced one its short form, else the most frequent form."""
    forms = [text[m.start : m.end] for m in item.marks]
    best = forms[0]
    if len(set(forms)) > 1:
        counts = Counter(forms)
        shorts = counts.keys() & set(short_forms)
        if item.introduced and shorts:
            forms = list(shorts)
        elif shorts and len(counts) > len(shorts):
            forms = [f for f in counts if f not in shorts]
        best = min(forms, key=lambda f: (-counts[f], len(f), f))
    return best if item.introduced else _plain(best, item.type)


@lru_cache(maxsize=1 << 16)
def _plain(form: str, type_: str) -> str:
    """A form as it is written inside of a sentence; a term in the singular."""
    plain = " ".join([w.lower() if w[1:].islower() or len(w) == 1 or _title_hyphens(w) else w for w in form.split(" ")])
    # "D3Fields" is a name that ends so, "LLMs" are several
    named = distinctive(plain.rpartition(" ")[2]) and not _SEVERAL.search(plain)
    return form if type_ not in ("Method", "Task") else plain if named else singular(plain)


def _title_hyphens(word: str) -> bool:
    parts = _DASH.split(word)
    return len(parts) > 1 and all(p[1:].islower() or len(p) <= 1 for p in parts)
