"""All entities of one snapshot by id, IRI and code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ontology.errors import NotFoundError
from ontology.vocabulary import Borrowed
from service.labels.words import fold_words
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.occupations.entry import OccupationEntry
from service.occupations.links import to_place
from service.profiles.index import ProfileIndex
from service.profiles.nodes import Node
from service.profiles.view import ProfileEntry
from service.reconciliation.entity import OCCUPATION, PROFILE, ROLE, Entity, EntityType

_SCHEMES = {"soc": "SOC", "onet-soc": "O*NET-SOC", "esco": "ESCO", "isco": "ISCO"}
_DESCRIPTION = 160  # characters of an occupation's description


class Entities:
    """Profiles, roles and occupations; safe to use from several threads."""

    def __init__(self, index: ProfileIndex, catalog: OccupationCatalog, links: Links) -> None:
        self._index = index
        self._catalog = catalog
        self._links = links

    @cached_property
    def types(self) -> dict[str, EntityType]:
        """The types that have entities, by id."""
        found = []
        if self._index.profiles:
            found.append(EntityType(PROFILE, "Profile", "A job at one level of a role"))
        if self._index.roles:
            found.append(EntityType(ROLE, "Role", "A job at all its levels"))
        schemes = [slug for slug in self._catalog.schemes if self._catalog.of_scheme(slug)]
        if schemes:
            wide = EntityType(OCCUPATION, "Occupation", "An occupation of any classification")
            found += [wide, *(self._to_type(slug, wide) for slug in schemes)]
        return {one.id: one for one in found}

    @cached_property
    def all(self) -> dict[str, Entity]:
        """All entities by id: profiles, roles, and occupations by scheme, each in order of their codes."""
        found = [
            *map(self._from_profile, self._index.profiles.values()),
            *(self._from_role(code, node) for code, node in sorted(self._index.roles.items())),
            *map(self._from_occupation, self._catalog.entries.values()),
        ]
        return {entity.id: entity for entity in found}

    def find(self, name: str) -> Entity:
        """Return the entity whose id or IRI is ``name``.

        Raises:
            NotFoundError: there is none.
        """
        found = self.all.get(name) or self._by_iri.get(name)
        if found is None:
            raise NotFoundError(f"there is no entity {name[:100]!r}; one is such as profile/CUS.GEN.P4")
        return found

    def find_named(self, name: str) -> tuple[Entity, ...]:
        """Return the entities whose id, IRI or code is ``name``."""
        text = name.strip()
        found = self.all.get(text) or self._by_iri.get(text)
        return (found,) if found is not None else self._by_code.get(text.casefold(), ())

    def find_labelled(self, text: str) -> tuple[Entity, ...]:
        """Return the occupations whose name has the same words as ``text``."""
        return self._by_label.get(tuple(fold_words(text)), ())

    def of_iris(self, iris: Iterable[str]) -> tuple[Entity, ...]:
        """Return the entities among ``iris``, in their order."""
        return tuple(self._by_iri[iri] for iri in iris if iri in self._by_iri)

    def profile(self, code: str) -> Entity | None:
        """Return the profile with ``code``; None where there is none."""
        entry = self._index.profiles.get(code)
        return self._by_iri.get(entry.iri) if entry else None

    def role(self, code: str) -> Entity | None:
        """Return the role with ``code``; None where there is none."""
        node = self._index.roles.get(code)
        return self._by_iri.get(node.iri) if node else None

    def profiles_of(self, role: str) -> tuple[Entity, ...]:
        """Return the profiles of the role with that code, lowest level first."""
        return self.of_iris(entry.iri for entry in self._index.by_role.get(role, ()))

    def is_replaced(self, entity: Entity) -> bool:
        """Return whether an occupation is of an older vintage, or no longer there."""
        entry = self._catalog.entries.get(entity.iri)
        return entry is not None and (entry.retired or bool(self._catalog.replaced_by(entry.iri)))

    @cached_property
    def _by_iri(self) -> dict[str, Entity]:
        return {entity.iri: entity for entity in self.all.values()}

    @cached_property
    def _by_code(self) -> dict[str, tuple[Entity, ...]]:
        groups: dict[str, list[Entity]] = {}
        for entity in self.all.values():
            groups.setdefault(entity.code.casefold(), []).append(entity)
        return {code: tuple(found) for code, found in groups.items()}

    @cached_property
    def _by_label(self) -> dict[tuple[str, ...], tuple[Entity, ...]]:
        groups: dict[tuple[str, ...], list[Entity]] = {}
        for entity in self.all.values():
            if entity.kind == OCCUPATION:
                groups.setdefault(tuple(fold_words(entity.name)), []).append(entity)
        return {words: tuple(found) for words, found in groups.items()}

    def _to_type(self, slug: str, wide: EntityType) -> EntityType:
        vintage = self._catalog.schemes[slug]
        known = _SCHEMES.get(slug) or _SCHEMES.get(slug.rpartition("-")[0]) or slug
        name = known if vintage is None else f"{known} {vintage}"
        return EntityType(f"{OCCUPATION}/{slug}", f"{name} occupation", f"An occupation or group of {name}", (wide,))

    def _to_id(self, iri: str) -> str:
        return self._links.to_local(iri) or iri

    def _from_profile(self, entry: ProfileEntry) -> Entity:
        level = " ".join(part for part in (entry.level, entry.level_label) if part)
        parts = (entry.code, entry.role_label or entry.role, level)
        return Entity(
            id=self._to_id(entry.iri),
            iri=entry.iri,
            kind=PROFILE,
            code=entry.code,
            name=entry.title or entry.code,
            description=" · ".join(part for part in parts if part),
            types=(PROFILE,),
        )

    def _from_role(self, code: str, node: Node) -> Entity:
        count = len(self._index.by_role.get(code, ()))
        return Entity(
            id=self._to_id(node.iri),
            iri=node.iri,
            kind=ROLE,
            code=code,
            name=node.text(Borrowed.PREF_LABEL) or code,
            description=f"{code} · {count} {'profile' if count == 1 else 'profiles'}",
            types=(ROLE,),
        )

    def _from_occupation(self, entry: OccupationEntry) -> Entity:
        kind = f"{OCCUPATION}/{entry.scheme}"
        what = self.types[kind].name.removesuffix(" occupation")
        said = entry.description or ""
        if len(said) > _DESCRIPTION:
            said = said[: _DESCRIPTION - 1].rstrip() + "…"
        return Entity(
            id=to_place(entry),
            iri=entry.iri,
            kind=OCCUPATION,
            code=entry.code,
            name=entry.label,
            description=" · ".join(part for part in (f"{what} {entry.code}", said) if part),
            types=(kind, OCCUPATION),
        )
