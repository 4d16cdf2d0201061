"""What a ladder document states, gathered by profile, as profile documents."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.ladder.mapping import LadderMapping, LadderRole
from ontology.records import Alias, Component, Lines, Note, ProfileDocument, Statement
from ontology.text import normalise_text


@dataclass(slots=True)
class _Gathered:
    """What is stated of one role at one level, by kind."""

    title: str | None = None
    stands: bool = False  # whether the document states anything of this level alone
    texts: dict[tuple[str, str, str], tuple[str | None, str]] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    components: dict[str, list[Component]] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, kind: str, text: str, dimension: str | None, lines: Lines) -> None:
        if kind == "title":
            self.title = self.title or text
        elif kind == "alias":
            self.aliases.append(Alias(text, lines=lines))
        elif kind == "note":
            self.notes.append(Note(text, dimension, lines))
        elif kind in ("skill", "knowledge", "competency", "qualification"):
            self.components.setdefault(kind, []).append(Component(text, lines=lines))
        else:
            # Said twice, with another comma at its end, it is one statement at two places.
            key = (kind, normalise_text(dimension or ""), normalise_text(text))
            said = self.texts.setdefault(key, (dimension, text))
            self.statements.setdefault(kind, []).append(Statement(said[1], dimension=said[0], lines=lines))

    def stated(self, kind: str) -> tuple[Statement, ...]:
        return tuple(self.statements.get(kind, ()))

    def components_of(self, kind: str) -> tuple[Component, ...]:
        return tuple(self.components.get(kind, ()))


class Gathering:
    """Gathers the statements of one document, and makes a profile document of each role and level."""

    def __init__(self, mapping: LadderMapping) -> None:
        self._mapping = mapping
        self._profiles: dict[tuple[str, str], _Gathered] = {}
        self._definitions: dict[str, list[Statement]] = {}

    def define(self, role: str, text: str, lines: Lines) -> None:
        """Take ``text`` as what ``role`` is."""
        self._definitions.setdefault(role, []).append(Statement(text, lines=lines))

    def add(
        self, role: str, levels: tuple[str, ...], kind: str, text: str, dimension: str | None, lines: Lines
    ) -> None:
        """Take ``text`` as a statement of ``kind`` about ``role`` at each of ``levels``."""
        for level in levels:
            gathered = self._profiles.setdefault((role, level), _Gathered())
            gathered.stands = gathered.stands or len(levels) == 1
            gathered.add(kind, text, dimension, lines)

    def documents(self) -> list[ProfileDocument]:
        """Return the profile documents, by role, lowest level first.

        What several levels share makes none of them: it goes to those that the document speaks of besides.
        """
        standing = {role for (role, _), gathered in self._profiles.items() if gathered.stands}
        roles = list(self._mapping.roles)
        levels = [rung.code for scheme in self._mapping.schemes.values() for rung in scheme.levels]
        known = [key for key, gathered in self._profiles.items() if gathered.stands or key[0] not in standing]
        documents: list[ProfileDocument] = []
        for role, level in sorted(known, key=lambda key: (roles.index(key[0]), levels.index(key[1]))):
            document = self._to_document(self._mapping.roles[role], level)
            if not documents or documents[-1].role != role:  # what a role is, is said once
                document = replace(document, definition=tuple(self._definitions.get(role, ())))
            documents.append(document)
        return documents

    def _to_document(self, role: LadderRole, level: str) -> ProfileDocument:
        gathered = self._profiles[role.code, level]
        return ProfileDocument(
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
            summary=gathered.stated("summary"),
            responsibilities=gathered.stated("responsibility"),
            tasks=gathered.stated("task"),
            outputs=gathered.stated("output"),
            guidelines=gathered.stated("guideline"),
            skills=gathered.components_of("skill"),
            knowledge=gathered.components_of("knowledge"),
            competencies=gathered.components_of("competency"),
            qualifications=gathered.components_of("qualification"),
            aliases=tuple(gathered.aliases),
            notes=tuple(gathered.notes),
        )
