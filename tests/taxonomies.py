"""Tiny releases of O*NET, SOC and ESCO in their official layouts: invented occupations with the defects of the real ones.

The codes fit each other: O*NET's stand below SOC's detailed codes, and ESCO's occupations in ISCO's unit groups.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

Rows = Sequence[Sequence[str]]

# SOC: 3 major, 4 minor, 5 broad and 7 detailed groups.
SOC: Rows = (
    ("Major", "71-0000", "Harbour and Coast Occupations", ""),
    ("Minor", "71-1000", "Light and Signal Keepers", ""),
    ("Broad", "71-1010", "Lighthouse Keepers", ""),
    ("Detailed", "71-1011", "Lighthouse Keepers", "Keep the lamp of a lighthouse burning and log passing ships."),
    ("Detailed", "71-1012", "Buoy Tenders", "Place, clean and repair buoys. Excludes Lighthouse Keepers."),
    ("Minor", "71-2000", "Tide Scientists", ""),
    ("Broad", "71-2010", "Tide Analysts", ""),
    ("Detailed", "71-2011", "Tide Analysts", "Study tides and forecast water levels for harbours."),
    ("Major", "73-0000", "Puppetry Occupations", ""),
    ("Minor", "73-1000", "Puppet Makers and Players", ""),
    ("Broad", "73-1010", "Puppet Makers", ""),
    ("Detailed", "73-1011", "Puppet Carvers", "Carve puppets of wood and paint them."),
    ("Detailed", "73-1019", "Puppet Makers, All Other", "All puppet makers not listed separately."),
    ("Broad", "73-1020", "Puppeteers", ""),
    ("Detailed", "73-1021", "Puppeteers", "Move puppets on a stage and speak their parts."),
    ("Major", "75-0000", "Renewal Occupations", ""),
    ("Minor", "75-1000", "Subscription Workers", ""),
    ("Broad", "75-1010", "Renewal Managers", ""),
    ("Detailed", "75-1011", "Renewal Managers", "Plan and negotiate the renewal of customers' subscriptions."),
)
SOC_COUNTS = {"major groups": 3, "minor groups": 4, "broad groups": 5, "detailed occupations": 7}

OCCUPATION_HEADER = ("O*NET-SOC Code", "Title", "Description")
OCCUPATIONS: Rows = (
    ("71-1011.00", "Lighthouse Keepers", "Keep the lamp of a lighthouse burning and log passing ships."),
    ("71-1012.00", "Buoy Tenders", "Place, clean and repair buoys."),
    ("71-2011.00", "Tide Analysts", "Study tides and forecast water levels for harbours."),
    ("71-2011.01", "Storm Surge Modellers", "Build models that forecast storm surges, and warn harbours of them."),
    ("73-1011.00", "Puppet Carvers", "Carve puppets of wood and paint them."),
    ("73-1019.00", "Puppet Makers, All Other", "All puppet makers not listed separately."),
    ("73-1021.00", "Puppeteers", "Move puppets on a stage and speak their parts."),
    ("75-1011.00", "Renewal Managers", "Plan and negotiate the renewal of customers' subscriptions."),
)
ALTERNATE_HEADER = ("O*NET-SOC Code", "Alternate Title", "Short Title", "Source(s)")
ALTERNATE_TITLES: Rows = (
    ("71-1011.00", "Lamp Keeper", "n/a", "08"),
    ("71-1011.00", "Light Station Officer (LSO)", "LSO", "02,04"),
    ("71-1011.00", "Signal Officer", "n/a", "06"),
    ("71-1012.00", "Buoy Technician", "n/a", "08"),
    ("71-1012.00", "Signal Officer", "n/a", "06"),  # of two occupations
    ("71-1012.00", "Navigation Aids Worker", "n/a", "10"),
    ("71-2011.00", "Tide Forecaster", "n/a", "04"),
    ("71-2011.00", "Water Level Analyst", "n/a", "08"),
    ("71-2011.00", "Oceanographic Data Analyst", "n/a", "02"),
    ("71-2011.01", "Surge Modeller", "n/a", "04"),
    ("71-2011.01", "Coastal Flood Modeller", "n/a", "08"),
    ("71-2011.01", "Storm Warning Specialist", "n/a", "08"),
    ("73-1011.00", "Marionette Maker", "n/a", "08"),
    ("73-1011.00", "Puppet Carver", "n/a", "04"),
    ("73-1011.00", "Wood Puppet Artist", "n/a", "06"),
    ("73-1019.00", "Shadow Puppet Maker", "n/a", "08"),
    ("73-1019.00", "Sock Puppet Maker", "n/a", "08"),
    ("73-1021.00", "Marionette Player", "n/a", "08"),
    ("73-1021.00", "Puppet Master", "n/a", "04"),
    ("73-1021.00", "Puppet Master", "n/a", "10"),  # the same title again
    ("75-1011.00", "Renewals Lead", "n/a", "04"),
    ("75-1011.00", "Subscription Renewal Manager", "n/a", "04,08"),
    ("75-1011.00", "Contract Renewal Specialist", "n/a", "08"),
    ("75-1011.00", "Customer Retention Manager", "n/a", "02"),
)
REPORTED_HEADER = ("O*NET-SOC Code", "Reported Job Title", "Shown in My Next Move")
REPORTED_TITLES: Rows = (
    ("71-1011.00", "Lamp Keeper", "Y"),
    ("71-1012.00", "Buoy Technician", "Y"),
    ("71-2011.00", "Tide Forecaster", "Y"),
    ("71-2011.00", "Tide Desk Officer", "N"),  # no alternate title
    ("73-1021.00", "Puppet Master", "Y"),
    ("75-1011.00", "Subscription Renewal Manager", "N"),
)
TASK_HEADER = ("O*NET-SOC Code", "Task ID", "Task", "Task Type", "Incumbents Responding", "Date", "Domain Source")
_SURVEYED = ("40", "08/2024", "Incumbent")
TASKS: Rows = (
    ("71-1011.00", "101", "Light the lamp at dusk and put it out at dawn.", "Core", *_SURVEYED),
    ("71-1011.00", "102", "Log the names and courses of passing ships.", "Core", *_SURVEYED),
    ("71-1011.00", "103", "Polish lenses and mirrors.", "Supplemental", *_SURVEYED),
    ("71-1012.00", "201", "Clean buoys of weed and rust.", "Core", *_SURVEYED),
    ("71-1012.00", "202", "Set buoys at the positions that the chart shows.", "Core", *_SURVEYED),
    ("71-1012.00", "203", "Replace the batteries of buoy lamps.", "Supplemental", *_SURVEYED),
    ("71-2011.00", "301", "Analyse tide gauge readings for errors.", "Core", *_SURVEYED),
    ("71-2011.00", "302", "Publish tables of high and low water.", "Core", *_SURVEYED),
    ("71-2011.00", "303", "Explain tide forecasts to harbour masters.", "Supplemental", *_SURVEYED),
    ("71-2011.01", "401", "Build numerical models of storm surges.", "", "n/a", "08/2024", "Analyst"),  # without type
    ("71-2011.01", "402", "Warn harbours before a surge arrives.", "", "n/a", "08/2024", "Analyst"),
    ("71-2011.01", "403", "Compare forecast surges with the measured ones.", "", "n/a", "08/2024", "Analyst"),
    ("73-1011.00", "501", "Carve heads and hands from lime wood.", "Core", *_SURVEYED),
    ("73-1011.00", "502", "Paint faces after the director's sketches.", "Core", *_SURVEYED),
    ("73-1011.00", "503", "Fit strings and joints so that figures walk.", "Supplemental", *_SURVEYED),
    ("73-1021.00", "601", "Move puppets by strings, rods or hand.", "Core", *_SURVEYED),
    ("73-1021.00", "602", "Speak several parts in different voices.", "Core", *_SURVEYED),
    ("73-1021.00", "603", "Rehearse scenes with other players.", "Supplemental", *_SURVEYED),
    ("75-1011.00", "701", "Negotiate the renewal of subscriptions with customers.", "Core", *_SURVEYED),
    ("75-1011.00", "702", "Forecast which customers will renew.", "Core", *_SURVEYED),
    ("75-1011.00", "703", "Present renewal plans to executives.", "Core", *_SURVEYED),
    ("75-1011.00", "704", "Keep records of contract terms and end dates.", "Supplemental", *_SURVEYED),
)
JOB_ZONE_HEADER = ("O*NET-SOC Code", "Job Zone", "Date", "Domain Source")
JOB_ZONES: Rows = tuple(
    (code, zone, "08/2024", "Analyst")
    for code, zone in (
        ("71-1011.00", "2"),
        ("71-1012.00", "2"),
        ("71-2011.00", "4"),
        ("71-2011.01", "5"),
        ("73-1011.00", "3"),
        ("73-1021.00", "3"),
        ("75-1011.00", "4"),
    )
)
ZONE_HEADER = ("Job Zone", "Name", "Experience", "Education", "Job Training", "Examples", "SVP Range")
ZONES: Rows = tuple(
    (
        number,
        f"Zone {number}: {amount} preparation",
        f"{amount} experience",
        f"{amount} schooling",
        f"{amount} training",
    )
    + (f"Work that needs {amount.lower()} preparation", f"({number}.0 to < {int(number) + 1}.0)")
    for number, amount in (("1", "No"), ("2", "Little"), ("3", "Medium"), ("4", "Much"), ("5", "Very much"))
)
RATING_HEADER = (
    *("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Scale Name", "Data Value", "N", "Standard Error"),
    *("Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Not Relevant", "Date", "Domain Source"),
)
ELEMENT_HEADER = ("Element ID", "Element Name", "Description")
ELEMENTS: Rows = (
    ("2", "Worker Requirements", "What workers bring"),
    ("2.A", "Basic Skills", "Skills that help to learn"),
    ("2.A.1.a", "Chart Reading", "Understanding charts of land, sea and figures."),
    ("2.A.1.b", "Plain Speaking", "Telling others what matters, briefly."),
    ("2.C", "Knowledge", "What workers know"),
    ("2.C.1.a", "Sea and Weather", "Knowledge of tides, currents, winds and their causes."),
    ("2.C.1.b", "Stagecraft", "Knowledge of stages, light, sound and scenery."),
    ("2.C.1.c", "Contracts", "Knowledge of agreements, their terms and their ends."),
)
_SKILLED = {
    "71-1011.00": 3.0,
    "71-1012.00": 2.5,
    "71-2011.00": 4.25,
    "73-1011.00": 2.0,
    "73-1021.00": 3.5,
    "75-1011.00": 3.75,
}
_KNOWN = {"2.C.1.a": "71", "2.C.1.b": "73", "2.C.1.c": "75"}


def _rate(
    code: str, element: str, importance: float, level: float, *, relevant: bool = True, sure: bool = True
) -> Rows:
    name = next(name for found, name, _ in ELEMENTS if found == element)
    rest = ("20", "0.1", "1", "7")
    kept = "N" if sure else "Y"
    return (
        (code, element, name, "IM", "Importance", f"{importance:g}", *rest, "N", "", "08/2024", "Analyst"),
        (code, element, name, "LV", "Level", f"{level:g}", *rest, kept, "N" if relevant else "Y", "08/2024", "Analyst"),
    )


SKILLS: Rows = tuple(
    row
    for code, importance in _SKILLED.items()
    for element, more in (("2.A.1.a", 0.0), ("2.A.1.b", 0.5))
    for row in _rate(code, element, importance + more, importance + more + 1, sure=code != "71-1012.00")
)
KNOWLEDGE: Rows = tuple(
    row
    for code in _SKILLED
    for element, major in _KNOWN.items()
    for row in _rate(
        code, element, *((4.5, 6.0) if code.startswith(major) else (1.25, 0.0)), relevant=code.startswith(major)
    )
)
TECHNOLOGY_HEADER = ("O*NET-SOC Code", "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand")
TECHNOLOGY_SKILLS: Rows = (
    ("71-2011.00", "TideCalc", "43239901", "Tide software", "N", "N"),
    ("71-2011.00", "GridSheet", "43239902", "Table software", "Y", "Y"),
    ("71-2011.01", "TideCalc", "43239901", "Tide software", "N", "Y"),
    ("71-2011.01", "Z++", "43239903", "Programming languages", "Y", "N"),
    ("73-1011.00", "PuppetCAD", "43239904", "Drawing software", "N", "N"),
    ("75-1011.00", "GridSheet", "43239902", "Table software", "Y", "N"),
    ("75-1011.00", "RenewDesk", "43239905", "Customer software", "Y", "Y"),
)
RELATED_HEADER = ("O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index")
RELATED: Rows = (
    ("71-1011.00", "71-1012.00", "Primary-Short", "1"),
    ("71-1011.00", "71-2011.00", "Supplemental", "2"),
    ("71-2011.00", "71-2011.01", "Primary-Short", "1"),
    ("73-1011.00", "73-1021.00", "Primary-Short", "1"),
    ("73-1021.00", "73-1011.00", "Primary-Long", "1"),
    ("75-1011.00", "71-2011.00", "Supplemental", "1"),
)
ONET: Mapping[str, tuple[Sequence[str], Rows]] = {
    "Occupation Data.txt": (OCCUPATION_HEADER, OCCUPATIONS),
    "Alternate Titles.txt": (ALTERNATE_HEADER, ALTERNATE_TITLES),
    "Sample of Reported Titles.txt": (REPORTED_HEADER, REPORTED_TITLES),
    "Task Statements.txt": (TASK_HEADER, TASKS),
    "Job Zones.txt": (JOB_ZONE_HEADER, JOB_ZONES),
    "Job Zone Reference.txt": (ZONE_HEADER, ZONES),
    "Related Occupations.txt": (RELATED_HEADER, RELATED),
    "Skills.txt": (RATING_HEADER, SKILLS),
    "Knowledge.txt": (RATING_HEADER, KNOWLEDGE),
    "Technology Skills.txt": (TECHNOLOGY_HEADER, TECHNOLOGY_SKILLS),
    "Content Model Reference.txt": (ELEMENT_HEADER, ELEMENTS),
    "Scales Reference.txt": (("Scale ID", "Scale Name", "Minimum", "Maximum"), (("IM", "Importance", "1", "5"),)),
}
ONET_COUNTS = {
    "occupations": 8,
    "alternate titles": 24,
    "reported titles": 6,
    "tasks": 22,
    "job zones": 7,
    "related pairs": 6,
    "skill ratings": 24,
    "knowledge ratings": 36,
    "technology skills": 7,
}

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
    "occupation-skill relations": 10,
    "ISCO groups": 11,
}
ONET_CROSSWALK: Rows = (
    ("O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title", "O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title"),
    ("71-1011.00", "Lighthouse Keepers", "71-1011.00", "Lighthouse Keepers"),
    ("71-1099.00", "Lamp Trimmers", "71-1011.00", "Lighthouse Keepers"),
    ("73-1010.00", "Puppet Workers", "73-1011.00", "Puppet Carvers"),
    ("73-1010.00", "Puppet Workers", "73-1021.00", "Puppeteers"),
)
SOC_CROSSWALK: Rows = (
    ("2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"),
    ("71-1011", "Lighthouse Keepers", "71-1011", "Lighthouse Keepers"),
    ("71-1099", "Lamp Trimmers", "71-1011", "Lighthouse Keepers"),
    ("73-1018", "Puppet Workers", "73-1011", "Puppet Carvers"),
    ("73-1018", "Puppet Workers", "73-1021", "Puppeteers"),
)


def to_tab_text(header: Sequence[str], rows: Rows) -> bytes:
    """Return a table as O*NET's releases write it: tabs, no quotes, CRLF."""
    return "".join("\t".join(row) + "\r\n" for row in (header, *rows)).encode()


def to_csv_text(header: Sequence[str], rows: Rows) -> bytes:
    """Return a table as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows((header, *rows))
    return text.getvalue().encode()


def onet_files() -> dict[str, bytes]:
    """Return the files of the invented O*NET release, by name."""
    return {name: to_tab_text(header, rows) for name, (header, rows) in ONET.items()}


def esco_files() -> dict[str, bytes]:
    """Return the files of the invented ESCO release, by path."""
    return {name: to_csv_text(header, rows) for name, (header, rows) in ESCO.items()}


def write_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write ``files`` into a zip at ``path``, the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def write_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write ``files`` below the directory ``path``."""
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def write_onet(directory: Path, version: str = "29_3") -> Path:
    """Write the invented O*NET release as a zip, named as the official one of ``version``."""
    stem = f"db_{version}_text"
    return write_zip(directory / f"{stem}.zip", {f"{stem}/{name}": data for name, data in onet_files().items()})


def write_soc(directory: Path) -> Path:
    """Write the invented SOC as a folder with its structure and definitions."""
    structure = to_csv_text(("level", "code", "title"), [row[:3] for row in SOC])
    definitions = to_csv_text(("SOC Group", "SOC Code", "SOC Title", "SOC Definition"), SOC)
    files = {"soc_2018_structure.csv": structure, "soc_2018_definitions.csv": definitions}
    return write_folder(directory / "soc_2018", files)


def write_esco(directory: Path, version: str = "1_2_0") -> Path:
    """Write the invented ESCO release as a zip, named as one of ``version``."""
    return write_zip(directory / f"esco_{version}_en_csv.zip", esco_files())


def write_esco_folder(directory: Path) -> Path:
    """Write the invented ESCO release as a folder."""
    return write_folder(directory / "ESCO dataset - v1.2.0 - classification - en - csv", esco_files())


def write_crosswalks(directory: Path) -> tuple[Path, Path]:
    """Write the invented crosswalks of O*NET-SOC and of SOC from 2010, each a CSV file."""
    onet = directory / "2010_to_2019_Crosswalk.csv"
    onet.write_bytes(to_csv_text(ONET_CROSSWALK[0], ONET_CROSSWALK[1:]))
    soc = directory / "soc_2010_to_2018_crosswalk.csv"
    soc.write_bytes(to_csv_text(SOC_CROSSWALK[0], SOC_CROSSWALK[1:]))
    return onet, soc
