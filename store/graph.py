"""The RDF graph of one snapshot, kept by Oxigraph.

The default graph of every query is the union of all named graphs. It is kept as triples of its own, because the
engine's union of graphs at query time is no set: a triple of two documents counts twice, and every join multiplies it
(docs/decisions/0006-the-union-is-stored.md). Whoever writes here writes both.
Source: https://pyoxigraph.readthedocs.io/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import QueryError, SnapshotError, StorageError
from ontology.vocabulary import PREFIXES
from store.query import DISK_ERRORS, UNION, WHOLE, Dataset, Function, Sink, reporting, write_answer
from store.syntax import FORMATS, RdfSyntax, ResultSyntax
from store.union import drop_graph

Value = str | int | float | bool | None
Row = dict[str, Value]

_XSD = PREFIXES["xsd"]
_NUMBERS = {_XSD + "integer": int, _XSD + "decimal": float, _XSD + "double": float}


@dataclass(frozen=True, slots=True)
class Answer:
    """The serialised result of a SPARQL query."""

    body: bytes
    media_type: str


class GraphStore:
    """One snapshot's graph; read-only once published."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @property
    def engine(self) -> ox.Store:
        """The engine's store, for the modules of this room only."""
        return self._store

    @classmethod
    def create(cls, directory: Path) -> GraphStore:
        """Create or open a writable graph in ``directory``.

        Raises:
            StorageError: the directory cannot be written.
        """
        try:
            return cls(ox.Store(str(directory)))
        except DISK_ERRORS as error:
            raise StorageError(f"the graph in {directory} cannot be written: {error}") from error

    @classmethod
    def open(cls, directory: Path) -> GraphStore:
        """Open a published graph read-only; any number of processes may do so at once.

        Raises:
            SnapshotError: the directory holds no graph that can be read.
        """
        try:
            return cls(ox.Store.read_only(str(directory)))
        except DISK_ERRORS as error:
            raise SnapshotError(f"the graph in {directory} cannot be opened: {error}") from error

    def __len__(self) -> int:
        """The number of triples in the union of all graphs."""
        return int(str(next(iter(self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")))["n"]))

    def copy_to(self, directory: Path) -> None:
        """Write a copy to ``directory`` (which must not exist), by hard links where the disk allows."""
        try:
            self._store.backup(str(directory))
        except DISK_ERRORS as error:
            raise StorageError(f"the graph cannot be copied to {directory}: {error}") from error

    def load(self, path: Path) -> None:
        """Add the quads of an N-Quads file (``.nq``), or the triples of an N-Triples file (``.nt``) to the union.

        Whoever adds quads adds the same as triples. We wrote both files ourselves, from terms that are valid, so the
        engine does not validate them again.
        """
        format_ = ox.RdfFormat.N_QUADS if path.suffix == ".nq" else ox.RdfFormat.N_TRIPLES
        with _loading():
            self._store.bulk_load(path=str(path), format=format_, lenient=True)

    def load_graph(self, graph: str, ntriples: Path) -> None:
        """Add the triples of an N-Triples file to a named graph and to the union; they are ours, as in ``load``.

        Raises:
            StorageError: the disk refused.
        """
        with _loading():
            for name in (ox.NamedNode(graph), UNION):
                self._store.bulk_load(path=str(ntriples), format=ox.RdfFormat.N_TRIPLES, to_graph=name, lenient=True)

    def remove_graph(self, graph: str) -> int:
        """Drop a named graph, and from the union what no other graph says; one that is not there is no error.

        Returns by how many triples the union has grown: 0 or less.

        Raises:
            StorageError: the disk refused.
        """
        with _writing():
            return drop_graph(self._store, ox.NamedNode(graph))

    def count_new(self, ntriples: Path) -> int:
        """Return how many triples of an N-Triples file are not in the union.

        Raises:
            StorageError: the file cannot be read.
        """
        parsed = ox.Store()  # which writes a number one way, however it was spelt
        with _loading():
            parsed.load(path=str(ntriples), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        return sum(quad not in self._store for quad in parsed)

    def flush(self) -> None:
        """Write what is still in memory to disk.

        Raises:
            StorageError: the disk refused.
        """
        with _writing():
            self._store.flush()

    def compact(self) -> None:
        """Put all that is on disk in one order, so that a lookup reads few files.

        Raises:
            StorageError: the disk refused.
        """
        with _writing():
            self._store.optimize()

    def has_graph(self, graph: str) -> bool:
        """Return whether there is a named graph of that IRI, empty or not."""
        return self._store.contains_named_graph(ox.NamedNode(graph))

    def graphs(self) -> list[str]:
        """Return the IRIs of all named graphs, in order."""
        return sorted(graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))

    def select(self, query: str, bindings: Mapping[str, str] | None = None) -> Iterator[Row]:
        """Run a SELECT of our own and yield its rows as Python values; IRIs are strings.

        ``bindings`` gives variables that the query selects IRIs before it runs, so that no query is put together from
        strings.

        Raises:
            QueryError: the query is wrong, or is no SELECT.
        """
        solutions = self._query(query, bindings)
        if not isinstance(solutions, ox.QuerySolutions):
            del solutions  # the engine's results must die on this thread, and an error's traceback can outlive it
            raise QueryError("select() runs SELECT queries only")
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: _to_value(solution[index]) for index, name in enumerate(names)}

    def facts(self, subject: str) -> dict[str, list[Value]]:
        """Return all that any graph says of ``subject``: predicate -> distinct values, in order of their text."""
        found: dict[str, set[Value]] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(subject), None, None, UNION):
            found.setdefault(quad.predicate.value, set()).add(_to_value(quad.object))
        return {predicate: sorted(values, key=str) for predicate, values in found.items()}

    def answer(
        self,
        query: str,
        output: Sink,
        *,
        results: ResultSyntax | None,
        graph: RdfSyntax | None,
        dataset: Dataset = WHOLE,
        base: str | None = None,
        functions: Mapping[str, Function] | None = None,
    ) -> str:
        """Run any SPARQL query: see ``store.query.write_answer``."""
        return write_answer(
            self._store, query, output, results=results, graph=graph, dataset=dataset, base=base, functions=functions
        )

    def describe(self, iri: str, syntax: RdfSyntax, *, max_inverse: int, also: Sequence[str] = ()) -> Answer | None:
        """Return what the graph says of ``iri`` and of all that it owns (IRIs below its own), and what links to it.

        At most ``max_inverse`` links to it are told, and what is said of the things in ``also``, such as its source;
        None where nothing speaks of ``iri``.
        """
        node = ox.NamedNode(iri)
        triples: dict[ox.Triple, None] = {}
        owned: list[ox.NamedNode | ox.BlankNode] = [node]
        seen: set[object] = {node}
        while owned:
            subject = owned.pop()
            for quad in self._store.quads_for_pattern(subject, None, None, UNION):
                triples[quad.triple] = None
                target = quad.object
                below = isinstance(target, ox.NamedNode) and target.value.startswith((f"{iri}/", f"{iri}#"))
                if target not in seen and (below or isinstance(target, ox.BlankNode)):
                    assert isinstance(target, ox.NamedNode | ox.BlankNode)
                    seen.add(target)
                    owned.append(target)
        inverse = self._store.quads_for_pattern(None, None, node, UNION)
        triples.update(dict.fromkeys(quad.triple for quad in islice(inverse, max_inverse)))
        if not triples:
            return None
        for other in also:
            quads = self._store.quads_for_pattern(ox.NamedNode(other), None, None, UNION)
            triples.update(dict.fromkeys(quad.triple for quad in quads))
        body = ox.serialize(sorted(triples, key=str), format=FORMATS[syntax], prefixes=PREFIXES)
        return Answer(body or b"", syntax.media_type)

    def dump(self, syntax: RdfSyntax, graphs: Sequence[str]) -> bytes:
        """Serialise ``graphs``: as a dataset where the syntax holds named graphs, otherwise their union."""
        keep_names = syntax in (RdfSyntax.NQUADS, RdfSyntax.TRIG, RdfSyntax.JSONLD)
        quads = (
            quad for graph in graphs for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        )
        if keep_names:
            return ox.serialize(sorted(quads, key=str), format=FORMATS[syntax], prefixes=PREFIXES) or b""
        triples = sorted({quad.triple for quad in quads}, key=str)
        return ox.serialize(triples, format=FORMATS[syntax], prefixes=PREFIXES) or b""

    def _query(
        self, query: str, bindings: Mapping[str, str] | None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): ox.NamedNode(iri) for name, iri in (bindings or {}).items()
        }
        with reporting():
            return self._store.query(query, prefixes=PREFIXES, substitutions=substitutions)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except DISK_ERRORS as error:
        raise StorageError(f"the graph cannot be written: {error}") from error


@contextmanager
def _loading() -> Iterator[None]:
    try:
        yield
    except (*DISK_ERRORS, SyntaxError) as error:
        raise StorageError(f"the graph cannot be loaded: {error}") from error


def _to_value(term: object) -> Value:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        if term.datatype.value == _XSD + "boolean":
            return term.value in ("true", "1")
        number = _NUMBERS.get(term.datatype.value)
        try:
            return number(term.value) if number is not None else term.value
        except ValueError:  # RDF allows "many"^^xsd:integer; it is no number, so it stays a text
            return term.value
    return str(term)
