"""What an identifier of a paper is: an arXiv id, bare or in an address, a DOI, or a list's own."""

from __future__ import annotations

import re

#: The archives whose papers had numbers of their own until March 2007; there will be no others.
_ARCHIVES = (
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg",
    "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math",
    "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio",
    "quant-ph", "solv-int", "supr-con",
)  # fmt: skip
#: Both kinds of numbers begin with year and month.
_MONTH = r"\d{2}(?:0[1-9]|1[0-2])"
_ARXIV = re.compile(
    r"(?:arxiv:|(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers)/)?"
    rf"(?:(?P<new>{_MONTH}\.\d{{4,5}})"
    rf"|(?P<archive>{'|'.join(_ARCHIVES)})(?P<subject>\.[A-Z]{{2}})?/(?P<old>{_MONTH}\d{{3}}))"
    r"(?:v\d+)?(?:\.pdf)?/?",
    re.I | re.A,
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.I)


def identifiers(given: str) -> tuple[str, str, str]:
    """(id, arXiv id, DOI) that an identifier is; arXiv versions are dropped.

    Examples
    --------
    >>> identifiers("arXiv:2106.09685v2"), identifiers("doi:10.1000/x")
    (('2106.09685', '2106.09685', ''), ('10.1000/x', '', '10.1000/x'))
    >>> identifiers("HEP-TH/9901001"), identifiers("doc/1234567")
    (('hep-th/9901001', 'hep-th/9901001', ''), ('doc/1234567', '', ''))

    References
    ----------
    arXiv, Understanding the arXiv identifier, https://info.arxiv.org/help/arxiv_identifier.html
    """
    if match := _ARXIV.fullmatch(given):
        subject = (match["subject"] or "").upper()
        arxiv = match["new"] or f"{match['archive'].lower()}{subject}/{match['old']}"
        return arxiv, arxiv, ""
    if match := _DOI.fullmatch(given):
        return match[1].lower(), "", match[1].lower()
    return given, "", ""
