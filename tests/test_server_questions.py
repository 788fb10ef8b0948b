"""`/query` answers as `kgraph query` does; the examples of the documentation run; installations without the packages."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from served import Server, serving

from kgraph import sparql
from kgraph.server.running import ServerError, serve

EXAMPLES = (Path(__file__).parent.parent / "docs" / "serve.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server(sample_build: Path) -> Iterator[Server]:
    with serving(sample_build) as one:
        yield one


@pytest.mark.parametrize("name", sorted(sparql.stored_queries()))
def test_stored_query_has_the_same_answer_as_without_a_server(name: str, server: Server, sample_build: Path) -> None:
    answer = sparql.query(sample_build, sparql.find_query(name))
    format = "turtle" if answer.kind == "triples" else "csv"
    response = server.client.get("/query", params={"query": name}, headers={"Accept": "text/csv, text/turtle"})
    assert response.status_code == HTTPStatus.OK
    assert response.headers["Content-Type"] == f"text/{format}; charset=utf-8"
    assert response.text.splitlines() == sparql.RESULT_FORMATS[format](answer).splitlines()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_parameters_are_given_by_name(server: Server, method: str) -> None:
    given = {"query": "results-of-model", "model": "QuillNet", "format": "csv"}
    where = "params" if method == "GET" else "data"
    response = server.client.request(method, "/query", **{where: given})  # type: ignore[arg-type]
    assert "QuillNet" in response.text
    assert "BaseProver,38" not in response.text


def test_text_may_declare_parameters(server: Server) -> None:
    text = "# parameter: model (Model) = QuillNet; any\nSELECT $model ?label { $model skos:prefLabel ?label }"
    for given, expected in (({}, "QuillNet"), ({"model": "BaseProver"}, "BaseProver")):
        response = server.client.post("/query", data={"query": text, "format": "csv", **given})
        assert response.text.split() == ["label", expected]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"query": "results-of-model", "model": "QuilNet"}, "did you mean QuillNet"),
        ({"query": "results-of-model", "modle": "QuillNet"}, "no parameter 'modle'"),
        ({"query": "SELECT * { ?p kg:introduce ?m }"}, "kg:introduces"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"}, "no request leaves this machine"),
        ({"query": " "}, "no query"),
        ({"format": "csv"}, "no query"),
        ({"query": ["ASK {}", "ASK {}"]}, "two values"),
        # only queries that kgraph brings are known by name: no file is read
        ({"query": "/etc/passwd"}, "mistake"),
        ({"query": "own.rq"}, "mistake"),
        ({"query": "nosuch"}, "no stored query 'nosuch' (one of "),
    ],
)
def test_mistake_is_told(server: Server, given: dict[str, Any], said: str) -> None:
    for response in (server.client.get("/query", params=given), server.client.post("/query", data=given)):
        assert response.status_code == HTTPStatus.BAD_REQUEST
        assert said in response.text


def test_graph_that_is_gone_is_told(sample_build: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes((sample_build / "graph.ttl").read_bytes())
    with serving(tmp_path) as one:
        assert one.ask("ASK {}").status_code == HTTPStatus.OK
        path.write_text("<a:a> nonsense", encoding="utf-8")
        response = one.ask("ASK {}")
        assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert "graph.ttl:1" in response.text
        path.write_bytes((sample_build / "graph.ttl").read_bytes())
        assert one.ask("ASK {}").status_code == HTTPStatus.OK


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_examples_of_the_documentation_run(root: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes((root / "outputs" / "graph.ttl").read_bytes())
    commands = re.findall(r"^\$ (curl .*)$", EXAMPLES, re.M)
    assert len(commands) >= 4
    with serving(tmp_path) as one:
        for command in commands:
            arguments = shlex.split(command.replace("http://127.0.0.1:8000", one.address))
            done = subprocess.run([*arguments, "-sS", "--fail"], capture_output=True, text=True, check=False)
            assert done.returncode == 0, command + done.stderr
            assert len(done.stdout) > 50, f"an example that shows nothing: {command}"
        (code,) = re.findall(r"```python\n(.*?)```", EXAMPLES, re.S)
        program = code.replace("http://127.0.0.1:8000", one.address)
        assert len(eval(subprocess.check_output([sys.executable, "-c", program], text=True))) == 5


def test_all_options_are_documented(run: Callable[..., Any]) -> None:
    options = set(re.findall(r"--[a-z-]+", run("serve", "--help").stdout)) - {"--help", "--quiet", "--port"}
    assert {o for o in options if f"`{o}" not in EXAMPLES} == set()


def test_missing_packages_are_told(monkeypatch: pytest.MonkeyPatch, sample_build: Path) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(ServerError, match=r"\.venv/bin/pip install -e '\.\[server\]'"):
        serve(sample_build)
