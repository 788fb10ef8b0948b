"""What XML can hold of a text: titles and names are others', and may hold what it cannot."""

from __future__ import annotations

import re
from typing import TypeVar

#: Characters that XML 1.0 cannot hold (section 2.2 of its specification).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
T = TypeVar("T")


def as_xml_text(value: T) -> T:
    """The value; in a text, U+FFFD stands for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value  # type: ignore[return-value]


def as_xml_key(key: str) -> str:
    """The key; two keys stay two, so a character that XML cannot hold becomes U+FFFD with its number behind it."""
    return "".join(_numbered(c) if c == "\ufffd" or _NOT_XML.match(c) else c for c in key)


def _numbered(character: str) -> str:
    return f"\ufffd{ord(character):x};"
