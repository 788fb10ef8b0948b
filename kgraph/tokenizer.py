"""spaCy's English, its tokenizer keeping names of models, chips and tools whole and splitting compounds with them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.attrs import ORTH
from spacy.lang.en import English, EnglishDefaults
from spacy.language import Language
from spacy.tokenizer import Tokenizer

#: ``Llama-3.1-405B``, ``GPT-4o``, ``Qwen2.5-7B-Instruct``, ``A100-80GB``, ``CUDA.jl``, ``Pass@1``: a capital and a digit, or a
#: name with a dotted ending, and no part in lower case, so that ``GPT-4-based`` is split.
_NAME = re.compile(
    r"(?=[^\s]*[A-Z])(?:"
    r"[A-Za-z]+[\d.]*[A-Za-z]?(?:-(?:v?\d+(?:\.\d+)*[A-Za-z]{0,2}|[A-Z][A-Za-z]*\d*(?:\.\d+)*|\d+x\d+B))+"
    r"|[A-Za-z]\w*\.(?:jl|py|js|cpp|c|rs)"
    r"|[A-Za-z]+@\d*[kK]?"
    r")"
)
_SPECIAL = ("C++", "C#", "F#", "F*", "Q#", "llama.cpp", "e.g.,", "i.e.,", "vs.", "w.r.t.")
#: The full stop behind GSM8K is none of the name's.
_SUFFIXES = (r"(?<=[0-9][A-Za-z])\.", r"(?<=[a-zA-Z][0-9])\.")
_INFIXES = (r"(?<=[\w)\]])[/](?=[\w(\[])", r"(?<=[a-z0-9])-(?=[a-z])", r"(?<=[\w)])--(?=[\w(])", r"(?<=\w)\((?=\w)")
#: spaCy keeps how 10,000 different words are split and works the others out again and again; a corpus has more words.
_REMEMBERED = 1 << 18


def _guarded(guard: str, patterns: Iterable[object], end: str = "") -> str:
    """One pattern of many that is tried only where the guard lets one of them begin: two checks in place of hundreds."""
    return f"{guard}(?:{'|'.join(f'{p}{end}' for p in patterns if p)})"


#: A suffix starts with a sign or is a unit behind a digit, an infix starts with a sign.
_ALL_SUFFIXES = [_guarded("(?:(?![A-Za-z])|(?<=[0-9]))", (*(EnglishDefaults.suffixes or ()), *_SUFFIXES), end="$")]
_ALL_INFIXES = [_guarded("(?![A-Za-z0-9])", (*(EnglishDefaults.infixes or ()), *_INFIXES))]


class _Defaults(EnglishDefaults):
    """English with our words and patterns."""

    tokenizer_exceptions = EnglishDefaults.tokenizer_exceptions | {w: [{ORTH: w}] for w in _SPECIAL}
    suffixes = _ALL_SUFFIXES
    infixes = _ALL_INFIXES
    token_match = _NAME.fullmatch


class PaperEnglish(English):  # type: ignore[no-untyped-call]
    """English as it is written in papers."""

    Defaults = _Defaults


def blank() -> Language:
    """A pipeline without components, for our English."""
    nlp = PaperEnglish.from_config({})
    assert isinstance(nlp.tokenizer, Tokenizer)
    nlp.tokenizer.max_cache_size = _REMEMBERED
    return nlp
