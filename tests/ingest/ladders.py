# ruff: noqa: E501 -- a sentence is one line, as it is on a page
"""Four ladders of invented organisations, for aligning responsibilities with levels.

They were written before the alignment was tuned, to be held out: other functions, level codes and counts than the page
that the requirement is about, and one ladder whose levels truly differ in their number of responsibilities.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.alignment import LevelText


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a ladder: its code, its guideline cells by dimension and its responsibilities in page order."""

    code: str
    knowledge: str  # Knowledge & Application
    complexity: str  # Complexity & Problem Solving
    collaboration: str  # Collaboration & Interaction
    experience: str  # Typical Degree & Years
    responsibilities: tuple[str, ...]

    @property
    def guidelines(self) -> LevelText:
        """The level as the alignment takes it."""
        return LevelText(self.code, (self.knowledge, self.complexity, self.collaboration, self.experience))


DATA_ENGINEERING = (
    Rung(
        "L1",
        "Learns the warehouse, the scheduler and the team's coding conventions; applies basic SQL and Python to small, well-described tickets.",
        "Fixes simple data defects by following the runbook; asks for help when the cause is not obvious.",
        "Works mainly with an assigned buddy and the immediate team; reports progress in stand-up.",
        "0–1 years; bachelor's degree in a quantitative field or a completed apprenticeship.",
        (
            "Builds and tests small transformations from a written specification, with every change reviewed by a more experienced engineer",
            "Monitors scheduled loads on the rota and restarts failed jobs according to the runbook",
            "Writes column descriptions and simple data-quality checks for existing tables",
            "Answers routine questions about where a dataset lives, passing anything unclear to a senior colleague",
            "Learns the company's data sources, naming conventions and deployment process through pairing",
        ),
    ),
    Rung(
        "L2",
        "Applies solid SQL, Python and orchestration skills to deliver pipelines of known shape with light review.",
        "Diagnoses failures in familiar pipelines and proposes fixes; weighs a few known design options.",
        "Clarifies requirements with analysts and product teams that consume the data.",
        "2+ years with a bachelor's degree, or a master's degree with internships.",
        (
            "Delivers ingestion pipelines for new source systems of familiar kinds, from connector to documented table",
            "Investigates data-quality incidents in own pipelines, finds the cause and agrees a fix with the source team",
            "Refines requirements with analysts before modelling a table, pointing out ambiguous definitions",
            "Improves the run time and cost of slow queries and jobs within the assigned domain",
            "Reviews the pull requests of peers and helps new starters set up their environment",
        ),
    ),
    Rung(
        "L3",
        "Applies deep knowledge of modelling, streaming and warehouse internals to own a data domain without supervision.",
        "Breaks down loosely stated analytical needs into a workable design; balances freshness, cost and correctness.",
        "Leads working sessions with stakeholders of several teams and mentors less experienced engineers.",
        "5+ years (bachelor's) or 3+ years (master's).",
        (
            "Owns the data model of a business domain end to end, including its contracts with upstream services",
            "Designs batch and streaming pipelines for loosely defined needs, choosing between freshness, cost and complexity",
            "Leads the response to serious data incidents in the domain and writes the follow-up review",
            "Plans quarterly work for the domain with product managers and analytics leads",
            "Mentors junior engineers through design reviews and regular pairing",
        ),
    ),
    Rung(
        "L4",
        "Brings expert knowledge across several data platforms and sets the patterns that multiple teams build on.",
        "Solves problems that span systems and teams, where requirements conflict and precedents are few.",
        "Aligns engineering, security and analytics leads; negotiates priorities with heads of department.",
        "8+ years, several of them leading large data initiatives.",
        (
            "Leads multi-team programmes such as warehouse migrations or the move to event-driven ingestion",
            "Sets modelling, testing and observability patterns that several data teams adopt",
            "Resolves conflicts between privacy, cost and analytical demands with security, legal and finance leads",
            "Evaluates vendors and platform technologies and recommends investments to department heads",
            "Coaches senior engineers and leads hiring panels for data roles",
        ),
    ),
    Rung(
        "L5",
        "Recognised authority who defines the long-term data architecture of the company and shapes practice in the field.",
        "Anticipates strategic problems years ahead and invents approaches where none exist.",
        "Advises executives, represents the company at conferences and in standards groups.",
        "12+ years with a record of company-wide impact.",
        (
            "Defines the company's multi-year data architecture and secures executive sponsorship for it",
            "Invents approaches to problems of scale or governance for which the industry has no established answer",
            "Advises the executive team on the risks and opportunities of data in new markets and acquisitions",
            "Represents the company in open-source communities, at conferences and in standards bodies",
            "Develops the next generation of technical leaders and shapes the principles by which all engineers treat data",
        ),
    ),
)

ACCOUNTING = (
    Rung(
        "P1",
        "Applies basic bookkeeping principles to recurring entries under close supervision.",
        "Works on routine transactions with clear instructions; refers exceptions to a senior accountant.",
        "Exchanges information with the finance team and a few internal contacts.",
        "0–1 years; degree in accounting or finance.",
        (
            "Posts recurring journal entries and matches supplier invoices to purchase orders as instructed",
            "Prepares simple bank and petty-cash reconciliations for review",
            "Files supporting documents and keeps the audit trail of assigned accounts in order",
            "Forwards unusual transactions to a senior accountant and learns the month-end calendar",
        ),
    ),
    Rung(
        "P2",
        "Applies accounting standards and company policy to a set of accounts with moderate guidance.",
        "Resolves discrepancies of limited scope by analysing familiar factors.",
        "Works with purchasing, payroll and business units to obtain and explain figures.",
        "2+ years with a bachelor's degree; working toward a professional certificate.",
        (
            "Reconciles an assigned group of balance-sheet accounts and clears ageing items",
            "Prepares accruals, prepayments and fixed-asset entries for the monthly close",
            "Explains variances against budget to cost-centre owners",
            "Gathers evidence for auditors' requests and suggests small improvements to closing checklists",
        ),
    ),
    Rung(
        "P3",
        "Applies thorough knowledge of standards to run the close of an entity independently.",
        "Analyses diverse accounting issues and selects a treatment within policy.",
        "Coordinates with auditors and tax advisers; guides junior accountants informally.",
        "4+ years; certified accountant preferred.",
        (
            "Runs the monthly and annual close of a legal entity independently and to deadline",
            "Determines the accounting treatment of leases, provisions and standard revenue contracts under group policy",
            "Acts as the day-to-day contact of external auditors and tax advisers for the entity",
            "Reviews the reconciliations of junior accountants and trains them in closing tasks",
        ),
    ),
    Rung(
        "P4",
        "Applies advanced technical accounting expertise to complex transactions across several entities.",
        "Analyses complex contracts and competing interpretations of standards; designs controls.",
        "Influences controllers and business leaders on the financial consequences of decisions.",
        "7+ years; certified accountant.",
        (
            "Leads consolidation and intercompany elimination for a region with several currencies",
            "Drafts technical memos on complex revenue arrangements, financial instruments and business combinations",
            "Designs internal controls over financial reporting and remediates deficiencies found in testing",
            "Advises controllers and commercial leaders on deal structures, and mentors accountants across entities",
        ),
    ),
    Rung(
        "P5",
        "Brings extensive expertise to unprecedented transactions and new standards at group level.",
        "Solves highly ambiguous reporting problems with substantial financial consequences.",
        "Represents the group to audit partners and regulators; persuades senior executives.",
        "10+ years including public-company reporting.",
        (
            "Leads the group's adoption of new accounting standards, from impact study to disclosure",
            "Settles the most judgmental matters of the group accounts with the audit firm's partners",
            "Sponsors the redesign of the global close and the finance systems that it runs on",
            "Prepares audit-committee papers and counsels senior finance executives on acquisitions and listings",
        ),
    ),
    Rung(
        "P6",
        "Pre-eminent expert who sets group accounting policy and is consulted beyond the company.",
        "Shapes the company's position on questions that standard setters have not yet resolved.",
        "Advises the CFO and the board; participates in standard-setting and industry bodies.",
        "15+ years; acknowledged authority on financial reporting.",
        (
            "Establishes the accounting policy framework that every entity of the group follows",
            "Advises the CFO, the board and the audit committee on the reporting consequences of corporate strategy",
            "Responds to standard setters' consultations and speaks for the company in professional institutes",
            "Builds the group's bench of technical experts and is the final arbiter of disputed treatments",
        ),
    ),
)

HARDWARE = (
    Rung(
        "E1",
        "Uses basic circuit theory and laboratory instruments on defined tasks under direct supervision.",
        "Follows test procedures; recognises deviations and reports them.",
        "Interacts with the lab team and the supervising engineer.",
        "New graduate in electrical engineering.",
        (
            "Assembles prototypes and performs bench measurements according to a test procedure",
            "Draws simple schematic sheets from an existing reference design",
            "Records test results and keeps laboratory equipment calibrated and labelled",
            "Updates bills of materials and requests samples from distributors",
            "Reports measurement deviations to the supervising engineer",
            "Attends design reviews to learn the product architecture and the company's design rules",
        ),
    ),
    Rung(
        "E2",
        "Applies circuit design and layout knowledge to modules of moderate complexity with general guidance.",
        "Debugs board-level faults by systematic measurement; chooses among known topologies.",
        "Works with layout, firmware and purchasing on the assigned module.",
        "2–4 years in board design.",
        (
            "Designs power-supply and interface circuits of moderate complexity and simulates their behaviour",
            "Guides the layout of own modules with the PCB designer and checks them against design rules",
            "Brings up new boards together with firmware engineers and debugs faults systematically",
            "Writes test procedures and automates repetitive measurements with scripts",
            "Selects components for own modules considering cost, tolerance and availability",
            "Presents own module at design reviews and follows up the findings",
        ),
    ),
    Rung(
        "E3",
        "Applies comprehensive knowledge of analogue, digital and EMC design to whole boards, independently.",
        "Evaluates trade-offs between performance, cost and compliance; finds root causes of field failures.",
        "Coordinates mechanical, firmware and manufacturing partners; coaches younger engineers.",
        "5–8 years, with products taken to production.",
        (
            "Owns the hardware design of a complete board from requirements to volume production",
            "Plans and leads EMC, safety and environmental qualification, resolving failures with redesigns",
            "Finds the root cause of field returns and introduces corrective action with quality engineers",
            "Coordinates mechanical, firmware and test engineers to keep the board's schedule",
            "Negotiates design-for-manufacture changes with contract manufacturers",
            "Coaches younger engineers in measurement technique and schematic review",
        ),
    ),
    Rung(
        "E4",
        "Acts as technical lead of product families, with expertise in system architecture and several specialities.",
        "Resolves cross-disciplinary problems with incomplete data and high commercial risk.",
        "Leads teams across sites and suppliers; presents technical strategy to senior management.",
        "10+ years, recognised as an expert inside the company.",
        (
            "Architects product families, partitioning functions between hardware, firmware and cloud",
            "Leads technical teams across sites and suppliers through development and launch",
            "Decides make-or-buy and platform reuse questions with significant commercial consequences",
            "Introduces new technologies such as wide-bandgap power stages after structured risk assessment",
            "Presents technical options, cost and risk to senior management for gate decisions",
            "Builds the department's competence by mentoring lead engineers and setting review standards",
        ),
    ),
    Rung(
        "E5",
        "World-class authority whose inventions and judgement direct the company's technology.",
        "Identifies and solves problems that determine the company's competitive position.",
        "Counsels the executive board; leads industry consortia and academic partnerships.",
        "15+ years with patents and publications.",
        (
            "Sets the ten-year hardware technology roadmap in agreement with the executive board",
            "Creates patented inventions that give the company a lasting competitive position",
            "Judges the technical merit of acquisitions and strategic partnerships",
            "Chairs industry consortia and influences international safety and interface standards",
            "Directs research collaborations with universities and publishes at leading conferences",
            "Inspires the engineering community and grows the company's future fellows",
        ),
    ),
)

RECRUITING = (  # 4, 5, 5, 6, 5 and 4 responsibilities: this organisation's levels are truly of different length
    Rung(
        "R1",
        "Learns sourcing tools and interview logistics; follows set recruiting procedures.",
        "Handles scheduling and standard candidate questions; escalates exceptions.",
        "Communicates with candidates and recruiters by template.",
        "0–2 years; any degree.",
        (
            "Schedules interviews across calendars and sends candidates standard confirmations",
            "Keeps candidate records in the applicant-tracking system complete and up to date",
            "Posts vacancies on job boards from approved texts",
            "Shadows recruiters' phone screens to learn how requirements are assessed",
        ),
    ),
    Rung(
        "R2",
        "Applies recruiting procedures to fill common roles; learns market and selection basics.",
        "Assesses candidates against defined criteria and solves ordinary process problems.",
        "Builds working relations with hiring managers of assigned vacancies.",
        "2+ years in recruiting or a related field.",
        (
            "Sources and screens candidates for high-volume and entry roles against agreed criteria",
            "Briefs hiring managers on the status of their vacancies every week",
            "Guides candidates through the process and collects feedback from interviewers",
            "Prepares offer paperwork within approved salary bands",
            "Tracks funnel figures for own vacancies and notices bottlenecks",
        ),
    ),
    Rung(
        "R3",
        "Applies full command of sourcing, assessment and closing to professional roles without supervision.",
        "Analyses market data and adapts the search strategy to each vacancy.",
        "Advises hiring managers; supports junior colleagues.",
        "4+ years, partly in specialist recruiting.",
        (
            "Runs searches for specialist and professional roles independently from intake meeting to signed contract",
            "Advises hiring managers on realistic profiles, salary expectations and interview design",
            "Develops talent pools and referral campaigns for skills in short supply",
            "Negotiates offers and handles counter-offers within the guidelines",
            "Shows newer recruiters how to source and interview well",
        ),
    ),
    Rung(
        "R4",
        "Applies advanced knowledge of selection methods and labour markets to senior and scarce roles.",
        "Diagnoses complex hiring problems of a business unit and redesigns the process.",
        "Influences business-unit leaders and coordinates agencies and recruiters.",
        "7+ years; experience with senior hires.",
        (
            "Leads senior and hard-to-fill searches, including confidential ones",
            "Builds the annual hiring plan of a business unit with its leaders and finance partner",
            "Introduces structured interviewing and trains the unit's interviewers in it",
            "Analyses pipeline diversity and conversion, and redesigns stages that lose good candidates",
            "Selects and steers agencies and negotiates their terms",
            "Mentors recruiters and coordinates their work during hiring surges",
        ),
    ),
    Rung(
        "R5",
        "Brings exceptional expertise in talent acquisition to company-wide and executive hiring.",
        "Creates programmes for problems without precedent, such as entering new countries.",
        "Trusted by executives; represents the employer publicly.",
        "10+ years across several markets.",
        (
            "Directs executive searches and assesses leadership candidates together with the board's advisers",
            "Creates the recruiting approach for new countries and newly acquired businesses",
            "Owns the employer-brand programme and speaks for the company at public events",
            "Sets company-wide assessment standards and audits them for fairness and validity",
            "Counsels executives on succession gaps and talent-market risk",
        ),
    ),
    Rung(
        "R6",
        "Sets the direction of talent acquisition and advances the profession itself.",
        "Shapes workforce strategy under deep uncertainty, years ahead of need.",
        "Partner of the chief executive; leading voice in professional associations.",
        "15+ years; known beyond the company.",
        (
            "Shapes the long-range workforce strategy with the chief executive and the head of people",
            "Establishes the philosophy and governance of hiring for the entire organisation",
            "Publishes research on selection and leads professional associations",
            "Sponsors the development of the recruiting community and its future leaders",
        ),
    ),
)

LADDERS: dict[str, tuple[Rung, ...]] = {
    "data engineering": DATA_ENGINEERING,
    "accounting": ACCOUNTING,
    "hardware": HARDWARE,
    "recruiting": RECRUITING,
}
