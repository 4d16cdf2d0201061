"""Filters of mappings, and the profiles of ``tests/occupation_profiles.py`` that fit them: for every door alike."""

from __future__ import annotations

from service.search.result import Filters

ESCO = "http://data.europa.eu/esco/occupation/00000002-aaaa-4aaa-8aaa-000000000000"
OCCUPATION = "https://w3id.org/rolegraph/id/occupation"

# What is asked for, and the codes of the profiles with one mapping that fits all of it.
CASES: tuple[tuple[Filters, frozenset[str]], ...] = tuple(
    (filters, frozenset(codes.split()))
    for filters, codes in (
        (Filters(occupation=("71-2011",)), "TIDE.GEN.P2 TIDE.GEN.P3"),  # a SOC code covers its O*NET codes,
        (Filters(occupation=("71-2011.00",)), "TIDE.GEN.P2"),  # and no O*NET code its SOC code
        (Filters(occupation=("soc:71-2011",)), "TIDE.GEN.P2 TIDE.GEN.P3"),
        (Filters(occupation=(f"{OCCUPATION}/soc/71-2011",)), "TIDE.GEN.P2 TIDE.GEN.P3"),
        (Filters(occupation=(f"{OCCUPATION}/onet-soc/71-2011.00",)), "TIDE.GEN.P2"),
        (Filters(occupation=("99-9999",)), "PUP.GEN.P1"),  # in no classification, but mapped to
        (Filters(occupation=("75-1011", "71-0000")), "REN.GEN.P3 TIDE.GEN.P3"),
        (Filters(occupation=("2911.1",)), ""),
        (Filters(occupation=(ESCO,)), ""),
        (Filters(occupation=("73-1021",)), ""),  # what was turned down does not count,
        (Filters(occupation=("73-1021",), mapping_status=("rejected",)), "REN.GEN.P3"),  # unless it is asked for
        (Filters(soc_group=("71-0000",)), "TIDE.GEN.P2 TIDE.GEN.P3 PUP.GEN.P1"),
        (Filters(soc_group=("71-1000",)), "PUP.GEN.P1"),
        (Filters(soc_group=("71-2010",)), "TIDE.GEN.P2 TIDE.GEN.P3"),
        (Filters(soc_group=("71-2011",)), "TIDE.GEN.P2 TIDE.GEN.P3"),
        (Filters(soc_group=("71-2000", "75-0000")), "TIDE.GEN.P2 TIDE.GEN.P3 REN.GEN.P3"),
        (Filters(soc_group=("73-1010",)), ""),
        (Filters(mapping_status=("approved",)), "TIDE.GEN.P3 REN.GEN.P3"),
        (Filters(mapping_status=("needs_review",)), "TIDE.GEN.P2 TIDE.GEN.P3 PUP.GEN.P1"),
        (Filters(mapping_status=("superseded",)), ""),
        (Filters(min_confidence=0.0), "TIDE.GEN.P2 TIDE.GEN.P3 REN.GEN.P3 PUP.GEN.P1"),
        (Filters(min_confidence=0.9), "TIDE.GEN.P3 REN.GEN.P3"),
        (Filters(min_confidence=0.95), ""),
        (Filters(soc_group=("71-0000",), mapping_status=("approved",), min_confidence=0.5), "TIDE.GEN.P3"),
        # Each fits another mapping of TIDE.GEN.P3, and none fits both.
        (Filters(occupation=("71-0000",), mapping_status=("approved",)), ""),
        (Filters(occupation=("71-2011",), soc_group=("75-0000",)), ""),
    )
)
