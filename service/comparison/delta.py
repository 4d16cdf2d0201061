"""What changes from one profile to the next, in statements, in the rubric's dimensions and in components.

Text that two levels share hides what differs between them, so what is equal is told apart from what changed.
"""

from __future__ import annotations

from ontology import kinds
from ontology.kinds import Kind
from ontology.text import normalise_text
from service.comparison.matching import ALIKE, ANY, Statements, match
from service.comparison.view import ComponentDelta, Delta
from service.profiles.view import ProfileView
from store.snapshot import Snapshot


def compare_statements(snapshot: Snapshot, a: ProfileView, b: ProfileView) -> tuple[Delta, ...]:
    """Return what differs in each kind of statement that one of the two has."""
    both = (
        (kinds.SUMMARY, a.summary, b.summary),
        (kinds.RESPONSIBILITY, a.responsibilities, b.responsibilities),
        (kinds.TASK, a.tasks, b.tasks),
        (kinds.OUTPUT, a.outputs, b.outputs),
    )
    deltas = [
        _compare(snapshot, kind, None, said_a, said_b, ALIKE) for kind, said_a, said_b in both if said_a or said_b
    ]
    parts = dict.fromkeys(line.part for line in (*a.story, *b.story))
    for part in parts:
        said_a, said_b = (tuple(line for line in view.story if line.part == part) for view in (a, b))
        deltas.append(_compare(snapshot, kinds.STORY, part, said_a, said_b, ANY))
    return tuple(deltas)


def compare_levels(snapshot: Snapshot, a: ProfileView, b: ProfileView) -> tuple[Delta, ...]:
    """Return what differs in each dimension of the rubric: guidelines first, then attributes of the two levels."""
    deltas = []
    for kind, said_a, said_b in (
        (kinds.GUIDELINE, a.guidelines, b.guidelines),
        (kinds.ATTRIBUTE, a.level.attributes if a.level else (), b.level.attributes if b.level else ()),
    ):
        cells_a, cells_b = _by_dimension(said_a), _by_dimension(said_b)
        for key in dict.fromkeys((*cells_a, *cells_b)):
            cell_a, cell_b = cells_a.get(key, ()), cells_b.get(key, ())
            name = (cell_a or cell_b)[0].dimension
            # Two cells of one dimension speak of one thing, however differently; without a dimension nobody knows.
            deltas.append(_compare(snapshot, kind, name, cell_a, cell_b, ANY if key else ALIKE))
    return tuple(deltas)


def compare_components(snapshot: Snapshot, a: ProfileView, b: ProfileView) -> tuple[ComponentDelta, ...]:
    """Return what is kept, gained and lost of each kind of component that one of the two has."""
    deltas = []
    for kind, said_a, said_b in zip(kinds.COMPONENT_KINDS, components_of(a), components_of(b), strict=True):
        if said_a or said_b:
            found = match(snapshot, said_a, said_b)
            deltas.append(ComponentDelta(kind.name, kind.plural, found.pairs, found.only_b, found.only_a))
    return tuple(deltas)


def components_of(profile: ProfileView) -> tuple[Statements, ...]:
    """Return the components of ``profile`` in the order of COMPONENT_KINDS."""
    return profile.skills, profile.knowledge, profile.competencies, profile.qualifications


def _compare(
    snapshot: Snapshot, kind: Kind, dimension: str | None, a: Statements, b: Statements, least: float
) -> Delta:
    found = match(snapshot, a, b, least)
    shared, changed = (tuple(pair for pair in found.pairs if pair.equal is equal) for equal in (True, False))
    return Delta(kind.name, kind.plural, dimension, shared, changed, found.only_a, found.only_b)


def _by_dimension(statements: Statements) -> dict[str, Statements]:
    groups: dict[str, Statements] = {}
    for said in statements:
        name = normalise_text(said.dimension or "")
        groups[name] = (*groups.get(name, ()), said)
    return groups
