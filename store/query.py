"""Any SPARQL query on a graph, serialised as it is computed.

Source: https://pyoxigraph.readthedocs.io/en/stable/store.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Protocol, cast

import pyoxigraph as ox

from ontology.errors import NotAcceptableError, QueryError
from ontology.vocabulary import PREFIXES
from store.syntax import FORMATS, RESULT_FORMATS, RdfSyntax, ResultSyntax

UNION = ox.DefaultGraph()  # see store/graph.py
DISK_ERRORS = (OSError, RuntimeError)  # the second is how the engine says that files are missing or damaged

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Name = ox.NamedNode | ox.BlankNode
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Function = Callable[[str, str], float | None]  # of the texts of two literals; None is an error in SPARQL's sense


@dataclass(frozen=True, slots=True)
class Dataset:
    """Which graphs a query speaks of, by IRI; None twice: those that the query names, or else all."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


WHOLE = Dataset()


class Sink(Protocol):
    """Where a result is written to, part by part."""

    def write(self, data: bytes, /) -> object:
        """Take one part."""
        ...

    def flush(self) -> object:
        """Nothing more comes."""
        ...


def write_answer(
    store: ox.Store,
    query: str,
    output: Sink,
    *,
    results: ResultSyntax | None,
    graph: RdfSyntax | None,
    dataset: Dataset = WHOLE,
    base: str | None = None,
    functions: Mapping[str, Function] | None = None,
) -> str:
    """Run ``query``, write what it yields in the syntax that fits its form, and return the media type.

    Raises:
        QueryError: the query does not parse, or cannot be answered.
        NotAcceptableError: the syntax for what it yields is None.
    """
    custom = {ox.NamedNode(iri): _to_function(function) for iri, function in (functions or {}).items()}
    with reporting():
        store, default, named = take_dataset(store, dataset)
        result = store.query(
            query,
            base_iri=base,
            prefixes=PREFIXES,
            default_graph=default,
            named_graphs=named,
            custom_functions=custom,
        )
        target = cast(IO[bytes], output)
        if isinstance(result, ox.QueryTriples):
            if graph is None:
                del result  # the engine's results must die on this thread, and an error's traceback can outlive it
                raise NotAcceptableError(f"the query yields triples; they come as {_list(RdfSyntax)}")
            # The engine's own writer of triples knows no prefixes.
            ox.serialize(result, target, format=FORMATS[graph], prefixes=PREFIXES)
            return graph.media_type
        if results is None:
            del result
            raise NotAcceptableError(f"the query yields rows or a truth value; they come as {_list(ResultSyntax)}")
        result.serialize(target, format=RESULT_FORMATS[results])
        return results.media_type


@contextmanager
def reporting() -> Iterator[None]:
    """Turn the engine's errors into ours."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"the SPARQL query does not parse: {error.msg}") from error
    except (*DISK_ERRORS, ValueError) as error:
        raise QueryError(f"the SPARQL query cannot be answered: {error}") from error


def take_dataset(
    store: ox.Store, dataset: Dataset
) -> tuple[
    ox.Store, list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None, list[ox.NamedNode | ox.BlankNode] | None
]:
    """Return what to ask for ``dataset`` of ``store``, and with which default and named graphs.

    The engine joins several graphs without making them a set, as it does with all: so several are merged first.
    """
    if dataset == WHOLE:
        return store, None, None
    default = [ox.NamedNode(iri) for iri in dict.fromkeys(dataset.default or ())]
    named = [ox.NamedNode(iri) for iri in dict.fromkeys(dataset.named or ())]
    if len(default) < 2:  # noqa: PLR2004 - one is a set already
        return store, [*default], [*named]
    merged = ox.Store()
    for graph in default:
        triples = store.quads_for_pattern(None, None, None, graph)
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object, UNION) for quad in triples)
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged, [UNION], [*named]


def _to_function(function: Function) -> Callable[..., _Term | None]:
    def call(*terms: object) -> _Term | None:
        texts = [term.value for term in terms if isinstance(term, ox.Literal)]
        if len(texts) != 2 or len(terms) != 2:  # noqa: PLR2004 - by its type
            return None
        value = function(*texts)
        return None if value is None else ox.Literal(value)

    return call


def _list(syntaxes: type[RdfSyntax] | type[ResultSyntax]) -> str:
    return ", ".join(syntax.media_type for syntax in syntaxes)
