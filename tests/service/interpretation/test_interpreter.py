"""An interpretation is complete, stands in the question's own characters, and can be overridden."""

from __future__ import annotations

import pytest

from service.engine import Engine
from service.interpretation.interpreter import Interpreter
from service.search.result import MENTION_KINDS, Effect, Filters, Mention


@pytest.fixture(scope="module")
def interpreter(engine: Engine) -> Interpreter:
    return engine.interpreter


def show(interpreter: Interpreter, question: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    mentions = interpreter.interpret(question).mentions
    return [(mention.what, mention.text, mention.values, str(mention.effect)) for mention in mentions]


def test_each_mention_has_its_place_values_effect_and_reason(interpreter: Interpreter) -> None:
    question = "skills for a senior data analyst with 5-8 years"
    assert interpreter.interpret(question).mentions == (
        Mention("kind", "skills", (0, 6), ("skill",), Effect.FILTER, "'skills' is what the question asks for"),
        Mention("title", "senior data analyst", (13, 32), ("DATA.ANA",), Effect.FILTER, "a name of DATA.ANA"),
        Mention("grade", "senior data analyst", (13, 32), ("L4",), Effect.FILTER, "the title of DATA.ANA.L4 alone"),
        Mention("experience", "5-8 years", (38, 47), ("L4",), Effect.FILTER, "L4 asks for 5–8 years"),
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("entry level CSM who prepares training", "who prepares training"),
        ("who mentors juniors at P4", "who mentors juniors"),
        ("p3 or P4 renewals", "renewals"),
        ("customer success between P2 and P4: renewals", "renewals"),
        ("software engineers with 8+ years who remove technical risk", "who remove technical risk"),
        ("skills for a P4", "skills for a P4"),  # nothing else to search for
        ("what does a senior product manager do", "what does a senior product manager do"),
        ("P4", "P4"),
        ("  who owns pricing ", "who owns pricing"),
        ("???", "???"),
    ],
)
def test_what_became_a_filter_is_not_searched_for_unless_nothing_is_left(
    interpreter: Interpreter, question: str, text: str
) -> None:
    assert interpreter.interpret(question).text == text


def test_a_filter_of_the_caller_s_own_takes_the_place_of_what_the_question_says(interpreter: Interpreter) -> None:
    interpretation = interpreter.interpret("skills for P4", Filters(level=("P2",), role=("PM.GEN",)))
    assert interpretation.filters == Filters(level=("P2",), role=("PM.GEN",), kind=("skill",))
    assert interpretation.read == Filters(level=("P4",), kind=("skill",))


def test_what_is_to_be_ignored_is_shown_without_effect_and_stays_in_the_text(interpreter: Interpreter) -> None:
    interpretation = interpreter.interpret("junior CSM who runs webinars", ignore=["grade"])
    assert interpretation.read == Filters(role=("CUS.GEN",))
    assert interpretation.text == "junior who runs webinars"
    assert interpretation.ignored == ("grade",)
    [grade] = [mention for mention in interpretation.mentions if mention.what == "grade"]
    assert (grade.effect, grade.why) == (Effect.NONE, "left unread, as asked")


@pytest.mark.parametrize("ignore", [("all",), MENTION_KINDS])
def test_all_can_be_ignored(interpreter: Interpreter, ignore: tuple[str, ...]) -> None:
    question = "difference between P3 and P4 CSM: skills for people managers with 8+ years"
    interpretation = interpreter.interpret(question, ignore=ignore)
    assert (interpretation.read, interpretation.filters, interpretation.text) == (Filters(), Filters(), question)
    assert interpretation.comparison is None
    assert {mention.effect for mention in interpretation.mentions} == {Effect.NONE}


def test_a_title_of_one_profile_names_its_level_and_a_title_that_others_end_in_names_a_role(
    interpreter: Interpreter,
) -> None:
    assert interpreter.interpret("what does a people coordinator own").read == Filters(level=("P1",), role=("PPL.GEN",))
    assert interpreter.interpret("what does a software engineer own").read == Filters(role=("SWE.GEN",))


def test_a_name_of_several_roles_lets_all_of_them_in(interpreter: Interpreter) -> None:
    assert interpreter.interpret("skills for a business analyst").read.role == ("DATA.ANA", "PM.GEN")


def test_a_field_that_is_a_topic_is_preferred_and_not_demanded(interpreter: Interpreter) -> None:
    assert show(interpreter, "who improves product management at the customer") == [
        ("role", "product management", ("PM.GEN",), "boost"),
    ]


def test_a_function_prefers_its_roles(interpreter: Interpreter) -> None:
    assert show(interpreter, "people") == [("function", "people", ("PPL.GEN",), "boost")]


def test_skills_are_preferred(interpreter: Interpreter) -> None:
    [(what, text, iris, effect)] = show(interpreter, "who knows SQL")
    assert (what, text, effect) == ("skill", "SQL", "boost")
    assert iris == ("https://w3id.org/rolegraph/id/skill/sql",)


def test_a_level_that_the_role_does_not_have_is_preferred_and_not_demanded(interpreter: Interpreter) -> None:
    assert show(interpreter, "P4 data analyst") == [
        ("level", "P4", ("P4",), "boost"),
        ("title", "data analyst", ("DATA.ANA",), "filter"),
    ]


def test_what_is_left_out_shows_what_is_left(interpreter: Interpreter) -> None:
    assert show(interpreter, "senior but not principal CSM") == [
        ("grade", "senior", ("P4",), "filter"),
        ("grade", "not principal", ("P4",), "filter"),
        ("title", "principal CSM", ("CUS.GEN",), "filter"),
    ]


def test_a_field_without_a_rung_of_the_grade_gives_way_to_those_that_have_one(interpreter: Interpreter) -> None:
    assert interpreter.interpret("head of customer success").read == Filters(level=("M3", "M4"))


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("senoir software enginer skils", Filters(level=("P4",), role=("SWE.GEN",), kind=("skill",))),
        ("entri level CSM", Filters(level=("P1",), role=("CUS.GEN",))),
        ("jnuior product manger", Filters(level=("P1",), role=("PM.GEN",))),
        ("custmer success specialist", Filters(role=("CUS.GEN",))),
    ],
)
def test_typing_errors_are_read_as_what_they_are_meant_for(
    interpreter: Interpreter, question: str, read: Filters
) -> None:
    interpretation = interpreter.interpret(question)
    assert interpretation.read == read
    assert all(question[slice(*mention.span)] == mention.text for mention in interpretation.mentions)


@pytest.mark.parametrize("word", ["directory", "manages", "experienced", "associated", "entity", "analyse", "sensor"])
def test_a_word_of_its_own_is_no_typing_error(interpreter: Interpreter, word: str) -> None:
    assert interpreter.interpret(f"{word} of depots").mentions == ()


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "\x00",
        "senior " * 285,
        "P4 " * 660,
        "between P2 and " * 130,
        "not P4 or " * 200,
        "5 years " * 250,
        "difference between P3 and P4 from to vs " * 48,
        "skills for " * 180,
        "(" * 2000,
        "’s" * 1000,
        "ＳＥＮＩＯＲ engineer ß ŉ İ P４",
        "сеньор инженер P4",
        "高级工程师 P4 的技能",
    ],
)
def test_any_text_is_read_within_its_own_bounds(interpreter: Interpreter, question: str) -> None:
    interpretation = interpreter.interpret(question)
    assert interpretation.text == interpretation.text.strip()
    assert interpretation.text or not question.strip()
    for mention in interpretation.mentions:
        assert question[slice(*mention.span)] == mention.text
        assert mention.what in MENTION_KINDS
