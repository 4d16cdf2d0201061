"""From a question to what it constrains; in doubt nothing is, since a wrong filter hides the answer.

What is read is given back with its place, its effect and a reason, so that a person can see it and turn it off.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from service.grades.ladders import is_management_track
from service.grades.scale import GradeScale
from service.interpretation.constraints import Part, bind_parts, combine, mean_levels, to_mention
from service.interpretation.contrast import read_comparison
from service.interpretation.entities import Entity, find_skills
from service.interpretation.grading import concerns_holder, read_holder_grades
from service.interpretation.names import RoleNames
from service.interpretation.question import Question, Track, take_apart
from service.interpretation.remainder import without_spans
from service.interpretation.roles import judge_role, roles_of_function
from service.interpretation.spelling import Mended, mend
from service.interpretation.wanted import read_wanted
from service.interpretation.years import concerns_holder as years_concern_holder
from service.labels.index import LabelIndex
from service.search.catalog import Catalog
from service.search.result import Effect, Filters, Interpretation, Mention

ALL = "all"  # of ``ignore``: read nothing
_REMOVED = ("level", "grade", "experience", "track", "role", "title", "code")


class Interpreter:
    """Reads questions with the words of one snapshot; safe to use from several threads."""

    def __init__(self, catalog: Catalog, scale: GradeScale, labels: LabelIndex) -> None:
        self._catalog = catalog
        self._scale = scale
        self._labels = labels
        self._codes = {code.casefold(): code for code in catalog.levels}

    @cached_property
    def _names(self) -> RoleNames:
        return RoleNames(self._scale.profiles.values())

    def interpret(
        self,
        query: str,
        stated: Filters = Filters(),  # noqa: B008 - frozen
        ignore: Collection[str] = (),
    ) -> Interpretation:
        """Return how ``query`` is understood; ``stated`` filters are the caller's own and win over what it says.

        ``ignore`` names kinds of mention that are to have no effect, or "all".
        """
        mended = mend(query)
        read = self._read(mended.text, stated, ignore)
        if mended.text == query:
            return read
        mentions = tuple(_replace_span(query, mention, mended) for mention in read.mentions)
        spans = [mention.span for mention in mentions if _is_removed(mention)]
        return replace(read, mentions=mentions, text=without_spans(query, spans))

    def _read(self, query: str, stated: Filters, ignore: Collection[str]) -> Interpretation:
        question = take_apart(query, self._codes, self._labels, self._names)
        roles, role_mentions = self._read_roles(question, ignore)
        tracks, track_mentions = self._read_tracks(question, roles, ignore)
        parts = bind_parts(query, self._read_parts(question, roles), self._scale.ladders)
        used = [part for part in parts if not _ignores(ignore, part.what)]
        levels, contradicting = combine(used, self._levels_of(roles), list(self._catalog.levels))
        comparison, compared = read_comparison(query, parts, roles, question, self._scale)
        wanted = read_wanted(query, question.words, question.holder_starts, question.holder_ends)
        mentions = [*role_mentions, *track_mentions]
        for part in parts:
            effect = Effect.FILTER if part in used and part not in contradicting else Effect.BOOST
            mentions.append(to_mention(query, part, effect))
        if compared is not None:
            mentions.append(compared)
        if wanted is not None:
            effect = Effect.FILTER if wanted.sure else Effect.BOOST
            said = query[wanted.start : wanted.end]
            mentions.append(Mention("kind", said, (wanted.start, wanted.end), wanted.kinds, effect, wanted.why))
        mentions = [_quiet(mention, ignore) for mention in mentions]
        mentions += self._read_skills(query, mentions, ignore)
        kinds = tuple(value for mention in mentions if _demands(mention, "kind") for value in mention.values)
        read = Filters(level=levels, role=tuple(roles), kind=kinds, track=tracks)
        return Interpretation(
            text=without_spans(query, [mention.span for mention in mentions if _is_removed(mention)]),
            filters=_prefer(stated, read),
            read=read,
            mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
            comparison=None if _ignores(ignore, "comparison") else comparison,
            ignored=tuple(ignore),
        )

    def _read_roles(self, question: Question, ignore: Collection[str]) -> tuple[list[str], list[Mention]]:
        roles: dict[str, None] = {}
        mentions = []
        for phrase in question.phrases:
            for item in phrase.items:
                if not isinstance(item.value, Entity):
                    continue
                entity = item.value
                what = "code" if entity.is_code else "title" if entity.names_person else "role"
                if not entity.roles:
                    what = "function"
                    entity = replace(entity, roles=roles_of_function(entity, self._catalog.roles))
                effect, why = judge_role(question.words, phrase, entity)
                if what == "function":
                    effect = Effect.BOOST if effect is not Effect.NONE else effect
                if effect is Effect.FILTER and not _ignores(ignore, what):
                    roles.update(dict.fromkeys(entity.roles))
                values = entity.roles or entity.places
                mentions.append(Mention(what, entity.text, (entity.start, entity.end), values, effect, why))
        return list(roles), mentions

    def _read_tracks(
        self, question: Question, roles: Sequence[str], ignore: Collection[str]
    ) -> tuple[tuple[str, ...], list[Mention]]:
        own = {self._track_of(level) for role in roles for level in self._scale.levels_of_role(role)} - {None}
        found: dict[str, None] = {}
        mentions = []
        for phrase in question.phrases:
            for item in phrase.items:
                if not isinstance(item.value, Track):
                    continue
                track = item.value
                codes = tuple(
                    code
                    for code, place in self._catalog.tracks.items()
                    if is_management_track(code, place.label) is track.manages and (not own or code in own)
                )
                holder = phrase.of_holder and bool(codes)
                effect = Effect.FILTER if holder else Effect.NONE
                kind = "people managers" if track.manages else "individual contributors"
                why = f"the track of {kind}" if holder else f"{kind}, but not as the holder"
                if holder and not _ignores(ignore, "track"):
                    found.update(dict.fromkeys(codes))
                said = question.text[track.start : track.end]
                mentions.append(Mention("track", said, (track.start, track.end), codes, effect, why))
        return tuple(found), mentions

    def _track_of(self, level: str) -> str | None:
        return self._scale.track_of(level)

    def _read_parts(self, question: Question, roles: Sequence[str]) -> list[Part]:
        parts = []
        for phrase in question.phrases:
            own = next((i.value.roles for i in phrase.items if isinstance(i.value, Entity) and i.value.roles), ())
            within = [role for role in own if role in roles] or list(roles)
            for item in phrase.items:
                if item.what == "code" and concerns_holder(question.words, phrase, item, question.text):
                    start, end = question.words[item.first].start, question.words[item.last - 1].end
                    code = str(item.value)
                    parts.append(Part("level", start, end, (code,), f"the level {code}", tuple(own)))
            titled = self._read_title(phrase.items, own if phrase.of_holder else ())
            if titled is not None:
                parts.append(titled)
                continue
            graded = read_holder_grades(question.text, question.words, phrase)
            if graded is None:
                continue
            meant = mean_levels(self._scale, graded.grades, graded.either, within)
            if meant:
                why = "; ".join(dict.fromkeys(level.why for level in meant))
                levels = tuple(dict.fromkeys(level.level for level in meant))
                parts.append(Part("grade", graded.start, graded.end, levels, why, tuple(own)))
        for years in question.years:
            found = [self._scale.levels_for_experience(years.low, years.high, role=role) for role in roles or [None]]
            fitting = [level for levels in found for level in levels]
            if fitting and years_concern_holder(question, years):
                why = "; ".join(dict.fromkeys(level.why for level in fitting))
                parts.append(Part("experience", *years.span, tuple(level.level for level in fitting), why))
        return sorted(parts, key=lambda part: (part.start, part.end))

    def _read_title(self, items: Sequence[object], roles: Sequence[str]) -> Part | None:
        """Return the level of a phrase that is the whole title of one profile, and no part of another's."""
        for item in items:
            entity = getattr(item, "value", None)
            if not isinstance(entity, Entity) or entity.level is None or not entity.exact or entity.is_code:
                continue
            if entity.roles == tuple(roles) and entity.names_person and not self._names.is_shared(entity.text, entity.profiles):
                why = f"the title of {entity.profiles[0]} alone"
                return Part("grade", entity.start, entity.end, (entity.level,), why, entity.roles)
        return None

    def _levels_of(self, roles: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(level for role in roles for level in self._scale.levels_of_role(role)))

    def _read_skills(self, query: str, mentions: Sequence[Mention], ignore: Collection[str]) -> list[Mention]:
        taken = [mention.span for mention in mentions if mention.what != "comparison"]
        found = find_skills(query, taken, self._labels)
        said = [
            Mention("skill", span.text, (span.start, span.end), iris, Effect.BOOST, "a skill or the like of this snapshot")
            for span, iris in found
        ]
        return [_quiet(mention, ignore) for mention in said]


def _ignores(ignore: Collection[str], what: str) -> bool:
    return what in ignore or ALL in ignore


def _quiet(mention: Mention, ignore: Collection[str]) -> Mention:
    if not _ignores(ignore, mention.what):
        return mention
    return replace(mention, effect=Effect.NONE, why="left unread, as asked")


def _replace_span(query: str, mention: Mention, mended: Mended) -> Mention:
    start, end = (mended.to_original(place) for place in mention.span)
    return replace(mention, span=(start, end), text=query[start:end])


def _demands(mention: Mention, what: str) -> bool:
    return mention.what == what and mention.effect is Effect.FILTER


def _is_removed(mention: Mention) -> bool:
    """Return whether a mention's words have become a filter, so that they need not be searched for."""
    return mention.what in _REMOVED and mention.effect is Effect.FILTER


def _prefer(stated: Filters, read: Filters) -> Filters:
    return Filters(
        level=stated.level or read.level,
        role=stated.role or read.role,
        kind=stated.kind or read.kind,
        track=stated.track or read.track,
    )
