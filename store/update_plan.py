"""What an INSERT or DELETE would change, worked out without running it on the graph.

The engine tells nobody what an update has changed, and finding out by comparing the graph before and after costs time
in proportion to the graph. So the engine evaluates the pattern on the graph, and the templates on an empty one: all in
proportion to the change (docs/decisions/0007-updates.md).
Source: https://www.w3.org/TR/sparql11-update/#updateServiceRequest
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES
from store.query import DISK_ERRORS, Dataset, Graph, Name, take_dataset
from store.update_text import UpdateText

# The engine parses a whole request before it runs any of it, and the first operation that fails is the last that runs.
_STOP = "DROP GRAPH <urn:rolegraph:none> ;\n"
_ROWS = 10_000  # solutions whose templates are filled in at a time

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = list[Term | None]


def check_update(text: str, base: str | None) -> None:
    """Let the engine parse an update; what parses is run on an empty graph, so it must hold no LOAD or SERVICE.

    Raises:
        QueryError: it does not parse.
    """
    try:
        ox.Store().update(text, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(f"the SPARQL update does not parse: {error.msg}") from error
    except ValueError as error:
        raise QueryError(f"the SPARQL update cannot be read: {error}") from error
    except DISK_ERRORS:
        return  # the empty graph has not what the update is about


def plan_update(store: ox.Store, text: str) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Return the quads that an update of one operation deletes, whether they are there or not, and that it inserts.

    Raises:
        QueryError: it does not parse, cannot be evaluated, or is more or something else than one INSERT or DELETE.
    """
    try:
        update = UpdateText.read(text)
    except QueryError:
        check_update(text, None)  # which tells better what is wrong
        raise
    check_update(f"{update.prologue}\n{_STOP}{update.operation}", None)
    deleted: set[ox.Quad] = set()
    inserted: set[ox.Quad] = set()
    try:
        templates = [(update.deleted, deleted), (update.inserted, inserted)]
        if update.pattern is None:
            for template, quads in templates:
                if template is not None:
                    filled = ox.Store()
                    filled.update(f"{update.prologue}\nINSERT DATA {template}", prefixes=PREFIXES)
                    quads.update(filled)
            return deleted, inserted
        names, solutions = _solve(store, update)
        try:
            while rows := list(islice(solutions, _ROWS)):
                for template, quads in templates:
                    if template is not None:
                        quads.update(_fill(update, template, names, rows))
        finally:
            del solutions  # the engine's results must die on this thread, and an error's traceback can outlive it
    except SyntaxError as error:
        raise QueryError(f"the SPARQL update does not parse: {error.msg}") from error
    except (*DISK_ERRORS, ValueError) as error:
        raise QueryError(f"the SPARQL update cannot be carried out: {error}") from error
    return deleted, inserted


def _solve(store: ox.Store, update: UpdateText) -> tuple[list[str], Iterator[Row]]:
    """Return the pattern's solutions: the variables that templates may use, and rows of their values."""
    default: list[Graph] | None = None
    named: list[Name] | None = None
    if update.using or update.using_named:
        used = Dataset(_resolve_all(update, update.using), _resolve_all(update, update.using_named))
        store, default, named = take_dataset(store, used)
    elif update.target:
        default = [_resolve(update, update.target.partition(" ")[2])]
    found = store.query(
        f"{update.prologue}\nSELECT * WHERE {update.pattern}",
        prefixes=PREFIXES,
        default_graph=default,
        named_graphs=named,
    )
    assert isinstance(found, ox.QuerySolutions)
    written = (update.deleted or "") + (update.inserted or "")
    names = [variable.value for variable in found.variables if variable.value in written]
    return names, ([solution[name] for name in names] for solution in found)


def _resolve_all(update: UpdateText, graphs: Iterable[str]) -> tuple[str, ...]:
    return tuple(_resolve(update, graph).value for graph in graphs)


def _resolve(update: UpdateText, graph: str) -> ox.NamedNode:
    """Return the graph that is written as ``graph``, an IRI or a name, under the prologue of ``update``."""
    store = ox.Store()
    store.update(f"{update.prologue}\nCREATE GRAPH {graph}", prefixes=PREFIXES)
    (found,) = store.named_graphs()
    assert isinstance(found, ox.NamedNode)
    return found


def _fill(update: UpdateText, template: str, names: list[str], rows: list[Row]) -> Iterator[ox.Quad]:
    """Yield what ``template`` makes of ``rows``, whose columns are ``names``."""
    table = ox.NamedNode(f"urn:uuid:{uuid.uuid4()}")  # a graph that no template names
    columns = [ox.NamedNode(f"{table.value}:{number}") for number in range(len(names) + 1)]
    store = ox.Store()
    store.extend(
        ox.Quad(row, column, value, table)
        for row, values in ((ox.BlankNode(), values) for values in rows)
        for column, value in zip(columns, [table, *values], strict=True)
        if value is not None
    )
    row = "?" + max(["", *names], key=len) + "0"  # no other variable has so long a name
    cells = "".join(f"OPTIONAL {{ {row} {column} ?{name} }} " for column, name in zip(columns[1:], names, strict=True))
    pattern = f"{{ GRAPH {table} {{ {row} {columns[0]} {table} . {cells}}} }}"
    store.update(f"{update.prologue}\n{update.target}INSERT {template} WHERE {pattern}", prefixes=PREFIXES)
    return (quad for quad in store if quad.graph_name != table)
