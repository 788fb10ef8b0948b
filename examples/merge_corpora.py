"""Two corpora as one graph: what both name, and what only one of them does.

python examples/merge_corpora.py outputs more-outputs
"""

import sys

import kgraph
from kgraph.analysis import Corpus

if len(sys.argv) != 3:
    sys.exit("usage: python examples/merge_corpora.py GRAPH OTHER")

one, other = (Corpus.of(path) for path in sys.argv[1:3])
both = Corpus.of({f.paper.id: f for f in (*one.facts, *other.facts)}.values())
print(f"{len(one.facts)} + {len(other.facts)} papers, {len(both.facts)} together; {len(both.entities)} entities")
shared = sorted(one.papers.keys() & other.papers.keys(), key=lambda e: (-len(both.papers[e]), e))
print("named in both:", ", ".join(both.label(e) for e in shared[:10]))
for name, corpus, rest in ((sys.argv[1], one, other), (sys.argv[2], other, one)):
    own = sorted(corpus.papers.keys() - rest.papers.keys(), key=lambda e: (-len(corpus.papers[e]), e))
    print(f"only in {name}:", ", ".join(corpus.label(e) for e in own[:10]))
graph = kgraph.build_graph(both.facts)
print(f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")
