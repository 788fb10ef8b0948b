"""spaCy's English tokenizer, with names of models, chips and tools kept whole and compounds with them split."""

from __future__ import annotations

import re

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

#: ``Llama-3.1-405B``, ``GPT-4o``, ``Qwen2.5-7B-Instruct``, ``A100-80GB``, ``CUDA.jl``, ``Pass@1``: a capital and a digit, or a
#: name with a dotted ending, and no part in lower case, so that ``GPT-4-based`` is split.
_NAME = re.compile(
    r"(?=[^\s]*[A-Z])(?:"
    r"[A-Za-z]+[\d.]*[A-Za-z]?(?:-(?:v?\d+(?:\.\d+)*[A-Za-z]{0,2}|[A-Z][A-Za-z]*\d*(?:\.\d+)*|\d+x\d+B))+"
    r"|[A-Za-z]\w*\.(?:jl|py|js|cpp|c|rs)"
    r"|[A-Za-z]+@\d*[kK]?"
    r")"
)
_SPECIAL = ("C++", "C#", "F#", "F*", "Q#", "llama.cpp", "e.g.,", "i.e.,", "et al.", "vs.", "w.r.t.")
#: The full stop behind GSM8K is none of the name's.
_SUFFIXES = (r"(?<=[0-9][A-Za-z])\.", r"(?<=[a-zA-Z][0-9])\.")
_INFIXES = (r"(?<=[\w)\]])[/](?=[\w(\[])", r"(?<=[a-z0-9])-(?=[a-z])", r"(?<=[\w)])--(?=[\w(])", r"(?<=\w)\((?=\w)")


def make_tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer for the pipeline's vocabulary, from its language's own rules and ours."""
    defaults = nlp.Defaults
    tokenizer = Tokenizer(
        nlp.vocab,
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), *_SUFFIXES]).search,
        infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *_INFIXES]).finditer,
        token_match=_NAME.fullmatch,
        url_match=defaults.url_match,
    )
    for word in _SPECIAL:
        if " " not in word:
            tokenizer.add_special_case(word, [{ORTH: word}])
    return tokenizer
