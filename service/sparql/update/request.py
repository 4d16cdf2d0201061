"""An update request, read into operations.

Each operation is run by itself, under the prologue that is in force where it stands: the engine takes declarations at
the start of a request only, while the grammar allows them before each operation.
Source: https://www.w3.org/TR/sparql11-update/#updateServiceRequest
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NoReturn

from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES
from service.sparql.prologue import Prologue
from service.sparql.update.changes import Change, Defaults, read_change
from service.sparql.update.management import read_management
from service.sparql.update.operations import Operation, Run
from service.sparql.update.reader import Group, Reader
from store.graph_editor import check_update

# The engine parses a whole request before it runs any of it, and the first operation that fails is the last that runs.
_STOP = "DROP GRAPH <urn:rolegraph:none> ;\n"
_VISIBLE = re.compile(r"[^\r\n]")


def read_update(
    text: str, *, unnamed: str, using: Sequence[str] = (), using_named: Sequence[str] = (), base: str | None = None
) -> tuple[Operation, ...]:
    """Return the operations of an update request, in order.

    ``unnamed`` is the graph that is written where the request names none; ``using`` and ``using_named`` are the
    protocol's parameters: what patterns read, if not the whole dataset. SERVICE must have been rewritten away.

    Raises:
        QueryError: the request does not parse, or uses USING or WITH while the parameters say which graphs to use.
    """
    return _RequestReader(text, Defaults(unnamed, tuple(using), tuple(using_named)), base).read()


class _RequestReader:
    def __init__(self, text: str, defaults: Defaults, base: str | None) -> None:
        self._base = base
        self._defaults = defaults
        self._reader = Reader(text, Prologue(base, PREFIXES))
        self._declarations: list[Group] = []  # where the prologues read so far stand

    def read(self) -> tuple[Operation, ...]:
        operations: list[Operation] = []
        self._read_prologue()
        while self._reader.next is not None:
            operations += self._read_operation()
            if not self._reader.take(";"):
                break
            self._read_prologue()
        self._reader.expect_end()
        return tuple(operations)

    def _read_prologue(self) -> None:
        before = self._reader.prologue
        start = self._reader.start
        if self._reader.read_prologue():
            declared = Group(start, self._reader.end)
            self._check(before, self._reader.text[start : declared.end], declared)
            self._declarations.append(declared)
        start = self._reader.start
        if self._reader.take("PREFIX") or self._reader.take("BASE"):  # one that declares nothing
            for _ in range(2):
                if self._reader.next is not None:
                    self._reader.pass_token()
            self._refuse(Group(start, self._reader.end), "this declares nothing")

    def _read_operation(self) -> tuple[Operation, ...]:
        start = self._reader.start
        change = read_change(self._reader, self._defaults)
        if change is not None:
            return (self._complete(change, start),)
        operations = read_management(self._reader, self._defaults.unnamed)
        if operations is None:
            raise self._reader.fail_expecting("an operation such as INSERT DATA or CLEAR")
        return operations

    def _complete(self, change: Change, start: int) -> Run:
        prologue = self._reader.prologue
        written = Group(start, self._reader.end)
        self._check(prologue, _STOP + change.text, written)
        return Run(f"{prologue}{change.text}", change.targets)

    def _check(self, prologue: Prologue, text: str, written: Group) -> None:
        """Let the engine parse ``text`` under ``prologue``; what is wrong is told by where it is ``written``."""
        try:
            check_update(f"{prologue}{text}\n", None)
        except QueryError:
            self._refuse(written, "the engine cannot read this; is a full stop missing between two triples?")

    def _refuse(self, written: Group, problem: str) -> NoReturn:
        """Say what the engine finds wrong with what is ``written``; if nothing, that there is a ``problem``."""
        try:
            check_update(f"{self._reader.prologue}{_STOP}{self._reader.text[written.start : written.end]}", None)
        except QueryError:
            # Only what does not parse may come here: anything else would be run.
            check_update(self._blank_all_but([*self._declarations, written]), self._base)
        raise self._reader.fail(problem, written.start)

    def _blank_all_but(self, kept: Sequence[Group]) -> str:
        """Return the text with spaces for what is not ``kept``, so that all of that stays in its line and column."""
        parts: list[str] = []
        end = 0
        for group in kept:
            parts += (
                _VISIBLE.sub(" ", self._reader.text[end : group.start]),
                self._reader.text[group.start : group.end],
            )
            end = group.end
        return "".join(parts)
