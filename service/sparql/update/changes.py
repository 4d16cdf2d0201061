"""INSERT and DELETE, rewritten so that triples in no GRAPH block are written to the unnamed graph.

The engine's default graph is the union of all graphs: patterns without GRAPH read it, but nobody may write it. All but
what is put in stays as it was written, to the byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.errors import QueryError
from service.sparql.iri import is_iri
from service.sparql.update.reader import Reader
from service.sparql.update.templates import Insertion, Template, read_template


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where an operation itself says nothing."""

    unnamed: str  # the graph that is written
    using: tuple[str, ...]  # the graphs that patterns read, as the protocol's parameters give them
    using_named: tuple[str, ...]

    def __post_init__(self) -> None:
        for iri in (*self.using, *self.using_named):
            if not is_iri(iri):
                raise QueryError(f"{iri!r} names no graph to be used: it must be an absolute IRI")

    @property
    def clauses(self) -> str:
        """The parameters as clauses, with a space at the end."""
        return "".join(
            [f"USING <{iri}> " for iri in self.using] + [f"USING NAMED <{iri}> " for iri in self.using_named]
        )


@dataclass(frozen=True, slots=True)
class Change:
    """An operation without a prologue, and the graphs that it may change (None: any)."""

    text: str
    targets: frozenset[str] | None


def read_change(reader: Reader, defaults: Defaults) -> Change | None:
    """Read an INSERT or DELETE of any form; None where no such operation comes.

    Raises:
        QueryError: it is wrong, or names the graphs to be used while ``defaults`` do too.
    """
    start = reader.start
    if reader.take("INSERT", "DATA") or reader.take("DELETE", "DATA"):
        template = read_template(reader)
        reader.claim_labels("data", template.group)
        text = _splice(reader, start, template.wrap(defaults.unnamed))
        return Change(text, template.find_targets(defaults.unnamed))
    if reader.take("DELETE", "WHERE"):
        template = read_template(reader)
        wrapped = _splice(reader, template.group.start, template.wrap(defaults.unnamed))
        pattern = reader.text[template.group.start : reader.end]
        text = f"DELETE {wrapped} {defaults.clauses}WHERE {pattern}"
        return Change(text, template.find_targets(defaults.unnamed))
    return _read_modify(reader, defaults)


def _read_modify(reader: Reader, defaults: Defaults) -> Change | None:
    start = reader.start
    target = defaults.unnamed
    is_with = reader.take("WITH")
    if is_with:
        _refuse_twice(reader, defaults)
        target = reader.read_iri()
    templates: list[Template] = []
    for word in ("DELETE", "INSERT"):
        if reader.take(word):
            templates.append(read_template(reader))
    if not templates:
        if is_with:
            raise reader.fail_expecting("DELETE or INSERT")
        return None
    while reader.take("USING"):
        _refuse_twice(reader, defaults)
        reader.take("NAMED")
        reader.read_iri()
    where = reader.start
    reader.expect("WHERE")
    reader.claim_labels("pattern", reader.read_group())
    insertions: list[Insertion] = []
    if not is_with:
        insertions += [part for template in templates for part in template.wrap(target)]
    insertions.append((where, defaults.clauses))
    return Change(_splice(reader, start, insertions), _join(templates, target))


def _refuse_twice(reader: Reader, defaults: Defaults) -> None:
    if defaults.clauses:
        raise reader.fail("WITH and USING cannot be written where parameters say which graphs to use")


def _join(templates: Sequence[Template], graph: str) -> frozenset[str] | None:
    targets: frozenset[str] = frozenset()
    for template in templates:
        found = template.find_targets(graph)
        if found is None:
            return None
        targets |= found
    return targets


def _splice(reader: Reader, start: int, insertions: Sequence[Insertion]) -> str:
    """Return what was read from ``start`` on, with ``insertions`` (in order)."""
    parts: list[str] = []
    for offset, inserted in insertions:
        parts += (reader.text[start:offset], inserted)
        start = offset
    return "".join([*parts, reader.text[start : reader.end]])
