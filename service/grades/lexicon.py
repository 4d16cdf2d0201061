"""English words for grades, and the compounds in which such a word grades nobody.

Grammar (``service.grades.reading``) decides most cases; what stands here is what grammar cannot tell: a "lead" that is
a prospect, a "senior" who is old, a "principal" who runs a school.
"""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

INTERN, TRAINEE, ENTRY, JUNIOR, ASSOCIATE, ASSISTANT = "intern", "trainee", "entry", "junior", "associate", "assistant"
MID, SENIOR, LEAD, STAFF, EXPERT, PRINCIPAL = "mid", "senior", "lead", "staff", "expert", "principal"
DISTINGUISHED, FELLOW, SUPERVISOR, MANAGER, HEAD = "distinguished", "fellow", "supervisor", "manager", "head"
DIRECTOR, VICE_PRESIDENT, CHIEF, EXECUTIVE = "director", "vice_president", "chief", "executive"

# Grades from low to high: how far up a ladder of their own kind they stand, 0 to 1. Those of management are apart,
# because "manager" says nothing of where a ladder for specialists has its rungs.
SPECIALIST_ORDER = {
    INTERN: 0.0,
    TRAINEE: 0.0,
    ENTRY: 0.0,
    ASSISTANT: 0.05,
    JUNIOR: 0.08,
    ASSOCIATE: 0.1,
    MID: 0.4,
    SENIOR: 0.6,
    LEAD: 0.75,
    STAFF: 0.75,
    EXPERT: 0.8,
    PRINCIPAL: 0.9,
    DISTINGUISHED: 1.0,
    FELLOW: 1.0,
}
MANAGEMENT_ORDER = {
    SUPERVISOR: 0.0,
    LEAD: 0.0,
    MANAGER: 0.25,
    HEAD: 0.6,
    DIRECTOR: 0.7,
    VICE_PRESIDENT: 0.95,
    CHIEF: 1.0,
    EXECUTIVE: 1.0,
}
# Words of the same meaning: what a ladder calls one, a question may call the other.
ALIKE = {
    INTERN: (TRAINEE,),
    TRAINEE: (ENTRY, INTERN),
    ENTRY: (TRAINEE, JUNIOR),
    JUNIOR: (ENTRY,),
    EXECUTIVE: (CHIEF,),
    CHIEF: (EXECUTIVE,),
    DISTINGUISHED: (FELLOW,),
}

# Words that go before a noun, or after it as an afterthought ("Engineer, Senior").
ADJECTIVES = {
    "senior": SENIOR,
    "seniors": SENIOR,
    "sr": SENIOR,
    "snr": SENIOR,
    "junior": JUNIOR,
    "juniors": JUNIOR,
    "jr": JUNIOR,
    "jnr": JUNIOR,
    "mid": MID,
    "middle": MID,
    "midlevel": MID,
    "intermediate": MID,
    "entry": ENTRY,
    "lead": LEAD,
    "staff": STAFF,
    "expert": EXPERT,
    "experts": EXPERT,
    "principal": PRINCIPAL,
    "principals": PRINCIPAL,
    "princ": PRINCIPAL,
    "prin": PRINCIPAL,
    "distinguished": DISTINGUISHED,
    "associate": ASSOCIATE,
    "associates": ASSOCIATE,
    "assoc": ASSOCIATE,
    "assistant": ASSISTANT,
    "asst": ASSISTANT,
    "deputy": ASSISTANT,
    "trainee": TRAINEE,
    "trainees": TRAINEE,
    "apprentice": TRAINEE,
    "apprentices": TRAINEE,
    "graduate": ENTRY,
    "graduates": ENTRY,
    "intern": INTERN,
    "interns": INTERN,
    "chief": CHIEF,
    "chiefs": CHIEF,
    "head": HEAD,
    "heads": HEAD,
}
# Words that are the job itself: they count as a title's head noun, or where they open it ("Director Operations").
NOUNS = {
    "internship": INTERN,
    "internships": INTERN,
    "fellow": FELLOW,
    "fellows": FELLOW,
    "supervisor": SUPERVISOR,
    "supervisors": SUPERVISOR,
    "manager": MANAGER,
    "managers": MANAGER,
    "mgr": MANAGER,
    "mngr": MANAGER,
    "director": DIRECTOR,
    "directors": DIRECTOR,
    "dir": DIRECTOR,
    "vp": VICE_PRESIDENT,
    "vps": VICE_PRESIDENT,
    "avp": VICE_PRESIDENT,
    "svp": VICE_PRESIDENT,
    "evp": VICE_PRESIDENT,
    "president": CHIEF,
    "executive": EXECUTIVE,
    "executives": EXECUTIVE,
    "exec": EXECUTIVE,
    "execs": EXECUTIVE,
    "ceo": CHIEF,
    "cto": CHIEF,
    "cfo": CHIEF,
    "coo": CHIEF,
    "cio": CHIEF,
    "cmo": CHIEF,
    "cpo": CHIEF,
    "cro": CHIEF,
    "ciso": CHIEF,
    "chro": CHIEF,
}
# Several words that are one; the longest is taken.
PHRASES: dict[tuple[str, ...], tuple[str, str]] = {
    ("entry", "level"): ("adjective", ENTRY),
    ("junior", "level"): ("adjective", JUNIOR),
    ("mid", "level"): ("adjective", MID),
    ("mid", "career"): ("adjective", MID),
    ("middle", "level"): ("adjective", MID),
    ("intermediate", "level"): ("adjective", MID),
    ("senior", "level"): ("adjective", SENIOR),
    ("staff", "level"): ("adjective", STAFF),
    ("expert", "level"): ("adjective", EXPERT),
    ("principal", "level"): ("adjective", PRINCIPAL),
    ("early", "career"): ("adjective", ENTRY),
    ("new", "grad"): ("adjective", ENTRY),
    ("new", "graduate"): ("adjective", ENTRY),
    ("recent", "graduate"): ("adjective", ENTRY),
    ("working", "student"): ("noun", INTERN),
    ("co", "op"): ("noun", INTERN),
    ("in", "training"): ("adjective", TRAINEE),
    ("team", "lead"): ("noun", LEAD),
    ("team", "leads"): ("noun", LEAD),
    ("team", "leader"): ("noun", LEAD),
    ("team", "leaders"): ("noun", LEAD),
    ("tech", "lead"): ("noun", LEAD),
    ("tech", "leads"): ("noun", LEAD),
    ("technical", "lead"): ("noun", LEAD),
    ("technical", "leads"): ("noun", LEAD),
    ("vice", "president"): ("noun", VICE_PRESIDENT),
    ("vice", "presidents"): ("noun", VICE_PRESIDENT),
    ("executive", "vice", "president"): ("noun", VICE_PRESIDENT),
    ("executive", "director"): ("noun", DIRECTOR),
    ("chief", "executive"): ("noun", CHIEF),
    ("chief", "executive", "officer"): ("noun", CHIEF),
    ("c", "level"): ("noun", EXECUTIVE),
    ("c", "suite"): ("noun", EXECUTIVE),
}
# What makes something else of the word before it: first word -> words that may follow.
COMPOUNDS: dict[str, frozenset[str]] = {
    "senior": frozenset(
        "living care citizen citizens center centre centers housing home homes companion high moments year".split()
    ),
    "junior": frozenset("high college school achievement league varsity year golf hockey tennis sailing".split()),
    "mid": frozenset("market atlantic west size sized sizes year term cap day night office america".split()),
    "middle": frozenset(
        "east eastern school schools office market grade grades ages america name manager managers management".split()
    ),
    "lead": frozenset(
        "generation gen generator qualification qualifications management nurture nurturing scoring routing "
        "conversion capture paint abatement poisoning acid time times intake hazard free response quality".split()
    ),
    "entry": frozenset("clerk clerks door operator operators system systems point points specialist keyer".split()),
    "staff": frozenset("training development meeting meetings engagement relations augmentation retention".split()),
    "principal": frozenset("investigator investigators residence amount dancer".split()),
    "executive": frozenset(
        "assistant assistants secretary search recruiter recruiting recruitment chef coach coaching protection "
        "producer sous housekeeper compensation communications administrator office summary summaries sponsor "
        "sponsors sponsorship committee board briefing".split()
    ),
    "associate": frozenset("relations attorney degree degrees".split()),
    "graduate": frozenset(
        "school program programs programme programmes studies admissions admission student students college medical "
        "recruiter recruitment research teaching education housing degree degrees".split()
    ),
    "head": frozenset("count start hunter office injury and lice quarters".split()),
    "chief": frozenset(("of",)),  # of staff: a job by itself
    "fellow": frozenset("engineers colleagues employees".split()),
    "supervisor": frozenset(),
}
# What makes something else of the word after it: last word -> words that may stand before.
PRECEDED: dict[str, frozenset[str]] = {
    "lead": frozenset("inbound outbound qualified sales-qualified".split()),
    "entry": frozenset("data order re market field claims".split()),
    "principal": frozenset("school schools elementary academy college high assistant vice deputy campus".split()),
    "director": frozenset("art funeral film music casting stage choir choral band camp".split()),
    "fellow": frozenset(
        "research postdoctoral postdoc doctoral teaching clinical visiting policy graduate summer".split()
    ),
    "chief": frozenset("police fire battalion".split()),
    "staff": frozenset(("of", "support", "medical", "nursing", "temporary")),
    "associate": frozenset(("business",)),
    "president": frozenset(("vice", "student", "club")),
}
# Managers of people or of a part of the company; a product, account or project manager manages no one by that title.
MANAGED = frozenset(
    "engineering people team teams line general regional area district department division divisional group "
    "branch store plant shift country senior hiring reporting direct first second unit middle".split()
)
# Jobs in which "staff" is a grade above senior; a staff accountant, nurse or writer is simply employed.
STAFF_JOBS = frozenset(
    "engineer engineers scientist scientists designer designers developer developers architect architects "
    "researcher researchers analyst analysts programmer programmers manager managers technologist sre swe sde".split()
)
# Who looks after interns, trainees or graduates, and is none.
HANDLERS = frozenset(
    "coordinator coordinators recruiter recruiters supervisor supervisors mentor mentors trainer trainers advisor "
    "adviser manager managers program programs programme scheme relations experience training development "
    "recruitment recruiting hiring education selection success liaison".split()
)
# Grades that a "deputy", "associate" or "assistant" before them does not lower to an assistant's.
RANKS = frozenset((DIRECTOR, VICE_PRESIDENT, CHIEF, HEAD, MANAGER, SUPERVISOR))
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
