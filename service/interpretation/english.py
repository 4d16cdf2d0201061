"""The English of questions about jobs: the words that frame a question, and those that make somebody else its object.

A word for a level constrains the answer only where it stands for the holder. So these lists decide what may stand
between the beginning of a question and such a word; where anything else stands there, nothing is constrained.
"""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

DETERMINERS = frozenset(
    "a an the any each every all some our my your their his her its typical average good great newly new".split()
)
AUXILIARIES = frozenset(
    "do does did is are was were be been being should can could would will must may might shall has have had "
    "having doesn't don't isn't aren't".split()
)
ASKING = frozenset("what which who whom whose how why when where".split())
# Nouns for what can be wanted of a holder: "skills for …", "the scope of …".
ASPECTS = frozenset(
    "skill skills responsibility responsibilities accountabilities duty duties task tasks activities requirement "
    "requirements qualification qualifications certification certifications competency competencies competence "
    "competences behaviours behaviors expectation expectations output outputs deliverable deliverables knowledge "
    "experience degree degrees education training scope autonomy impact complexity guideline guidelines criteria "
    "summary profile description story alias aliases title titles name names role roles job jobs work level "
    "levels grade grades rung rungs position positions ladder ladders path career standard attribute attributes "
    "definition".split()
)
# The noun that a grade may describe instead of a person: "senior level", "junior roles".
LEVEL_NOUNS = frozenset(
    "level levels role roles position positions grade grades rung rungs job jobs band bands title titles profile "
    "profiles ladder career track tracks path".split()
)
# Everything else that frames a question and says nothing of its own.
GLUE = frozenset(
    "please no on most tell me show list give describe explain find get looking search need needs needed "
    "require required "
    "requires expect expected i i'm im we us about let know see there it that this these those of for from by at "
    "as in and or but not into necessary typically usually normally really exactly actually asked take takes mean "
    "means look like success differ differs separate separates distinguish distinguishes different "
    "difference differences between compare compared comparing "
    "comparison versus vs change changes main key core most important much many more else kind kinds sort type "
    "types years promoted promotion become becoming reach being moving move moves step go goes going gets than "
    "relative what's who's least above below over under minimum maximum up beyond except excluding higher lower "
    "only also both either day life meant".split()
)
FRAME = DETERMINERS | AUXILIARIES | ASKING | ASPECTS | GLUE
# What may stand between two holders: "senior or principal", "P3 compared with P4".
JOINING = DETERMINERS | frozenset(
    "and or but not than versus vs to from differ differs separate separates distinguish distinguishes "
    "different compared compare comparing with between "
    "against level levels also both either through even at least above below over under up higher lower only "
    "except excluding without beyond role roles position positions do does in terms is are".split()
)
# Before a field or role that belongs to the holder: "manager in customer success".
WITHIN = frozenset("in within for of at on".split())
CLAUSE_OPENERS = frozenset("who that which whose".split())
STOPS = frozenset(
    "to with on via per within without against among amongst across around through towards toward during after "
    "before because while if so then their's where there's behind beside besides alongside".split()
)
# What one person does to, for or with another.
PERSON_VERBS = frozenset(
    "advise approach assist assess brief challenge coach convince counsel delegate develop direct educate empower "
    "enable engage escalate evaluate grow guide head help hire influence inform inspire instruct interview "
    "involve join lead manage meet mentor motivate negotiate nurture onboard oversee partner persuade present "
    "promote recruit report represent review supervise support sponsor teach train trust tutor update consult "
    "serve shadow".split()
)
VERBS = PERSON_VERBS | frozenset(
    "achieve act adapt add address adopt agree align allocate analyse analyze answer apply approve arrange ask "
    "assign audit automate balance build call carry chair check choose clarify close collaborate collect "
    "communicate complete conduct configure consider contribute control coordinate correct create deal debug "
    "decide define delegate deliver demonstrate deploy design detect determine diagnose discuss document draft "
    "drive earn edit ensure establish estimate execute expand explore facilitate fix follow forecast formulate "
    "gather generate handle hold identify implement improve initiate integrate introduce investigate invent keep "
    "know learn listen log look maintain make map measure mediate migrate model monitor obtain offer operate "
    "organise organize own perform pilot plan prepare prevent prioritise prioritize produce program propose "
    "protect provide publish pursue raise reach read recommend reconcile record reduce refine relate release rely "
    "remove replace replay resolve respond run say schedule secure sell send set shape share show sign solve "
    "speak spot standardise standardize start steer stop structure study submit suggest take talk tell test think "
    "track translate troubleshoot turn understand use validate verify warn work write".split()
)
# Verbs that are also the field of a job: "design manager", "support engineer".
NOUN_VERBS = frozenset("support design test program audit research release process control model study work".split())
IRREGULAR = {
    "led": "lead",
    "taught": "teach",
    "ran": "run",
    "running": "run",
    "wrote": "write",
    "held": "hold",
    "built": "build",
    "met": "meet",
    "made": "make",
    "kept": "keep",
    "grew": "grow",
    "set": "set",
    "setting": "set",
    "planning": "plan",
    "getting": "get",
    "dealt": "deal",
    "spoke": "speak",
    "told": "tell",
}
# Words that look like verbs and are the first half of many job titles.
_NOUNS_IN_S = frozenset(
    "sales operations analytics logistics people systems services products communications relations affairs "
    "accounts resources facilities economics physics statistics ethics graphics robotics electronics mechanics "
    "mathematics news business process campus access success customers payments markets claims ops devops devices "
    "rewards benefits partnerships games insights sports arts materials class".split()
)
_NOUNS_IN_ING = frozenset(
    "engineering marketing accounting recruiting purchasing manufacturing consulting testing pricing billing "
    "underwriting nursing merchandising branding planning sourcing learning staffing advertising banking training "
    "housing clearing machining tooling mining shipping trading programming networking processing".split()
)
_LONG = 5  # letters: "is", "sets" and "sing" say nothing


def to_verb(word: str) -> str:
    """Return the known verb that ``word`` is a form of; empty where it is none."""
    if word in VERBS:
        return word
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending, put in (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e")):
        if word.endswith(ending) and word[: -len(ending)] + put in VERBS:
            return word[: -len(ending)] + put
    if word.endswith("ing"):
        for base in (word[:-3], word[:-3] + "e", word[:-4]):
            if base in VERBS:
                return base
    return ""


def may_be_verb(word: str) -> bool:
    """Return whether ``word`` could open a sentence without subject, as in "shepherds juniors"."""
    if word in _NOUNS_IN_S or word in _NOUNS_IN_ING:
        return False
    if to_verb(word):
        return True
    return len(word) >= _LONG and word.endswith(("s", "ing", "ed")) and not word.endswith(("ss", "us", "is"))


# People whom a role deals with from outside, and what is seldom a title by itself.
OUTSIDERS = frozenset(
    "leader leaders leadership stakeholder stakeholders client clients customer customers sponsor sponsors "
    "contact contacts audience audiences buyer buyers prospect prospects supplier suppliers vendor vendors "
    "investor investors regulator regulators shareholder shareholders user users owner owners citizen citizens "
    "official officials decision maker makers candidate candidates applicant applicants subordinates".split()
)
INSIDERS = frozenset(
    "colleague colleagues peer peers people person staff employee employees member members hire hires report "
    "reports team teams partner partners management mentee mentees teammate teammates".split()
)
