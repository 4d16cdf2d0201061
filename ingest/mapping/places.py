"""Where a profile stands: its role, taxonomy, track, level scheme and levels, as quads."""

from __future__ import annotations

from ingest.mapping.quads import QuadWriter
from ontology.iris import Namer, parse_level_code, split_profile_code, to_level_code
from ontology.records import Level, ProfileDocument, Taxon
from ontology.vocabulary import RG, Borrowed

TRACK_LABELS = {"P": "Professional", "M": "Management"}


class Places:
    """Names the role, levels and sibling profiles that one document speaks of, and states them as they come up."""

    def __init__(self, document: ProfileDocument, namer: Namer, quads: QuadWriter) -> None:
        self._document = document
        self._namer = namer
        self._quads = quads
        role_code, own_level = split_profile_code(document.profile)
        self.role_code = document.role or role_code
        self.role = namer.role(self.role_code)
        self._schemes: dict[str, str] = {}
        self._levels: dict[str, str] = {}
        self._profiles: dict[str | None, str] = {}
        self._scheme_levels: dict[str, Level] = {
            level.code: level for level in (document.level_scheme.levels if document.level_scheme else ())
        }
        stated_level = document.level.code if document.level else own_level
        self.own_level = self.canonical(stated_level) if stated_level is not None else None
        self._state_role()

    def canonical(self, level_code: str) -> str:
        """Return a level's code as its scheme writes it: as the document's own scheme has it, or else ``P3``."""
        return level_code if level_code in self._scheme_levels else to_level_code(level_code)

    def profile_at(self, level_code: str | None) -> str:
        """Return the IRI of this role's profile at ``level_code``; None is the document's own profile."""
        level_code = self.own_level if level_code is None else self.canonical(level_code)
        code = self._document.profile if level_code == self.own_level else f"{self.role_code}.{level_code}"
        known = self._profiles.get(level_code)
        if known is not None:
            return known
        iri = self._namer.profile(code)
        self._profiles[level_code] = iri
        self._quads.link(iri, Borrowed.TYPE, RG.PROFILE)
        self._quads.text(iri, Borrowed.NOTATION, code)
        self._quads.link(iri, RG.HAS_ROLE, self.role)
        if level_code is not None:
            self._quads.link(iri, RG.HAS_LEVEL, self.level(level_code))
        track = self._track_of(level_code)
        if track is not None:
            self.state_track(iri, track)
        return iri

    def level(self, code: str) -> str:
        """Return the IRI of the level with ``code``, stating its code, rank and scheme."""
        code = self.canonical(code)
        known = self._levels.get(code)
        if known is not None:
            return known
        scheme, rank = self._scheme_and_rank(code)
        iri = self._namer.level(scheme, rank)
        self._levels[code] = iri
        self._quads.link(iri, Borrowed.TYPE, RG.LEVEL)
        self._quads.text(iri, Borrowed.NOTATION, code)
        self._quads.integer(iri, RG.RANK, rank)
        self._quads.link(iri, Borrowed.IN_SCHEME, self.scheme(scheme))
        return iri

    def scheme(self, code: str) -> str:
        """Return the IRI of a level scheme, stating its code."""
        known = self._schemes.get(code)
        if known is not None:
            return known
        iri = self._namer.scheme(code)
        self._schemes[code] = iri
        self._quads.link(iri, Borrowed.TYPE, RG.LEVEL_SCHEME)
        self._quads.text(iri, Borrowed.NOTATION, code)
        return iri

    def _scheme_and_rank(self, code: str) -> tuple[str, int]:
        own = self._document.level_scheme
        given = self._scheme_levels.get(code)
        if given is None and self._document.level is not None and self.canonical(self._document.level.code) == code:
            given = self._document.level
        parsed = parse_level_code(code)
        if own is not None and code in self._scheme_levels:
            position = list(self._scheme_levels).index(code) + 1
            rank = given.rank if given is not None and given.rank is not None else parsed[1] if parsed else position
            return own.code, rank
        if given is not None and given.rank is not None:
            return (parsed[0] if parsed else code), given.rank
        # A code without a number has no place in an order: a scheme of its own keeps it apart from all others.
        return parsed or (code, 0)

    def _track_of(self, level_code: str | None) -> str | None:
        if self._document.track is not None:
            return self._document.track
        if self._document.level_scheme is not None and self._document.level_scheme.track is not None:
            return self._document.level_scheme.track
        parsed = parse_level_code(level_code) if level_code else None
        return parsed[0] if parsed and parsed[0] in TRACK_LABELS else None

    def state_track(self, owner: str, code: str) -> None:
        """State that ``owner``, a profile or level scheme, belongs to the track with ``code``."""
        iri = self._namer.track(code)
        self._quads.link(owner, RG.HAS_TRACK, iri)
        self._quads.link(iri, Borrowed.TYPE, RG.TRACK)
        self._quads.text(iri, Borrowed.NOTATION, code)
        if code in TRACK_LABELS:
            self._quads.text(iri, Borrowed.LABEL, TRACK_LABELS[code])

    def _state_role(self) -> None:
        self._quads.link(self.role, Borrowed.TYPE, RG.ROLE)
        self._quads.text(self.role, Borrowed.NOTATION, self.role_code)
        if self._document.role_label is not None:
            self._quads.text(self.role, Borrowed.LABEL, self._document.role_label)
        function = self._document.function
        if function is not None:
            iri = self._state_taxon("function", RG.FUNCTION, function, function.code)
            self._quads.link(self.role, RG.HAS_FUNCTION, iri)
            if self._document.superfunction is not None:
                wider = self._document.superfunction
                self._quads.link(
                    iri,
                    RG.HAS_SUPERFUNCTION,
                    self._state_taxon("superfunction", RG.SUPERFUNCTION, wider, wider.code),
                )
        elif self._document.superfunction is not None:
            wider = self._document.superfunction
            iri = self._state_taxon("superfunction", RG.SUPERFUNCTION, wider, wider.code)
            self._quads.link(self.role, RG.HAS_SUPERFUNCTION, iri)
        focus = self._document.focus
        if focus is not None:
            # GEN means another thing in every function, so a focus is named within its function.
            path = f"{function.code}.{focus.code}" if function is not None else focus.code
            self._quads.link(self.role, RG.HAS_FOCUS, self._state_taxon("focus", RG.FOCUS, focus, path))

    def _state_taxon(self, kind: str, rdf_class: str, taxon: Taxon, path: str) -> str:
        iri = self._namer.taxon(kind, path)
        self._quads.link(iri, Borrowed.TYPE, rdf_class)
        self._quads.text(iri, Borrowed.NOTATION, taxon.code)
        if taxon.label is not None:
            self._quads.text(iri, Borrowed.LABEL, taxon.label)
        return iri
