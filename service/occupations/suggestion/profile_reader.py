"""Profiles read from the snapshot as texts to compare with occupations."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np

from ontology import kinds
from service.grades.reading import read_grades
from service.labels.label import Label
from service.labels.words import fold_words
from service.occupations.suggestion.profile_text import Name, ProfileText, Statement
from service.occupations.suggestion.rows import to_unit
from service.profiles.index import ProfileIndex
from service.profiles.view import ProfileEntry
from store.encoder import FloatArray
from store.passages import FACETS
from store.snapshot import Snapshot

_TRUST = {True: 1.0, None: 0.5, False: 0.0}  # of an alias: approved, pending, rejected
_OF_ROLE = 0.5  # a role's name says what its people work in rather than what they are called
_WORK = (kinds.RESPONSIBILITY.name, kinds.TASK.name)
_ELSE = (kinds.OUTPUT.name, kinds.GUIDELINE.name, kinds.COMPETENCY.name, kinds.SKILL.name)  # where no work is stated
_ABOUT = (kinds.SUMMARY.name,)
_ABOUT_ROLE = (kinds.DEFINITION.name,)

Held = dict[tuple[str, str], list[int]]  # code of the owner and kind of passage -> rows


class ProfileTextReader:
    """Reads the profiles of one snapshot; safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, index: ProfileIndex, labels: Callable[[], Iterable[Label]]) -> None:
        self._snapshot = snapshot
        self._index = index
        self._labels = labels
        self._vectors: dict[str, FloatArray] = {}
        self._encoding = threading.Lock()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all profiles."""
        return tuple(self._index.profiles)

    def read(self, codes: Sequence[str]) -> list[ProfileText]:
        """Return the profiles with ``codes``.

        Raises:
            NotFoundError: there is none with one of them.
        """
        entries = [self._index.find_profile(code) for code in codes]
        self._encode(name for entry in entries for name, _, _ in self._find_names(entry))
        return [self._read(entry) for entry in entries]

    def _read(self, entry: ProfileEntry) -> ProfileText:
        names = [Name(text, kind, trust, self._vectors[text]) for text, kind, trust in self._find_names(entry)]
        first = next((name for name in names if name.kind != kinds.ALIAS_NAME), None)
        vectors = self._snapshot.vectors.vectors
        about = self._find(entry.code, _ABOUT) + (self._find(entry.role, _ABOUT_ROLE, of_role=True))
        rows = self._find(entry.code, _WORK) or self._find(entry.code, _ELSE)
        passages = self._snapshot.passages.get(rows)
        return ProfileText(
            code=entry.code,
            iri=entry.iri,
            title=entry.title,
            name=first,
            aliases=tuple(name for name in names if name.kind == kinds.ALIAS_NAME),
            summary=to_unit(vectors[about].mean(axis=0)) if about else None,
            statements=tuple(Statement(passage.iri, passage.text) for passage in passages),
            vectors=np.asarray(vectors[rows]),
        )

    def _find_names(self, entry: ProfileEntry) -> list[tuple[str, str, float]]:
        """Return the titles of a profile with their kind and trust; one that states but a grade names no job."""
        names = []
        if entry.title is not None and _names_job(title := _without_level(entry.title, entry.level)):
            names.append((title, "title", 1.0))
        elif entry.role_label is not None and _names_job(entry.role_label):
            names.append((entry.role_label, "role", _OF_ROLE))
        trusts: dict[str, float] = {}
        for label in self._aliases.get(entry.code, ()):
            alias = _without_level(label.text, entry.level)
            if _names_job(alias):
                trusts[alias] = max(trusts.get(alias, 0.0), _TRUST[label.approved])
        return names + [(text, kinds.ALIAS_NAME, trust) for text, trust in trusts.items() if trust > 0]

    def _encode(self, texts: Iterable[str]) -> None:
        with self._encoding:
            wanted = [text for text in dict.fromkeys(texts) if text not in self._vectors]
            if wanted:
                self._vectors.update(zip(wanted, self._snapshot.encoder.encode(wanted), strict=True))

    def _find(self, code: str | None, wanted: Iterable[str], *, of_role: bool = False) -> list[int]:
        held = self._of_roles if of_role else self._of_profiles
        return [row for kind in wanted for row in held.get((code or "", kind), ())]

    @cached_property
    def _of_profiles(self) -> Held:
        return _group(self._snapshot, "profile_code", (*_WORK, *_ELSE, *_ABOUT))

    @cached_property
    def _of_roles(self) -> Held:
        return _group(self._snapshot, "role_code", _ABOUT_ROLE)

    @cached_property
    def _aliases(self) -> dict[str, list[Label]]:
        found: dict[str, list[Label]] = {}
        for label in self._labels():
            if label.kind == kinds.ALIAS_NAME and label.profile is not None:
                found.setdefault(label.profile, []).append(label)
        return found


def _group(snapshot: Snapshot, owner: str, wanted: Sequence[str]) -> Held:
    kind_place, owner_place = FACETS.index("kind"), FACETS.index(owner)
    held: Held = {}
    for row, facets in enumerate(snapshot.passages.facets()):
        kind, code = facets[kind_place], facets[owner_place]
        if kind is not None and kind in wanted and code is not None:
            held.setdefault((code, kind), []).append(row)
    return held


def _without_level(title: str, level: str | None) -> str:
    """Return a title without the code of its level, and the dash or brackets around it: "Welder - P3"."""
    if level is None:
        return title
    rest = re.sub(rf"[\s,(\[–—-]*(?<!\w){re.escape(level)}(?!\w)[)\]]*", " ", title, flags=re.IGNORECASE)
    return " ".join(rest.split()).strip(" ,–—-")


def _names_job(title: str) -> bool:
    """Return whether a title has words beside those that grade its holder."""
    graded = {word for mention in read_grades(title) for word in fold_words(mention.text)}
    return any(word not in graded for word in fold_words(title))
