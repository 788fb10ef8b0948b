"""Which measures a sentence names: those of ``rules/metrics.tsv``, and what says itself that it is one."""

from __future__ import annotations

import re

from kgraph.automaton import word_starts
from kgraph.lexicon.matcher import fold_text
from kgraph.metrics import load_metrics
from kgraph.reading import Reading

Span = tuple[int, int]
#: What the k of "pass@k" stands for.
_RANK = re.compile(r"(?:\d+|k)\b")
#: "mAP@50", "Recall@1".
_AT = re.compile(r"@(?:\d+(?:\.\d+)?|k)\b")
#: "memory-less agents", "latency-aware routing": how things are made.
_KIND_OF_THING = re.compile(
    r"-(?:less|free|based|aware|efficient|bound|intensive|constrained|limited|driven|guided|optimal|sensitive)\b"
)
#: "H-Score".
_PREFIX = re.compile(r"\b[A-Z]\w{0,3}-$")
_LONGEST_PREFIX = 5
#: "Risk Leakage Rate": a measure that no list holds says itself that it is one.
_IN_CAPITALS = re.compile(r"(?:[A-Z][\w-]+ ){1,4}(?:Rate|Score|Index|Error|Accuracy|Ratio|Distance)\b")
_LAST_WORDS = (" Rate", " Score", " Index", " Error", " Accuracy", " Ratio", " Distance")


class MeasureFinder:
    """Finds the measures that sentences name."""

    def __init__(self) -> None:
        forms = (form for metric in load_metrics() for form in metric.forms)
        keys = {fold_text(form.removesuffix("k") if form.endswith("@k") else form): None for form in forms}
        self._starts = word_starts(keys)

    def spans(self, known: Reading, first: int, last: int) -> list[Span]:
        """Spans of the measures named in ``text[first:last]``, the longest where they overlap."""
        spans: list[Span] = []
        folded = known.folded
        for _, begin, stop in self._starts(folded[first:last]):
            start, end = first + begin, first + stop - 1
            if folded[end - 1] == "@":
                rank = _RANK.match(folded, end)
                if rank is None:
                    continue
                end = rank.end()
            # a plural of capitals ends in a small s: FIDS is no FID
            plural = known.text[end : end + 1] == "s" and not folded[end + 1 : end + 2].isalnum()
            if folded[end : end + 1].isalnum() and not plural:
                continue
            if known.text[start:end] == "map":
                # an mAP has its capitals
                continue
            # "\times", "2times"
            if start and (known.text[start - 1] == "\\" or known.text[start - 1].isdigit()):
                continue
            if known.text[end : end + 1] == "-" and _KIND_OF_THING.match(known.text, end):
                continue
            if at := _AT.match(known.text, end):
                end = at.end()
            prefix = _PREFIX.search(known.text, max(first, start - _LONGEST_PREFIX), start)
            if prefix and not any(a == prefix.start() for a, _ in spans):
                start = prefix.start()
            spans = [s for s in spans if not (start <= s[0] and s[1] <= end)]
            if not any(a <= start and end <= b for a, b in spans):
                spans.append((start, end))
        sentence = known.text[first:last]
        named = any(word in sentence for word in _LAST_WORDS)
        for match in _IN_CAPITALS.finditer(known.text, max(first, known.title_end), last) if named else ():
            spans = [s for s in spans if not (match.start() <= s[0] and s[1] <= match.end())] + [match.span()]
        return sorted(spans)
