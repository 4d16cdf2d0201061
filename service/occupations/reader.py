"""One occupation, put together from the graph."""

from __future__ import annotations

from ontology.vocabulary import RG, Borrowed, Esco
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.occupations.links import OccupationLinks
from service.occupations.mapped import read_mapped_profiles
from service.occupations.parts import read_job_zone, read_ratings, read_tasks, read_technologies, read_titles
from service.occupations.view import MatchView, OccupationView, RelatedView, SchemeView, SkillView
from service.profiles.index import ProfileIndex
from service.profiles.nodes import Node, read_node, to_anchor
from store.graph import GraphStore

_LAST = 1_000_000  # the place of what has none


class OccupationReader:
    """Reads occupations of one snapshot."""

    def __init__(self, graph: GraphStore, links: Links, catalog: OccupationCatalog, profiles: ProfileIndex) -> None:
        self._graph = graph
        self._links = links
        self._catalog = catalog
        self._profiles = profiles
        self._to = OccupationLinks(catalog, links)

    def list_schemes(self) -> tuple[SchemeView, ...]:
        """Return all schemes, current ones first."""
        return tuple(self._to_scheme(slug) for slug in self._catalog.schemes)

    def read(self, code: str, scheme: str | None = None) -> OccupationView:
        """Return all that is said of the occupation with ``code``, as ``OccupationCatalog.find`` reads it.

        Raises:
            NotFoundError: there is none; names near codes.
        """
        entry = self._catalog.find(code, scheme)
        node = read_node(self._graph, entry.iri)
        skills, knowledge = read_ratings(self._graph, self._links, node)
        profiles, mappings = read_mapped_profiles(self._graph, self._profiles, entry.iri)
        ancestors = self._to.to_links(self._catalog.ancestors(entry.iri))
        return OccupationView(
            iri=entry.iri,
            url=self._to.to_link(entry).url,
            scheme=self._to_scheme(entry.scheme),
            code=entry.code,
            label=entry.label,
            description=entry.description,
            group_level=entry.group_level,
            retired=entry.retired,
            ancestors=ancestors,
            narrower=self._to.to_links(self._catalog.narrower(entry.iri)),
            replaced_by=self._to.to_links(self._catalog.replaced_by(entry.iri)),
            replaces=self._to.to_links(self._catalog.replaces(entry.iri)),
            matches=tuple(
                MatchView(relation, self._to.to_link(other)) for relation, other in self._catalog.matches(entry.iri)
            ),
            isco_group=self._to.find(node.text(Esco.MEMBER_OF_ISCO_GROUP)),
            job_zone=read_job_zone(self._graph, self._links, node),
            titles=read_titles(self._graph, node),
            tasks=read_tasks(self._graph, node),
            skills=skills,
            knowledge=knowledge,
            technologies=read_technologies(self._graph, self._links, node),
            related=self._read_related(node),
            essential_skills=self._read_skills(node, Esco.RELATED_ESSENTIAL_SKILL),
            optional_skills=self._read_skills(node, Esco.RELATED_OPTIONAL_SKILL),
            profiles=profiles,
            mappings=mappings,
            attribution=self._catalog.taxonomies_of(entry.iri),
        )

    def _to_scheme(self, slug: str) -> SchemeView:
        iri = self._catalog.scheme_iris[slug]
        label = read_node(self._graph, iri).text(Borrowed.PREF_LABEL)
        return SchemeView(slug, iri, label, self._catalog.schemes[slug], len(self._catalog.of_scheme(slug)))

    def _read_related(self, node: Node) -> tuple[RelatedView, ...]:
        views = []
        for value in node.all(RG.HAS_RELATION):
            relation = read_node(self._graph, str(value))
            occupation = self._to.find(relation.text(RG.RELATED_OCCUPATION))
            if occupation is not None:
                views.append(
                    RelatedView(
                        iri=relation.iri,
                        anchor=to_anchor(relation.iri),
                        occupation=occupation,
                        tier=relation.text(RG.RELATEDNESS_TIER),
                        rank=relation.integer(RG.RANK),
                    )
                )
        return tuple(sorted(views, key=lambda view: (view.rank or _LAST, view.occupation.code)))

    def _read_skills(self, node: Node, link: str) -> tuple[SkillView, ...]:
        views = []
        for value in node.all(link):
            skill = read_node(self._graph, str(value))
            label = skill.text(Borrowed.PREF_LABEL)
            views.append(
                SkillView(
                    iri=skill.iri,
                    url=self._links.to_url(skill.iri),
                    label=label or skill.iri,
                    type=_last_part(skill.text(Esco.SKILL_TYPE)),
                    reuse_level=_last_part(skill.text(Esco.SKILL_REUSE_LEVEL)),
                )
            )
        return tuple(sorted(views, key=lambda view: (view.label.casefold(), view.iri)))


def _last_part(text: str | None) -> str | None:
    """Return the name at the end of an IRI; another text as it is."""
    return text.rpartition("/")[2] if text is not None and "://" in text else text
