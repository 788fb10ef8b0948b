"""Names: slugs for ids and IRIs, and the folding under which two written forms are the same.

Pure functions of strings, without state. The slug is specified by the ontology: Unicode NFKC, case folded, every run
of dashes and white space to one hyphen, percent-encoded outside ``a-z 0-9 - . _``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

#: Hyphens, dashes and minus signs that names are written with.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DASHES_AS_BLANKS = str.maketrans(DASHES, " " * len(DASHES))
_LETTER_DIGIT = re.compile(r" (?<=[a-z] )(?=\d)")
_SAFE = re.compile(r"[a-z0-9._-]+")

#: British spellings in words of the field, and the American ones that folded names are kept in.
SPELLINGS = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("iser", "izer"), ("ise", "ize"), ("elling", "eling"),
    ("elled", "eled"), ("aviour", "avior"), ("colour", "color"), ("neighbour", "neighbor"), ("labour", "labor"),
    ("centre", "center"), ("analys", "analyz"), ("artefact", "artifact"), ("grey", "gray"),
)  # fmt: skip
#: The same for a whole word, as patterns: only where a word ends or begins so are some of them British.
_TO_AMERICAN = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"(?<=[a-z]{3})is(?=(?:ations?|ing|ed|ers?)$)", "iz"),
        (r"(?<=[a-z]{3}el)l(?=(?:ing|ed)$)", ""),
        (r"^centre(?=s?$)", "center"),
        (r"^(re)?analys(?=(?:e|ed|ing)$)", r"\1analyz"),
        (r"aviour", "avior"), (r"colour", "color"), (r"neighbour", "neighbor"), (r"labour", "labor"),
        (r"artefact", "artifact"), (r"^grey", "gray"),
    )
)  # fmt: skip
#: Stems in -is that are no British spellings of -iz.
_NOT_BRITISH = re.compile(
    r"(?:vis|pris|promis|nois|rais|exercis|franchis|guis|merchandis|pois|cruis|premis|ris|advertis)(?:ing|ed|ers?)$"
)
_BRITISH_RIS = re.compile(r"(?:ar|or|er|ur)is(?:ing|ed|ers?)$")


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """The name as the last part of an id or IRI; equal for names that differ in case, dashes or white space only.

    Raises
    ------
    ValueError
        The name has nothing in it, or is ``.`` or ``..``, which a path would swallow.

    Examples
    --------
    >>> slug("Llama-3.1 405B"), slug("C++")
    ('llama-3.1-405b', 'c%2B%2B')
    """
    folded = "-".join(_parts(unicodedata.normalize("NFKC", name).casefold()))
    folded = unicodedata.normalize("NFKC", folded)
    if folded in ("", ".", ".."):
        raise ValueError(f"{name!r} cannot be an identifier")
    return folded if _SAFE.fullmatch(folded) else quote(folded, safe="-._").replace("~", "%7E")


def _parts(text: str) -> list[str]:
    """What stands between the runs of dashes and white space."""
    return (text.replace("-", " ") if text.isascii() else text.translate(_DASHES_AS_BLANKS)).split()


def is_sluggable(name: str) -> bool:
    """Whether `slug` takes the name."""
    try:
        slug(name)
    except ValueError:
        return False
    return True


#: What TeX puts around a power or an index.
_SIGNS_OF_TEX = re.compile(r"[$^{}]")


@lru_cache(maxsize=1 << 17)
def fold(form: str) -> str:
    """The form without what writers vary at will: case, hyphens, plural of the last word, British spelling, signs of TeX.

    Examples
    --------
    >>> fold("Chain-of-Thoughts") == fold("chain of thought"), fold("Qwen-2.5") == fold("Qwen2.5")
    (True, True)
    >>> fold("LLMs") == fold("LLM"), fold("SAGAS") == fold("SAGA"), fold("D$^2$Net") == fold("D2Net")
    (True, False, True)
    """
    if "$" in form:
        form = _SIGNS_OF_TEX.sub("", form)
    text = " ".join(_parts(form)).casefold()
    if " " in text and not text.replace(" ", "").isalpha():
        text = _LETTER_DIGIT.sub("", text)
    text = american(text)
    # the plural of an abbreviation ends in a small s; a capital one stands for a word
    return text if form.endswith("S") and _ENDS_IN_CAPITALS.search(form) else singular(text)


@lru_cache(maxsize=1 << 16)
def american(text: str) -> str:
    """The lower-case text in American spelling.

    Examples
    --------
    >>> american("optimisation of denoising")
    'optimization of denoising'
    """
    if not _MAY_BE_BRITISH.search(text):
        return text
    return " ".join(map(_american_word, text.split(" ")))


_MAY_BE_BRITISH = re.compile(r"is(?:ation|ing|ed|er)|ell(?:ing|ed)|our|centre|analys|artef|grey")


def _american_word(word: str) -> str:
    if _NOT_BRITISH.search(word) and not _BRITISH_RIS.search(word):
        return word
    for pattern, new in _TO_AMERICAN:
        word = pattern.sub(new, word)
    return word


_ENDS_IN_CAPITALS = re.compile(r"[A-Z]S$")
#: Plurals in -us: GPUs, CPUs, TPUs and their kin.
_PROCESSORS = re.compile(r"[acdgilmnqtvx]pus")
#: Behind three digits an s is a plural, A100s; behind fewer it is a part of the name, L40S, YOLOv5s.
_CHIPS = re.compile(r"\d{3}s$")
_KEEP_S = frozenset(
    "bias atlas canvas corpus basis analysis synthesis hypothesis physics mathematics robotics kinematics dynamics "
    "statistics economics ethics linguistics semantics graphics genomics proteomics optics politics analytics news "
    "always lens gas species series loss mass class process progress access less address pass cross business "
    "bayes stokes reynolds helios cosmos chaos kairos ethos pathos keras pandas".split()
)
#: Words in -s that have a plural in -es.
_TAKES_ES = frozenset("bias atlas canvas lens gas bus bonus virus stimulus status".split())
_IN_ES = frozenset(word + "es" for word in _TAKES_ES)
#: Plurals of words in -sis.
_OF_SIS = ("alyses", "ntheses", "otheses")


def singular(text: str) -> str:
    """The folded text with its last word in the singular, by English spelling rules.

    Examples
    --------
    >>> singular("policies"), singular("llms"), singular("loss"), singular("kinematics"), singular("biases")
    ('policy', 'llm', 'loss', 'kinematics', 'bias')
    """
    if not text.endswith("s"):
        return text
    head, _, last = text.rpartition(" ")
    if _PROCESSORS.fullmatch(last):
        last = last[:-1]
    elif len(last) < 3 or last in _KEEP_S or last.endswith(("ss", "us", "is")):
        return text
    elif last.endswith("ies") and len(last) > 4:
        last = last[:-3] + "y"
    elif last in _IN_ES or (last.endswith(("sses", "xes", "shes", "ches", "zzes")) and last != "caches"):
        last = last[:-2]
    elif last.endswith(_OF_SIS):
        last = last[:-2] + "is"
    elif last[-2].isalpha() or _CHIPS.search(last):
        last = last[:-1]
    return f"{head} {last}" if head else last


def plural(text: str) -> str:
    """The text with its last word in the plural, by English spelling rules; words in -s that have none stay as they are.

    Examples
    --------
    >>> plural("policy"), plural("LLM"), plural("loss"), plural("analysis"), plural("robotics")
    ('policies', 'LLMs', 'losses', 'analyses', 'robotics')
    """
    if text[-1:] == "y" and text[-2:-1].lower() not in "aeiou" and text[-2:-1].islower():
        return text[:-1] + "ies"
    if text.endswith(("ss", "x", "sh", "ch", "zz")) or text.rpartition(" ")[2].lower() in _TAKES_ES:
        return text + "es"
    if text.endswith("sis"):
        return text[:-2] + "es"
    return text if text.endswith("s") else text + "s"
