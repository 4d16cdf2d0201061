"""Level inference: which level of which role a job description describes, with the sentences that speak for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ontology.errors import QueryError
from service.grades.scale import GradeScale
from service.inference.dimensions import read_dimensions
from service.inference.ladder import LadderReader, RoleLadder
from service.inference.levels import Floats, to_distribution, weigh
from service.inference.proof import read_evidence
from service.inference.reading import Reader, Reading
from service.inference.result import Basis, InferredRole, LevelInference, LevelProbability
from service.inference.roles import RoleFinder, RoleFit, to_confidence
from service.inference.weights import read_weights
from service.profiles.role import RoleReader
from service.search.catalog import Catalog
from service.search.columns import FacetColumns
from service.titles.resolution import TitleResolution
from service.titles.resolver import TitleResolver
from store.snapshot import Snapshot

MAX_CHARACTERS = 50_000
_TITLES = 20  # candidates of a title that are looked at
_LEAST_PROBABILITY = 0.5  # a level is named when it is likelier than all others of all roles together


@dataclass(frozen=True, slots=True)
class Choice:
    """The role that a description is of."""

    role: InferredRole
    fit: RoleFit
    rival: str | None = None  # the role that fits next best


class LevelInferrer:
    """Infers levels from job descriptions in one snapshot; safe to use from several threads."""

    def __init__(
        self, snapshot: Snapshot, roles: RoleReader, catalog: Catalog, scale: GradeScale, titles: TitleResolver
    ) -> None:
        columns = FacetColumns(snapshot.passages)
        self._snapshot = snapshot
        self._catalog = catalog
        self._scale = scale
        self._weights = read_weights()
        self._ladders = LadderReader(snapshot, roles, columns)
        self._finder = RoleFinder(snapshot, columns)
        self._titles = titles

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._snapshot.encoder, self._snapshot.vectors)

    def infer(self, text: str, *, role: str | None = None, title: str | None = None) -> LevelInference:
        """Return which level the job description ``text`` describes, of ``role`` (a code) or of the role that fits.

        Raises:
            QueryError: ``text`` is empty or too long, or ``title`` cannot be read.
            NotFoundError: there is no such role, or it has no levels.
        """
        if not text.strip():
            raise QueryError("the text is empty: give a job description")
        if len(text) > MAX_CHARACTERS:
            raise QueryError(f"the text has {len(text):,} characters; {MAX_CHARACTERS:,} are allowed")
        given = self._ladders.read(role) if role is not None else None
        named = self._titles.resolve(title, limit=_TITLES) if title is not None else None
        reading = self._reader.read(text)
        choice = self._choose(reading, named, given)
        if choice is None:
            return self._say_nothing(reading, None, "The text says nothing that a level could be told from.")
        if choice.fit.total < self._weights.least_fit:
            reason = "The text fits no role of this snapshot."
            if given is not None:
                reason = f"The text does not fit the role {given.role}."
            return self._say_nothing(reading, choice.role if given is not None else None, reason)
        return self._tell_levels(text, reading, named, choice, given or self._ladders.read(choice.role.role))

    def _choose(self, reading: Reading, title: TitleResolution | None, given: RoleLadder | None) -> Choice | None:
        """Return the role to tell levels of; None where the description says nothing of any."""
        if not reading.sentences:
            return None
        if given is not None:
            fit = self._finder.measure(reading.vectors, given.role, title)
            return Choice(InferredRole(given.role, self._catalog.role_label(given.role), 1.0, Basis.GIVEN), fit)
        fits = [fit for fit in self._finder.find(reading.vectors, title) if self._catalog.levels_of(fit.role)]
        if not fits:
            return None
        sure = round(to_confidence(fits, self._weights.role), 3)
        best = fits[0]
        how = Basis.BOTH if best.title else Basis.TEXT
        rival = fits[1].role if len(fits) > 1 else None
        return Choice(InferredRole(best.role, self._catalog.role_label(best.role), sure, how), best, rival)

    def _tell_levels(
        self, text: str, reading: Reading, title: TitleResolution | None, choice: Choice, ladder: RoleLadder
    ) -> LevelInference:
        vectors = self._snapshot.vectors.vectors
        evidence = weigh(reading, title, ladder, vectors, self._scale)
        distribution = to_distribution(evidence, self._weights)
        levels = _to_levels(ladder, distribution)
        best = max(levels, key=lambda level: level.probability)
        reason = _find_doubt(choice, best)
        return LevelInference(
            snapshot=self._snapshot.id,
            role=choice.role,
            distribution=levels,
            best=best if reason is None else None,
            abstained=reason is not None,
            reason=reason,
            dimensions=read_dimensions(reading, text, ladder, vectors, evidence.years, self._weights.cells),
            evidence=read_evidence(reading, text, ladder, evidence, distribution, self._snapshot),
            sentences=reading.total,
            used=len(reading.sentences) + (reading.years_sentence is not None),
        )

    def _say_nothing(self, reading: Reading, role: InferredRole | None, reason: str) -> LevelInference:
        return LevelInference(
            snapshot=self._snapshot.id,
            role=role,
            distribution=(),
            best=None,
            abstained=True,
            reason=reason,
            dimensions=(),
            evidence=(),
            sentences=reading.total,
            used=len(reading.sentences),
        )


def _find_doubt(choice: Choice, best: LevelProbability) -> str | None:
    """Return in a sentence why ``best`` is not named; None if it is."""
    role = choice.role
    if role.confidence * best.probability >= _LEAST_PROBABILITY:
        return None
    if role.confidence < best.probability and choice.rival is not None:
        return f"It may be of the role {role.role} or {choice.rival}; the levels are those of {role.role}."
    return "The text says too little to tell the levels apart."


def _to_levels(ladder: RoleLadder, distribution: Floats) -> tuple[LevelProbability, ...]:
    return tuple(
        LevelProbability(rung.level, rung.level_label, rung.profile, round(float(probability), 4))
        for rung, probability in zip(ladder.rungs, distribution, strict=True)
    )
