"""Step 3: papers to Facts. Two passes over a corpus: learn the names that its papers introduce, then find them all.

spaCy stops here: what leaves this module are plain records. The Facts of a paper depend on the paper, the lexicon
and the learned names only, so order, chunks and workers do not change them.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.collector import collector_paused
from kgraph.components.spelling import distinctive
from kgraph.components.step import steps_of
from kgraph.errors import LexiconError
from kgraph.learning import LearnedName, entries_of, learn_names, names_of_papers
from kgraph.lexicon import load_lexicon
from kgraph.linking import with_publisher_id
from kgraph.pipeline import learn, lexicons_of, load_nlp, nothing_learned
from kgraph.reading import READING, TITLE_GAP, Group, Number, Reading, reading
from kgraph.records import Entity, Facts, Mention, Paper, Result
from kgraph.schema import ABSTRACT, TITLE
from kgraph.values import parse_value

T = TypeVar("T")
#: Papers that are read together: many, since each step then finds near the processor what it looks things up in; fewer
#: where there are several processes, each of which is to have some.
_CHUNK, _LEAST = 1024, 64

#: `kgraph.lexicon.Lexicon.ancestors`.
_Ancestors = Callable[[str], tuple[str, ...]]
#: Called with the step's name, the papers done, and the papers in all.
Progress = Callable[[str, int, int], None]


class Extraction(NamedTuple):
    """What an extraction gives: the Facts in the order of the papers, and the learned names, sorted."""

    facts: list[Facts]
    names: list[LearnedName]


def extract(
    papers: Sequence[Paper],
    *,
    nlp: Language | None = None,
    names: Sequence[LearnedName] | None = None,
    lexicons: Sequence[str | Path] = (),
    workers: int = 1,
    progress: Progress | None = None,
) -> Extraction:
    """The Facts of every paper, and the names that the papers introduce.

    Parameters
    ----------
    papers : sequence of Paper
        Each paper once; see `kgraph.read`.
    nlp : spacy.language.Language, optional
        A pipeline with the components of kgraph; by default that of `kgraph.load_nlp`. Docs are made only where it has
        other components too, which may want them.
    names : sequence of LearnedName, optional
        Names to find in place of those that the papers introduce, perhaps corrected by a person.
    lexicons : sequence of paths
        Lexicon files of one's own; by default those that the pipeline was made with.
    workers : int
        Processes to use; 0 for one a core.
    progress : callable, optional
        Told after each chunk how far it is.

    Raises
    ------
    LexiconError
        The pipeline was made with other lexicon files than are given here, or has no component ``kgraph_lexicon`` to find
        the names with.
    """
    nlp = nlp or load_nlp(extra=lexicons)
    extras = lexicons_of(nlp)
    if lexicons and tuple(map(Path, lexicons)) != extras:
        raise LexiconError(
            f"the pipeline knows {', '.join(map(str, extras)) or 'no lexicon of your own'} and not these files",
            path=str(lexicons[0]),
            remedy="give them to load_nlp(extra=…)",
        )
    reader = _Reader(nlp, extras)
    workers = workers or os.cpu_count() or 1
    size = min(_CHUNK, max(_LEAST, len(papers) // workers))
    chunks = [papers[i : i + size] for i in range(0, len(papers), size)]
    sizes = [len(chunk) for chunk in chunks]
    # what an earlier corpus introduced is not known here: the Facts depend on this one
    with nothing_learned(nlp), _unwatched(nlp):
        if names is None:
            with _mapping(reader, workers, len(chunks)) as run:
                rows = _told(run(_Reader.introduced, chunks), "learning names", sizes, progress)
                names = learn_names(row for done in rows for row in done)
        # between two pools: the workers of the second inherit what is known now
        reader.learn(names)
        with _mapping(reader, workers, len(chunks)) as run:
            chunked = _told(run(_Reader.facts, chunks), "extracting", sizes, progress)
            return Extraction([facts for done in chunked for facts in done], list(names))


#: What says nothing of the names that a paper introduces.
_NEEDLESS = ("kgraph_roles", "kgraph_results")


class _Reader:
    """Reads chunks of papers in one process."""

    def __init__(self, nlp: Language, lexicons: tuple[Path, ...]) -> None:
        self._nlp, self._lexicons = nlp, lexicons
        self._names: dict[str, dict[str, LearnedName]] = {}

    def learn(self, names: Sequence[LearnedName]) -> None:
        """From now on know these names: find those that have forms in all papers, and correct them in their own."""
        if entries := entries_of(names, load_lexicon(self._lexicons).entries):
            learn(self._nlp, entries)
        self._names = names_of_papers(names)

    @collector_paused()
    def introduced(self, papers: Sequence[Paper]) -> list[tuple[str, str, str, str, list[str]]]:
        """(paper id, entity id, type, name, forms) of each name that one of the papers introduces."""
        return [
            (paper.id, group.id, group.type, group.name, _telling_forms(group, known))
            for paper, known in self._read(papers, without=_NEEDLESS)
            for group in known.groups
            if group.introduced
        ]

    @collector_paused()
    def facts(self, papers: Sequence[Paper]) -> list[Facts]:
        """The Facts of the papers."""
        # papers name the same things
        ancestors = cache(load_lexicon(self._lexicons).ancestors)
        read = self._read(papers)
        return [_facts(with_publisher_id(paper, self._lexicons), known, ancestors) for paper, known in read]

    def _read(self, papers: Sequence[Paper], without: Sequence[str] = ()) -> Iterator[tuple[Paper, Reading]]:
        steps = steps_of(self._nlp, without)
        if steps is None:
            disabled = [name for name in without if name in self._nlp.pipe_names]
            docs = self._nlp.pipe((self._doc(paper) for paper in papers), disable=disabled)
            yield from zip(papers, map(reading, docs), strict=True)
            return
        known = [self._reading(paper) for paper in papers]
        # step by step and not paper by paper: what a step looks things up in stays near the processor
        for step in steps:
            for one in known:
                step.read(one)
        yield from zip(papers, known, strict=True)

    def _reading(self, paper: Paper) -> Reading:
        """The paper before any component has read it: title, an empty line, abstract."""
        known = Reading.of(paper.title + TITLE_GAP + paper.abstract, len(paper.title), paper.id)
        known.learned = self._names.get(paper.id, {})
        return known

    def _doc(self, paper: Paper) -> Doc:
        known = self._reading(paper)
        doc = self._nlp.make_doc(known.text)
        doc.user_data[READING] = known
        return doc


_worker: _Reader


def _start_worker(reader: _Reader) -> None:
    global _worker
    # a terminal's Ctrl-C goes to all processes: this one ends at once, and the first one says what there is to say
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _worker = reader


def _in_worker(step: Callable[[_Reader, Sequence[Paper]], T], papers: Sequence[Paper]) -> T:
    return step(_worker, papers)


@contextmanager
def _unwatched(nlp: Language) -> Iterator[None]:
    """Keep the garbage collector from walking the lexicon and the Facts again and again: what is there stays there.

    Our steps leave no garbage to it; others may, so it runs between the chunks of a pipeline that has any.
    """
    with nullcontext() if steps_of(nlp) is None else collector_paused():
        gc.freeze()
        try:
            yield
        finally:
            # with this the Facts count as old, too: as new ones all of them would be walked now
            gc.freeze()
            gc.unfreeze()


@contextmanager
def _mapping(reader: _Reader, workers: int, chunks: int) -> Iterator[Callable[..., Iterable[Any]]]:
    """A function that maps a step over chunks in order, in this process or in several."""
    if workers < 2 or chunks < 2:
        yield lambda step, items: (step(reader, item) for item in items)
        return
    # forked workers inherit the loaded pipeline and the names: only papers are sent, and what was found in them
    with ProcessPoolExecutor(workers, get_context("fork"), _start_worker, (reader,)) as pool:
        try:
            yield lambda step, items: pool.map(partial(_in_worker, step), items)
        except BaseException:
            # what nobody waits for any more is not begun
            pool.shutdown(cancel_futures=True)
            raise


def _told(chunks: Iterable[list[T]], step: str, sizes: Sequence[int], progress: Progress | None) -> Iterator[list[T]]:
    total, done = sum(sizes), 0
    for size, chunk in zip(sizes, chunks, strict=True):
        done += size
        if progress is not None:
            progress(step, done, total)
        yield chunk


def _telling_forms(group: Group, known: Reading) -> list[str]:
    """The forms of an introduced name that are spelled as only names are: others would be found in every text."""
    forms = {known.text[m.start : m.end] for m in group.marks}
    return sorted(f for f in forms if " " not in f and len(f) > 3 and distinctive(f))


def _facts(paper: Paper, known: Reading, ancestors: _Ancestors) -> Facts:
    # as the paper writes it: rules see a text with plain blanks and hyphens
    text = paper.title + TITLE_GAP + paper.abstract
    return Facts(
        paper,
        tuple([_entity(g, known, ancestors, text) for g in known.groups]),
        tuple([_result(n, known, text) for n in known.numbers]),
    )


def _entity(group: Group, known: Reading, ancestors: _Ancestors, text: str) -> Entity:
    title_end, offset = known.title_end, known.title_end + len(TITLE_GAP)
    # a paper has many mentions, and this takes half the time of the constructor
    made = tuple.__new__
    mentions = tuple(
        [
            made(Mention, (TITLE, start, end, text[start:end], rule))
            if start < title_end
            else made(Mention, (ABSTRACT, start - offset, end - offset, text[start:end], rule))
            for start, end, _, _, _, _, rule, _ in group.marks
        ]
    )
    return Entity(
        group.id,
        group.type,
        group.name,
        group.role,
        group.role_rule,
        mentions[group.evidence],
        mentions,
        ancestors(group.parent) if group.parent else (),
    )


def _result(number: Number, known: Reading, text: str) -> Result:
    in_title = number.start < known.title_end
    offset = 0 if in_title else known.title_end + len(TITLE_GAP)
    value = text[number.start : number.end]
    low, high, unit = parse_value(value)
    return Result(
        value=value,
        metric=number.metric,
        benchmark=number.benchmark,
        subject=number.subject,
        baseline=number.baseline,
        field=TITLE if in_title else ABSTRACT,
        start=number.start - offset,
        end=number.end - offset,
        rule=number.rule,
        low=low,
        high=high,
        unit=unit,
        change=number.change,
        metric_rule=number.metric_rule,
        benchmark_rule=number.benchmark_rule,
        subject_rule=number.subject_rule,
        baseline_rule=number.baseline_rule,
    )
