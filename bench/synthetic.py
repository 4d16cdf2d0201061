"""A synthetic job architecture of any size: profiles whose texts differ as real ones do, reproducible by its seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ontology.records import Alias, Component, Lines, Mapping, MappingStatus, ProfileDocument, Source, Statement, Taxon

_VERBS = [
    "Owns",
    "Plans",
    "Reviews",
    "Designs",
    "Supports",
    "Negotiates",
    "Builds",
    "Measures",
    "Coaches",
    "Drafts",
    "Leads",
    "Monitors",
    "Improves",
    "Prepares",
    "Analyses",
    "Coordinates",
    "Forecasts",
    "Documents",
    "Tests",
    "Approves",
    "Audits",
    "Explains",
    "Schedules",
    "Automates",
    "Reconciles",
]
_OBJECTS = [
    "budgets",
    "contracts",
    "dashboards",
    "onboarding",
    "campaigns",
    "services",
    "payrolls",
    "shipments",
    "models",
    "audits",
    "interviews",
    "releases",
    "roadmaps",
    "invoices",
    "incidents",
    "claims",
    "surveys",
    "curricula",
    "prototypes",
    "forecasts",
    "tenders",
    "inspections",
    "datasets",
    "budgets",
]
_QUALIFIERS = [
    "regional",
    "seasonal",
    "strategic",
    "routine",
    "cross-functional",
    "regulated",
    "enterprise",
    "internal",
    "customer-facing",
    "long-term",
    "complex",
    "shared",
    "critical",
    "experimental",
    "public",
    "legacy",
    "high-volume",
    "confidential",
    "global",
    "bilingual",
]
_PURPOSES = [
    "renewals",
    "hiring",
    "compliance",
    "safety",
    "retention",
    "growth",
    "accuracy",
    "delivery",
    "quality",
    "trust",
    "planning",
    "onboarding",
    "pricing",
    "reporting",
    "capacity",
    "research",
    "training",
    "procurement",
    "governance",
    "continuity",
]
_PARTNERS = [
    "Finance",
    "Sales",
    "Legal",
    "Product",
    "Support",
    "Operations",
    "Marketing",
    "Security",
    "Engineering",
    "Procurement",
    "suppliers",
    "regulators",
    "executives",
    "auditors",
    "customers",
    "partners",
    "contractors",
    "volunteers",
]
_SKILLS = [f"{a} {b}" for a in _QUALIFIERS for b in _PURPOSES]


def make_documents(count: int, seed: int = 1) -> Iterator[ProfileDocument]:
    """Yield ``count`` profile documents of about 40 statements each, six levels a role."""
    chance = random.Random(seed)
    for number in range(count):
        role, level = divmod(number, 6)
        function = f"F{role % 50:02}"
        code = f"{function}.R{role:05}.P{level + 1}"
        line = iter(range(1, 1_000))

        def sentence() -> str:
            words = (_VERBS, _QUALIFIERS, _OBJECTS, _PURPOSES, _PARTNERS)
            verb, qualifier, thing, purpose, partner = (chance.choice(choices) for choices in words)
            return f"{verb} {qualifier} {thing} for {purpose} with {partner}, case {chance.randrange(10_000)}"

        def statement(line: Iterator[int] = line) -> Statement:
            at = next(line)
            return Statement(sentence(), lines=Lines(at, at), prevalence="common", layer="level")

        def component(line: Iterator[int] = line) -> Component:
            at = next(line)
            return Component(chance.choice(_SKILLS), prevalence="common", layer="level", lines=Lines(at, at))

        yield ProfileDocument(
            profile=code,
            title=f"{chance.choice(_QUALIFIERS).title()} {chance.choice(_OBJECTS)} {level + 1}",
            role_label=f"{function} role {role}",
            function=Taxon(function, f"Function {function}"),
            summary=(statement(),),
            responsibilities=tuple(statement() for _ in range(14)),
            tasks=tuple(statement() for _ in range(6)),
            skills=tuple(component() for _ in range(8)),
            knowledge=tuple(component() for _ in range(6)),
            aliases=tuple(Alias(f"{sentence()[:30]} {i}", "common", 0.7, "medium") for i in range(4)),
            mappings=(Mapping("15-1252", "SOC 2018", status=MappingStatus.NEEDS_REVIEW),),
            source=Source(f"bench/{code}.json", f"{number:064x}", "application/json", "2026-01-01T00:00:00Z"),
        )
