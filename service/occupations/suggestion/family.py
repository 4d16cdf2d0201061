"""Occupations that a profile is compared with, and the groups that their shares are added up to.

O*NET-SOC refines SOC, and ESCO refines ISCO: each pair is one family. Its units are the occupations that nothing
refines; what speaks for a group is what speaks for the units below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.occupations.catalog import OccupationCatalog
from service.occupations.entry import OccupationEntry

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]

FAMILIES = (("onet-soc", "soc"), ("esco", "isco"))  # slugs of schemes: the finer one first
# The schemes whose occupations are suggested, with the level of groups that counts as an occupation there.
SUGGESTED_LEVELS: Mapping[str, str | None] = {"onet-soc": None, "soc": "detailed", "esco": None, "isco": "isco-4"}


@dataclass(frozen=True, slots=True)
class Tier:
    """All occupations or groups of one scheme and level."""

    entries: tuple[OccupationEntry, ...]
    numbers: Numbers  # (units,): the place in ``entries`` of what each unit belongs to; -1 for none

    def add_up(self, shares: Shares) -> Shares:
        """Return the shares (units,) of the units of each entry, added up (entries,)."""
        belongs = self.numbers >= 0
        sums: Shares = np.zeros(len(self.entries))
        np.add.at(sums, self.numbers[belongs], shares[belongs])
        return sums


@dataclass(frozen=True, slots=True)
class Family:
    """The units of one family, and its tiers by scheme and level."""

    name: str  # slug of its finer scheme
    units: tuple[OccupationEntry, ...]
    tiers: Mapping[tuple[str, str | None], Tier]


def read_families(catalog: OccupationCatalog) -> tuple[Family, ...]:
    """Return the families of which anything was imported."""
    families = (_read_family(catalog, schemes) for schemes in FAMILIES)
    return tuple(family for family in families if family.units)


def _read_family(catalog: OccupationCatalog, schemes: Sequence[str]) -> Family:
    finest = schemes[0]
    units = tuple(
        entry
        for scheme in schemes
        for entry in catalog.of_scheme(scheme)
        if not entry.retired and (scheme == finest or not catalog.narrower(entry.iri))
    )
    members: dict[tuple[str, str | None], dict[str, list[int]]] = {}
    for number, unit in enumerate(units):
        # Of a unit's own scheme, only groups: an ESCO occupation that is broader than another is a unit like it.
        above = (entry for entry in catalog.ancestors(unit.iri) if entry.scheme != finest)
        for entry in (unit, *above):
            members.setdefault((entry.scheme, entry.group_level), {}).setdefault(entry.iri, []).append(number)
    return Family(finest, units, {key: _to_tier(catalog, held, len(units)) for key, held in members.items()})


def _to_tier(catalog: OccupationCatalog, members: Mapping[str, Sequence[int]], units: int) -> Tier:
    numbers: Numbers = np.full(units, -1, dtype=np.int64)
    for place, held in enumerate(members.values()):
        numbers[list(held)] = place
    return Tier(tuple(catalog.entries[iri] for iri in members), numbers)
