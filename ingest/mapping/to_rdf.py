"""From a profile document to the quads of its graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.mapping.codes import BASES, to_occupation_scheme
from ingest.mapping.mappings import MAPPING_NAME, to_mapping_text, write_mapping, write_origin
from ingest.mapping.places import Places
from ingest.mapping.quads import QuadWriter
from ontology import kinds
from ontology.iris import Namer
from ontology.kinds import Kind, Owner
from ontology.records import (
    Alias,
    Component,
    Level,
    Lines,
    Mapping,
    Note,
    ProfileDocument,
    Review,
    Source,
    Statement,
    StoryLine,
)
from ontology.vocabulary import RG, Borrowed


def write_document(document: ProfileDocument, namer: Namer) -> QuadWriter:
    """Return the quads of ``document``, in the graph named after its source.

    Raises:
        ValueError: the document has no source: it was made by hand and never given a name.
    """
    if document.source is None:
        raise ValueError("a profile document needs a source to be mapped: its name names the graph")
    return _DocumentMapper(document, document.source, namer).write()


class _DocumentMapper:
    """The mapping of one document; one instance a document."""

    def __init__(self, document: ProfileDocument, source: Source, namer: Namer) -> None:
        self._document = document
        self._namer = namer
        self._graph = namer.graph(source.document)
        self._quads = QuadWriter(self._graph)
        self._source = source
        self._source_iri = namer.document(source.document)
        self._places = Places(document, namer, self._quads)
        self._profile = self._places.profile_at(None)
        self._placed: set[str] = set()
        self._named: dict[str, object] = {}
        self._positions: dict[tuple[str, str], int] = {}

    def write(self) -> QuadWriter:
        document = self._document
        self._write_source()
        if document.title is not None:
            self._quads.text(self._profile, Borrowed.LABEL, document.title)
        self._write_scheme()
        if document.level is not None:
            self._write_level(document.level)
        for kind, statements in (
            (kinds.SUMMARY, document.summary),
            (kinds.DEFINITION, document.definition),
            (kinds.FOCUS, document.focus_note),
            (kinds.RESPONSIBILITY, document.responsibilities),
            (kinds.TASK, document.tasks),
            (kinds.OUTPUT, document.outputs),
            (kinds.GUIDELINE, document.guidelines),
            (kinds.PROVENANCE, document.provenance),
        ):
            self._write_statements(kind, statements)
        self._write_story(document.story)
        for kind, components in (
            (kinds.SKILL, document.skills),
            (kinds.KNOWLEDGE, document.knowledge),
            (kinds.COMPETENCY, document.competencies),
            (kinds.QUALIFICATION, document.qualifications),
        ):
            self._write_components(kind, components)
        self._write_aliases(document.aliases)
        self._write_mappings(document.mappings)
        self._write_reviews(document.reviews)
        self._write_notes(document.notes)
        return self._quads

    def _write_source(self) -> None:
        source, iri = self._source, self._source_iri
        self._quads.link(iri, Borrowed.TYPE, RG.DOCUMENT)
        self._quads.text(iri, Borrowed.TITLE, source.document)
        self._quads.text(iri, RG.SHA256, source.sha256)
        self._quads.text(iri, Borrowed.FORMAT, source.media_type)
        self._quads.link(iri, RG.ABOUT, self._profile)
        reading = self._namer.ingest(source.document, source.sha256)
        self._quads.link(reading, Borrowed.TYPE, RG.INGEST)
        self._quads.link(reading, Borrowed.USED, iri)
        self._quads.date_time(reading, Borrowed.ENDED_AT, source.ingested_at)
        self._quads.link(self._graph, Borrowed.GENERATED_BY, reading)

    def _write_scheme(self) -> None:
        scheme = self._document.level_scheme
        if scheme is None:
            return
        iri = self._places.scheme(scheme.code)
        if scheme.label is not None:
            self._quads.text(iri, Borrowed.LABEL, scheme.label)
        if scheme.track is not None:
            self._places.state_track(iri, scheme.track)
        for level in scheme.levels:
            self._write_level(level)

    def _write_level(self, level: Level) -> None:
        iri = self._places.level(level.code)
        if level.label is not None:
            self._quads.text(iri, Borrowed.LABEL, level.label)
        if level.sentence is not None:
            self._write_statement(kinds.SENTENCE, Statement(level.sentence, level=level.code, lines=level.lines))
        for attribute in level.attributes:
            self._write_statement(kinds.ATTRIBUTE, replace(attribute, level=level.code))

    def _write_statements(self, kind: Kind, statements: Iterable[Statement]) -> None:
        for statement in statements:
            self._write_statement(kind, statement)

    def _write_statement(self, kind: Kind, statement: Statement) -> None:
        owner = self._owner(kind, statement.level)
        iri = self._namer.statement(owner, kind.name, statement.text, qualifier=statement.dimension)
        self._state(kind, owner, iri, statement.text, statement.lines)
        self._quads.link(iri, RG.HAS_BASIS, BASES[statement.basis])
        if statement.confidence is not None:
            self._quads.decimal(iri, RG.CONFIDENCE, statement.confidence)
        self._optional_texts(
            iri,
            (RG.DIMENSION, statement.dimension),
            (RG.PREVALENCE, statement.prevalence),
            (RG.LAYER, statement.layer),
        )
        if kind.owner is Owner.PROFILE:
            level = statement.level or self._places.own_level
            if level is not None:
                self._quads.link(iri, RG.HAS_LEVEL, self._places.level(level))

    def _write_story(self, story: Iterable[StoryLine]) -> None:
        for line in story:
            iri = self._namer.statement(self._profile, kinds.STORY.name, line.text, qualifier=line.part)
            self._state(kinds.STORY, self._profile, iri, line.text, line.lines)
            self._quads.text(iri, RG.STORY_PART, line.part)
            self._at_own_level(iri)

    def _write_components(self, kind: Kind, components: Iterable[Component]) -> None:
        for component in components:
            iri = self._name(kind.name, component.name, component)
            self._state(kind, self._profile, iri, component.name, component.lines)
            self._optional_texts(
                iri,
                (RG.DESCRIPTION, component.description),
                (RG.PREVALENCE, component.prevalence),
                (RG.LAYER, component.layer),
            )
            self._at_own_level(iri)
            if kind.concept_class is not None and kind.concept_link is not None:
                concept = self._namer.concept(kind.name, component.name)
                self._quads.link(iri, RG.NAMES, concept)
                self._quads.link(self._profile, kind.concept_link, concept)
                self._quads.link(concept, Borrowed.TYPE, kind.concept_class)
                self._quads.text(concept, Borrowed.LABEL, component.name)

    def _write_aliases(self, aliases: Iterable[Alias]) -> None:
        for alias in aliases:
            iri = self._name(kinds.ALIAS_NAME, alias.label, alias)
            self._quads.link(iri, Borrowed.TYPE, Borrowed.XL_LABEL)
            self._quads.text(iri, Borrowed.LITERAL_FORM, alias.label)
            self._quads.link(iri, RG.HAS_PROFILE, self._profile)
            self._place(iri, self._profile, kinds.ALIAS_NAME, alias.lines)
            self._quads.link(iri, RG.HAS_ROLE, self._places.role)
            self._at_own_level(iri)
            self._optional_texts(iri, (RG.ALIAS_TYPE, alias.type), (RG.CONFIDENCE_BAND, alias.band))
            if alias.confidence is not None:
                self._quads.decimal(iri, RG.CONFIDENCE, alias.confidence)
            if alias.approved is not None:
                self._quads.boolean(iri, RG.IS_APPROVED, alias.approved)
            # Whether the profile is also called so is derived: it depends on what was decided since.
            self._quads.link(self._profile, RG.HAS_ALIAS, iri)

    def _write_mappings(self, mappings: Iterable[Mapping]) -> None:
        for mapping in mappings:
            scheme = to_occupation_scheme(mapping.code, mapping.scheme)
            occupation = self._namer.occupation(scheme, mapping.code)
            iri = self._name(MAPPING_NAME, to_mapping_text(scheme, mapping), mapping)
            write_mapping(self._quads, iri, self._profile, occupation, mapping)
            self._place(iri, self._profile, MAPPING_NAME, mapping.lines)
            self._quads.link(occupation, Borrowed.TYPE, RG.OCCUPATION)
            self._quads.text(occupation, Borrowed.NOTATION, mapping.code)

    def _write_reviews(self, reviews: Iterable[Review]) -> None:
        for review in reviews:
            iri = self._name("review", f"{review.dimension} | {review.reviewer or ''}", review)
            self._quads.link(self._profile, RG.HAS_REVIEW, iri)
            self._quads.link(iri, Borrowed.TYPE, RG.REVIEW)
            self._quads.link(iri, RG.HAS_PROFILE, self._profile)
            self._place(iri, self._profile, "review", review.lines)
            self._quads.decimal(iri, RG.SCORE, review.score)
            self._optional_texts(
                iri, (RG.DIMENSION, review.dimension), (RG.REVIEWER, review.reviewer), (RG.COMMENT, review.comment)
            )

    def _write_notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            iri = self._namer.statement(self._profile, kinds.NOTE.name, note.text, qualifier=note.section)
            self._state(kinds.NOTE, self._profile, iri, note.text, note.lines)
            self._optional_texts(iri, (RG.SECTION, note.section))
            self._at_own_level(iri)

    def _name(self, kind: str, text: str, record: Component | Alias | Mapping | Review) -> str:
        """Name a record of the profile by its text; another record with the same text is named by its number too."""
        said = replace(record, lines=None)
        number = 1
        while True:
            qualifier = str(number) if number > 1 else None
            iri = self._namer.statement(self._profile, kind, text, qualifier=qualifier)
            if self._named.setdefault(iri, said) == said:
                return iri
            number += 1

    def _state(self, kind: Kind, owner: str, iri: str, text: str, lines: Lines | None) -> None:
        """Write what all statements and components share."""
        self._quads.link(owner, kind.link, iri)
        self._quads.link(iri, Borrowed.TYPE, kind.rdf_class)
        self._quads.text(iri, RG.TEXT, text)
        self._place(iri, owner, kind.name, lines)
        if kind.owner is Owner.PROFILE:
            self._quads.link(iri, RG.HAS_PROFILE, owner)
        if kind.owner is Owner.LEVEL:
            self._quads.link(iri, RG.HAS_LEVEL, owner)
        else:
            self._quads.link(iri, RG.HAS_ROLE, self._places.role)

    def _place(self, iri: str, owner: str, kind: str, lines: Lines | None) -> None:
        """Write where ``iri`` stands among its owner's statements of one kind, and which lines say it."""
        if iri not in self._placed:  # said twice is one statement, at its first place
            self._placed.add(iri)
            position = self._positions.get((owner, kind), 0) + 1
            self._positions[owner, kind] = position
            self._quads.integer(iri, RG.POSITION, position)
        if lines is None:
            self._quads.link(iri, Borrowed.DERIVED_FROM, self._source_iri)
            return
        write_origin(self._quads, iri, self._source_iri, lines)

    def _at_own_level(self, iri: str) -> None:
        if self._places.own_level is not None:
            self._quads.link(iri, RG.HAS_LEVEL, self._places.level(self._places.own_level))

    def _owner(self, kind: Kind, level: str | None) -> str:
        if kind.owner is Owner.ROLE:
            return self._places.role
        if kind.owner is Owner.LEVEL:
            if level is None:
                raise ValueError(f"a {kind.name} needs a level")
            return self._places.level(level)
        return self._places.profile_at(level)

    def _optional_texts(self, subject: str, *pairs: tuple[str, str | None]) -> None:
        for predicate, text in pairs:
            if text is not None:
                self._quads.text(subject, predicate, text)
