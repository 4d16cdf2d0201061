"""The JSON bodies of the API that no record below it is already: what wraps them, and what problems look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.comparison.view import SkillsGap
from service.profiles.view import ProfileEntry, ProfileView, RoleView
from store.encoder import EncoderIdentity


@dataclass(frozen=True, slots=True)
class ProfileList:
    """A page of the list of profiles."""

    snapshot: str
    total: int
    offset: int
    limit: int
    profiles: tuple[ProfileEntry, ...]
    next: str | None  # address of the next page; null on the last
    reason: str | None = None  # why none fits; null where some do


@dataclass(frozen=True, slots=True)
class ProfileAnswer:
    """One profile."""

    snapshot: str
    profile: ProfileView


@dataclass(frozen=True, slots=True)
class RoleAnswer:
    """One role as a ladder."""

    snapshot: str
    role: RoleView


@dataclass(frozen=True, slots=True)
class SkillsGapAnswer:
    """What a holder of one profile lacks for another."""

    snapshot: str
    gap: SkillsGap


@dataclass(frozen=True, slots=True)
class SnapshotAnswer:
    """The published snapshot."""

    snapshot: str
    created: str  # ISO 8601, UTC
    counts: Mapping[str, int]
    encoder: EncoderIdentity
    base: str  # of all data IRIs


@dataclass(frozen=True, slots=True)
class ProblemDocument:
    """An RFC 9457 problem document."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
