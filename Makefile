# Two commands do everything: `make graph` builds a graph, `make test` runs every check.
PYTHON ?= python3
PAPERS ?= examples/landmark-papers.txt
OUT ?= outputs
BIN := .venv/bin

.PHONY: graph test setup develop peers lock sample ontology clean

graph: setup  ## Build the graph: make graph [PAPERS="a.txt b.txt"] [OUT=dir]
	$(BIN)/kgraph build $(PAPERS) -o $(OUT)

setup: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

develop: .venv/developing

.venv/developing: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# a browser, independent RDF parsers and a triple store, where the machine lets us have them; tests that need them are skipped elsewhere
peers:
	@command -v rapper java chromium virtuoso-t isql-vt >/dev/null || { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium raptor2-utils libapache-jena-java default-jre-headless virtuoso-opensource-7-bin; } >/dev/null 2>&1; } || \
	  echo "note: no Chromium, rapper, Jena or Virtuoso here, the tests that need them are skipped"

test: develop peers  ## Format, lint, types, tests
	$(BIN)/ruff format --check kgraph tests benchmarks examples
	$(BIN)/ruff check kgraph tests benchmarks examples
	$(BIN)/mypy
	$(BIN)/pytest

sample: setup  ## Make the committed files of outputs/ again
	$(BIN)/kgraph build examples/landmark-papers.txt -o outputs

ontology: setup  ## Make ontology/ and docs/ontology.md again from the table of terms
	$(BIN)/python -m kgraph.ontology .

lock: develop  ## Pin all versions again
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra server pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
