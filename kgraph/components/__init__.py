"""Step 2: spaCy components, one a file, each usable alone: ``nlp.add_pipe("kgraph_lexicon")``.

Importing a module registers its factory. `kgraph.pipeline` alone decides their order.
"""
