"""What a question demands of the holder, on the example company's ladders."""

from __future__ import annotations

import pytest

from service.engine import Engine
from service.interpretation.interpreter import Interpreter


@pytest.fixture(scope="module")
def interpreter(engine: Engine) -> Interpreter:
    return engine.interpreter


def demand(interpreter: Interpreter, question: str) -> str:
    read = interpreter.interpret(question).read
    named = {"level": sorted(read.level), "role": sorted(read.role), "kind": read.kind, "track": sorted(read.track)}
    return " ".join(f"{facet}={','.join(values)}" for facet, values in named.items() if values)


@pytest.mark.parametrize(
    ("question", "demanded"),
    [
        ("what makes a senior engineer", "level=P4 role=SWE.GEN"),
        ("level 4 data analyst", "level=L4 role=DATA.ANA"),
        ("who mentors product managers at P1 to P3", ""),
        ("which product managers at P3 decide prices", "level=P3 role=PM.GEN"),
        ("HR people with 15+ years", "level=P6 role=PPL.GEN"),
        ("entry level HR role that lists joiners", "level=P1 role=PPL.GEN"),
        ("who writes HR reports", ""),
        ("hardware engineer who solders", ""),
        ("head of customer success", "level=M3,M4"),
        ("degree of autonomy at P4", "level=P4"),
        ("senior software engineers and above", "level=P4,P5,P6 role=SWE.GEN"),
        ("senior engineer or higher", "level=P4,P5,P6 role=SWE.GEN"),
        ("as a P4", "level=P4"),
        ("for a P4: what is expected", "level=P4"),
        ("P4?", "level=P4"),
        ("what's expected at P4", "level=P4"),
        ("at P3 or above", "level=P3,P4,P5,P6"),
        ("P3 and below", "level=P1,P2,P3"),
        ("no higher than P3", "level=P1,P2,P3"),
        ("above P4", "level=P5,P6"),
        ("P2 through P4 scope", "level=P2,P3,P4"),
        ("P2 – P4", "level=P2,P3,P4"),
        ("P5 or P6 product managers", "level=P5,P6 role=PM.GEN"),
        ("minimum P3 for mentoring", "level=P3,P4,P5,P6"),
        ("junior product manager", "level=P1 role=PM.GEN"),
        ("what do junior product managers do", "level=P1 role=PM.GEN"),
        ("Mid-level software engineer", "level=P3 role=SWE.GEN"),
        ("senior PM", "level=P4 role=PM.GEN"),
        ("Sr. SWE", "level=P4 role=SWE.GEN"),
        ("principal product managers", "level=P5 role=PM.GEN"),
        ("staff software engineer scope", "level=P5 role=SWE.GEN"),
        ("distinguished engineer", "level=P6 role=SWE.GEN"),
        ("product fellow", "level=P6 role=PM.GEN"),
        ("fellows in data analytics", "level=L7 role=DATA.ANA"),
        ("director of customer success", "level=M4"),
        ("customer success directors", "level=M4"),
        ("what does a vice president do", "level=M5"),
        ("executive level expectations", "level=L7,M5"),
        ("what do team leads do", "level=L5,M1,P5"),
        ("12+ years", "level=L7,M3,M4,M5,P5,P6"),
        ("software engineers with 10 years experience", "level=P4 role=SWE.GEN"),
        ("someone with at least 12 years of experience", "level=L7,M3,M4,M5,P5,P6"),
        ("product manager with up to 2 years", "level=P1 role=PM.GEN"),
        ("less than 2 years of experience", "level=L2,P1"),
        ("needs 5 to 8 years in product management", "level=L4,M1,M2,P3"),
        ("how does a P5 data analyst differ", "role=DATA.ANA"),
        ("CUS.GEN.P4", "level=P4 role=CUS.GEN"),
        ("what is expected of a P4", "level=P4"),
        ("who mentors juniors at P4", "level=P4"),
        ("p3 or P4 renewals", "level=P3,P4"),
        ("what does L3 own", "level=L3"),
        ("who closes P2 tickets at P3", "level=P3"),
        ("senior but not principal", "level=L4,P4"),
        ("not P6 or P5 software engineers", "level=P1,P2,P3,P4 role=SWE.GEN"),
        ("P2-P4", "level=P2,P3,P4"),
        ("P3+ renewals", "level=P3,P4,P5,P6"),
        ("junior or mid software engineer", "level=P1,P3 role=SWE.GEN"),
        ("what does a CSM do", "role=CUS.GEN"),
        ("backend engineer who designs APIs", "role=SWE.GEN"),
        ("how do I become a director", "level=M4"),
        ("as a senior software engineer, what do I own", "level=P4 role=SWE.GEN"),
        ("expectations at senior level", "level=L4,P4"),
        ("with ten years of experience", "level=L5,M3,P4"),
        ("junior/mid software engineer", "level=P1,P3 role=SWE.GEN"),
        ("who handles escalations at senior level", "level=L4,P4"),
        ("a day in the life of a junior product manager", "level=P1 role=PM.GEN"),
        ("should managers write performance reviews", "level=M2,M3"),
    ],
)
def test_levels_and_roles_of_the_holder_are_demanded(interpreter: Interpreter, question: str, demanded: str) -> None:
    assert demand(interpreter, question) == demanded


@pytest.mark.parametrize(
    ("question", "demanded"),
    [
        ("VP customer success responsibilities", "level=M5 role=CUS.MGT kind=responsibility"),
        ("entry-level people partner tasks", "level=P1 role=PPL.GEN kind=task"),
        ("mid level engineer skills", "level=L3,P3 kind=skill"),
        ("Sr PM skills", "level=P4 role=PM.GEN kind=skill"),
        ("M4 customer success responsibilities", "level=M4 kind=responsibility"),
        ("team lead responsibilities", "level=L5,M1,P5 kind=responsibility"),
        ("line managers: duties", "kind=responsibility,task track=M"),
        ("skills of an individual contributor in people", "kind=skill track=L,P"),
        (
            "what experience is needed for a senior software engineer",
            "level=P4 role=SWE.GEN kind=qualification,guideline,attribute",
        ),
        (
            "which degree does a P2 software engineer need",
            "level=P2 role=SWE.GEN kind=qualification,guideline,attribute",
        ),
        (
            "how many years of experience does a product manager need",
            "role=PM.GEN kind=qualification,guideline,attribute",
        ),
        ("education required for P1", "level=P1 kind=qualification,guideline,attribute"),
        ("outputs of a P3", "level=P3 kind=output"),
        ("deliverables expected from a data analyst", "role=DATA.ANA kind=output"),
        ("list tasks for P2", "level=P2 kind=task"),
        ("give me the skills of a CSM", "role=CUS.GEN kind=skill"),
        ("competencies for a people partner", "role=PPL.GEN kind=competency"),
        ("aliases of product manager", "role=PM.GEN kind=alias"),
        ("what knowledge is required at P5", "level=P5 kind=knowledge"),
        ("skills: negotiation", "kind=skill"),
        ("what technical skills do P3 engineers need", "level=P3 kind=skill"),
        ("CUS.GEN responsibilities", "role=CUS.GEN kind=responsibility"),
        ("cus.gen.p4 skills", "level=P4 role=CUS.GEN kind=skill"),
        ("responsibilities of a customer success lead", "level=M1,P5 role=CUS.GEN,CUS.MGT kind=responsibility"),
        ("I am a P3 in product management, which skills do I need", "level=P3 role=PM.GEN kind=skill"),
    ],
)
def test_a_kind_is_demanded_where_the_question_asks_for_it(
    interpreter: Interpreter, question: str, demanded: str
) -> None:
    assert demand(interpreter, question) == demanded


@pytest.mark.parametrize(
    ("question", "demanded"),
    [
        ("who are people managers in customer success", "track=M"),
        ("people managers", "track=M"),
        ("management track", "track=M"),
        ("on the management track", "track=M"),
        ("individual contributors", "track=L,P"),
        ("ICs at P5", "level=P5 track=L,P"),
        ("non-managers", "track=L,P"),
    ],
)
def test_a_track_is_demanded_where_the_holder_is_on_it(interpreter: Interpreter, question: str, demanded: str) -> None:
    assert demand(interpreter, question) == demanded
