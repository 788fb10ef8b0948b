"""A reported number and what may have been measured there: what the rules of `kgraph.components.measured` look at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kgraph.components.statements import AGAINST, SUBJECTS, TESTS, TRAINED_ON, Name, Reported, Topic
from kgraph.metrics import Metric, measure_of

#: Kinds of values that say how fast something is: of that a test set says nothing.
COSTS = frozenset({"times", "rate"})
#: Where words begin that tell of something else: "reaches 92%, while it keeps its level on A".
CLAUSE = re.compile(
    r";|, (?:(?:all )?while|whereas|but|and (?:it|we|they|(?:also |further |even )?(?:(?:achiev|outperform|yield|deliver|improv|reduc|allow|enabl|obtain|attain|gain|maintain)e?s|reaches|surpasses)))\b"
    r"|, (?:driven|led) by\b| while (?:preserv|maintain|retain|keep)\w*"
)
#: "…, demonstrating gains in navigation": what a number may be good for.
PART_ENDS = re.compile(r"(?:,| --?) (?:[a-z]+ing|an?|the)\b|;")
_PLACE = re.compile(
    r"\b(?:on|in|for|across|under|during|at)\b (?!(?:average|par|top|total|just|only|under|less than|about|roughly)\b)"
)
#: "a drop compared to QuillBank": what was measured elsewhere.
_COMPARED_TO = re.compile(r"\b(?:compared (?:to|with)|relative to|unlike) (?:the )?$")
#: How sentences begin that tell of experiments: "Our experiments", "Extensive evaluations".
EXPERIMENTS = r"(?:(?:Extensive |Our |Comprehensive )?(?:[Ee]xperiments?|[Ee]xperimental results|[Ee]valuations?|[Rr]esults|[Tt]ests))"
#: "over a QuillSim baseline": what something is compared with, and no test.
_IS_BASELINE = re.compile(r"(?:-based|-trained)? baselines?\b")
_PAIR = re.compile(r"[\\$%]* (?:vs\.?|versus) [$~]?")
_COMMA = re.compile(r"[,;] ")
#: How good something is was seen on a device, not "for autonomous quadrupeds".
ON_A_DEVICE = re.compile(r"\b(?:[Oo]n|[Aa]cross)\b[^.;,(]{0,30}$")
#: "on eight benchmarks": what these are is not said here.
SEVERAL = re.compile(
    r"[^.;,()]{0,30}?\b(?:on|across|over|in) (?:(?!the\b)[\w-]+ ){0,4}(?:benchmarks|datasets|environments|domains)\b"
)
_OPENS = re.compile(r"(?:[A-Z][a-z]+, )?On (?:the )?")
_OPENED = re.compile(r"(?: (?:benchmark|data ?set|test set|suite))?,")
#: So far behind "in" a measure may begin: "in average accuracy".
_NEAR = 12
#: So far in front of a test or a number stands what says that it is none, or a rival's.
_FRONT = 90


@dataclass(frozen=True)
class Case(Reported):
    """A reported value, with what may have been the test.

    Attributes
    ----------
    topic : Topic
        What the paper is about.
    measure : str or None
        By which the value was measured, as written.
    """

    topic: Topic
    measure: str | None

    @cached_property
    def opening_test(self) -> Name | None:
        """The test in "On A, it gains 5% in ink folding"."""
        opening = (n for n in self.benchmarks if _OPENS.fullmatch(self.text, self.first, n.start))
        return next((n for n in opening if _OPENED.match(self.text, n.end)), None)

    @cached_property
    def _last(self) -> int:
        """Which value ends the list that this one stands in, be it the other of a pair: "78% vs. 65% on A"."""
        last = self.group[-1]
        values = self.statement.values
        paired = last + 1 < len(values) and _PAIR.fullmatch(self.text, values[last].end, values[last + 1].start)
        return last + 1 if paired else last

    @property
    def group_end(self) -> int:
        """Where the last value ends of those that stand in one list with this one, or are compared with it."""
        return self.statement.values[self._last].end

    @cached_property
    def tests(self) -> list[Name]:
        return [n for n in self.statement.names if n.type in TESTS and not _IS_BASELINE.match(self.text, n.end)]

    @cached_property
    def benchmarks(self) -> list[Name]:
        benchmarks = (n for n in self.tests if n.type == "Benchmark")
        return [
            n
            for n in benchmarks
            if not TRAINED_ON.search(self.text, max(self.first, n.start - _FRONT), n.start)
            and not _COMPARED_TO.search(self.text, max(self.first, n.start - _FRONT), n.start)
            and not self.text.startswith(" baseline", n.end)
        ]

    @cached_property
    def benchmarks_before(self) -> list[Name]:
        return [n for n in self.benchmarks if n.end <= self.value.start]

    @cached_property
    def metric(self) -> Metric | None:
        """The measure of the value, where it is one that we know."""
        return measure_of(self.measure or "")

    @property
    def is_cost(self) -> bool:
        """Whether its measure counts what something takes: time, memory."""
        return self.metric is not None and self.metric.kind == "cost"

    @property
    def is_quality(self) -> bool:
        """Whether it says how good something is: what it ran on is not what it was tested on."""
        return self.metric is not None and not self.metric.kind

    @cached_property
    def tasks_before(self) -> list[Name]:
        return [n for n in self.tests if n.type == "Task" and n.end <= self.value.start]

    @cached_property
    def rows(self) -> list[list[Name]]:
        """The tests that stand in rows ("A, B and C"), tasks apart from named ones."""
        tasks = [n for n in self.tests if n.type == "Task"]
        named = [n for n in self.tests if n.type != "Task"]
        return self.statement.rows(named) + self.statement.rows(tasks)

    @cached_property
    def is_aside(self) -> bool:
        """Whether the value stands in parentheses."""
        return self.is_aside_at(self.index)

    def is_aside_at(self, index: int) -> bool:
        """Whether that value of the statement stands in parentheses."""
        opens, closes = (self.text.rfind(c, self.first, self.statement.values[index].start) for c in "()")
        return opens > closes

    @cached_property
    def stop(self) -> int:
        """Where the value's own words end: at the next value, or at the end of the parentheses."""
        stop = self.statement.stop(self._last)
        closing = self.text.find(")", self.value.end, self.statement.last) if self.is_aside else -1
        return min(stop, closing) if closing >= 0 else stop

    @cached_property
    def has_own_place(self) -> bool:
        """Whether the words behind the value say where it was seen, be it in no name: "30% in reality"."""
        comma = _COMMA.search(self.text, self.group_end, self.stop)
        places: Iterable[re.Match[str]] = _PLACE.finditer(
            self.text, self.group_end, comma.start() if comma else self.stop
        )
        start = self.statement.values[self.group[0]].start
        if AGAINST.search(self.text, max(self.first, start - _FRONT), start):
            # "compared with 81% for GCN" says whose it is
            owners = {n.start for n in self.statement.names if n.type in SUBJECTS}
            places = (m for m in places if m.end() not in owners)
        return any(not any(m.end() <= a <= m.end() + _NEAR for a, _ in self.statement.measures) for m in places)

    @cached_property
    def behind(self) -> list[Name]:
        """Tests behind the value, up to `stop`."""
        return [n for n in self.tests if self.group_end <= n.start < self.stop]
