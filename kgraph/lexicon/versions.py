"""Versions, sizes and variants behind a name: ``-3.1-405B-Instruct``, `` v4``, ``-80GB``, `` 2024``, `` Verified``.

One grammar an entity type: what may follow with a hyphen, what with a blank, what with nothing between.
"""

from __future__ import annotations

import re

_SIZE = r"\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[BMTKbk]\b"
_VERSION = r"[vV]?\d+(?:\.\d+)*[a-z]?\b"
_VARIANT = (
    r"(?:Instruct|Chat|Base|Large|Medium|Small|Tiny|XL|XXL|Turbo|Pro|Flash|Ultra|Sonnet|Opus|Haiku|Mini|Nano|Coder|"
    r"Preview|Thinking|Lite|Plus|Max|Vision|Distill|Omni|Next|Maverick|Scout)\b"
)
_LOWER_VARIANT = r"(?:instruct|chat|base|large|medium|small|tiny|mini|nano|turbo|preview|it|hf|xl|xxl|high|low|exp|distill|distilled)\b"
#: Behind a number these say that it counts something and is no version.
_NO_COUNT = (
    r"(?!\.\d|\s*(?:%|\\%|×|\$|(?:times|percent|hours?|days?|minutes?|points?|GPUs?|CPUs?|chips?|nodes?|cores?|of|to|out|or more|different|"
    r"layers?|parameters?|params|billion|million|trillion|datasets?|benchmarks?|tasks?|models?|samples|images|steps|epochs)\b))"
)
#: A part that begins with a capital or a digit, and is not the second half of a compound such as ``CLIP-Guided``.
_CAPITAL_PART = (
    r"(?![A-Z][a-z]*(?:ed|ing|aware|style|like|free|level|driven|enhanced|only|wise|time|scale|end|agnostic|specific|efficient)\b)"
    r"(?:[A-Z0-9][A-Za-z0-9.]*[A-Za-z0-9]|[A-Z0-9])\b"
)

#: "LLaVA-665k" are data, "Llama-128k" reads so many tokens.
_NO_DATA = r"(?!(?!128|256|512)\d{3,}[kK]\b)"

#: Entity type -> pattern of one part, with the separator that it needs in front.
VERSIONS: dict[str, re.Pattern[str]] = {
    "Model": re.compile(
        rf"-{_NO_DATA}(?:{_SIZE}|{_VERSION}|{_LOWER_VARIANT}|{_CAPITAL_PART})|(?<=-[BLSHGTg])/(?:8|14|16|32)\b"
        rf"|[ \u00a0](?:{_SIZE}(?!-?bit)|(?:{_VERSION}){_NO_COUNT}|{_VARIANT})"
        rf"|(?<=[A-Za-z])(?:\d+(?:\.\d+)*(?:[A-Za-z]{{1,2}})?\b)"
    ),
    "Hardware": re.compile(
        rf"-(?:{_SIZE}|\d+ ?GB?\b|{_VERSION}|SXM\d?\b|PCIe\b|NVL\d*\b)"
        rf"|[ \u00a0](?:[vV]\d+[a-z]?\b|\d+ ?GB\b|(?:Ti|Super|SXM\d?|PCIe|NVL\d*|Nano|Orin|Xavier|AGX|NX|Pro|Max|Ultra)\b)"
        rf"|(?<=[A-Za-z])[vV]?\d+[a-z]?\b"
    ),
    "Benchmark": re.compile(
        rf"-(?:{_SIZE}|{_VERSION}|{_CAPITAL_PART}|(?:hard|easy|lite|verified|mini|full)\b)"
        rf"|[ \u00a0]?['’](?:\d\d)\b"
        rf"|[ \u00a0~](?:\([vV]\d+\)|(?:19|20)\d\d\b(?!-)|[vV]\d+(?:\.\d+)*\b|(?:Verified|Lite|Pro|Hard|Diamond|Plus|Full|Challenge|Easy|Multimodal)\b)"
        rf"|(?<=[A-Za-z])(?:\d{{2,4}}\b)|\+(?![A-Za-z0-9])"
    ),
    "Software": re.compile(rf"[ \u00a0]?(?<=[A-Za-z ])[vV]?\d+(?:\.\d+)+\b|-?(?<=[A-Za-z+-])(?:\d\d)\b{_NO_COUNT}"),
}  # fmt: skip
_MAX_PARTS = 6


#: A number behind a blank is no second version of a name that has one: "GPT-4o 11.5" is a score.
_BARE_NUMBER = re.compile(r"[ \u00a0][vV]?\d+(?:\.\d+)*")


def version_parts(type_: str, text: str, end: int) -> tuple[int, tuple[str, ...]]:
    """Where the name that ends at `end` ends with its version, and the version's parts.

    Examples
    --------
    >>> version_parts("Model", "Llama-3.1-405B-based", 5)
    (14, ('3.1', '405B'))
    """
    pattern = VERSIONS[type_]
    parts: list[str] = []
    while len(parts) < _MAX_PARTS and (match := pattern.match(text, end)) and match.end() > end:
        if _BARE_NUMBER.fullmatch(match[0]) and any(c.isdigit() for c in text[max(0, end - 2) : end]):
            break
        parts.append(match[0].strip("- \u00a0~'’()"))
        end = match.end()
    return end, tuple(parts)
