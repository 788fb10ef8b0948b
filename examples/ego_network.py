"""What stands two steps around one entity: its papers, and what else they name.

python examples/ego_network.py outputs BERT
"""

import sys

import networkx as nx

import kgraph
from kgraph.paths import find_entity

if len(sys.argv) != 3:
    sys.exit("usage: python examples/ego_network.py GRAPH ENTITY")

graph = kgraph.load(sys.argv[1])
center = find_entity(graph, sys.argv[2])
around = nx.ego_graph(graph.to_undirected(as_view=True), center, radius=2)
print(f"{graph.nodes[center]['label']}: {around.number_of_nodes()} nodes, {around.number_of_edges()} edges")
shared = {
    n: sum(1 for p in graph.predecessors(n) if p in around) for n, d in around.nodes(data=True) if d["kind"] == "entity"
}
for node in sorted(shared, key=lambda n: (-shared[n], n))[1:11]:
    print(f"{shared[node]:3}  {graph.nodes[node]['type']:12} {graph.nodes[node]['label']}")
