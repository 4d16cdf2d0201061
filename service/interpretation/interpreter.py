"""From a question to what it constrains; in doubt nothing is, since a wrong filter hides the answer.

What is read is given back with its place, its effect and a reason, so that a person can see it and turn it off.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from ontology.kinds import OCCUPATION_NAME
from service.grades.scale import GradeScale
from service.grades.words import Word, split_words
from service.interpretation.constraints import Part, bind_parts, combine, to_mention
from service.interpretation.contrast import read_comparison
from service.interpretation.demands import read_parts
from service.interpretation.entities import find_skills
from service.interpretation.levels import read_codes
from service.interpretation.names import RoleNames
from service.interpretation.occupations import read_occupations
from service.interpretation.question import Question, take_apart
from service.interpretation.remainder import without_spans
from service.interpretation.roles import NamedRoles, read_roles
from service.interpretation.spelling import Mended, mend
from service.interpretation.tracks import TrackSpan, read_track
from service.interpretation.wanted import read_wanted
from service.labels.index import LabelIndex
from service.search.catalog import Catalog
from service.search.result import MENTION_KINDS, Effect, Filters, Interpretation, Mention

ALL = "all"  # of ``ignore``: read nothing
_KEPT = ("kind", "skill", "function")  # words that stay in the text, whatever they demand


class Interpreter:
    """Reads questions with the words of one snapshot; safe to use from several threads."""

    def __init__(
        self, catalog: Catalog, scale: GradeScale, labels: LabelIndex, *, has_occupations: bool = False
    ) -> None:
        """Read with the words of one snapshot; ``has_occupations``: a question may ask for those of classifications."""
        self._has_occupations = has_occupations
        self._catalog = catalog
        self._scale = scale
        self._labels = labels
        self._codes = read_codes({code: place.label for code, place in catalog.levels.items()})
        self._tracks = {code: place.label for code, place in catalog.tracks.items()}

    @cached_property
    def _names(self) -> RoleNames:
        return RoleNames(self._scale.profiles.values(), self._labels.labels)

    def interpret(
        self,
        query: str,
        stated: Filters = Filters(),  # noqa: B008 - frozen
        ignore: Collection[str] = (),
    ) -> Interpretation:
        """Return how ``query`` is understood; ``stated`` filters are the caller's own and win over what it says.

        ``ignore`` names kinds of mention that are to have no effect, or "all".
        """
        words = split_words(query)
        mended = mend(query, words)
        unread = frozenset(MENTION_KINDS if ALL in ignore else ignore)
        right = words if mended.text == query else split_words(mended.text)
        interpretation = self._read(mended.text, right, stated, unread)
        mentions = tuple(_to_original(query, mention, mended) for mention in interpretation.mentions)
        # To an occupation all that a ladder would understand is topic.
        understood = () if OCCUPATION_NAME in interpretation.filters.kind else mentions
        return replace(
            interpretation,
            text=without_spans(
                query,
                words,
                [mention.span for mention in mentions if _became_filter(mention)],
                [mention.span for mention in understood if mention.what not in _KEPT and mention.what not in unread],
            ),
            mentions=mentions,
            ignored=tuple(ignore),
        )

    def _read(self, query: str, words: Sequence[Word], stated: Filters, unread: frozenset[str]) -> Interpretation:
        question = take_apart(query, words, self._codes, self._labels, self._names)
        named = read_roles(question, self._catalog.roles, unread)
        parts = self._read_parts(question, named)
        used = [part for part in parts if part.what not in unread]
        levels, contradicting = combine(used, self._levels_of(named.roles), list(self._catalog.levels))
        tracks = self._read_tracks(question, named.roles)
        elsewhere = (contradicting and not levels) or any(not mention.values for mention in tracks)
        if named.by_field and named.roles and elsewhere:
            # "head of customer success": no rung of the role has that name, but one of a role beside it has
            named = _weaken(named)
            levels, contradicting = combine(used, (), list(self._catalog.levels))
            tracks = self._read_tracks(question, ())
        comparison, compared = read_comparison(query, parts, named.roles, question, self._scale)
        if comparison is not None:
            # What is compared is what is looked for, though only one of the two may name its level.
            held = {profile.code: profile.level for profile in self._scale.profiles.values()}
            levels = tuple(dict.fromkeys([*levels, *(held[code] for code in comparison.profiles)])) if levels else ()
        mentions = [*named.mentions, *tracks]
        shown = [part for part in parts if part.what != "code"]  # codes are among the roles
        mentions += [to_mention(query, part, _effect_of(part, contradicting), levels) for part in shown]
        mentions += [compared] if compared is not None else []
        mentions += self._read_wanted(question)
        mentions += self._read_skills(query, mentions)
        mentions = [
            _quiet(mention, "left unread, as asked") if mention.what in unread else mention for mention in mentions
        ]
        kinds = _values(mentions, "kind")
        if OCCUPATION_NAME in (stated.kind or kinds):
            why = "occupations of classifications have no levels and are of no role"
            mentions = [mention if mention.what == "kind" else _quiet(mention, why) for mention in mentions]
            levels, named, comparison = (), NamedRoles((), False, ()), None
        read = Filters(
            level=levels,
            role=named.roles,
            kind=kinds,
            track=_values(mentions, "track"),
        )
        return Interpretation(
            text=query,
            filters=_prefer(stated, read),
            read=read,
            mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
            comparison=None if "comparison" in unread else comparison,
        )

    def _read_parts(self, question: Question, named: NamedRoles) -> list[Part]:
        parts = read_parts(question, named.roles, self._scale, self._names)
        return bind_parts(question.text, parts, self._scale.ladders)

    def _read_tracks(self, question: Question, roles: Sequence[str]) -> list[Mention]:
        own = {track for level in self._levels_of(roles) if (track := self._scale.track_of(level)) is not None}
        return [
            read_track(question.text, item.value, phrase.of_holder, self._tracks, own)
            for phrase in question.phrases
            for item in phrase.items
            if isinstance(item.value, TrackSpan)
        ]

    def _levels_of(self, roles: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(level for role in roles for level in self._scale.levels_of_role(role)))

    def _read_wanted(self, question: Question) -> list[Mention]:
        wanted = (read_occupations(question.text) if self._has_occupations else None) or read_wanted(
            question.text, question.words, question.holder_starts, question.holder_ends
        )
        if wanted is None:
            return []
        effect = Effect.FILTER if wanted.sure else Effect.BOOST
        span = (wanted.start, wanted.end)
        return [Mention("kind", question.text[slice(*span)], span, wanted.kinds, effect, wanted.why)]

    def _read_skills(self, query: str, mentions: Sequence[Mention]) -> list[Mention]:
        taken = [mention.span for mention in mentions if mention.what != "comparison"]
        return [
            Mention(
                "skill", span.text, (span.start, span.end), iris, Effect.BOOST, "a skill or the like of this snapshot"
            )
            for span, iris in find_skills(query, taken, self._labels)
        ]


def _weaken(named: NamedRoles) -> NamedRoles:
    why = "the field is named, but not as a role with that level"
    mentions = tuple(
        replace(mention, effect=Effect.BOOST, why=why) if mention.effect is Effect.FILTER else mention
        for mention in named.mentions
    )
    return NamedRoles((), named.by_field, mentions)


def _effect_of(part: Part, contradicting: Sequence[Part]) -> Effect:
    return Effect.BOOST if part in contradicting else Effect.FILTER


def _quiet(mention: Mention, why: str) -> Mention:
    return replace(mention, effect=Effect.NONE, why=why)


def _to_original(query: str, mention: Mention, mended: Mended) -> Mention:
    """Return ``mention``, read in a text with typing errors mended, as it stands in ``query``."""
    start, end = (mended.to_original(place) for place in mention.span)
    return replace(mention, span=(start, end), text=query[start:end])


def _became_filter(mention: Mention) -> bool:
    asks_for_occupations = mention.what == "kind" and mention.values == (OCCUPATION_NAME,)
    return mention.effect is Effect.FILTER and (mention.what not in _KEPT or asks_for_occupations)


def _values(mentions: Sequence[Mention], what: str) -> tuple[str, ...]:
    demanding = [mention for mention in mentions if mention.what == what and mention.effect is Effect.FILTER]
    return tuple(dict.fromkeys(value for mention in demanding for value in mention.values))


def _prefer(stated: Filters, read: Filters) -> Filters:
    return replace(
        stated,
        level=stated.level or read.level,
        role=stated.role or read.role,
        kind=stated.kind or read.kind,
        track=stated.track or read.track,
    )
