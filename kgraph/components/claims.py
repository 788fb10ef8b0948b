"""A reported number and what may have reached it: what the rules of `kgraph.components.attribution` look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kgraph.components.actors import last_actor
from kgraph.components.cues import cue
from kgraph.components.statements import SUBJECTS, Name, Reported, Topic


@dataclass(frozen=True)
class Claim(Reported):
    """A reported value, with what may have reached it.

    Attributes
    ----------
    topic : Topic
        What the paper is about.
    """

    topic: Topic

    @property
    def in_front(self) -> str:
        """The sentence's words in front of the value."""
        return self.text[self.first : self.value.start]

    @property
    def list_end(self) -> int:
        """Where the last value ends of those that stand in one list with this one."""
        return self.statement.values[self.group[-1]].end

    @cached_property
    def own(self) -> int:
        """Where the words begin that last speak of the paper's own work in front of the value; -1 where none do."""
        spoken = cue("own").finditer(self.text, self.first, self.value.start)
        return max((m.start() for m in spoken), default=-1)

    @property
    def is_own(self) -> bool:
        """Whether words in front of the value speak of the paper's own work."""
        return self.own >= 0

    @cached_property
    def actor(self) -> Name | None:
        """The last name in front of the value that is said to do something."""
        return last_actor(self.statement, self.value, self.topic)

    @cached_property
    def names(self) -> list[Name]:
        """The names in front of the value of what can achieve something."""
        return [n for n in self.statement.names if n.end <= self.value.start and n.type in SUBJECTS]

    @property
    def own_names(self) -> list[Name]:
        """Those of `names` that stand behind the words that speak of the paper's own work."""
        return [n for n in self.names if n.start > self.own]

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern is found in the sentence's words in front of the value."""
        return pattern.search(self.text, self.first, self.value.start) is not None
