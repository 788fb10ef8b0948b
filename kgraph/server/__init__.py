"""A build served on this machine: SPARQL 1.1 Protocol, a query page, the explorer, a page for every IRI. Read-only.

The web server (`app`, `protocol`, `pages`) holds no graph: it hands each question to a process of its own (`pool`, `worker`)
that can be stopped, so no question can outlive its deadline, outgrow its memory or hold up the others.
"""
