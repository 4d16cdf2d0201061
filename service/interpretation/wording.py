"""How a question was read, in plain words: what the page and the command line say of a mention."""

from __future__ import annotations

from service.search.result import Effect, Filters, Interpretation, Mention

_NAMES = {  # of MENTION_KINDS: one of them, several of them
    "level": ("level", "levels"),
    "grade": ("grade", "grades"),
    "experience": ("experience", "years of experience"),
    "track": ("track", "tracks"),
    "kind": ("wanted", "what is wanted"),
    "role": ("role", "roles"),
    "title": ("title", "titles"),
    "function": ("function", "functions"),
    "skill": ("skill", "skills"),
    "code": ("code", "codes"),
    "comparison": ("comparison", "comparisons"),
}
_FACETS = {  # the filter that a mention becomes, where it becomes one
    "level": "level",
    "grade": "level",
    "experience": "level",
    "track": "track",
    "kind": "kind",
    "role": "role",
    "title": "role",
    "code": "role",
}
_SHOWN = 5  # codes of one mention


def name_one(what: str) -> str:
    """Return what a mention of kind ``what`` is called."""
    return _NAMES.get(what, (what, what))[0]


def name_many(what: str) -> str:
    """Return what all mentions of kind ``what`` are called."""
    return _NAMES.get(what, (what, what))[1]


def is_overruled(mention: Mention, stated: Filters) -> bool:
    """Return whether a filter that the caller stated takes the place of ``mention``."""
    facet = _FACETS.get(mention.what)
    return mention.effect is Effect.FILTER and facet is not None and bool(getattr(stated, facet))


def tell_effect(mention: Mention, interpretation: Interpretation) -> str:
    """Return what ``mention`` does to the search: "only P4", "not P5", "CUS.GEN first"."""
    if mention.what == "comparison" and interpretation.comparison is not None:
        return f"to compare {_join(interpretation.comparison.profiles)}"
    if mention.effect is Effect.NONE:
        return "no filter"
    if mention.effect is Effect.BOOST:
        codes = [value for value in mention.values if "://" not in value]
        return f"{_join(codes)} first" if codes else "what belongs to it first"
    if mention.what == "code":  # a profile's code names its role and its level
        return f"only {mention.text}"
    demanded = getattr(interpretation.read, _FACETS.get(mention.what, ""), mention.values)
    kept = [value for value in mention.values if value in demanded]
    if not kept:
        return f"not {_join(mention.values)}"
    return f"only {_join(kept)}" if len(kept) == len(demanded) else _join(kept)  # "P3" of "P3 and P4" is not alone


def _join(codes: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(codes[:_SHOWN])
    return shown if len(codes) <= _SHOWN else f"{shown} and {len(codes) - _SHOWN} more"
