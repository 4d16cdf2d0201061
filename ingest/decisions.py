"""The history of all reviews: one graph of decisions, which belongs to no document and is only added to.

So it outlives every document: what was decided on a mapping counts again when its page comes back.
"""

from __future__ import annotations

import re

from ontology.iris import Namer
from ontology.vocabulary import RG, Borrowed
from store.graph import GraphStore

_SUBJECT = re.compile(r"<([^<>]*)> ")
_DECISION = re.compile(rf"^<([^<>]*)> <{re.escape(Borrowed.TYPE)}> <{re.escape(RG.DECISION)}> ", re.MULTILINE)
_AGENT = re.compile(rf"^<([^<>]*)> <{re.escape(Borrowed.ASSOCIATED_WITH)}> <([^<>]*)> ", re.MULTILINE)
_IS_KNOWN = "SELECT ?graph ?thing ?type WHERE { GRAPH ?graph { ?thing a ?type } } LIMIT 1"


class DecisionLog:
    """The decisions of a graph, and of what is about to be added to it."""

    def __init__(self, graph: GraphStore | None, namer: Namer) -> None:
        """Read what ``graph`` knows; None: it starts empty."""
        self._graph = graph
        self._name = namer.decisions_graph
        self._known: dict[str, bool] = {}

    def find_new(self, ntriples: str) -> str:
        """Return those of ``ntriples`` that describe what is not in the history yet, and take them for known."""
        lines = ntriples.splitlines(keepends=True)
        subjects = {match[1] for line in lines if (match := _SUBJECT.match(line)) is not None}
        new = {subject for subject in subjects if not self._is_known(subject)}
        self._known.update(dict.fromkeys(new, True))
        return "".join(line for line in lines if (match := _SUBJECT.match(line)) is not None and match[1] in new)

    def _is_known(self, subject: str) -> bool:
        if subject not in self._known:
            bindings = {"graph": self._name, "thing": subject}
            found = next(self._graph.select(_IS_KNOWN, bindings), None) if self._graph is not None else None
            self._known[subject] = found is not None
        return self._known[subject]


def take_out_decisions(nquads: str, namer: Namer) -> tuple[str, str]:
    """Divide ``nquads`` into what a document states, as N-Quads, and what belongs to the history, as N-Triples."""
    decisions = set(_DECISION.findall(nquads))
    if not decisions:
        return nquads, ""
    agents = {agent for decision, agent in _AGENT.findall(nquads) if decision in decisions}
    history, end = f" <{namer.decisions_graph}> .\n", re.compile(r" <[^<>]*> \.\n$")
    stated: list[str] = []
    taken: dict[str, None] = {}
    for line in nquads.splitlines(keepends=True):
        subject = _SUBJECT.match(line)
        named = subject[1] if subject is not None else None
        if named in decisions or (named in agents and line.endswith(history)):
            taken[end.sub(" .\n", line)] = None
        else:
            stated.append(line)
    return "".join(stated), "".join(taken)
