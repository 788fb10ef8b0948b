"""Dates of listing pages: ``Oct 24, 2024``, and ``May 17`` with the year that the page's other dates suggest; and
those of records, in the forms in which public lists write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE_LINE = re.compile(rf"({'|'.join(_MONTHS)})[a-z]* (\d{{1,2}})(?:, ?(\d{{4}}))?(?: +(\d+))?")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
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
    >>> parse_date_line("Apr 1, 2025 3")
    DateLine(month=4, day=1, year=2025, upvotes=3)
    """
    match = _DATE_LINE.fullmatch(line)
    if match is None:
        return None
    month, day, year, upvotes = match.groups()
    line_ = DateLine(_MONTHS.index(month) + 1, int(day), int(year) if year else None, int(upvotes) if upvotes else None)
    # 2000 is a leap year: without a year, 29 February is a date
    return line_ if _valid(line_.year or 2000, line_.month, line_.day) else None


def is_date_like(line: str) -> bool:
    """Whether a line is written as a date, be there such a day or not."""
    return _DATE_LINE.fullmatch(line) is not None


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
        year, month, day = int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])
    elif match := _MONTH_FIRST.fullmatch(text):
        year, month, day = int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2])
    else:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if _valid(year, month, day) else ""


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
