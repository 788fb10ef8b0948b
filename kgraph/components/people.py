"""Numbers that people reached, and that no model of the sentence has: "humans reach 92%", "92% for human experts"."""

from __future__ import annotations

import re

from kgraph.components.numbers import Value
from kgraph.components.statements import Statement

#: Not "near-human".
_PEOPLE = r"(?<!-)\b(?P<name>[Hh]umans?(?: (?:experts?|annotators?|participants?|readers?))?|[Pp]eople)"
#: One of these stands in what names people.
_SIGNS = ("uman", "eople")
#: "38% for humans", and those of whom the text speaks as a baseline.
_BEHIND = re.compile(
    r" (?:accuracy )?(?:for|by) (?P<name>humans|human (?:experts|annotators|participants))\b"
    # "versus an 83% human baseline"
    r"|\\?%? (?P<baseline>human)(?: expert)? (?:baseline|performance|accuracy|level)\b"
)
_IN_FRONT = re.compile(
    # "whereas human experts reach 92%", "the human baseline of 92%"
    rf"\b{_PEOPLE}(?: (?:performance|accuracy|baseline|level|score))?"
    r" (?:still |can |could |easily |consistently )?(?:(?:reach|achiev|attain|scor|obtain|get|solv|perform|answer)\w*|of|is|at)"
    r" (?:(?:only|about|over|around|nearly|an|a|at|accuracy|score|of) )*[$~]?$"
    # "far from human performance (97%)"
    rf"|\b{_PEOPLE.replace('name', 'aside')}(?:[ -][a-z]+){{0,2}} \($"
)
#: "above chance (50%)": nobody's.
_NOBODY = re.compile(r"\b(?:[Ee]xpert|random|chance)(?:[ -][a-z]+){0,2} \($")
_REACH = 70


def people(statement: Statement, value: Value) -> str | None:
    """Who of no name reached the value, in the words of the text; empty where nothing did, None where a name may have."""
    text, first = statement.text, max(statement.first, value.start - _REACH)
    if told := _BEHIND.match(text, value.end):
        return told["name"] or told["baseline"]
    in_front = text[first : value.start]
    if any(sign in in_front for sign in _SIGNS) and (told := _IN_FRONT.search(text, first, value.start)):
        return told["name"] or told["aside"]
    aside = text.endswith("(", first, value.start)
    return "" if aside and _NOBODY.search(text, first, value.start) else None
