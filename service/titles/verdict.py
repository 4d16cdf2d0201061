"""What is made of a title's candidates: which are shown, whether they are ambiguous, and why there may be none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from service.labels.words import fold_words
from service.profiles.view import ProfileEntry
from service.titles.candidates import LIKELIEST, Scored
from service.titles.resolution import NormalTitle, TitleCandidate, TitleResolution

SURE_ENOUGH = 0.5  # a role below, all its levels together, is more often wrong than right: nothing fits
_WORTH_SHOWING = 0.3
_SHARE_WORTH_SHOWING = 0.25  # of the evidence for levels, where a name has the same words
_RIVAL = 0.5  # of the first candidate's confidence: a second that is as sure makes a title ambiguous
_NAMED = 3  # profiles that a reason names


def judge(title: str, normal: NormalTitle, scored: Sequence[Scored], limit: int) -> TitleResolution:
    """Return what ``title`` resolves to."""
    same = any(one.match.is_same and one.candidate.approval != "rejected" for one in scored)
    least = _WORTH_SHOWING if same or _surest_role(scored) >= SURE_ENOUGH else 1.0
    shown = [one for one in scored if one.candidate.confidence >= least or _is_rejected_name(one)]
    if same:
        shown = [one for one in scored if one in shown or _is_as_worded(one)]
    opened = {one.candidate.role for one in shown if one.candidate.level is None and not one.features.homeless}
    shown = [one for one in scored if one in shown or _is_likeliest(one, opened)]
    candidates = tuple(one.candidate for one in shown[:limit])
    if not candidates:
        return TitleResolution(title, normal, (), False, _explain_none(normal, scored))
    if candidates[0].approval == "rejected":
        reason = f"the alias “{candidates[0].matched}” reads so, but was rejected as a name of {candidates[0].profile}"
        return TitleResolution(title, normal, candidates, False, reason)
    ambiguity = _find_ambiguity(normal, shown)
    return TitleResolution(title, normal, candidates, ambiguity is not None, ambiguity)


def name_by_code(title: str, normal: NormalTitle, entry: ProfileEntry) -> TitleResolution:
    """Return what a profile's code resolves to: that profile."""
    assert entry.role is not None
    candidate = TitleCandidate(
        profile=entry.code,
        role=entry.role,
        role_label=entry.role_label,
        level=entry.level,
        level_label=entry.level_label,
        title=entry.title,
        matched=entry.code,
        matched_kind="profile",
        approval=None,
        confidence=1.0,
        why=("the title is the profile's code",),
    )
    return TitleResolution(title, normal, (candidate,), False, None)


def _surest_role(scored: Sequence[Scored]) -> float:
    """Return how sure the surest role is: its levels exclude each other, so that what speaks for them adds up."""
    roles: dict[str, float] = {}
    opened = 0.0
    for one in scored:
        if one.candidate.level is None:
            opened = max(opened, one.candidate.confidence)
        elif one.features.share != LIKELIEST:
            roles[one.candidate.role] = roles.get(one.candidate.role, 0.0) + one.candidate.confidence
    return max(opened, *roles.values(), 0.0)


def _is_rejected_name(one: Scored) -> bool:
    """Tell whether a candidate reads exactly as the title, and is shown because somebody rejected it."""
    return one.candidate.approval == "rejected" and one.features.exact == 1.0


def _is_likeliest(one: Scored, opened: Collection[str]) -> bool:
    """Tell whether a candidate is the likeliest level of a role that is shown with its level open."""
    return one.candidate.role in opened and one.features.share == LIKELIEST


def _is_as_worded(one: Scored) -> bool:
    return one.match.is_same and one.candidate.level is not None and one.features.share >= _SHARE_WORTH_SHOWING


def _find_ambiguity(normal: NormalTitle, shown: Sequence[Scored]) -> str | None:
    first = shown[0]
    if first.candidate.level is None:
        homeless = first.features.homeless
        return f"{first.candidate.role} has no level that the title's grade means" if homeless else "no level is stated"
    rivals = [one for one in shown if one.candidate.confidence >= _RIVAL * first.candidate.confidence]
    same = [one for one in rivals if fold_words(one.candidate.matched) == fold_words(first.candidate.matched)]
    if len({one.candidate.profile for one in same}) > 1:
        return f"“{first.candidate.matched}” is a name of {_list(same)}"
    if len({one.candidate.role for one in rivals}) > 1:
        return f"{_list(rivals)} fit nearly alike"
    levels = [one for one in shown if one.candidate.role == first.candidate.role and one.candidate.level is not None]
    if len(levels) > 1 and len(normal.grades) > 1:
        grades = " and ".join(f"“{grade.text}”" for grade in normal.grades)
        return f"{grades} point to different levels: {_list(levels)}"
    if len(rivals) > 1:
        return (
            f"the title's grade may mean {_list(rivals)}" if normal.grades else f"no grade tells {_list(rivals)} apart"
        )
    return None


def _list(scored: Sequence[Scored]) -> str:
    names = list(dict.fromkeys(one.candidate.profile or one.candidate.role for one in scored))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more if more else " and ".join(names[:_NAMED])


def _explain_none(normal: NormalTitle, scored: Sequence[Scored]) -> str:
    nearest = max(scored, key=lambda one: one.features.overlap, default=None)
    if nearest is None or not nearest.match.likeness.shared:
        return f"no title, alias or role shares a word with “{normal.text}”"
    words = ", ".join(nearest.match.likeness.shared)
    return f"nothing fits: the nearest, “{nearest.candidate.matched}”, shares only {words}"
