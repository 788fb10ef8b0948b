"""Commands of the command line, one a module; `kgraph.cli` registers them. Each parses arguments and calls one function."""
