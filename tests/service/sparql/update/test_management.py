from __future__ import annotations

import pytest

from service.sparql.update.operations import Clear, Create, Graphs, Load, Operation, Transfer, Way
from service.sparql.update.request import read_update

U = "http://x/unnamed"
BASE = "http://x/"
G, H = "http://x/g", "http://x/h"

FORMS: list[tuple[str, Operation | None]] = [
    ("LOAD <http://y/a>", Load("http://y/a", U, silent=False)),
    ("load silent <a>", Load("http://x/a", U, silent=True)),
    ("LOAD <file:///etc/passwd> INTO GRAPH <g>", Load("file:///etc/passwd", G, silent=False)),
    ("LOAD SILENT<a>INTO GRAPH<g>", Load("http://x/a", G, silent=True)),
    ("CLEAR DEFAULT", Clear(U, drop=False, silent=False)),
    ("CLEAR SILENT DEFAULT", Clear(U, drop=False, silent=True)),
    ("CLEAR NAMED", Clear(Graphs.NAMED, drop=False, silent=False)),
    ("Clear All", Clear(Graphs.ALL, drop=False, silent=False)),
    ("CLEAR GRAPH <g>", Clear(G, drop=False, silent=False)),
    ("CLEAR SILENT GRAPH<g>", Clear(G, drop=False, silent=True)),
    ("DROP DEFAULT", Clear(U, drop=True, silent=False)),
    ("DROP SILENT NAMED", Clear(Graphs.NAMED, drop=True, silent=True)),
    ("drop silent all", Clear(Graphs.ALL, drop=True, silent=True)),
    ("DROP # ALL\nGRAPH <g>", Clear(G, drop=True, silent=False)),
    ("CREATE GRAPH <g>", Create(G, silent=False)),
    ("CREATE SILENT GRAPH <g>", Create(G, silent=True)),
    ("ADD <g> TO <h>", Transfer(Way.ADD, G, H, silent=False)),
    ("ADD SILENT DEFAULT TO GRAPH <g>", Transfer(Way.ADD, U, G, silent=True)),
    ("COPY GRAPH<g>TO<h>", Transfer(Way.COPY, G, H, silent=False)),
    ("COPY GRAPH <g> TO DEFAULT", Transfer(Way.COPY, G, U, silent=False)),
    ("MOVE DEFAULT TO <g>", Transfer(Way.MOVE, U, G, silent=False)),
    ("MOVE SILENT <g> TO GRAPH <h>", Transfer(Way.MOVE, G, H, silent=True)),
    ("PREFIX DEFAULT: <http://x/> MOVE DEFAULT:g TO DEFAULT:h", Transfer(Way.MOVE, G, H, silent=False)),
    ("ADD DEFAULT TO DEFAULT", None),
    ("COPY <g> TO GRAPH <http://x/g>", None),
    ("MOVE DEFAULT TO <unnamed>", None),
]


@pytest.mark.parametrize(("written", "operation"), FORMS, ids=[form[0] for form in FORMS])
def test_operations_on_whole_graphs_are_read(written: str, operation: Operation | None) -> None:
    expected = () if operation is None else (operation,)
    assert read_update(written, unnamed=U, base=BASE) == expected


def test_parameters_say_nothing_to_operations_on_whole_graphs() -> None:
    assert read_update("CLEAR DEFAULT", unnamed=U, using=[G], using_named=[H]) == (Clear(U, drop=False, silent=False),)
