"""The tables of an invented release of ESCO, with the defects of the real ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Rows = Sequence[Sequence[str]]

_ESCO = "http://data.europa.eu/esco"
_SCHEMES = f"{_ESCO}/concept-scheme/occupations,\n{_ESCO}/concept-scheme/member-occupations"
_SKILL_SCHEMES = f"{_ESCO}/concept-scheme/skills,\n{_ESCO}/concept-scheme/member-skills"
LAMP, TIDE, CARVER, PLAYER, RENEWAL = (
    f"{_ESCO}/occupation/0000000{n}-aaaa-4aaa-8aaa-000000000000" for n in range(1, 6)
)
CHARTS, WEATHER, VOICES, CARVING, CONTRACTS, TALKING = (
    f"{_ESCO}/skill/0000000{n}-bbbb-4bbb-8bbb-000000000000" for n in range(1, 7)
)
NOWHERE = f"{_ESCO}/occupation/99999999-aaaa-4aaa-8aaa-000000000000"
ISCO_HEADER = ("conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels", "inScheme", "description")
ISCO: Rows = tuple(
    (
        "ISCOGroup",
        f"{_ESCO}/isco/C{code}",
        code,
        label,
        "released",
        "",
        f"{_ESCO}/concept-scheme/isco",
        f"{label} work.",
    )
    for code, label in (
        ("2", "Professionals of coast and stage"),
        ("29", "Coast professionals"),
        ("291", "Coast scientists"),
        ("2911", "Tide scientists"),
        ("2912", "Keepers of lights"),
        ("28", "Stage professionals"),
        ("281", "Puppet professionals"),
        ("2811", "Puppet makers and players"),
        ("27", "Subscription professionals"),
        ("271", "Renewal professionals"),
        ("2711", "Renewal managers"),
    )
)
ESCO_OCCUPATION_HEADER = (
    *(
        "conceptType",
        "conceptUri",
        "iscoGroup",
        "preferredLabel",
        "altLabels",
        "hiddenLabels",
        "status",
        "modifiedDate",
    ),
    *("regulatedProfessionNote", "scopeNote", "definition", "inScheme", "description", "code"),
)


def _occupation(iri: str, code: str, label: str, alternatives: str, description: str) -> tuple[str, ...]:
    unregulated = f"{_ESCO}/regulated-professions/unregulated"
    status = ("", "released", "2024-03-01T10:00:00Z", unregulated, "", "")
    return ("Occupation", iri, code[:4], label, alternatives, *status, _SCHEMES, description, code)


ESCO_OCCUPATIONS: Rows = (
    _occupation(
        LAMP,
        "2912.1",
        "lighthouse keeper",
        "lighthouse keeper\nlamp keeper\nlight station attendant",  # the first repeats the label
        "Lighthouse keepers keep the lamp burning and log passing ships.",
    ),
    _occupation(
        TIDE,
        "2911.1",
        "tide analyst",
        "tide forecaster\ntidal scientist\nwater level analyst",
        "Tide analysts study tides and forecast water levels.",
    ),
    _occupation(
        CARVER,
        "2811.1",
        "puppet carver",
        "puppet maker\nmarionette maker\npuppet carver",
        "Puppet carvers make puppets of wood.\nThey paint them too.",
    ),
    _occupation(
        PLAYER,
        "2811.2",
        "puppeteer",
        "puppet player\nmarionette player\npuppet master",
        "Puppeteers move puppets on a stage.",
    ),
    _occupation(
        RENEWAL,
        "2711.1",
        "renewal manager",
        "renewals lead\nsubscription manager\nretention manager\n",
        "Renewal managers negotiate the renewal of subscriptions.",
    ),
)
ESCO_SKILL_HEADER = (
    *("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "hiddenLabels", "status"),
    *("modifiedDate", "scopeNote", "definition", "inScheme", "description"),
)


def _skill(iri: str, kind: str, reuse: str, label: str, alternatives: str, description: str) -> tuple[str, ...]:
    status = ("", "released", "2024-03-01T10:00:00Z", "", "")
    return ("KnowledgeSkillCompetence", iri, kind, reuse, label, alternatives, *status, _SKILL_SCHEMES, description)


ESCO_SKILLS: Rows = (
    _skill(
        CHARTS,
        "skill/competence",
        "sector-specific",
        "read charts",
        "interpret charts\nread sea charts",
        "Read charts.",
    ),
    _skill(
        WEATHER, "knowledge", "sector-specific", "tides and weather", "tide science\nweather science", "How tides come."
    ),
    _skill(VOICES, "skill/competence", "occupation-specific", "speak in voices", "play voices", "Speak several parts."),
    _skill(
        CARVING, "skill/competence", "occupation-specific", "carve wood", "carve wood\nwood carving", "Carve figures."
    ),
    _skill(
        CONTRACTS, "knowledge", "cross-sector", "contract terms", "agreement terms\nterms of contract", "What they say."
    ),
    _skill(
        TALKING,
        "skill/competence",
        "transversal",
        "negotiate",
        "bargain\nreach agreement",
        "Come to terms with others.",
    ),
)
ESCO_RELATION_HEADER = ("occupationUri", "relationType", "skillType", "skillUri")
ESCO_RELATIONS: Rows = (
    (LAMP, "essential", "skill/competence", CHARTS),
    (LAMP, "optional", "knowledge", WEATHER),
    (TIDE, "essential", "knowledge", WEATHER),
    (TIDE, "essential", "skill/competence", CHARTS),
    (CARVER, "essential", "skill/competence", CARVING),
    (PLAYER, "essential", "skill/competence", VOICES),
    (PLAYER, "optional", "skill/competence", CARVING),
    (RENEWAL, "essential", "skill/competence", TALKING),
    (RENEWAL, "essential", "knowledge", CONTRACTS),
    (NOWHERE, "optional", "skill/competence", TALKING),  # points to nothing
)
_PILLAR_HEADER = ("conceptType", "conceptUri", "broaderType", "broaderUri")
ESCO_BROADER: Rows = (
    *(
        ("ISCOGroup", iri, "ISCOGroup", iri[:-1])
        for iri in (row[1] for row in ISCO)
        if len(iri) > len(f"{_ESCO}/isco/C2")
    ),
    *(("Occupation", row[1], "ISCOGroup", f"{_ESCO}/isco/C{row[2]}") for row in ESCO_OCCUPATIONS),
)
ESCO_SKILL_BROADER: Rows = (("KnowledgeSkillCompetence", CARVING, "KnowledgeSkillCompetence", VOICES),)
ESCO_SKILL_RELATIONS: Rows = ((TALKING, "skill/competence", "optional", "knowledge", CONTRACTS),)
ESCO: Mapping[str, tuple[Sequence[str], Rows]] = {
    "classification_en/occupations_en.csv": (ESCO_OCCUPATION_HEADER, ESCO_OCCUPATIONS),
    "classification_en/skills_en.csv": (ESCO_SKILL_HEADER, ESCO_SKILLS),
    "classification_en/ISCOGroups_en.csv": (ISCO_HEADER, ISCO),
    "relations/broaderRelationsOccPillar.csv": (_PILLAR_HEADER, ESCO_BROADER),
    "relations/broaderRelationsSkillPillar.csv": (_PILLAR_HEADER, ESCO_SKILL_BROADER),
    "relations/occupationSkillRelations.csv": (ESCO_RELATION_HEADER, ESCO_RELATIONS),
    "relations/skillSkillRelations.csv": (
        ("originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri"),
        ESCO_SKILL_RELATIONS,
    ),
}
ESCO_COUNTS = {
    "occupations": 5,
    "alternative labels of occupations": 15,
    "skills": 6,
    "alternative labels of skills": 11,
    "ISCO groups": 11,
    "occupation-skill relations": 10,
    "skill-skill relations": 1,
    "broader relations": 16,
}
