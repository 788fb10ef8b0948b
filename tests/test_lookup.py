"""Which paper a person means by an id, a title or words of one; entities are looked up in `test_paths.py`."""

from __future__ import annotations

import pytest

from kgraph.errors import GraphError
from kgraph.lookup import find_paper
from kgraph.records import Facts, Paper

TITLES = {
    "1": "Adapters",
    "2": "A Survey of Adapters",
    "3": "Policies of Quills",
    "4": "Ink-Flow",
    "5": "Ink Flow",
    "6": "Quill 4: a Report",
}
FACTS = [Facts(Paper(id_, title, "")) for id_, title in TITLES.items()]


@pytest.mark.parametrize(
    ("wanted", "paper"),
    [("2", "2"), ("survey", "2"), ("Policies", "3"), ("policies of", "3"), ("a report", "6"), ("4", "4")],
)
def test_a_paper_is_found_by_id_or_words_of_its_title(wanted: str, paper: str) -> None:
    assert find_paper(FACTS, wanted).paper.id == paper


@pytest.mark.parametrize("wanted", ["Adapters", "adapter"])
def test_a_whole_title_comes_before_a_part_of_another(wanted: str) -> None:
    assert find_paper(FACTS, wanted).paper.id == "1"


def test_papers_of_one_title_are_told_by_their_ids() -> None:
    with pytest.raises(GraphError, match=r"2 papers match 'ink flow' \(among them: 4 \(Ink-Flow\); 5 \(Ink Flow\)\)"):
        find_paper(FACTS, "ink flow")


@pytest.mark.parametrize(
    ("wanted", "remedy"), [("Adaptors", "did you mean 1?"), ("nothing of the kind", "give an id"), ("", "give an id")]
)
def test_where_no_paper_is_meant_the_nearest_is_named(wanted: str, remedy: str) -> None:
    with pytest.raises(GraphError) as caught:
        find_paper(FACTS, wanted)
    assert remedy in str(caught.value)
