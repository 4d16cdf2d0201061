"""Titles as people write them, resolved to the profiles that they mean, with how sure that is and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from ontology.errors import QueryError
from service.grades.scale import GradeScale
from service.labels.index import LabelIndex
from service.occupations.titles.resolver import OccupationResolver
from service.profiles.index import ProfileIndex
from service.profiles.view import ProfileEntry
from service.search.catalog import Catalog
from service.titles.candidates import Candidates, Scored
from service.titles.names import Match, Names
from service.titles.normalisation import MAX_CHARACTERS
from service.titles.resolution import NormalTitle, TitleResolution
from service.titles.verdict import judge, name_by_code
from store.snapshot import Snapshot

DEFAULT_CANDIDATES = 5
MAX_CANDIDATES = 50
MAX_TITLES = 500
_SURE = 0.95  # overlap of words from which meaning need not be asked


class TitleResolver:
    """Resolves titles in one snapshot; safe to use from several threads."""

    def __init__(
        self,
        snapshot: Snapshot,
        labels: LabelIndex,
        index: ProfileIndex,
        catalog: Catalog,
        scale: GradeScale,
        occupations: OccupationResolver,
    ) -> None:
        self._names = Names(snapshot, labels, catalog.levels)
        self._index = index
        self._candidates = Candidates(index, catalog, scale)
        self._occupations = occupations

    @cached_property
    def _by_code(self) -> dict[str, ProfileEntry]:
        return {code.casefold(): entry for code, entry in self._index.profiles.items() if entry.role is not None}

    def resolve(self, title: str, *, role: str | None = None, limit: int = DEFAULT_CANDIDATES) -> TitleResolution:
        """Return what ``title`` means; ``role`` (a code) allows only that role's profiles.

        Raises:
            QueryError: the title cannot be read, or ``limit`` is out of range.
            NotFoundError: there is no such role.
        """
        problem = _find_problem(title)
        if problem is not None:
            raise QueryError(problem)
        return self.resolve_many([title], role=role, limit=limit)[0]

    def resolve_many(
        self, titles: Sequence[str], *, role: str | None = None, limit: int = DEFAULT_CANDIDATES
    ) -> list[TitleResolution]:
        """Return what each of ``titles`` means, in their order; one that cannot be read says so in its place.

        Raises:
            QueryError: there are too many titles, or ``limit`` is out of range.
            NotFoundError: there is no such role.
        """
        if len(titles) > MAX_TITLES:
            raise QueryError(f"{len(titles)} titles are too many; {MAX_TITLES} are allowed at a time")
        if not 1 <= limit <= MAX_CANDIDATES:
            raise QueryError(f"limit={limit} cannot be used; a whole number from 1 to {MAX_CANDIDATES} can")
        if role is not None:
            self._index.find_role(role)
        readable = list(dict.fromkeys(title for title in titles if _find_problem(title) is None))
        normal = {title: self._names.normaliser.normalise(title) for title in readable}
        found = self._find_names(normal)
        done: dict[str, TitleResolution] = {}
        for title in readable:
            entry = self._by_code.get(title.strip().casefold())
            if entry is not None and role in (None, entry.role):
                done[title] = name_by_code(title, normal[title], entry)
                continue
            matches = [match for match in found[title] if role is None or match.label.role == role]
            done[title] = judge(title, normal[title], self._candidates.make(title, normal[title], matches, role), limit)
        return [
            done[title] if title in done else TitleResolution(title, None, (), False, None, _find_problem(title))
            for title in titles
        ]

    def resolve_with_occupations(
        self, titles: Sequence[str], *, role: str | None = None, limit: int = DEFAULT_CANDIDATES
    ) -> list[TitleResolution]:
        """Return the same with the occupations that each title may mean, ``limit`` of each scheme.

        A profile's code means what the profile's title means.

        Raises:
            QueryError: there are too many titles, or ``limit`` is out of range.
            NotFoundError: there is no such role.
        """
        resolved = self.resolve_many(titles, role=role, limit=limit)
        asked = ["" if one.problem is not None else self._spell_code(one.title) for one in resolved]
        occupations = self._occupations.resolve_many(asked, limit=limit)
        return [replace(one, occupations=found) for one, found in zip(resolved, occupations, strict=True)]

    def weigh_candidates(self, title: str) -> list[Scored]:
        """Return all candidates of ``title`` with what their confidence is made of, the surest first."""
        normal = self._names.normaliser.normalise(title)
        matches = self._find_names({title: normal})[title]
        return self._candidates.make(title, normal, matches, None)

    def _spell_code(self, title: str) -> str:
        entry = self._by_code.get(title.strip().casefold())
        return title if entry is None or entry.title is None else entry.title

    def _find_names(self, titles: dict[str, NormalTitle]) -> dict[str, list[Match]]:
        found = {title: self._names.find(normal) for title, normal in titles.items()}
        unsure = [title for title, matches in found.items() if not _is_sure(matches)]
        for title, near in zip(unsure, self._names.find_by_meaning([titles[t] for t in unsure]), strict=True):
            cosines = {match.label: match for match in near}
            found[title] = [cosines.pop(match.label, match) for match in found[title]] + list(cosines.values())
        return found


def _is_sure(matches: Iterable[Match]) -> bool:
    return any(match.likeness.overlap >= _SURE for match in matches)


def _find_problem(title: str) -> str | None:
    if not any(character.isalnum() for character in title):
        return "the title is empty: give one such as Senior Customer Success Manager"
    if len(title) > MAX_CHARACTERS:
        return f"the title has {len(title):,} characters; {MAX_CHARACTERS} are allowed"
    return None
