"""Communities of entities at two resolutions, with igraph on the projection.

python examples/leiden.py outputs
"""

import random
import sys

import igraph

from kgraph.analysis import entity_projection

if len(sys.argv) != 2:
    sys.exit("usage: python examples/leiden.py GRAPH")

projection = entity_projection(sys.argv[1])
graph = igraph.Graph.from_networkx(projection)
igraph.set_random_number_generator(random.Random(1))
for resolution in (0.5, 1.5):
    found = graph.community_leiden("modularity", weights="weight", resolution=resolution, n_iterations=-1)
    print(f"resolution {resolution}: {len(found)} communities, modularity {found.modularity:.2f}")
    for members in sorted(found, key=len, reverse=True)[:3]:
        top = sorted(members, key=lambda i: -graph.vs[i]["papers"])[:6]
        print("   ", ", ".join(graph.vs[i]["label"] for i in top))
