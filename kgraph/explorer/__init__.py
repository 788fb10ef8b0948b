"""Step 6: the explorer, one HTML file that shows a graph without a server or a network.

`data` makes the view's data from Facts, `layout` and `places` its first view, `page` puts all into the page with
pyvis. What runs in the browser is in ``assets/``, apart from the Python.
"""

from kgraph.explorer.data import MAX_NODES, view_data
from kgraph.explorer.page import render, write_explorer
from kgraph.explorer.showing import Page, show

__all__ = ["MAX_NODES", "Page", "render", "show", "view_data", "write_explorer"]
