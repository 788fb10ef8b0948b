"""One step of the pipeline: what it does to a text, and how spaCy sees it.

A step works on a `kgraph.reading.Reading`. What it finds needs no token, so `kgraph.extract` runs the steps one after
the other on the text alone; as a component in a spaCy pipeline the same step works on the Reading of the Doc, and then
shows there what spaCy has a place for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.reading import Reading, reading


class Step(ABC):
    """A component of the pipeline whose work is on the Reading."""

    @abstractmethod
    def read(self, known: Reading) -> None:
        """Add to the Reading what this step finds in its text."""

    def show(self, doc: Doc, known: Reading) -> None:  # noqa: B027 - most steps find what a Doc has no place for
        """Set on the Doc what spaCy has a place for."""

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, read."""
        known = reading(doc)
        self.read(known)
        self.show(doc, known)
        return doc


def steps_of(nlp: Language, without: Collection[str] = ()) -> list[Step] | None:
    """The steps of a pipeline in their order; None where it has another component, which may want Docs.

    Parameters
    ----------
    nlp : spacy.language.Language
        The pipeline.
    without : collection of str
        Names of components to leave out.
    """
    components = [component for name, component in nlp.pipeline if name not in without]
    steps = [component for component in components if isinstance(component, Step)]
    return steps if len(steps) == len(components) else None
