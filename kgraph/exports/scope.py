"""What of the Facts is written, and under which IRIs: the choices that all of a graph's triples share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict, Unpack

from kgraph.errors import ExportError
from kgraph.exports.provenance import Provenance
from kgraph.exports.terms import Term, iri
from kgraph.iris import BASE, entity_iri, is_base, is_iri
from kgraph.names import slug
from kgraph.ontology import LEVELS

#: Levels of evidence, each with all that the one before it has: those at which the ontology says what is written.
EVIDENCE = LEVELS


class Options(TypedDict, total=False):
    """What may be chosen, by the names of `Scope`'s attributes."""

    base: str
    provenance: Provenance | None
    evidence: str
    texts: bool
    licence: str
    dumps: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The choices of an export.

    Attributes
    ----------
    base : str
        Under which IRI the instances live; ASCII, and it ends in ``/``, ``#`` or ``:``.
    provenance : Provenance
        What the Facts were made with; by default what this installation would make them with.
    evidence : str
        ``none``: papers, their direct links and results; ``roles``: with the texts, and each role as a node with the
        rule that found it; ``full``: with the places in the texts.
    texts : bool
        Whether the titles and abstracts are written as texts that offsets count into, besides their lengths and digests.
    licence : str
        IRI of the licence that a description of the dataset names; none if empty, for only the publisher knows it.
    dumps : tuple of paths
        Finished files of the whole dataset, which a description names with their sizes.
    """

    base: str = BASE
    provenance: Provenance = field(default_factory=Provenance.of)
    evidence: str = "full"
    texts: bool = True
    licence: str = ""
    dumps: tuple[Path, ...] = ()

    @classmethod
    def of(cls, **options: Unpack[Options]) -> Scope:
        """The choices with these options; a provenance of None is this installation's.

        Raises
        ------
        ExportError
            There is no such level of evidence, or the base or the licence is no IRI.
        """
        if options.get("provenance") is None:
            options["provenance"] = Provenance.of()
        return cls(**options)  # type: ignore[arg-type]

    def __post_init__(self) -> None:
        if self.evidence not in EVIDENCE:
            raise ExportError(f"no such level of evidence: {self.evidence}", remedy=f"one of {', '.join(EVIDENCE)}")
        if not is_base(self.base):
            raise ExportError(f"no base of IRIs: {self.base}", remedy="an IRI in ASCII that ends in /, # or :")
        if self.licence and not is_iri(self.licence):
            raise ExportError(f"no IRI of a licence: {self.licence}", remedy="name its address")

    @property
    def roles(self) -> bool:
        """Whether roles are nodes of their own."""
        return self.evidence != "none"

    @property
    def spans(self) -> bool:
        """Whether places in the texts are written."""
        return self.evidence == "full"

    @property
    def shared_graph(self) -> Term:
        """The graph of what papers share."""
        return iri(f"{self.base}graph/entities")

    @property
    def agent(self) -> Term:
        """The software."""
        return iri(f"{self.base}software/kgraph/{self.provenance.software_version}")

    def entity(self, id_: str) -> Term:
        """The term of an entity."""
        return iri(entity_iri(id_, self.base))

    def rule(self, name: str) -> Term:
        """The term of a rule."""
        return iri(f"{self.base}rule/{slug(name)}")

    def metric(self, name: str) -> Term:
        """The term of a measure."""
        return iri(f"{self.base}metric/{slug(name)}")
