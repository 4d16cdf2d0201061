"""Edits of all kinds, one after the other: each snapshot is as if it had been made from its graph anew."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from store.graph_editor import GraphEditor
from tests.ingest.edited import DERIVED, NAMER, P3_GRAPH, PREFIXES, UNNAMED, Edited, copy_edited, make_edited

OTHER = "https://example.org/g"
P4_GRAPH = NAMER.graph("pages/CUS.GEN.P4.txt")
GRAPHS = (UNNAMED, OTHER, P3_GRAPH, P4_GRAPH)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return make_edited(tmp_path_factory.mktemp("sequences"))


class Chance:
    """Makes up updates of what there is."""

    def __init__(self, edited: Edited, seed: int) -> None:
        self._edited = edited
        self._chance = random.Random(seed)

    def change(self, editor: GraphEditor) -> None:
        """Edit a graph in some way that passages, derived triples or documents depend on."""
        if self._chance.random() < 0.1:
            editor.drop(self._chance.choice(GRAPHS))
        else:
            editor.update(PREFIXES + self._chance.choice(self._make_updates()), None)

    def _make_updates(self) -> list[str]:
        graph, number = self._chance.choice(GRAPHS), self._chance.randrange(1000)
        statement, profile = self._pick("?x rg:text ?t"), self._pick("?x a rg:Profile")
        level, span, document = (self._pick(f"?x a rg:{kind}") for kind in ("Level", "LineSpan", "Document"))
        note = f"{profile} rg:note <n{number}> . <n{number}> a rg:Note ; rg:text 'Sails boat {number}'"
        about = f"{document} rg:about {profile} . {profile} a rg:Profile"
        said = f"GRAPH ?g {{ {statement} ?p ?o }}"
        return [
            f"INSERT DATA {{ GRAPH <{graph}> {{ {note} }} }}",
            f"INSERT DATA {{ GRAPH <{graph}> {{ {about} }} }}",
            f"DELETE {{ {said} }} WHERE {{ {said} FILTER (?g != <{DERIVED}>) }}",
            replace(statement, "rg:text", f"'Mends pump {number}'"),
            replace(statement, "rg:profile", profile),
            replace(profile, "rg:role", f"<made/{number}>"),
            replace(profile, "rg:level", level),
            replace(level, "skos:notation", f"'L{number}'"),
            replace(document, "dcterms:title", f"'title {number}'"),
            replace(span, "rg:firstLine", str(number)),
        ]

    def _pick(self, pattern: str) -> str:
        return f"<{self._chance.choice(self._edited.select(f'SELECT ?x {{ {pattern} }} ORDER BY ?x'))['x']}>"


def replace(subject: str, predicate: str, target: str) -> str:
    """Return an update that gives ``subject`` another value, in whatever graph it has one."""
    old, new = (f"GRAPH ?g {{ {subject} {predicate} {value} }}" for value in ("?old", target))
    return f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {old} FILTER (?g != <{DERIVED}>) }}"


@pytest.mark.parametrize("seed", range(5))
def test_any_edits_leave_a_snapshot_as_if_it_had_been_made_anew(original: Edited, tmp_path: Path, seed: int) -> None:
    edited = copy_edited(original, tmp_path)
    chance = Chance(edited, seed)
    for _ in range(10):
        edited.edit(chance.change, check=False)  # which compares all parts with the graph
