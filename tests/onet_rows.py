"""The tables of an invented release of O*NET, with the defects of the real ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Rows = Sequence[Sequence[str]]

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
        f"Work that needs {amount.lower()} preparation",
        f"({number}.0 to < {int(number) + 1}.0)",
    )
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
