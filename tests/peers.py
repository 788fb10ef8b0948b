"""Other people's parsers of RDF: what each reads in a file. A missing one skips the test, or fails it where it is required."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox
import pytest
import rdflib

#: Format of `kgraph.exports.WRITERS` -> what the parsers call it; raptor reads no JSON-LD.
RAPPER = {"turtle": "turtle", "trig": "trig", "ntriples": "ntriples", "nquads": "nquads", "rdfxml": "rdfxml"}
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}
#: Debian's Jena has no JSON library that its parser of JSON-LD 1.1 takes; the one of 1.0 has all it needs.
RIOT = {
    "turtle": "turtle", "trig": "trig", "ntriples": "ntriples", "nquads": "nquads", "rdfxml": "rdfxml", "jsonld": "jsonld10",
}  # fmt: skip
#: Where Debian's libapache-jena-java and its dependencies lie.
_JARS = Path("/usr/share/java")
_NEEDED = (
    "jena-*", "thrift", "slf4j-api", "slf4j-simple", "commons-*", "http*", "jackson*", "jsonld-java", "protobuf",
    "jcl-over-slf4j", "guava", "gson", "dexx*", "titanium*", "jakarta.json*",
)  # fmt: skip


def rapper(path: Path, format: str) -> set[ox.Quad]:
    """What raptor reads."""
    program = shutil.which("rapper")
    if program is None:
        _missing("rapper")
    done = _run([program, "-q", "-i", RAPPER[format], "-o", "nquads", str(path), "https://base.example/"])
    return set(ox.parse(done, format=ox.RdfFormat.N_QUADS))


def riot(path: Path, format: str) -> set[ox.Quad]:
    """What Apache Jena reads."""
    done = _run([*_jena("riot", "riotcmd.riot"), f"--syntax={RIOT[format]}", "--output=nquads", str(path)])
    return set(ox.parse(done, format=ox.RdfFormat.N_QUADS))


def jena_shacl(shapes: Path, data: Path) -> rdflib.Graph:
    """The report of Apache Jena on data that should have these shapes."""
    command = [*_jena("shacl", "shacl.shacl"), "validate", f"--shapes={shapes}", f"--data={data}"]
    return rdflib.Graph().parse(data=_run(command), format="turtle")


def jena_command(words: list[str]) -> bytes:
    """What a command of Apache Jena prints, whose name is that of its class."""
    return _run([*_jena(words[0], words[0]), *words[1:]])


def with_rdflib(path: Path, format: str) -> set[ox.Quad]:
    """What rdflib reads."""
    dataset = rdflib.Dataset()
    dataset.parse(path, format=RDFLIB[format], publicID="https://base.example/")
    lines = dataset.serialize(format="nquads", encoding="utf-8")
    found = set(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    if RDFLIB[format] in ("trig", "nquads", "json-ld"):
        return found
    # what has no graphs is put into one that is named after the file
    return {ox.Quad(q.subject, q.predicate, q.object) for q in found}


def with_pyoxigraph(path: Path, format: str) -> set[ox.Quad]:
    """What pyoxigraph reads."""
    return set(ox.parse(path=str(path), format=ox.RdfFormat.from_media_type(_MEDIA_TYPES[format])))


_MEDIA_TYPES = {
    "turtle": "text/turtle", "trig": "application/trig", "ntriples": "application/n-triples",
    "nquads": "application/n-quads", "rdfxml": "application/rdf+xml", "jsonld": "application/ld+json",
}  # fmt: skip


def _run(command: list[str]) -> bytes:
    """What a program prints; Jena tells how far it is, and its warnings, of characters that have another form, make no error."""
    done = subprocess.run(command, capture_output=True, check=False)
    messages = "\n".join(m for m in done.stderr.decode().splitlines() if " WARN " not in m and " INFO " not in m)
    assert not messages, messages
    return done.stdout


def _missing(program: str) -> NoReturn:
    if os.environ.get("KGRAPH_REQUIRE_PEERS") == "1":
        pytest.fail(f"{program} is required here and not installed")
    pytest.skip(f"{program} is not installed")


def _jena(script: str, class_: str) -> tuple[str, ...]:
    """Jena's own script, else its class as Debian installs it."""
    if program := shutil.which(script):
        return (program,)
    java, path = shutil.which("java"), _jena_classes()
    if java is None or path is None:
        _missing(script)
    return (java, "-cp", path, class_)


@lru_cache(maxsize=1)
def _jena_classes() -> str | None:
    """Where Java finds Debian's Jena."""
    core = _JARS / "jena-core.jar"
    if not core.is_file():
        return None
    # the classes look for their messages under the name that Debian gave them, and these lie under the old one
    folder, old = Path(tempfile.mkdtemp(prefix="kgraph-jena-")), "org/apache/jena/ext/"
    with zipfile.ZipFile(core) as archive:
        for name in archive.namelist():
            if name.startswith(f"{old}xerces/") and name.endswith(".properties"):
                target = folder / name.removeprefix(old)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    jars = [str(jar) for pattern in _NEEDED for jar in sorted(_JARS.glob(f"{pattern}.jar"))]
    return os.pathsep.join([*jars, str(folder)])
