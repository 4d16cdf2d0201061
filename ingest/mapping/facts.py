"""The triples of one graph as they are read back: subject -> predicate -> values."""

from __future__ import annotations

from collections.abc import Iterable

from store.graph import GraphStore, Value

_ALL = "SELECT ?graph ?s ?p ?o WHERE { GRAPH ?graph { ?s ?p ?o } }"


class Facts:
    """All that one named graph states."""

    def __init__(self, triples: Iterable[tuple[str, str, Value]]) -> None:
        self._facts: dict[str, dict[str, list[Value]]] = {}
        for subject, predicate, value in triples:
            self._facts.setdefault(subject, {}).setdefault(predicate, []).append(value)

    @classmethod
    def read(cls, graph: GraphStore, name: str) -> Facts:
        """Read the graph named ``name``."""
        rows = graph.select(_ALL, {"graph": name})
        return cls((str(row["s"]), str(row["p"]), row["o"]) for row in rows)

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Return the subjects that have ``value`` for ``predicate``, in order."""
        return sorted(s for s, facts in self._facts.items() if value in facts.get(predicate, ()))

    def all(self, subject: str, predicate: str) -> list[Value]:
        """Return all values, in order of their text."""
        return sorted(self._facts.get(subject, {}).get(predicate, ()), key=str)

    def iris(self, subject: str, predicate: str) -> list[str]:
        """Return all values as IRIs."""
        return [str(value) for value in self.all(subject, predicate)]

    def text(self, subject: str | None, predicate: str) -> str | None:
        """Return the one value as text; None where there is none."""
        values = self.all(subject, predicate) if subject is not None else []
        return str(values[0]) if values else None

    def number(self, subject: str, predicate: str) -> float | None:
        """Return the one value as a number; None where there is none."""
        values = self.all(subject, predicate)
        return float(values[0]) if values and isinstance(values[0], int | float) else None

    def integer(self, subject: str, predicate: str) -> int | None:
        """Return the one value as a whole number; None where there is none."""
        number = self.number(subject, predicate)
        return None if number is None else int(number)

    def truth(self, subject: str, predicate: str) -> bool | None:
        """Return the one value as a truth value; None where there is none: unknown stays unknown."""
        values = self.all(subject, predicate)
        return values[0] if values and isinstance(values[0], bool) else None
