"""What a ladder document states, gathered by profile, as profile documents."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.ladder.mapping import LadderMapping, LadderRole
from ontology.records import Alias, Component, Lines, Note, ProfileDocument, Statement

_STATEMENTS = {
    "responsibility": "responsibilities",
    "task": "tasks",
    "output": "outputs",
    "guideline": "guidelines",
    "summary": "summary",
    "definition": "definition",
}
_COMPONENTS = {
    "skill": "skills",
    "knowledge": "knowledge",
    "competency": "competencies",
    "qualification": "qualifications",
}


@dataclass(slots=True)
class _Gathered:
    title: str | None = None
    stands: bool = False  # whether the document states anything of this level alone
    records: dict[str, list[object]] = field(default_factory=dict)  # by the field of a profile document

    def add(self, name: str, record: object) -> None:
        self.records.setdefault(name, []).append(record)


class Gathering:
    """Gathers the statements of one document, and makes a profile document of each role and level."""

    def __init__(self, mapping: LadderMapping) -> None:
        self._mapping = mapping
        self._profiles: dict[tuple[str, str], _Gathered] = {}
        self._definitions: dict[str, list[Statement]] = {}

    def define(self, role: LadderRole, text: str, lines: Lines) -> None:
        """Take ``text`` as what ``role`` is."""
        self._definitions.setdefault(role.code, []).append(Statement(text, lines=lines))

    def add(
        self, role: LadderRole, level: str, kind: str, text: str, dimension: str | None, lines: Lines, *, shared: bool
    ) -> None:
        """Take ``text`` as a statement of ``kind`` about ``role`` at ``level``, and ``shared`` by other levels."""
        gathered = self._profiles.setdefault((role.code, level), _Gathered())
        gathered.stands = gathered.stands or not shared
        if kind == "title":
            gathered.title = gathered.title or text
        elif kind == "alias":
            gathered.add("aliases", Alias(text, lines=lines))
        elif kind == "note":
            gathered.add("notes", Note(text, dimension, lines))
        elif kind in _COMPONENTS:
            gathered.add(_COMPONENTS[kind], Component(text, lines=lines))
        else:
            gathered.add(_STATEMENTS[kind], Statement(text, dimension=dimension, lines=lines))

    def documents(self) -> list[ProfileDocument]:
        """Return the profile documents, by role, lowest level first.

        What all levels share makes no level of its own: it goes to those that the document speaks of besides.
        """
        order = {role: number for number, role in enumerate(self._mapping.roles)}
        places = [rung.code for scheme in self._mapping.schemes.values() for rung in scheme.levels]
        standing = {role for (role, _), gathered in self._profiles.items() if gathered.stands}
        known = [key for key, gathered in self._profiles.items() if gathered.stands or key[0] not in standing]
        keys = sorted(known, key=lambda key: (order[key[0]], places.index(key[1])))
        defined: set[str] = set()
        documents = []
        for role_code, level in keys:
            documents.append(self._document(self._mapping.roles[role_code], level))
            if role_code not in defined:  # what a role is, is said once
                definition = tuple(self._definitions.get(role_code, ()))
                documents[-1] = replace(documents[-1], definition=definition)
                defined.add(role_code)
        return documents

    def _document(self, role: LadderRole, level: str) -> ProfileDocument:
        gathered = self._profiles[role.code, level]
        lists = {name: tuple(records) for name, records in gathered.records.items()}
        document = ProfileDocument(
            profile=f"{role.code}.{level}",
            title=role.titles.get(level) or gathered.title,
            role=role.code,
            role_label=role.label,
            superfunction=role.superfunction,
            function=role.function,
            focus=role.focus,
            track=role.track,
            level=self._mapping.level(level),
            level_scheme=self._mapping.scheme_of(level),
        )
        return replace(document, **lists)
