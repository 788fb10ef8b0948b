"""What a build was made with: part of the graph, and what a later export of the build must say again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Provenance:
    """What must be equal for a rerun to give equal bytes.

    Attributes
    ----------
    lexicon_digest, rule_set_digest : str
        SHA-256 of the files that the extraction was driven by.
    software_version : str
        Version of kgraph.
    """

    lexicon_digest: str
    rule_set_digest: str
    software_version: str

    @classmethod
    def of(cls, lexicons: Sequence[str | Path] = ()) -> Provenance:
        """That of this installation with these lexicon files."""
        from kgraph.lexicon import load_lexicon
        from kgraph.rules import rule_set_digest

        return cls(load_lexicon(lexicons).digest, rule_set_digest(), version("kgraph"))
