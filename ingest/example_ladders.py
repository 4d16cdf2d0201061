"""Example ladders, in our own words, from which the alignment learns what seniority sounds like.

Each ladder lists the responsibilities of its levels, lowest level first (levels are set apart by an empty line), and
within a level from what opens such a list (the work owned) to what closes it (people, partners, learning). The first is
about no function at all; the others are of different kinds of work and numbers of levels, so that what they share is
seniority and not a trade. Nothing here is looked up word by word: only directions between their vectors are used.
"""

from __future__ import annotations

_GENERAL = """
Learns the basics of the job through training, shadowing and close supervision
Performs simple routine tasks by following step-by-step instructions and templates
Assists colleagues and supports the team with assigned pieces of work
Records data, updates files and keeps documentation in order
Asks for help and refers anything unusual to a more experienced colleague
Communicates within the immediate team and reports progress to a supervisor

Applies established procedures to familiar work with some guidance
Handles an assigned set of ordinary tasks or a small area with regular review
Resolves common problems of moderate difficulty by looking at familiar factors
Prepares regular reports and tracks the status of own work
Works with neighbouring teams to clarify requirements and meet their needs
Suggests small improvements and helps newcomers settle in

Works independently on standard work with full knowledge of the discipline
Plans own work and owns a piece of it from beginning to end
Analyses varied problems and adapts existing methods to the situation
Runs medium-sized projects and coordinates activities among several teams
Advises partners and informally mentors junior colleagues
Answers for the results of own projects and recommends actions

Applies advanced expertise to complex and valuable work, choosing the methods
Leads large initiatives that span several teams
Analyses complex situations with competing priorities and incomplete information
Designs processes, practices and plans that several teams use
Influences senior stakeholders and department leaders on decisions and priorities
Mentors team members and guides the work of others

Brings extensive expertise to strategic, high-stakes and unprecedented problems
Acts with high autonomy and judgement where no standard approach exists
Contributes to company-level objectives and shapes programmes across departments
Resolves the most difficult and ambiguous cases that others bring
Counsels executives and speaks for the company to outside parties
Mentors senior professionals and sets standards across departments

Is the principal authority on the subject for the entire organisation
Defines the frameworks, policies and standards that everyone else follows
Owns organisation-wide outcomes and sets direction for several years ahead
Advises the chief executive, the board and the executive team on strategy
Represents the organisation in the industry as a recognised thought leader
Develops principals and the next generation of leaders
"""

_SOFTWARE = """
Implements small features and bug fixes from well-defined tickets with guidance from senior engineers
Writes unit tests for own changes and follows the team's coding standards
Participates in code reviews to learn conventions and best practices
Documents setup steps and simple procedures in the team wiki
Escalates blockers early and learns the build, deployment and monitoring tools

Delivers features of moderate complexity from design through release in familiar services
Debugs and resolves production issues in the team's services and participates in the on-call rotation
Estimates own work and keeps tickets and stakeholders up to date during the sprint
Reviews peers' code for correctness, readability and test coverage
Collaborates with product and design to clarify acceptance criteria for assigned features

Owns the design and delivery of a sub-system end-to-end, breaking ambiguous requirements into milestones
Improves reliability and performance of owned services through profiling, load testing and better observability
Writes design documents for moderately complex changes and drives them to agreement within the team
Coordinates interface changes and release timing with adjacent teams
Mentors junior engineers through pairing and thoughtful code review

Leads complex projects that span several services and teams, from architecture to rollout
Sets technical direction for a product area and influences its roadmap with product leaders
Analyzes systemic failures thoroughly and drives their lasting repair
Establishes testing, deployment and operational practices adopted by multiple teams
Mentors mid-level engineers and leads technical interviews and onboarding programs

Directs the architecture of platforms that the entire business depends on
Solves the riskiest technical problems, where there is no precedent to follow
Helps to set technical strategy, including build-or-buy decisions and multi-year investments
Represents the company at conferences and with strategic partners as a technical expert
Mentors senior engineers and sponsors communities of practice across departments

Defines the architecture principles that all engineering teams apply
Anticipates industry shifts and leads multi-year bets that shape the company's competitive position
Is accountable for company-wide technical transformations
Advises the CTO and executive team on technology risk, acquisitions and organizational design
Develops staff engineers and advances the industry through publications and standards bodies
"""

_MARKETING = """
Supports campaign execution by building emails, landing pages and social posts from approved templates
Updates campaign calendars and keeps asset libraries organized
Pulls standard performance reports and flags anomalies to senior marketers
Coordinates logistics for webinars and small events under supervision
Learns brand guidelines and marketing tools in structured training

Plans and launches single-channel campaigns for an assigned segment and reports on results
Runs A/B tests on subject lines, creative and audiences to improve conversion
Writes briefs for designers and copywriters and manages review cycles
Manages day-to-day agency tasks and tracks spend against the assigned budget
Shares campaign learnings with sales and product marketing counterparts

Owns campaigns over several channels for a product line or region, from plan to report
Analyzes funnel data to identify drop-off points and recommends budget shifts
Develops messaging and audience strategies with product marketing for moderately complex launches
Coordinates cross-functional launch activities across sales, product and creative
Coaches junior marketers on campaign planning and measurement

Leads large-budget programs across several regions and answers for their pipeline
Designs attribution and forecasting models to guide investment across channels
Influences senior sales and product leaders on go-to-market priorities
Selects and negotiates with agencies and technology vendors for strategic programs
Mentors marketers and leads cross-functional campaign task forces

Shapes go-to-market strategy for new categories and markets where no playbook exists
Answers for pipeline and brand goals that the whole company reports on
Speaks for the company to analysts, the press and at major industry events
Turns market research into proposals on pricing and packaging for executives
Coaches senior marketers and heads temporary teams that test new ideas

Sets the marketing standards and measures that every team and country uses
Defines the multi-year brand and growth strategy together with the CMO and executive team
Creates new market categories and positions the company as their leader
Is quoted by the media and heard in industry associations as a leading voice of the profession
Grows future heads of marketing and advises executives on how to organize the function
"""

_PEOPLE = """
Answers routine employee questions about policies, benefits and leave
Enters new-hire and change data in the HR system accurately
Prepares standard letters and contracts for signature
Schedules onboarding sessions and training classes

Advises line managers on common questions of absence, performance and probation
Runs onboarding and offboarding for assigned teams and improves the checklists
Conducts exit interviews and summarizes the themes
Supports the annual review and salary cycles for a client group

Acts as HR business partner for a department, working independently on its people plans
Investigates grievances and disciplinary cases and recommends outcomes
Delivers training for managers on feedback, hiring and inclusion
Analyzes turnover and engagement data and proposes targeted actions

Leads organization redesigns and restructurings for a business unit with its senior leaders
Negotiates agreements with works councils and unions
Designs succession and talent-review processes across several departments
Guides HR partners through complex and sensitive cases

Sets enterprise people strategy and the policies that every country applies
Advises the executive board on culture, leadership succession and acquisitions
Represents the company in employers' associations and public debate
Develops the HR profession in the company and mentors its future leaders
"""

_FINANCE = """
Gathers actuals and headcount data from source systems and loads them into planning templates
Prepares recurring budget-versus-actual reports for a small number of cost centers
Checks spreadsheets for formula errors and reconciles totals to the general ledger
Supports the annual budget cycle by tracking submissions and chasing missing inputs
Learns the chart of accounts, planning calendar and reporting tools with help from senior analysts

Maintains the rolling forecast for an assigned business area and explains month-over-month changes
Partners with budget owners to review spending and identify savings opportunities
Builds moderately complex driver-based models in spreadsheets and the planning system
Produces monthly reporting packs and dashboards for department managers
Automates recurring reports and documents the process for teammates

Owns planning, forecasting and performance analysis for a function end-to-end with minimal supervision
Evaluates business cases for new hires, tools and programs and recommends a course of action
Diagnoses revenue and cost trends and presents findings to department leaders
Coordinates the quarterly forecast across several business partners and consolidates results
Coaches junior analysts on modelling standards and storytelling with numbers

Leads financial planning for a large business unit with multiple products and regions
Builds complex scenario models for pricing, market entry and capacity investments
Persuades vice presidents to weigh growth against profitability
Redesigns planning processes and selects the tools and metrics used across finance teams
Mentors analysts across the finance department and leads improvement projects

Counsels executives on the company's most consequential investments and divestments
Shapes how capital is allocated in the long-range plan
Leads financial diligence and integration planning for acquisitions
Prepares guidance and investor messages from market and competitor signals
Guides senior analysts and heads special project teams

Has the last word on planning and capital strategy in the company
Designs the performance measures that all business units adopt
Advises the CFO, CEO and board on long-term strategy, capital structure and shareholder value
Represents the company to investors, rating agencies and professional bodies
Develops the most senior finance experts and advances the profession
"""

_DESIGN = """
Creates icons, mock-ups and screen variants using the existing component library
Takes notes in usability tests and helps recruit participants
Corrects designs after feedback from senior designers
Organizes files and assets so that the team can find them

Designs single flows and screens within an established product
Runs simple usability tests and reports the findings
Hands designs over to developers and answers their questions
Presents own work in design critiques

Owns the design of features from problem framing to shipped interface
Plans and moderates user interviews and turns insights into concepts
Balances user needs, business goals and technical constraints with product managers and engineers
Contributes new components and patterns to the design system

Leads design for a complex product area with several teams
Defines research questions and success metrics for the area's roadmap
Facilitates workshops that align stakeholders around a shared vision
Mentors designers and gives critique that raises quality

Drives coherence of the experience across several products and platforms
Initiates and leads the design of new products in ambiguous areas
Influences directors of product and engineering on priorities through prototypes and evidence
Sets quality standards and coaches senior designers

Shapes company strategy by making future customer experiences tangible to executives
Establishes the principles and governance of the design system for the whole company
Resolves the hardest experience problems where business models and user needs collide
Speaks for the company at conferences and builds its reputation in design

Redefines how the industry approaches design through original methods and products
Counsels the chief executive and the board on innovation and brand
Leads alliances with universities and institutions to advance the field
Develops design leaders across the organization and beyond
"""

_SUPPLY_CHAIN = """
Enters purchase orders and tracks shipments until they are received
Contacts carriers about late deliveries and informs the planner
Keeps item and supplier master data up to date
Counts stock and investigates simple differences
Prepares customs and shipping documents from templates
Supports planners with weekly stock reports

Plans demand and replenishment for a product group and adjusts safety stocks
Negotiates prices and delivery terms with suppliers of standard materials
Resolves shortages with production and sales before customers are affected
Measures supplier performance and agrees improvement actions
Analyzes freight spend and consolidates shipments to save cost
Trains associates in planning tools and procedures

Leads sales and operations planning for a business unit
Develops sourcing strategies for complex categories and negotiates framework contracts
Redesigns warehouse and transport flows across several sites
Assesses supply risks and builds mitigation plans with plant managers
Leads cross-functional projects to introduce planning systems
Mentors specialists and sets working standards for the planning team

Defines the global supply network and its long-term footprint with executives
Establishes company-wide policies for inventory, sourcing and sustainability
Directs the response to major disruptions that threaten the company's revenue
Forms strategic alliances with key suppliers and logistics partners
Represents the company in industry bodies and shapes common standards
Develops the company's supply-chain experts and advises leaders on organization
"""


def _to_ladder(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(level.strip().splitlines()) for level in text.split("\n\n"))


EXAMPLE_LADDERS = tuple(
    _to_ladder(text) for text in (_GENERAL, _SOFTWARE, _MARKETING, _PEOPLE, _FINANCE, _DESIGN, _SUPPLY_CHAIN)
)
