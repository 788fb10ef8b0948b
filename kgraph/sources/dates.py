"""Dates of listing pages: ``Oct 24, 2024``, and ``May 17`` with the year that the page's other dates suggest; and
those of records, in the forms in which public lists write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
#: Month and day, a year if it is named, and upvotes as pages write them: 3, 1,204 or 1.2k.
_DATE_LINE = re.compile(
    rf"{_NAMES} (\d{{1,2}})(?:, ?(\d{{4}}))?(?: +(\d{{1,9}}|\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,6}}(?:\.\d+)?[kK]))?"
)
_DATE_FIRST = re.compile(rf"{_NAMES} \d{{1,2}}\b")
_MONTH = rf"{_NAMES}\.?"
#: Year, month and day in figures; a month between a day and a year; a month in front of both. A time may follow.
_NUMBERS = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)(?:[T ].*)?")
_DAY_FIRST = re.compile(rf"(?:[A-Z][a-z]{{2,8}}, )?(\d{{1,2}})[ -]{_MONTH}[ -](\d{{4}})(?: .*)?")
_MONTH_FIRST = re.compile(rf"{_MONTH} (\d{{1,2}}),? (\d{{4}})(?: .*)?")
_OPEN = re.compile(r"--(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date line of a page: month and day, the year if it is named, and the upvotes behind it."""

    month: int
    day: int
    year: int | None
    upvotes: int | None


def parse_date_line(line: str) -> DateLine | None:
    """The date line that the stripped line is, else None.

    Examples
    --------
    >>> parse_date_line("Apr 1, 2025 3"), parse_date_line("Octo 7")
    (DateLine(month=4, day=1, year=2025, upvotes=3), None)
    """
    match = _DATE_LINE.fullmatch(line)
    if match is None:
        return None
    month, day, year, upvotes = match.groups()
    line_ = DateLine(_month(month), int(day), int(year) if year else None, _count(upvotes) if upvotes else None)
    # 2000 is a leap year: without a year, 29 February is a date
    return line_ if _valid(line_.year or 2000, line_.month, line_.day) else None


def begins_as_date(line: str) -> bool:
    """Whether a line begins with a month and a number, be there such a day or not."""
    return _DATE_FIRST.match(line) is not None


def to_iso(line: DateLine, *, stated: int | None, newest: int | None) -> tuple[str, bool]:
    """ISO date of a date line, and whether its year was inferred.

    The site leaves the year out in the year in which the page was saved, so a date without one lies in the year
    after the newest year that the page names. Where it names none, the year stays open: ``--05-17``.

    Parameters
    ----------
    line : DateLine
        The line.
    stated : int or None
        The year that the user states for dates without one.
    newest : int or None
        The newest year that the page names.
    """
    year = line.year or stated or (newest + 1 if newest else None)
    if year is None or not _valid(year, line.month, line.day):
        return f"--{line.month:02}-{line.day:02}", False
    return f"{year:04}-{line.month:02}-{line.day:02}", line.year is None and stated is None


def to_day(text: str) -> str:
    """ISO date of a day, in any of the forms that public lists write; empty if it is none, or no whole day.

    Examples
    --------
    >>> to_day("2017/06/12"), to_day("12 June 2017"), to_day("2017-06-12T17:57:34Z"), to_day("2017")
    ('2017-06-12', '2017-06-12', '2017-06-12', '')
    """
    text = text.strip()
    if match := _OPEN.fullmatch(text):
        return text if _valid(2000, int(match[1]), int(match[2])) else ""
    if match := _NUMBERS.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _DAY_FIRST.fullmatch(text):
        year, month, day = int(match[3]), _month(match[2]), int(match[1])
    elif match := _MONTH_FIRST.fullmatch(text):
        year, month, day = int(match[3]), _month(match[1]), int(match[2])
    else:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if _valid(year, month, day) else ""


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _count(upvotes: str) -> int:
    """The number that ``3``, ``1,204`` or ``1.2k`` is."""
    plain = upvotes.replace(",", "").lower()
    return round(float(plain[:-1]) * 1000) if plain.endswith("k") else int(plain)


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
