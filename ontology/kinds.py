"""The kinds of statement and component: one table that mapping, search and pages share.

``name`` is the word used in IRIs, filters and JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ontology.vocabulary import RG


class Owner(StrEnum):
    """What a statement is said of."""

    PROFILE = "profile"
    ROLE = "role"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of statement or component."""

    name: str
    plural: str  # as a heading
    rdf_class: RG
    link: RG  # owner -> statement
    owner: Owner = Owner.PROFILE
    concept_class: RG | None = None  # components: the class of what they name
    concept_link: RG | None = None  # components: profile -> what they name


RESPONSIBILITY = Kind("responsibility", "Responsibilities", RG.RESPONSIBILITY, RG.STATES_RESPONSIBILITY)
TASK = Kind("task", "Tasks", RG.TASK, RG.STATES_TASK)
OUTPUT = Kind("output", "Core outputs", RG.OUTPUT, RG.STATES_OUTPUT)
GUIDELINE = Kind("guideline", "Level guidelines", RG.GUIDELINE, RG.STATES_GUIDELINE)
STORY = Kind("story", "Story", RG.STORY_LINE, RG.STATES_STORY)
SUMMARY = Kind("summary", "Summary", RG.SUMMARY, RG.STATES_SUMMARY)
PROVENANCE = Kind("provenance", "Provenance", RG.PROVENANCE_NOTE, RG.STATES_PROVENANCE)
NOTE = Kind("note", "Notes", RG.NOTE, RG.STATES_NOTE)
DEFINITION = Kind("definition", "Definition", RG.DEFINITION, RG.STATES_DEFINITION, Owner.ROLE)
FOCUS = Kind("focus", "Focus", RG.FOCUS_NOTE, RG.STATES_FOCUS_NOTE, Owner.ROLE)
SENTENCE = Kind("sentence", "Level", RG.LEVEL_SENTENCE, RG.STATES_SENTENCE, Owner.LEVEL)
ATTRIBUTE = Kind("attribute", "Level attributes", RG.LEVEL_ATTRIBUTE, RG.STATES_ATTRIBUTE, Owner.LEVEL)
SKILL = Kind(
    "skill", "Skills", RG.SKILL_COMPONENT, RG.STATES_COMPONENT, concept_class=RG.SKILL, concept_link=RG.HAS_SKILL
)
KNOWLEDGE = Kind(
    "knowledge",
    "Knowledge",
    RG.KNOWLEDGE_COMPONENT,
    RG.STATES_COMPONENT,
    concept_class=RG.KNOWLEDGE,
    concept_link=RG.HAS_KNOWLEDGE,
)
COMPETENCY = Kind(
    "competency",
    "Competencies",
    RG.COMPETENCY_COMPONENT,
    RG.STATES_COMPONENT,
    concept_class=RG.COMPETENCY,
    concept_link=RG.HAS_COMPETENCY,
)
QUALIFICATION = Kind(
    "qualification",
    "Qualifications",
    RG.QUALIFICATION_COMPONENT,
    RG.STATES_COMPONENT,
    concept_class=RG.QUALIFICATION,
    concept_link=RG.HAS_QUALIFICATION,
)

STATEMENT_KINDS = (
    RESPONSIBILITY,
    TASK,
    OUTPUT,
    GUIDELINE,
    STORY,
    SUMMARY,
    DEFINITION,
    FOCUS,
    PROVENANCE,
    SENTENCE,
    ATTRIBUTE,
    NOTE,
)
COMPONENT_KINDS = (SKILL, KNOWLEDGE, COMPETENCY, QUALIFICATION)
ALIAS_NAME = "alias"  # a skosxl:Label: its text is a title, not a statement
KIND_NAMES = (*(kind.name for kind in STATEMENT_KINDS + COMPONENT_KINDS), ALIAS_NAME)
OCCUPATION_NAME = "occupation"  # a taxonomy's code, with its label and description
REFERENCE_KIND_NAMES = (OCCUPATION_NAME, ALIAS_NAME, TASK.name, SKILL.name, KNOWLEDGE.name)  # of what taxonomies say
