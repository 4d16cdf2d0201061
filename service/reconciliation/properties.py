"""The properties of entities: what a query may be narrowed by, and what may be fetched for a matched column."""

from __future__ import annotations

from dataclasses import dataclass

from service.reconciliation.entity import OCCUPATION, PROFILE, ROLE


@dataclass(frozen=True, slots=True)
class Property:
    """An attribute of entities."""

    id: str
    name: str
    description: str
    kinds: tuple[str, ...]  # of entities that have it
    type: str | None = None  # id of the type of its values, where they are entities
    narrows: bool = False  # queries may be narrowed by it
    same_as: tuple[str, ...] = ()  # properties whose values are taken for its own in a query: a label for a code


_COMPANY = (PROFILE, ROLE)
_ALL = (PROFILE, ROLE, OCCUPATION)

PROPERTIES: tuple[Property, ...] = (
    Property("code", "Code", "The code, such as CUS.GEN.P4 or 13-1161.00", _ALL, narrows=True),
    Property("level", "Level", "The level's code, such as P4", (PROFILE,), narrows=True, same_as=("level_label",)),
    Property("level_label", "Level label", "What the level is called, such as Senior", (PROFILE,)),
    Property("rank", "Rank", "The level's number from the lowest on", (PROFILE,)),
    Property("track", "Track", "The track's code, such as P or M", (PROFILE,), narrows=True),
    Property("role", "Role", "The role", (PROFILE,), type=ROLE, narrows=True),
    Property("role_code", "Role code", "The role's code, such as CUS.GEN", (PROFILE,)),
    Property("function", "Function", "The function", _COMPANY, narrows=True, same_as=("function_code",)),
    Property("function_code", "Function code", "The function's code", _COMPANY),
    Property(
        "superfunction", "Superfunction", "The superfunction", _COMPANY, narrows=True, same_as=("superfunction_code",)
    ),
    Property("superfunction_code", "Superfunction code", "The superfunction's code", _COMPANY),
    Property("focus", "Focus", "The focus", _COMPANY, narrows=True, same_as=("focus_code",)),
    Property("focus_code", "Focus code", "The focus' code", _COMPANY),
    Property("profiles", "Profiles", "The role's profiles, lowest level first", (ROLE,), type=PROFILE),
    Property("levels", "Levels", "The codes of the role's levels, lowest first", (ROLE,)),
    Property("definition", "Definition", "What the role is", _COMPANY),
    Property("summary", "Summary", "What the profile is, in short", (PROFILE,)),
    Property("alias", "Alias", "Other titles, without those that were rejected", (PROFILE,)),
    Property("responsibility", "Responsibility", "What the holder is responsible for", (PROFILE,)),
    Property(
        "skill",
        "Skill",
        "Skills that are asked for; of occupations the important and the essential ones",
        (PROFILE, OCCUPATION),
    ),
    Property(
        "knowledge",
        "Knowledge",
        "Knowledge that is asked for; of occupations the important fields",
        (PROFILE, OCCUPATION),
    ),
    Property("occupation", "Occupation", "Occupations that the profile is mapped to", (PROFILE,), type=OCCUPATION),
    Property("occupation_code", "Occupation code", "Codes that the profile is mapped to", (PROFILE,)),
    Property("soc_code", "SOC code", "SOC codes of it, or that it is mapped to", (PROFILE, OCCUPATION)),
    Property("mapping_status", "Mapping status", "Where each mapping stands in its review", (PROFILE,)),
    Property("mapping_confidence", "Mapping confidence", "How sure each mapping is, 0 to 1", (PROFILE,)),
    Property("scheme", "Scheme", "The classification: soc, onet-soc, esco or isco", (OCCUPATION,), narrows=True),
    Property(
        "group",
        "Group",
        "The groups that it belongs to, nearest first",
        (OCCUPATION,),
        type=OCCUPATION,
        narrows=True,
    ),
    Property("description", "Description", "What the occupation is", (OCCUPATION,)),
    Property("job_zone", "Job zone", "How much preparation it takes, 1 to 5", (OCCUPATION,)),
    Property("task", "Task", "What its holders do", (OCCUPATION,)),
    Property("technology", "Technology", "Technologies that its holders use", (OCCUPATION,)),
    Property("alternate_title", "Alternate title", "Other titles of it", (OCCUPATION,)),
    Property("related", "Related occupation", "Occupations like it, nearest first", (OCCUPATION,), type=OCCUPATION),
    Property("replaced_by", "Replaced by", "Its successors in a newer vintage", (OCCUPATION,), type=OCCUPATION),
)
BY_ID = {one.id: one for one in PROPERTIES}


def list_properties(kind: str | None) -> tuple[Property, ...]:
    """Return the properties of entities of ``kind``; None: all."""
    return tuple(one for one in PROPERTIES if kind is None or kind in one.kinds)
