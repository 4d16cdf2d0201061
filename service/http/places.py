"""Which page shows a thing of the graph: what is said of another thing, such as a statement, stands on that one's."""

from __future__ import annotations

from service.engine import Engine
from service.occupations.links import to_place
from service.profiles.nodes import to_anchor


def find_page(held: Engine, iri: str) -> str:
    """Return the path of the page that shows ``iri``, with the anchor of what is a part of it."""
    owned = held.resources.owner_of(iri)
    if owned is not None:
        return f"/page/{held.links.to_path(owned[0])}#{to_anchor(iri)}"
    occupation = held.resources.occupation_of(iri)
    if occupation is None:
        return f"/page/{held.links.to_path(iri)}"
    page = f"/page/{to_place(occupation)}"
    return page if occupation.iri == iri else f"{page}#{to_anchor(iri)}"
