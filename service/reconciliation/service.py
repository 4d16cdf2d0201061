"""All of one snapshot that answers a reconciliation service's questions."""

from __future__ import annotations

from collections.abc import Callable

from service.labels.index import LabelIndex
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.occupations.reader import OccupationReader
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


class ReconciliationService:
    """Entities, what names are matched to them, and what is fetched for them; safe to use from several threads."""

    def __init__(
        self,
        links: Links,
        index: ProfileIndex,
        profiles: ProfileReader,
        roles: RoleReader,
        catalog: OccupationCatalog,
        occupations: OccupationReader,
        titles: TitleResolver,
        labels: Callable[[], LabelIndex],
    ) -> None:
        self.entities = entities = Entities(index, catalog, links)
        reader = PropertyReader(entities, index, profiles, roles, catalog, occupations)
        self.extender = Extender(entities, reader)
        self.previewer = Previewer(reader, catalog)
        self.reconciler = Reconciler(entities, reader, catalog, titles)
        self.suggester = EntitySuggester(entities, labels)
