"""The pipeline: spaCy's blank English with our tokenizer and components. Only this module decides their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from spacy.language import Language

from kgraph.collector import collector_paused
from kgraph.components import (
    entities,
    introduced,
    lexicon,
    phrases,
    results,
    roles,
    sentences,
    short_forms,
    spelled,
    terms,
    told,
)
from kgraph.components.lexicon import LexiconComponent
from kgraph.errors import LexiconError
from kgraph.learning import LearnedName, entries_of
from kgraph.lexicon import Entry, load_lexicon
from kgraph.tokenizer import blank

#: Component -> the module that registers it when it is imported, in the order in which they run.
COMPONENTS: dict[str, ModuleType] = {
    "kgraph_sentences": sentences,
    "kgraph_short_forms": short_forms,
    "kgraph_introduced_names": introduced,
    "kgraph_lexicon": lexicon,
    "kgraph_terms": terms,
    "kgraph_told_names": told,
    "kgraph_spelled_names": spelled,
    "kgraph_introduced_phrases": phrases,
    "kgraph_entities": entities,
    "kgraph_roles": roles,
    "kgraph_results": results,
}


def load_nlp(*, extra: Sequence[str | Path] = (), learned: Sequence[LearnedName] = ()) -> Language:
    """An ordinary spaCy pipeline whose ``doc.ents`` carry the entity type as label and the entity id as ``kb_id_``.

    Parameters
    ----------
    extra : sequence of paths
        Lexicon files of one's own.
    learned : sequence of LearnedName
        Names that a corpus introduces, to be found in other papers.

    Examples
    --------
    >>> nlp = load_nlp()
    >>> [(e.text, e.label_, e.kb_id_) for e in nlp("We run Llama-3.1-8B on GSM8K.").ents]
    [('Llama-3.1-8B', 'Model', 'model/llama-3.1-8b'), ('GSM8K', 'Benchmark', 'benchmark/gsm8k')]
    """
    with collector_paused():
        nlp = blank()
        files = [str(p) for p in extra]
        for name in COMPONENTS:
            # all that know of the lexicon take these files
            takes = nlp.get_factory_meta(name).default_config or {}
            nlp.add_pipe(name, config={"extra": files} if "extra" in takes else {})
    if learned:
        learn(nlp, entries_of(learned, load_lexicon(extra).entries))
    return nlp


def lexicons_of(nlp: Language) -> tuple[Path, ...]:
    """The lexicon files of one's own that the pipeline knows."""
    if "kgraph_lexicon" not in nlp.pipe_names:
        return ()
    return tuple(map(Path, nlp.get_pipe_config("kgraph_lexicon").get("extra", ())))


def learn(nlp: Language, entries: Iterable[Entry]) -> None:
    """Let the pipeline find these entries too, those of earlier calls forgotten.

    Raises
    ------
    LexiconError
        The pipeline has no component that finds them.
    """
    component = _lexicon_of(nlp)
    if component is None:
        raise LexiconError(
            "the pipeline has no component kgraph_lexicon, which finds the names that papers introduce",
            remedy='nlp.add_pipe("kgraph_lexicon", before="kgraph_entities")',
        )
    component.learn(entries)


@contextmanager
def nothing_learned(nlp: Language) -> Iterator[None]:
    """Inside, the pipeline knows no learned names at first; behind, it knows those again that it knew before."""
    component = _lexicon_of(nlp)
    if component is None:
        yield
        return
    before, component.learned = component.learned, None
    try:
        yield
    finally:
        component.learned = before


def _lexicon_of(nlp: Language) -> LexiconComponent | None:
    if "kgraph_lexicon" not in nlp.pipe_names:
        return None
    component = nlp.get_pipe("kgraph_lexicon")
    assert isinstance(component, LexiconComponent)
    return component
