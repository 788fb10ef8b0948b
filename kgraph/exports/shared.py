"""What papers share: labels and families of entities, rules, measures, the software. A fold over Facts.

It is collected while the papers are written. What grows with the papers, the written forms, is sorted outside memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from kgraph.entities import Summary, nearest_parent, preferred, summarise_entities
from kgraph.exports.scope import Scope
from kgraph.exports.sorting import SortedRecords
from kgraph.exports.terms import Description, describe, iri, kg, literal, typed
from kgraph.iris import PROV, RDFS, SKOS
from kgraph.metrics import Metric, load_metrics, measure_of
from kgraph.names import is_sluggable
from kgraph.records import Facts

_ACCOUNTS = "https://huggingface.co/"


class Shared:
    """What the papers seen so far share; a context manager.

    Parameters
    ----------
    scope : Scope
        What of it is written.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._summaries = SortedRecords()
        self._parents: set[str] = set()
        self._rules: set[str] = set()
        self._metrics: set[Metric | None] = set()

    def __enter__(self) -> Shared:
        return self

    def __exit__(self, *_: object) -> None:
        self._summaries.__exit__()

    def add(self, facts: Facts) -> None:
        """Take what one paper says."""
        # ids hold no tab, and it sorts before all that they hold: the order of the records is that of the ids
        self._summaries.add([f"{id_}\t{_dumped(s)}".encode() for id_, s in summarise_entities([facts]).items()])
        for entity in facts.entities:
            self._parents.update(entity.parents)
            self._rules.add(entity.role_rule)
            if self._scope.spans:
                self._rules.update(m.rule for m in entity.mentions)
        for result in facts.results:
            self._rules.update(result.rules)
            self._metrics.add(measure_of(result.metric) if result.metric else None)

    def descriptions(self) -> Iterator[Description]:
        """Entities sorted by id, then rules, measures and the software."""
        yield from self._describe_entities()
        if self._scope.roles:
            for rule in sorted(self._rules):
                yield describe(self._scope.rule(rule), kg("Rule"), (iri(SKOS + "prefLabel"), literal(rule)))
        for metric in load_metrics():
            if metric in self._metrics:
                better = metric.higher_is_better
                yield describe(
                    self._scope.metric(metric.name),
                    kg("Metric"),
                    (iri(SKOS + "prefLabel"), literal(metric.name)),
                    (kg("higherIsBetter"), None if better is None else typed(str(better).lower(), "boolean")),
                )
        if self._scope.roles:
            yield describe(
                self._scope.agent,
                iri(PROV + "SoftwareAgent"),
                (iri(SKOS + "prefLabel"), literal("kgraph")),
                (kg("softwareVersion"), literal(self._scope.provenance.software_version)),
            )

    def _describe_entities(self) -> Iterator[Description]:
        scope = self._scope
        ids = (record.partition(b"\t")[0].decode() for record in self._summaries)
        present = {id_ for id_ in ids if id_ in self._parents}
        for id_, summary in self._entities():
            label = preferred(summary.forms or summary.names)
            # its usual name too, by which people ask for it, though these papers may never write it
            others = sorted({*summary.forms, *summary.names} - {label})
            parent = nearest_parent(id_, summary.parents, present)
            yield describe(
                scope.entity(id_),
                kg(summary.type),
                (iri(SKOS + "prefLabel"), literal(label)),
                *((iri(SKOS + "altLabel"), literal(form)) for form in others),
                (iri(SKOS + "broader"), scope.entity(parent) if parent else None),
                *(
                    (iri(RDFS + "seeAlso"), iri(f"{_ACCOUNTS}{quote(account, safe='')}"))
                    for account in sorted(summary.accounts)
                    if is_sluggable(account)
                ),
            )

    def _entities(self) -> Iterator[tuple[str, Summary]]:
        """Ids with what all papers say of each, sorted."""
        for id_, records in groupby(self._summaries, key=lambda record: record.partition(b"\t")[0]):
            whole = Summary("")
            for record in records:
                whole.type, names, forms, parents, accounts = json.loads(record.partition(b"\t")[2])
                whole.names.update(names)
                whole.forms.update(forms)
                whole.parents = tuple(parents) or whole.parents
                whole.accounts.update(accounts)
            yield id_.decode(), whole


def _dumped(summary: Summary) -> str:
    return json.dumps([summary.type, summary.names, summary.forms, summary.parents, sorted(summary.accounts)])
