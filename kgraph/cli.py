"""The command line: its commands, each with an example, and what becomes of errors: one line on stderr, exit code 1;
wrong usage is exit code 2. A traceback only with ``--debug``.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
import warnings
from collections.abc import Callable
from typing import Annotated, Any

import typer

from kgraph import __version__
from kgraph.commands import lexicon
from kgraph.commands.analyze import analyze
from kgraph.commands.build import build, extract
from kgraph.commands.diff import diff
from kgraph.commands.evaluate import evaluate
from kgraph.commands.explain import explain
from kgraph.commands.explore import explore
from kgraph.commands.export import export
from kgraph.commands.path import path
from kgraph.commands.query import query
from kgraph.commands.report import report
from kgraph.commands.serve import serve
from kgraph.commands.validate import validate
from kgraph.errors import KgraphError, SourceWarning
from kgraph.terminal import ERR

app = typer.Typer(
    name="kgraph",
    help="A knowledge graph of AI papers, read from lists of abstracts: offline, reproducible, with evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
lexicon_app = typer.Typer(help="Check lexicon files, and find what they lack.", no_args_is_help=True)
_debug = False
#: The descriptor of standard output, which is there though `sys.stdout` may be none.
_STDOUT = 1
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})

#: The commands in the order of the help, each with what shows how it is used.
_COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (build, "Example: `kgraph build page.txt more.jsonl -o outputs/`"),
    (extract, "Example: `kgraph extract page.txt -o facts.jsonl`"),
    (
        export,
        "Examples: `kgraph export outputs/ -o graph.jsonld` · `kgraph export outputs/ -f nquads --evidence none -o small.nq` · "
        "`kgraph export graph.nq -f facts` (from N-Quads back to the Facts)",
    ),
    (
        query,
        "Examples: `kgraph query outputs/ results-of-model model=BERT` · "
        "`kgraph query outputs/ 'SELECT ?t WHERE { ?p dcterms:title ?t } LIMIT 5' -f csv`",
    ),
    (
        analyze,
        "Examples: `kgraph analyze outputs/ trends --type Method` · `kgraph analyze outputs/ leaderboard ImageNet -f csv`",
    ),
    (report, "Example: `kgraph report outputs/ -o outputs/report.html --open`"),
    (diff, "Example: `kgraph diff yesterday/ today/ --summary`"),
    (path, "Example: `kgraph path outputs/ Transformer dropout`"),
    (explore, "Example: `kgraph explore outputs/ --focus BERT --open`"),
    (serve, "Example: `kgraph serve outputs/ --open`"),
    (explain, "Example: `kgraph explain outputs/ 'Attention Is All You Need'`"),
    (evaluate, "Example: `kgraph evaluate annotated.jsonl --errors 10`"),
    (validate, "Example: `kgraph validate outputs/`"),
)
_LEXICON_COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (lexicon.check, "Example: `kgraph lexicon check mine.tsv --corpus page.txt`"),
    (lexicon.suggest, "Example: `kgraph lexicon suggest page.txt -o new.tsv`"),
)
for _app, _commands in ((app, _COMMANDS), (lexicon_app, _LEXICON_COMMANDS)):
    for _command, _example in _commands:
        _app.command(epilog=_example)(_command)
app.add_typer(lexicon_app, name="lexicon")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"kgraph {__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback where something fails.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    global _debug
    _debug = debug


def main() -> None:
    """Run the command line; the exit code says how it went: 0 done, 1 failed, 2 wrong usage."""
    warnings.showwarning = _show_warning
    warnings.simplefilter("always", SourceWarning)
    try:
        code = _run()
        # what is not written yet fails here, where it can be told
        print(end="", flush=True)
    except BrokenPipeError:
        # the reader of our output has gone, as `head` does: nothing is wrong
        _forget_output()
        code = 0
    except (KgraphError, OSError) as error:
        said = error if isinstance(error, KgraphError) else _said(error)
        ERR.print(traceback.format_exc() if _debug else f"kgraph: {said}", style="red", soft_wrap=True)
        _forget_output()
        code = 1
    sys.exit(code)


def _run() -> int | str | None:
    """The exit code of the command that was asked for."""
    try:
        app(standalone_mode=True)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            raise BrokenPipeError from end
        return end.code
    return 0


def _said(error: OSError) -> str:
    """What the system refused, and of which file; where there is no room and no file is named, it is the output's."""
    of = error.filename or ("the output cannot be written" if error.errno in _NO_ROOM else "")
    return ": ".join(filter(None, (str(of), error.strerror or str(error))))


def _forget_output() -> None:
    """What is still to be written goes nowhere: the interpreter would try again at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STDOUT)


def _show_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, file: Any = None, line: Any = None
) -> None:
    if issubclass(category, SourceWarning):
        ERR.print(f"kgraph: warning: {message}", style="yellow", soft_wrap=True)


if __name__ == "__main__":
    main()
