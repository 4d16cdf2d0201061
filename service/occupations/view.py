"""All that classifications say of one occupation, as records; the API gives them as JSON, and pages render them."""

from __future__ import annotations

from dataclasses import dataclass

from service.occupations.entry import Taxonomy


@dataclass(frozen=True, slots=True)
class OccupationLink:
    """An occupation or group that another view names."""

    iri: str
    url: str
    scheme: str  # slug
    code: str
    label: str
    group_level: str | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A scheme of occupations."""

    slug: str
    iri: str
    label: str | None
    vintage: str | None
    occupations: int  # groups among them


@dataclass(frozen=True, slots=True)
class TitleView:
    """Another title of an occupation."""

    iri: str
    anchor: str  # on the occupation's page, as of all that follow
    text: str
    kinds: tuple[str, ...]  # alternate, reported
    sources: tuple[str, ...]  # the classification's own codes
    short: str | None = None


@dataclass(frozen=True, slots=True)
class TaskView:
    """What people in the occupation do."""

    iri: str
    anchor: str
    id: str | None  # the classification's own
    text: str
    type: str | None  # Core or Supplemental; None: the classification does not say


@dataclass(frozen=True, slots=True)
class JobZoneView:
    """How much preparation the occupation needs."""

    iri: str
    url: str
    zone: str
    label: str | None
    experience: str | None
    education: str | None
    training: str | None
    svp_range: str | None


@dataclass(frozen=True, slots=True)
class RatingView:
    """How much of one skill or field of knowledge the occupation needs."""

    iri: str
    anchor: str
    element: str  # IRI
    url: str  # of the element
    code: str
    label: str
    importance: float | None  # 1-5
    required_level: float | None  # 0-7
    not_relevant: bool  # the level does not matter here
    suppressed: bool  # too imprecise to be used, says the classification


@dataclass(frozen=True, slots=True)
class TechnologyView:
    """A technology that the occupation uses."""

    iri: str
    anchor: str
    technology: str  # IRI
    url: str  # of the technology
    label: str
    commodity: str | None
    commodity_code: str | None
    hot: bool | None
    in_demand: bool | None


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A related occupation."""

    iri: str  # of the relation
    anchor: str
    occupation: OccupationLink
    tier: str | None
    rank: int | None  # 1 is the closest


@dataclass(frozen=True, slots=True)
class SkillView:
    """A skill or field of knowledge that the occupation needs, by its own name."""

    iri: str
    url: str
    label: str
    type: str | None
    reuse_level: str | None


@dataclass(frozen=True, slots=True)
class MatchView:
    """The same or a near occupation in another scheme, as a classification states it."""

    relation: str  # exactMatch, closeMatch, ...
    occupation: OccupationLink


@dataclass(frozen=True, slots=True)
class MappedProfile:
    """A profile that is mapped to the occupation, with where the mapping stands."""

    profile: str  # code
    title: str | None
    url: str
    mapping: str  # IRI
    status: str | None  # needs_review, approved, rejected or superseded; None: nobody has said
    confidence: float | None  # 0-1
    relation: str | None


@dataclass(frozen=True, slots=True)
class OccupationView:
    """All that classifications say of one occupation."""

    iri: str
    url: str
    scheme: SchemeView
    code: str
    label: str
    description: str | None
    group_level: str | None
    retired: bool
    ancestors: tuple[OccupationLink, ...]  # nearest first
    narrower: tuple[OccupationLink, ...]
    replaced_by: tuple[OccupationLink, ...]
    replaces: tuple[OccupationLink, ...]
    matches: tuple[MatchView, ...]
    isco_group: OccupationLink | None
    job_zone: JobZoneView | None
    titles: tuple[TitleView, ...]
    tasks: tuple[TaskView, ...]  # core ones first
    skills: tuple[RatingView, ...]  # most important first
    knowledge: tuple[RatingView, ...]
    technologies: tuple[TechnologyView, ...]  # in demand and hot ones first
    related: tuple[RelatedView, ...]  # closest first
    essential_skills: tuple[SkillView, ...]
    optional_skills: tuple[SkillView, ...]
    profiles: tuple[MappedProfile, ...]  # approved mappings first; of the first 500 mappings
    mappings: int  # how many there are to it
    attribution: tuple[Taxonomy, ...]
