"""All of one snapshot that answers a reconciliation service's questions."""

from __future__ import annotations

from collections.abc import Callable

from service.labels.index import LabelIndex
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.occupations.names import OccupationNames
from service.occupations.titles.resolver import OccupationResolver
from service.profiles.index import ProfileIndex
from service.profiles.profile import ProfileReader
from service.profiles.role import RoleReader
from service.reconciliation.entities import Entities
from service.reconciliation.extension import Extender
from service.reconciliation.preview import Previewer
from service.reconciliation.reading import PropertyReader
from service.reconciliation.reconciler import Reconciler
from service.reconciliation.suggestion import EntitySuggester
from service.titles.resolver import TitleResolver
from store.graph import GraphStore


class ReconciliationService:
    """Entities, what names are matched to them, and what is fetched for them; safe to use from several threads."""

    def __init__(
        self,
        graph: GraphStore,
        links: Links,
        index: ProfileIndex,
        profiles: ProfileReader,
        roles: RoleReader,
        catalog: OccupationCatalog,
        titles: TitleResolver,
        occupations: OccupationResolver,
        labels: Callable[[], LabelIndex],
        names: OccupationNames,
    ) -> None:
        self.entities = entities = Entities(index, catalog, links)
        reader = PropertyReader(entities, index, profiles, roles, catalog, graph, links)
        self.extender = Extender(entities, reader)
        self.previewer = Previewer(reader, catalog)
        self.reconciler = Reconciler(entities, reader, catalog, titles, occupations)
        self.suggester = EntitySuggester(entities, labels, names)
