"""How titles are shortened, in English: abbreviations that mean one thing whoever writes them."""

from __future__ import annotations

# In lower case; a dot behind is no part of them.
ABBREVIATIONS: dict[str, str] = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "prin": "principal",
    "princ": "principal",
    "assoc": "associate",
    "asst": "assistant",
    "mgr": "manager",
    "mngr": "manager",
    "mgmt": "management",
    "dir": "director",
    "vp": "vice president",
    "svp": "senior vice president",
    "evp": "executive vice president",
    "avp": "assistant vice president",
    "exec": "executive",
    "supv": "supervisor",
    "supvr": "supervisor",
    "coord": "coordinator",
    "spec": "specialist",
    "rep": "representative",
    "admin": "administrator",
    "eng": "engineer",
    "engr": "engineer",
    "engnr": "engineer",
    "dev": "developer",
    "devs": "developers",
    "prog": "programmer",
    "anlst": "analyst",
    "anl": "analyst",
    "arch": "architect",
    "tech": "technical",
    "sw": "software",
    "hw": "hardware",
    "swe": "software engineer",
    "sde": "software development engineer",
    "sdet": "software development engineer in test",
    "sre": "site reliability engineer",
    "qa": "quality assurance",
    "ops": "operations",
    "infra": "infrastructure",
    "mktg": "marketing",
    "mkt": "marketing",
    "acct": "account",
    "acctg": "accounting",
    "fin": "finance",
    "hr": "human resources",
    "hrbp": "human resources business partner",
    "ta": "talent acquisition",
    "bi": "business intelligence",
    "ml": "machine learning",
    "ux": "user experience",
    "ui": "user interface",
    "cust": "customer",
    "svc": "service",
    "svcs": "services",
    "comms": "communications",
    "biz": "business",
    "prod": "product",
    "dept": "department",
    "gen": "general",
    "intl": "international",
    "ceo": "chief executive officer",
    "cto": "chief technology officer",
    "cfo": "chief financial officer",
    "coo": "chief operating officer",
    "cio": "chief information officer",
    "cmo": "chief marketing officer",
    "chro": "chief human resources officer",
    "fe": "frontend",
    "be": "backend",
    "mgrs": "managers",
}
# These are words too: only in capitals are they short for something.
IN_CAPITALS = frozenset(
    ("be", "fin", "rep", "spec", "prod", "fe", "gen", "ta", "dir", "arch", "dev", "ops", "tech", "sw")
)
# In capitals only where they could be another word, not these, which are clear in any case.
CLEAR = frozenset(("rep", "spec", "dir", "dev", "ops", "tech", "arch"))

# Words for the same kind of worker: titles that differ in nothing else are of one job.
SAME_WORKERS = (frozenset(("engineer", "developer", "programmer", "coder")),)

# Words that join others and name nothing.
JOINING = frozenset("a an and at by for from in into of on or the to with & und de la du der die das für".split())  # noqa: SIM905
