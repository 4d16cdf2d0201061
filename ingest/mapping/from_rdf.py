"""From the graph of a document back to its record: the inverse of ``ingest.mapping.to_rdf``.

Mapping the record again gives the same quads; a test holds both directions to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.mapping.codes import BASES, STATUSES
from ingest.mapping.facts import Facts
from ontology import kinds
from ontology.iris import parse_level_code, split_profile_code
from ontology.kinds import Kind
from ontology.records import (
    Alias,
    Basis,
    Component,
    Level,
    LevelScheme,
    Lines,
    Mapping,
    Note,
    ProfileDocument,
    Review,
    Source,
    Statement,
    StoryLine,
    StoryPart,
    Taxon,
)
from ontology.vocabulary import RG, Borrowed

_BASES = {str(iri): basis for basis, iri in BASES.items()}
_STATUSES = {str(iri): status for status, iri in STATUSES.items()}


def read_documents(facts: Facts) -> list[ProfileDocument]:
    """Return the profile documents that a graph holds: one for each profile that a document in it is about."""
    about = [
        (document, profile)
        for document in facts.subjects(Borrowed.TYPE, RG.DOCUMENT)
        for profile in facts.iris(document, RG.ABOUT)
    ]
    described = frozenset(profile for _, profile in about)
    return [_DocumentReader(facts, document, profile, described).read() for document, profile in about]


class _DocumentReader:
    """Reads one profile document."""

    def __init__(self, facts: Facts, document: str, profile: str, described: frozenset[str]) -> None:
        """Read what ``document`` says of ``profile``, and of its siblings that are not ``described`` by themselves."""
        self._facts = facts
        self._document = document
        self._profile = profile
        self._role = facts.text(profile, RG.HAS_ROLE)
        self._level = facts.text(profile, RG.HAS_LEVEL)
        self._siblings = [
            p
            for p in facts.subjects(Borrowed.TYPE, RG.PROFILE)
            if facts.text(p, RG.HAS_ROLE) == self._role and (p == profile or p not in described)
        ]

    def read(self) -> ProfileDocument:
        facts, profile, role = self._facts, self._profile, self._role
        code = facts.text(profile, Borrowed.NOTATION) or ""
        function = facts.text(role, RG.HAS_FUNCTION)
        wider = facts.text(function, RG.HAS_SUPERFUNCTION) or facts.text(role, RG.HAS_SUPERFUNCTION)
        role_code = facts.text(role, Borrowed.NOTATION)
        scheme = self._read_scheme()
        return ProfileDocument(
            profile=code,
            title=facts.text(profile, Borrowed.LABEL),
            role=role_code if role_code != split_profile_code(code)[0] else None,
            role_label=facts.text(role, Borrowed.LABEL),
            superfunction=self._read_taxon(wider),
            function=self._read_taxon(function),
            focus=self._read_taxon(facts.text(role, RG.HAS_FOCUS)),
            track=self._read_track(scheme),
            level=self._read_own_level(),
            level_scheme=scheme,
            summary=self._read_statements(kinds.SUMMARY, [profile]),
            definition=self._read_statements(kinds.DEFINITION, [role] if role else []),
            focus_note=self._read_statements(kinds.FOCUS, [role] if role else []),
            story=tuple(
                StoryLine(StoryPart(facts.text(iri, RG.STORY_PART) or "who"), self._text(iri), lines)
                for iri, lines in self._stated(kinds.STORY, [profile])
            ),
            responsibilities=self._read_statements(kinds.RESPONSIBILITY, self._siblings),
            tasks=self._read_statements(kinds.TASK, self._siblings),
            outputs=self._read_statements(kinds.OUTPUT, self._siblings),
            guidelines=self._read_statements(kinds.GUIDELINE, self._siblings),
            skills=self._read_components(kinds.SKILL),
            knowledge=self._read_components(kinds.KNOWLEDGE),
            competencies=self._read_components(kinds.COMPETENCY),
            qualifications=self._read_components(kinds.QUALIFICATION),
            aliases=self._read_aliases(),
            mappings=self._read_mappings(),
            reviews=self._read_reviews(),
            provenance=self._read_statements(kinds.PROVENANCE, [profile]),
            notes=tuple(
                Note(self._text(iri), facts.text(iri, RG.SECTION), lines)
                for iri, lines in self._stated(kinds.NOTE, [profile])
            ),
            source=self._read_source(),
        )

    def _read_source(self) -> Source:
        facts, document = self._facts, self._document
        readings = facts.subjects(Borrowed.USED, document)
        return Source(
            document=facts.text(document, Borrowed.TITLE) or "",
            sha256=facts.text(document, RG.SHA256) or "",
            media_type=facts.text(document, Borrowed.FORMAT) or "",
            ingested_at=(facts.text(readings[0], Borrowed.ENDED_AT) if readings else None) or "",
        )

    def _read_taxon(self, iri: str | None) -> Taxon | None:
        code = self._facts.text(iri, Borrowed.NOTATION)
        return Taxon(code, self._facts.text(iri, Borrowed.LABEL)) if code is not None else None

    def _read_track(self, scheme: LevelScheme | None) -> str | None:
        """Return the track, unless the scheme or the level's code says it already."""
        facts = self._facts
        track = facts.text(facts.text(self._profile, RG.HAS_TRACK), Borrowed.NOTATION)
        parsed = parse_level_code(facts.text(self._level, Borrowed.NOTATION) or "")
        implied = scheme.track if scheme is not None and scheme.track is not None else parsed[0] if parsed else None
        return None if track == implied else track

    def _read_own_level(self) -> Level | None:
        """Return the profile's level, unless there is nothing to say that the profile's code does not."""
        if self._level is None:
            return None
        level = self._read_level(self._level)
        code = self._facts.text(self._profile, Borrowed.NOTATION) or ""
        return None if level == Level(split_profile_code(code)[1] or "") else level

    def _read_scheme(self) -> LevelScheme | None:
        """Return the document's own level scheme: the levels of one that say more than their code."""
        facts = self._facts
        scheme = facts.text(self._level, Borrowed.IN_SCHEME)
        if scheme is None:
            return None
        label = facts.text(scheme, Borrowed.LABEL)
        track = facts.text(facts.text(scheme, RG.HAS_TRACK), Borrowed.NOTATION) or _last_segment(
            facts.text(scheme, RG.HAS_TRACK)
        )
        members = [iri for iri in facts.subjects(Borrowed.IN_SCHEME, scheme) if iri != self._level]
        described = [iri for iri in members if self._is_described(iri)]
        if label is None and track is None and not described:
            return None
        ranked = sorted([*members, *([self._level] if self._level else [])], key=self._rank)
        return LevelScheme(
            code=facts.text(scheme, Borrowed.NOTATION) or "",
            label=label,
            track=track,
            levels=tuple(self._read_level(iri, own=iri != self._level) for iri in ranked),
        )

    def _is_described(self, level: str) -> bool:
        said = (Borrowed.LABEL, RG.STATES_SENTENCE, RG.STATES_ATTRIBUTE)
        return any(self._facts.all(level, predicate) for predicate in said)

    def _rank(self, level: str) -> int:
        return self._facts.integer(level, RG.RANK) or 0

    def _read_level(self, iri: str, *, own: bool = True) -> Level:
        facts = self._facts
        sentences = list(self._stated(kinds.SENTENCE, [iri])) if own else []
        code = facts.text(iri, Borrowed.NOTATION) or ""
        parsed = parse_level_code(code)
        rank = facts.integer(iri, RG.RANK)
        return Level(
            code=code,
            label=facts.text(iri, Borrowed.LABEL),
            sentence=self._text(sentences[0][0]) if sentences else None,
            attributes=self._read_statements(kinds.ATTRIBUTE, [iri]) if own else (),
            rank=None if parsed is not None and parsed[1] == rank else rank,
            lines=sentences[0][1] if sentences else None,
        )

    def _read_statements(self, kind: Kind, owners: list[str]) -> tuple[Statement, ...]:
        facts = self._facts
        return tuple(
            Statement(
                text=self._text(iri),
                level=self._level_of(iri, kind),
                dimension=facts.text(iri, RG.DIMENSION),
                prevalence=facts.text(iri, RG.PREVALENCE),
                layer=facts.text(iri, RG.LAYER),
                basis=_BASES.get(facts.text(iri, RG.HAS_BASIS) or "", Basis.STATED),
                confidence=facts.number(iri, RG.CONFIDENCE),
                lines=lines,
            )
            for iri, lines in self._stated(kind, owners)
        )

    def _level_of(self, statement: str, kind: Kind) -> str | None:
        level = self._facts.text(statement, RG.HAS_LEVEL)
        if level is None or kind.owner is kinds.Owner.LEVEL or level == self._level:
            return None
        return self._facts.text(level, Borrowed.NOTATION)

    def _read_components(self, kind: Kind) -> tuple[Component, ...]:
        facts = self._facts
        return tuple(
            Component(
                name=self._text(iri),
                description=facts.text(iri, RG.DESCRIPTION),
                prevalence=facts.text(iri, RG.PREVALENCE),
                layer=facts.text(iri, RG.LAYER),
                lines=lines,
            )
            for iri, lines in self._stated(kind, [self._profile])
        )

    def _read_aliases(self) -> tuple[Alias, ...]:
        facts = self._facts
        links = (RG.HAS_ALIAS, Borrowed.XL_ALT_LABEL, Borrowed.XL_HIDDEN_LABEL)
        iris = {iri for link in links for iri in facts.iris(self._profile, link)}
        return tuple(
            Alias(
                label=facts.text(iri, Borrowed.LITERAL_FORM) or "",
                type=facts.text(iri, RG.ALIAS_TYPE),
                confidence=facts.number(iri, RG.CONFIDENCE),
                band=facts.text(iri, RG.CONFIDENCE_BAND),
                approved=facts.truth(iri, RG.IS_APPROVED),
                lines=lines,
            )
            for iri, lines in self._placed(iris)
        )

    def _read_mappings(self) -> tuple[Mapping, ...]:
        facts = self._facts
        return tuple(
            Mapping(
                code=facts.text(facts.text(iri, Borrowed.ANNOTATED_TARGET), Borrowed.NOTATION) or "",
                scheme=facts.text(iri, RG.CODE_SCHEME),
                title=facts.text(iri, Borrowed.OBJECT_LABEL),
                source=facts.text(iri, Borrowed.SOURCE),
                confidence=facts.number(iri, Borrowed.MAPPING_CONFIDENCE),
                band=facts.text(iri, RG.CONFIDENCE_BAND),
                status=_STATUSES.get(facts.text(iri, RG.STATUS) or ""),
                predicate=_last_segment(facts.text(iri, Borrowed.ANNOTATED_PROPERTY)),
                justification=facts.text(iri, Borrowed.MAPPING_JUSTIFICATION),
                lines=lines,
            )
            for iri, lines in self._placed(facts.iris(self._profile, RG.HAS_MAPPING))
        )

    def _read_reviews(self) -> tuple[Review, ...]:
        facts = self._facts
        return tuple(
            Review(
                dimension=facts.text(iri, RG.DIMENSION) or "",
                score=facts.number(iri, RG.SCORE) or 0.0,
                reviewer=facts.text(iri, RG.REVIEWER),
                comment=facts.text(iri, RG.COMMENT),
                lines=lines,
            )
            for iri, lines in self._placed(facts.iris(self._profile, RG.HAS_REVIEW))
        )

    def _text(self, iri: str) -> str:
        return self._facts.text(iri, RG.TEXT) or ""

    def _stated(self, kind: Kind, owners: list[str]) -> Iterator[tuple[str, Lines | None]]:
        for owner in owners:
            of_kind = self._facts.iris(owner, kind.link)
            yield from self._placed([iri for iri in of_kind if kind.rdf_class in self._facts.iris(iri, Borrowed.TYPE)])

    def _placed(self, iris: Iterable[str]) -> Iterator[tuple[str, Lines | None]]:
        """Yield ``iris`` in the order of the document, each with every span of lines that says it."""
        for iri in sorted(iris, key=lambda iri: (self._facts.integer(iri, RG.POSITION) or 0, iri)):
            sources = self._facts.iris(iri, Borrowed.DERIVED_FROM)
            spans = [span for source in sources if (span := self._read_lines(source)) is not None]
            yield iri, spans[0] if spans else None
            for span in spans[1:]:
                yield iri, span

    def _read_lines(self, source: str) -> Lines | None:
        first = self._facts.integer(source, RG.FIRST_LINE)
        last = self._facts.integer(source, RG.LAST_LINE)
        return Lines(first, last) if first is not None and last is not None else None


def _last_segment(iri: str | None) -> str | None:
    return iri.replace("#", "/").rpartition("/")[2] if iri is not None else None
