"""Everything that kgraph raises on purpose: one base class, one subclass per step of the data's way.

Each error is one sentence that says what, where and what to do, and carries the place as attributes. All are
`ValueError` as well, so a caller need not know the classes.
"""

from __future__ import annotations

#: The remedy where the packages of an extra are missing; by name alone pip would take a stranger's project.
INSTALL = "in the project's folder: .venv/bin/pip install -e '.[{}]'"


class KgraphError(ValueError):
    """Base of all errors of kgraph.

    Parameters
    ----------
    message : str
        What is wrong.
    path : str, optional
        The file it is wrong in.
    line : int, optional
        The line in that file, 1-based.
    remedy : str, optional
        What a person can do about it.
    """

    def __init__(self, message: str, *, path: str = "", line: int = 0, remedy: str = "") -> None:
        self.message, self.path, self.line, self.remedy = message, path, line, remedy
        # one line, whatever a parser had to say
        message = " ".join(message.split())
        place = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(f"{place}{message}{f' ({remedy})' if remedy else ''}")


class SourceError(KgraphError):
    """An input file cannot be read, is of no known format, or a record in it is broken."""


class LexiconError(KgraphError):
    """A row of a lexicon or rule file breaks its format or contradicts its own example."""


class OntologyError(KgraphError):
    """A row of the table of terms breaks its format, or shapes cannot be read."""


class GraphError(KgraphError):
    """A build or one of its files is missing or cannot be read back."""


class QueryError(KgraphError):
    """A query has a mistake, or its name is not known."""


class EndpointError(KgraphError):
    """A SPARQL endpoint does not answer, or not with results."""


class ExportError(KgraphError):
    """A file cannot be written, or its format is not known."""


class SourceWarning(UserWarning):
    """A record, or a file of a folder, was left out or repaired while the others were read."""
