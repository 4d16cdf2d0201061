"""LOAD, CLEAR, DROP, CREATE, ADD, COPY and MOVE: operations on whole graphs.

Source: https://www.w3.org/TR/sparql11-update/#graphManagement
"""

from __future__ import annotations

from service.sparql.update.operations import Clear, Create, Graphs, Load, Operation, Transfer, Way
from service.sparql.update.reader import Reader


def read_management(reader: Reader, unnamed: str) -> tuple[Operation, ...] | None:
    """Read one of these operations; one that does nothing gives none, and None says that none of them comes.

    Raises:
        QueryError: it is wrong.
    """
    if reader.take("LOAD"):
        silent = reader.take("SILENT")
        source = reader.read_iri()
        return (Load(source, _read_graph(reader) if reader.take("INTO") else unnamed, silent),)
    for word in ("CLEAR", "DROP"):
        if reader.take(word):
            silent = reader.take("SILENT")
            return (Clear(_read_graphs(reader, unnamed), word == "DROP", silent),)
    if reader.take("CREATE"):
        silent = reader.take("SILENT")
        return (Create(_read_graph(reader), silent),)
    for way in Way:
        if reader.take(way.value):
            silent = reader.take("SILENT")
            source = _read_graph_or_default(reader, unnamed)
            reader.expect("TO")
            target = _read_graph_or_default(reader, unnamed)
            return (Transfer(way, source, target, silent),) if source != target else ()
    return None


def _read_graph(reader: Reader) -> str:
    reader.expect("GRAPH")
    return reader.read_iri()


def _read_graphs(reader: Reader, unnamed: str) -> str | Graphs:
    if reader.take("DEFAULT"):
        return unnamed
    for graphs in Graphs:
        if reader.take(graphs.value):
            return graphs
    if not reader.take("GRAPH"):
        raise reader.fail_expecting("GRAPH and an IRI, DEFAULT, NAMED or ALL")
    return reader.read_iri()


def _read_graph_or_default(reader: Reader, unnamed: str) -> str:
    if reader.take("DEFAULT"):
        return unnamed
    reader.take("GRAPH")
    return reader.read_iri()
