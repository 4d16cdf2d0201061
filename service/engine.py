"""All that answers questions of one snapshot, opened together: what every door calls."""

from __future__ import annotations

from functools import cached_property

from ontology.iris import Namer
from service.census import take_census
from service.comparison.comparer import Comparer
from service.config import Settings
from service.grades.scale import GradeScale
from service.inference.inferrer import LevelInferrer
from service.interpretation.interpreter import Interpreter
from service.labels.index import LabelIndex
from service.labels.label import Label
from service.labels.reading import read_labels
from service.links import MIRRORS, Links
from service.mappings.aliases import AliasList
from service.mappings.mappings import MappingList
from service.occupations.audit.auditor import MappingAuditor
from service.occupations.catalog import OccupationCatalog
from service.occupations.names import OccupationNames
from service.occupations.reader import OccupationReader
from service.occupations.suggestion.profile_reader import ProfileTextReader
from service.occupations.suggestion.suggester import MappingSuggester
from service.occupations.titles.resolver import OccupationResolver
from service.profiles.index import ProfileIndex
from service.profiles.profile import ProfileReader
from service.profiles.role import RoleReader
from service.reconciliation.service import ReconciliationService
from service.resources import Resources
from service.retrieval import Retriever
from service.search.catalog import Catalog
from service.search.mapped_profiles import MappedProfiles
from service.search.searcher import Searcher
from service.titles.resolver import TitleResolver
from service.void import DatasetFacts
from store.snapshot import Snapshot


class Engine:
    """The answering objects of one snapshot."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        graph, manifest = snapshot.graph, snapshot.manifest
        mirrors = MIRRORS if graph.has_graph(Namer(manifest.base).graph("taxonomy/esco")) else {}
        self.snapshot = snapshot
        self.links = Links(manifest.base, settings.public_url, mirrors)
        self.catalog = Catalog(graph)
        self._index = index = ProfileIndex(graph, self.links)
        self.profiles = ProfileReader(graph, self.links, index)
        self.roles = RoleReader(graph, self.links, index)
        self.comparer = Comparer(snapshot, index, self.profiles)
        self.occupations = OccupationCatalog(graph, manifest.base)
        self.occupation_names = OccupationNames(graph, self.occupations)
        self.occupation_reader = OccupationReader(graph, self.links, self.occupations, index)
        self.resources = Resources(graph, self.links, self.occupations)

    @cached_property
    def searcher(self) -> Searcher:
        """What answers questions."""
        return Searcher(
            self.snapshot,
            self.catalog,
            self.interpreter,
            self.label_list,
            self.links,
            self.occupations,
            self.mapped_profiles,
        )

    @cached_property
    def mapped_profiles(self) -> MappedProfiles:
        """Which profiles have which mappings, for filters."""
        return MappedProfiles(self.mappings, self.occupations)

    @cached_property
    def mappings(self) -> MappingList:
        """All mappings, with their reviews."""
        return MappingList(self.snapshot.graph, self.links, self._index, self.occupations)

    @cached_property
    def mapping_suggester(self) -> MappingSuggester:
        """What suggests occupations for profiles."""
        reader = ProfileTextReader(self.snapshot, self._index, lambda: self.label_list)
        return MappingSuggester(self.snapshot, self.occupations, self.links, reader)

    @cached_property
    def mapping_auditor(self) -> MappingAuditor:
        """What finds doubtful mappings."""
        return MappingAuditor(self.mappings, self.occupations, self.mapping_suggester)

    @cached_property
    def aliases(self) -> AliasList:
        """All aliases, with their reviews."""
        return AliasList(self.snapshot.graph, self.links, self._index)

    @cached_property
    def retriever(self) -> Retriever:
        """What finds passages for a chatbot."""
        return Retriever(self.searcher)

    @cached_property
    def interpreter(self) -> Interpreter:
        """What reads questions."""
        has_occupations = self.snapshot.manifest.counts["reference"] > 0
        return Interpreter(self.catalog, self.scale, self.labels, has_occupations=has_occupations)

    @cached_property
    def label_list(self) -> list[Label]:
        """All labels, as the graph has them."""
        return read_labels(self.snapshot.graph)

    @cached_property
    def labels(self) -> LabelIndex:
        """All labels, to be found by their words; made when somebody first asks (3 s for 250,000 labels)."""
        text = self.snapshot.text
        return LabelIndex(self.label_list, lambda word: not text.find_unknown(word))

    @cached_property
    def scale(self) -> GradeScale:
        """What grades and years of experience mean as levels."""
        return GradeScale(self.snapshot.graph, self._index, self.label_list)

    @cached_property
    def titles(self) -> TitleResolver:
        """What resolves job titles."""
        return TitleResolver(self.snapshot, self.labels, self._index, self.catalog, self.scale, self.occupation_titles)

    @cached_property
    def reconciliation(self) -> ReconciliationService:
        """What matches the names of a table to profiles, roles and occupations."""
        return ReconciliationService(
            self.snapshot.graph,
            self.links,
            self._index,
            self.profiles,
            self.roles,
            self.occupations,
            self.titles,
            self.occupation_titles,
            lambda: self.labels,
            self.occupation_names,
        )

    @cached_property
    def occupation_titles(self) -> OccupationResolver:
        """What resolves job titles to occupations."""
        return OccupationResolver(self.snapshot, self.occupations)

    @cached_property
    def inferrer(self) -> LevelInferrer:
        """What infers levels from job descriptions."""
        return LevelInferrer(self.snapshot, self.roles, self.catalog, self.scale, self.titles)

    @cached_property
    def dataset(self) -> DatasetFacts:
        """What describes the snapshot as a dataset; counted when somebody first asks (3 s for 0.7 M triples)."""
        manifest, census = self.snapshot.manifest, take_census(self.snapshot.graph)
        taxonomies = self.occupations.taxonomies
        return DatasetFacts(self.links.public_url, manifest.base, manifest.id, manifest.created, census, taxonomies)

    def warm_up(self) -> None:
        """Ask one question, so that the first person to ask does not wait for what is loaded at first use."""
        self.searcher.search("warm up")

    def warm_lists(self) -> None:
        """Read lists of profiles, roles and neighbours, for the same reason; worth its time only where nobody waits."""
        self.roles.list_ladders()
        self.comparer.neighbourhood.warm_up()
