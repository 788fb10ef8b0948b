"""Which methods are named how often in which year: a pandas pivot of the links.

python examples/methods_by_month.py outputs
"""

import sys

import kgraph

if len(sys.argv) != 2:
    sys.exit("usage: python examples/methods_by_month.py GRAPH")

tables = kgraph.tables(sys.argv[1])
links = (
    tables["links"]
    .merge(tables["entities"], left_on="entity", right_on="id")
    .merge(tables["papers"], left_on="paper", right_on="id", suffixes=("", "_paper"))
)
links = links[(links["type"] == "Method") & links["date"].str.match(r"\d{4}-\d\d")]
links["year"] = links["date"].str[:4]
pivot = links.pivot_table(index="label", columns="year", values="paper", aggfunc="nunique", fill_value=0)
print(pivot.loc[pivot.sum(axis=1).sort_values(ascending=False, kind="stable").index[:10]].to_string())
