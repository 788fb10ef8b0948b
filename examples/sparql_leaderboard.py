"""A leaderboard from a stored SPARQL query, with a parameter bound safely.

python examples/sparql_leaderboard.py outputs ImageNet
"""

import sys

import kgraph

if len(sys.argv) != 3:
    sys.exit("usage: python examples/sparql_leaderboard.py GRAPH BENCHMARK")

table = kgraph.query(sys.argv[1], kgraph.find_query("results-on-benchmark"), {"benchmark": sys.argv[2]})
print(" | ".join(table.columns))
for row in table.rows:
    print(" | ".join("" if term is None else term.value for term in row))
