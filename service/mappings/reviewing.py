"""From what a reviewer sends to a decision: checked against what there is, and later than all decisions before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from ontology.decision import MAX_COMMENT_CHARACTERS, MAX_REVIEWER_CHARACTERS, Decision, write_time
from ontology.errors import NotFoundError, QueryError
from ontology.records import MappingStatus
from ontology.vocabulary import SKOS_MAPPING_RELATIONS
from service.mappings.aliases import AliasList
from service.mappings.entry import AliasEntry, DecisionEntry, MappingEntry
from service.mappings.ids import to_profile
from service.mappings.mappings import MappingList, check_statuses

_UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_RELATIONS = ", ".join(SKOS_MAPPING_RELATIONS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer sends."""

    status: str
    reviewer: str
    comment: str | None = None
    predicate: str | None = None  # exactMatch, ...; for the approval of a mapping
    replaced_by: str | None = None  # id; for what is superseded


def decide_on_mapping(mappings: MappingList, name: str, verdict: Verdict) -> Decision:
    """Return the decision that ``verdict`` makes on the mapping whose id is ``name``.

    Raises:
        NotFoundError: there is no such mapping.
        QueryError: the verdict cannot be used; says what can.
    """
    entry = mappings.find(name)
    decision = _decide(entry, verdict)
    if decision.status is not MappingStatus.APPROVED:
        if decision.predicate is not None:
            raise QueryError("a predicate is chosen with the status approved only")
    elif (decision.predicate or entry.stated_predicate) not in SKOS_MAPPING_RELATIONS:
        raise QueryError(
            f"mapping {entry.id} states no relation to {entry.code}, so its approval needs a predicate: "
            f"one of {_RELATIONS}"
        )
    return replace(decision, replaced_by=_find_successor(entry, verdict, mappings))


def decide_on_alias(aliases: AliasList, name: str, verdict: Verdict) -> Decision:
    """Return the decision that ``verdict`` makes on the alias whose id is ``name``.

    Raises:
        NotFoundError: there is no such alias.
        QueryError: the verdict cannot be used; says what can.
    """
    entry = aliases.find(name)
    decision = _decide(entry, verdict)
    if decision.predicate is not None:
        raise QueryError("an alias is approved without a predicate: that is for mappings")
    return replace(decision, replaced_by=_find_successor(entry, verdict, aliases))


def _decide(entry: MappingEntry | AliasEntry, verdict: Verdict) -> Decision:
    check_statuses([verdict.status])
    reviewer = _check_text("reviewer", verdict.reviewer, MAX_REVIEWER_CHARACTERS)
    if not reviewer or "\n" in reviewer:
        raise QueryError("reviewer is missing: name who decides, in one line, such as 'Ana Ruiz'")
    comment = _check_text("comment", verdict.comment or "", MAX_COMMENT_CHARACTERS)
    predicate = verdict.predicate.removeprefix("skos:") if verdict.predicate else None
    if predicate not in (None, *SKOS_MAPPING_RELATIONS):
        raise QueryError(f"unknown predicate {predicate[:40]!r}; one of {_RELATIONS} can be used")
    status = MappingStatus(verdict.status)
    if verdict.replaced_by and status is not MappingStatus.SUPERSEDED:
        raise QueryError("replaced_by is given with the status superseded only")
    return Decision(entry.iri, status, reviewer, _to_time(entry.history), comment or None, predicate)


def _check_text(name: str, text: str, most: int) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > most:
        raise QueryError(f"{name} has {len(text):,} characters; {most:,} are allowed")
    if _UNSAYABLE.search(text):
        raise QueryError(f"{name} has control characters; give plain text")
    return text


def _to_time(history: Sequence[DecisionEntry]) -> str:
    """Return the time of a decision that is made now: later than those before it, whatever the clock says."""
    now = datetime.now(UTC)
    if history:
        now = max(now, datetime.fromisoformat(history[-1].decided_at) + timedelta(milliseconds=1))
    return write_time(now)


def _find_successor(entry: MappingEntry | AliasEntry, verdict: Verdict, among: MappingList | AliasList) -> str | None:
    name = verdict.replaced_by
    if not name:
        return None
    try:
        successor = among.find(name)
    except NotFoundError as error:
        raise QueryError(f"replaced_by cannot be used: {error}") from error
    if name == entry.id or to_profile(name) != entry.profile:
        raise QueryError(f"replaced_by={name[:100]!r} cannot be used; another one of profile {entry.profile} can")
    return successor.iri
