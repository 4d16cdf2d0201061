"""Which occupations the filters ``occupation`` and ``soc_group`` mean, whoever is asked: profiles or classifications.

A code means every occupation that has it, whatever its scheme; ``soc:13-1161`` or an IRI means one. A SOC code covers
the O*NET codes that refine it, and no O*NET code its SOC code. A group covers what its digits cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ontology.errors import NotFoundError, QueryError
from service.occupations.catalog import OccupationCatalog
from service.occupations.codes import fold_code, in_soc_group, is_onet_soc, is_soc, to_soc

_SCHEMES_OF_SOC = ("soc", "onet-soc")


class Coded(Protocol):
    """An occupation, or what is mapped to one."""

    @property
    def occupation(self) -> str:
        """Its IRI."""

    @property
    def scheme(self) -> str:
        """The slug of its scheme."""

    @property
    def code(self) -> str:
        """Its code."""


@dataclass(frozen=True, slots=True)
class OccupationCode:
    """One occupation by its codes."""

    occupation: str  # IRI
    scheme: str
    code: str


@dataclass(frozen=True, slots=True)
class OccupationChoice:
    """What an occupation must be: one of ``meant``, and in one of ``groups``; where either is empty, it allows all."""

    meant: tuple[OccupationCode, ...]  # without scheme: any; without IRI: whichever has the code
    groups: tuple[str, ...]

    def allows(self, asked: Coded) -> bool:
        """Return whether ``asked`` fits."""
        return (not self.meant or any(_is_meant(asked, meant) for meant in self.meant)) and (
            not self.groups
            or (asked.scheme in _SCHEMES_OF_SOC and any(in_soc_group(asked.code, group) for group in self.groups))
        )


def read_choice(
    occupations: Sequence[str], groups: Sequence[str], catalog: OccupationCatalog, mapped: Iterable[Coded]
) -> OccupationChoice:
    """Return what ``occupations`` and SOC ``groups`` mean; ``mapped`` is what profiles are mapped to.

    Raises:
        QueryError: one is neither in a classification nor among what is mapped, or a group is no SOC code.
    """
    held = list(mapped)
    meant = tuple(_read_occupation(text, catalog, held) for text in occupations)
    for group in groups:
        _check_group(group, catalog, held)
    return OccupationChoice(meant, tuple(groups))


def list_codes(choice: OccupationChoice, catalog: OccupationCatalog) -> dict[str, list[str]]:
    """Return the codes that ``choice`` allows in the classifications of ``catalog``, by scheme."""
    found: dict[str, list[str]] = {}
    for entry in catalog.entries.values():
        if choice.allows(OccupationCode(entry.iri, entry.scheme, entry.code)):
            found.setdefault(entry.scheme, []).append(entry.code)
    return found


def _is_meant(asked: Coded, meant: OccupationCode) -> bool:
    if meant.occupation and asked.occupation == meant.occupation:
        return True
    if is_soc(meant.code) and is_onet_soc(asked.code):
        # Vintages stay apart: a SOC code of 2010 covers O*NET-SOC codes of 2010.
        return to_soc(asked.code) == meant.code and meant.scheme in ("", asked.scheme.removeprefix("onet-"))
    same = meant.scheme in ("", asked.scheme) and fold_code(asked.code) == fold_code(meant.code)
    return same and not meant.occupation


def _read_occupation(text: str, catalog: OccupationCatalog, mapped: Sequence[Coded]) -> OccupationCode:
    if "://" in text:
        meant = OccupationCode(text, *_find_codes(text, catalog, mapped))
    else:
        scheme, colon, code = text.rpartition(":")
        meant = OccupationCode("", scheme.casefold() if colon else "", code.strip())
    if any(_is_meant(other, meant) for other in mapped):
        return meant
    try:
        catalog.find(text)
    except NotFoundError as error:
        where = "" if catalog.entries else ", and no classification of occupations was imported"
        raise QueryError(f"unknown occupation: {error}; no profile is mapped to it{where}") from error
    return meant


def _find_codes(iri: str, catalog: OccupationCatalog, mapped: Sequence[Coded]) -> tuple[str, str]:
    entry = catalog.entries.get(iri)
    if entry is not None:
        return entry.scheme, entry.code
    return next(((other.scheme, other.code) for other in mapped if other.occupation == iri), ("", ""))


def _check_group(group: str, catalog: OccupationCatalog, mapped: Sequence[Coded]) -> None:
    if not is_soc(group):
        raise QueryError(
            f"soc_group={group[:40]!r} cannot be used; a SOC code can: of a major group such as 15-0000, a minor such "
            "as 15-1200, a broad such as 15-1250 or a detailed such as 15-1252"
        )
    if any(in_soc_group(other.code, group) for other in mapped):
        return
    if any(entry.scheme in _SCHEMES_OF_SOC and in_soc_group(entry.code, group) for entry in catalog.entries.values()):
        return
    where = "" if catalog.entries else ", and no classification of occupations was imported"
    raise QueryError(f"unknown soc_group {group!r}: no occupation is in it; no profile is mapped into it{where}")
