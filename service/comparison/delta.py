"""What changes from one profile to the next, in statements, in the rubric's dimensions and in components.

Text that two levels share hides what differs between them, so what is equal is told apart from what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ontology import kinds
from ontology.kinds import Kind
from ontology.text import normalise_text
from service.comparison.matching import ALIKE, ANY, Matching, Statements, match
from service.comparison.view import ComponentDelta, Delta
from service.profiles.view import ProfileView, StatementView
from store.snapshot import Snapshot

_Naming = Callable[[StatementView], str | None]


def compare_statements(snapshot: Snapshot, a: ProfileView, b: ProfileView) -> tuple[Delta, ...]:
    """Return what differs in each kind of statement that one of the two has, by dimension where they name one."""
    return (
        *_compare_slots(snapshot, kinds.SUMMARY, a.summary, b.summary, _by_dimension, ANY),
        *_compare_slots(snapshot, kinds.RESPONSIBILITY, a.responsibilities, b.responsibilities, _by_dimension),
        *_compare_slots(snapshot, kinds.TASK, a.tasks, b.tasks, _by_dimension),
        *_compare_slots(snapshot, kinds.OUTPUT, a.outputs, b.outputs, _by_dimension),
        *_compare_slots(snapshot, kinds.STORY, a.story, b.story, _by_part, ANY),
    )


def compare_levels(snapshot: Snapshot, a: ProfileView, b: ProfileView) -> tuple[Delta, ...]:
    """Return what differs in each dimension of the rubric: guidelines first, then attributes of the two levels."""
    attributes_a, attributes_b = (view.level.attributes if view.level else () for view in (a, b))
    return (
        *_compare_slots(snapshot, kinds.GUIDELINE, a.guidelines, b.guidelines, _by_dimension, ANY),
        *_compare_slots(snapshot, kinds.ATTRIBUTE, attributes_a, attributes_b, _by_dimension, ANY),
    )


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


def _compare_slots(
    snapshot: Snapshot, kind: Kind, a: Statements, b: Statements, name: _Naming, least_alone: float = ALIKE
) -> Iterator[Delta]:
    """Yield what differs in each slot of two profiles: a dimension, or a part of the story, as ``name`` tells it.

    Statements are paired inside their slot first. What is left is paired across slots, since two roles may call one
    dimension by two names; such a pair stands in the slot of b. Where each side has one statement in a slot, they are
    paired from a cosine of ``least_alone``: the cells of a rubric speak of one thing, however unlike.
    """
    slots_a, slots_b = _group(a, name), _group(b, name)
    slots = dict.fromkeys((*slots_a, *slots_b))
    inside = {slot: _match_slot(snapshot, slots_a.get(slot, ()), slots_b.get(slot, ()), least_alone) for slot in slots}
    left_a = tuple(said for matching in inside.values() for said in matching.only_a)
    left_b = tuple(said for matching in inside.values() for said in matching.only_b)
    across = match(snapshot, left_a, left_b)
    for slot in slots:
        pairs = (*inside[slot].pairs, *(pair for pair in across.pairs if _to_slot(pair.b, name) == slot))
        yield Delta(
            kind=kind.name,
            title=kind.plural,
            dimension=name((slots_b.get(slot) or slots_a[slot])[0]),
            shared=tuple(pair for pair in pairs if pair.equal),
            changed=tuple(pair for pair in pairs if not pair.equal),
            only_a=tuple(said for said in across.only_a if _to_slot(said, name) == slot),
            only_b=tuple(said for said in across.only_b if _to_slot(said, name) == slot),
        )


def _match_slot(snapshot: Snapshot, a: Statements, b: Statements, least_alone: float) -> Matching:
    return match(snapshot, a, b, least_alone if len(a) == len(b) == 1 else ALIKE)


def _group(statements: Statements, name: _Naming) -> dict[str, Statements]:
    groups: dict[str, Statements] = {}
    for said in statements:
        slot = _to_slot(said, name)
        groups[slot] = (*groups.get(slot, ()), said)
    return groups


def _to_slot(statement: StatementView, name: _Naming) -> str:
    return normalise_text(name(statement) or "")


def _by_dimension(statement: StatementView) -> str | None:
    return statement.dimension


def _by_part(statement: StatementView) -> str | None:
    return statement.part
