from __future__ import annotations

import pytest

from ontology.errors import NotFoundError, QueryError
from service.engine import Engine
from service.occupations.audit.auditor import MappingAuditor
from service.occupations.audit.finding import AuditedMapping, Doubt


@pytest.fixture(scope="module")
def auditor(occupations_engine: Engine) -> MappingAuditor:
    return occupations_engine.mapping_auditor


@pytest.fixture(scope="module")
def audited(auditor: MappingAuditor) -> dict[tuple[str, str], AuditedMapping]:
    _, entries = auditor.list()
    return {(one.profile, one.code): one for one in auditor.audit(entries)}


Audited = dict[tuple[str, str], AuditedMapping]


def test_mappings_that_were_rejected_are_not_audited(auditor: MappingAuditor, audited: Audited) -> None:
    total, entries = auditor.list()
    assert total == len(entries) == len(audited) == 6
    assert ("REN.GEN.P3", "73-1021.00") not in audited


def test_a_code_that_fits_best_is_not_doubted(audited: Audited) -> None:
    for key in (("TIDE.GEN.P2", "71-2011.00"), ("TIDE.GEN.P3", "71-2011"), ("REN.GEN.P3", "75-1011.00")):
        one = audited[key]
        assert (one.flagged, one.findings, one.candidates) == (False, (), ())
        assert one.evidence is not None
        assert (one.evidence.is_far, one.evidence.gap, one.evidence.ahead) == (False, 0.0, 0)


def test_a_major_group_is_too_coarse_and_gets_occupations_that_fit(audited: Audited) -> None:
    one = audited["TIDE.GEN.P3", "71-0000"]
    assert [finding.doubt for finding in one.findings] == [Doubt.COARSE]
    assert one.findings[0].reason == (
        "71-0000 Harbour and Coast Occupations is a major group: it says the field and not the occupation"
    )
    assert one.candidates[0].code == "71-2011"


def test_a_retired_code_is_named_with_what_replaces_it(audited: Audited) -> None:
    one = audited["PUP.GEN.P1", "71-1099.00"]
    assert [(finding.doubt, finding.replaced_by) for finding in one.findings] == [
        (Doubt.RETIRED, ("71-1011.00",)),
        (Doubt.VINTAGE, ("71-1011.00",)),
    ]
    assert one.findings[0].reason == (
        "71-1099.00 Lamp Trimmers is retired: it is not in O*NET-SOC 2019, which has 71-1011.00 Lighthouse Keepers "
        "in its place"
    )
    assert one.evidence is None
    assert one.candidates[0].code == "73-1011.00"


def test_an_unknown_code_gets_occupations_that_fit(audited: Audited) -> None:
    one = audited["PUP.GEN.P1", "99-9999"]
    assert [finding.doubt for finding in one.findings] == [Doubt.UNKNOWN]
    assert one.candidates[0].code == "73-1011"


def test_one_profile_is_audited_alone(auditor: MappingAuditor) -> None:
    total, entries = auditor.list("PUP.GEN.P1")
    told: list[int] = []
    assert [one.code for one in auditor.audit(entries, told.append)] == ["71-1099.00", "99-9999"]
    assert (total, told) == (2, [1, 1])
    with pytest.raises(NotFoundError, match="there is no profile"):
        auditor.list("NONE.SUCH")


def test_without_a_classification_it_says_what_to_ingest(engine: Engine) -> None:
    _, entries = engine.mapping_auditor.list()
    with pytest.raises(QueryError, match="no classification of occupations is loaded"):
        list(engine.mapping_auditor.audit(entries))


def test_a_code_of_another_trade_is_far_and_the_reason_names_both(
    occupations_engine: Engine, auditor: MappingAuditor
) -> None:
    _, rejected = occupations_engine.mappings.list(["rejected"], "REN.GEN.P3")
    [one] = auditor.audit(rejected)
    assert [finding.doubt for finding in one.findings] == [Doubt.FAR]
    assert one.findings[0].reason.startswith("the profile says something else than 73-1021.00 Puppeteers: ")
    assert "75-1011.00 Renewal Managers fits best" in one.findings[0].reason
    assert one.evidence is not None
    assert one.evidence.gap > one.evidence.most_gap
    assert one.candidates[0].code == "75-1011.00"
