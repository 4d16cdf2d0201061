"""The parts of one occupation that O*NET describes: titles, tasks, ratings, technologies, job zone.

Each is a node of its own; a look-up takes a few microseconds, and an occupation has some hundreds.
"""

from __future__ import annotations

from ontology.vocabulary import RG, Borrowed
from service.links import Links
from service.occupations.view import JobZoneView, RatingView, TaskView, TechnologyView, TitleView
from service.profiles.nodes import Node, read_node, to_anchor
from store.graph import GraphStore

_CORE, _SUPPLEMENTAL = "Core", "Supplemental"


def read_titles(graph: GraphStore, occupation: Node) -> tuple[TitleView, ...]:
    """Return the other titles, in order of the alphabet."""
    views = []
    for value in occupation.all(Borrowed.XL_ALT_LABEL):
        node = read_node(graph, str(value))
        views.append(
            TitleView(
                iri=node.iri,
                anchor=to_anchor(node.iri),
                text=node.text(Borrowed.LITERAL_FORM) or "",
                kinds=tuple(sorted(str(kind) for kind in node.all(RG.ALIAS_TYPE))),
                sources=tuple(sorted(str(source) for source in node.all(Borrowed.SOURCE))),
                short=node.text(RG.SHORT_TITLE),
            )
        )
    return tuple(sorted(views, key=lambda view: (view.text.casefold(), view.iri)))


def read_tasks(graph: GraphStore, occupation: Node) -> tuple[TaskView, ...]:
    """Return the tasks: core ones, supplemental ones, then those whose type nobody states."""
    views = []
    for value in occupation.all(RG.HAS_TASK):
        node = read_node(graph, str(value))
        views.append(
            TaskView(
                iri=node.iri,
                anchor=to_anchor(node.iri),
                id=node.text(Borrowed.IDENTIFIER),
                text=node.text(RG.TEXT) or "",
                type=node.text(RG.TASK_TYPE),
            )
        )
    order = {_CORE: 0, _SUPPLEMENTAL: 1}
    return tuple(sorted(views, key=lambda view: (order.get(view.type or "", 2), _to_number(view.id), view.iri)))


def read_ratings(
    graph: GraphStore, links: Links, occupation: Node
) -> tuple[tuple[RatingView, ...], tuple[RatingView, ...]]:
    """Return the rated skills and the rated fields of knowledge, most important first."""
    skills: list[RatingView] = []
    knowledge: list[RatingView] = []
    for value in occupation.all(RG.HAS_RATING):
        node = read_node(graph, str(value))
        element = read_node(graph, node.text(RG.RATES) or node.iri)
        code = element.text(Borrowed.NOTATION) or ""
        view = RatingView(
            iri=node.iri,
            anchor=to_anchor(node.iri),
            element=element.iri,
            url=links.to_url(element.iri),
            code=code,
            label=element.text(Borrowed.PREF_LABEL) or code,
            importance=node.number(RG.IMPORTANCE),
            required_level=node.number(RG.REQUIRED_LEVEL),
            not_relevant=node.truth(RG.NOT_RELEVANT) is True,
            suppressed=node.truth(RG.SUPPRESSED) is True,
        )
        (knowledge if RG.OCCUPATION_KNOWLEDGE in element.types else skills).append(view)
    return _by_importance(skills), _by_importance(knowledge)


def read_technologies(graph: GraphStore, links: Links, occupation: Node) -> tuple[TechnologyView, ...]:
    """Return the technologies: those in demand, hot ones, then the others, each in order of the alphabet."""
    views = []
    for value in occupation.all(RG.HAS_TECHNOLOGY):
        node = read_node(graph, str(value))
        technology = read_node(graph, node.text(RG.USES) or node.iri)
        # One product may stand in several classes; a use of it belongs to the product, not to a class.
        commodities = sorted(
            (kind.text(Borrowed.PREF_LABEL) or "", kind.text(Borrowed.NOTATION))
            for kind in (read_node(graph, str(iri)) for iri in technology.all(RG.HAS_COMMODITY))
        )
        name, code = commodities[0] if commodities else (None, None)
        views.append(
            TechnologyView(
                iri=node.iri,
                anchor=to_anchor(node.iri),
                technology=technology.iri,
                url=links.to_url(technology.iri),
                label=technology.text(Borrowed.PREF_LABEL) or technology.iri,
                commodity=name,
                commodity_code=code,
                hot=node.truth(RG.HOT_TECHNOLOGY),
                in_demand=node.truth(RG.IN_DEMAND),
            )
        )
    return tuple(
        sorted(views, key=lambda view: (view.in_demand is not True, view.hot is not True, view.label.casefold()))
    )


def read_job_zone(graph: GraphStore, links: Links, occupation: Node) -> JobZoneView | None:
    """Return the job zone; None where none is stated."""
    iri = occupation.text(RG.HAS_JOB_ZONE)
    if iri is None:
        return None
    node = read_node(graph, iri)
    return JobZoneView(
        iri=iri,
        url=links.to_url(iri),
        zone=node.text(Borrowed.NOTATION) or iri.rpartition("/")[2],
        label=node.text(Borrowed.PREF_LABEL),
        experience=node.text(RG.EXPERIENCE),
        education=node.text(RG.EDUCATION),
        training=node.text(RG.TRAINING),
        svp_range=node.text(RG.SVP_RANGE),
    )


def _by_importance(views: list[RatingView]) -> tuple[RatingView, ...]:
    return tuple(sorted(views, key=lambda view: (-(view.importance or 0.0), view.label, view.iri)))


def _to_number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else 0
