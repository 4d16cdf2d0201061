"""What a person sees of a search: how it was read, what answers, why, and what would change that."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from service.engine import Engine
from service.http.asked import Asked
from service.http.marks import Piece, mark
from service.http.search_cards import to_answer_cards
from service.http.search_chips import read_reading
from service.http.search_page import build_page
from service.profiles.index import ProfileIndex
from service.profiles.profile import ProfileReader
from service.search.result import Comparison, Effect, Filters, Interpretation, Mention, Mode
from tests.service.http.checks import BROWSER, Page

SAID_TWICE = "who takes a turn on the on-call rota"  # P2 and P3 both do, in the same words


def show(client: FlaskClient, **question: str | list[str]) -> Page:
    return Page(client.get("/", query_string=question, headers=BROWSER))


def link_of(page: Page, words: str) -> dict[str, list[str]]:
    """The parameters of the one chip or link whose title or text has ``words``."""
    found = [str(a["href"]) for tag, a in page.tags if tag == "a" and words in (a.get("title") or "")]
    assert len(found) == 1, found
    return parse_qs(urlsplit(found[0]).query)


def test_what_was_read_stands_in_chips_with_its_reason(client: FlaskClient) -> None:
    page = show(client, q="P4 renewals", track="P")
    assert "track only P" in page.text
    assert "level P4 → only P4 (the level P4), search without reading levels" in page.text
    assert "searching for “renewals”" in page.text
    assert link_of(page, "your own filter – remove this filter") == {"q": ["P4 renewals"]}
    without = link_of(page, "the level P4 – search without reading levels")
    assert without == {"q": ["P4 renewals"], "track": ["P"], "ignore": ["level"]}


def test_what_is_left_unread_is_said_and_can_be_read_again(client: FlaskClient) -> None:
    page = show(client, q="P4 renewals", ignore="level")
    assert "not reading levels: “P4” · read it again" in page.text
    assert "only P4" not in page.text
    assert "/?q=P4+renewals" in page.links()
    hidden = {(a.get("name"), a.get("value")) for _, a in page.tags if a.get("type") == "hidden"}
    assert hidden == {("ignore", "level")}  # it stays so with the next question


def test_what_is_left_unread_stays_so_when_more_is(client: FlaskClient) -> None:
    page = show(client, q="skills for P3", ignore="kind")
    assert link_of(page, "– search without reading levels")["ignore"] == ["kind", "level"]


def test_a_question_can_be_taken_as_it_stands(client: FlaskClient) -> None:
    page = show(client, q="skills for P3")
    assert "take the question as it stands" in page.text
    assert "/?q=skills+for+P3&ignore=all" in page.links()
    plain = show(client, q="skills for P3", ignore="all")
    assert "the question is taken as it stands · read it again" in plain.text
    assert "only P3" not in plain.text


def test_a_filter_of_ones_own_takes_the_place_of_what_was_read(client: FlaskClient) -> None:
    page = show(client, q="P4 renewals", level="P5")
    assert "level only P5" in page.text
    assert "“P4” is read as a level: your own filter takes its place" in page.text


def test_a_wish_to_compare_leads_to_the_comparison(client: FlaskClient) -> None:
    page = show(client, q="difference between P3 and P4 CSM")
    assert "Compare CUS.GEN.P3 with CUS.GEN.P4" in page.text
    assert "/compare?profiles=CUS.GEN.P3&profiles=CUS.GEN.P4" in page.links()
    assert "level P3 → P3" in page.text  # one of two levels: not "only"
    apart = show(client, q="difference between P3 and P4 CSM", ignore="comparison")
    assert "Compare CUS.GEN.P3" not in apart.text
    assert "not reading comparisons: “difference” · read it again" in apart.text


def test_an_answer_leads_to_what_changes_from_the_level_below(client: FlaskClient) -> None:
    page = show(client, q="who influences C-level renewals")
    assert "What changes from P3" in page.text
    assert "/compare?profiles=CUS.GEN.P3&profiles=CUS.GEN.P4" in page.links()


def test_all_evidence_of_an_answer_is_shown_even_below_the_limit(client: FlaskClient) -> None:
    page = client.get("/", query_string={"q": SAID_TWICE, "limit": "1"}, headers=BROWSER).text
    assert page.count('<article class="answer') >= 2
    assert page.count("<blockquote") == page.count('<article class="answer')
    assert page.count('<p class="text">') == 1


def test_answers_that_are_hardly_sure_are_folded_away(client: FlaskClient, engine: Engine) -> None:
    question = "who influences C-level renewals"
    result = engine.searcher.search(question, limit=30)
    first, *others = result.answers
    answers = (first, *(replace(answer, confidence=0.19) for answer in (*others, first)))
    asked = Asked(question, Filters(), Mode.HYBRID, 10)
    page = build_page(asked, replace(result, answers=answers), 100, engine.profiles.find_below)
    assert [card.answer for card in page.answers] == [first]
    assert [card.answer for card in page.unlikely] == [*answers[1:]]
    sure = replace(result, answers=(replace(first, confidence=0.1), replace(first, confidence=0.2)))
    assert [card.percent for card in build_page(asked, sure, 100, lambda _: None).answers] == [10, 20]


def test_a_text_that_is_said_at_several_levels_names_them(client: FlaskClient, engine: Engine) -> None:
    page = show(client, q=SAID_TWICE)
    assert "also said at P3" in page.text
    other = next(hit for hit in engine.searcher.search(SAID_TWICE).hits if hit.also).also[0]
    assert f"/id/{engine.links.to_local(other.id)}" in page.links()


def test_each_hit_says_why_it_was_found(client: FlaskClient, engine: Engine) -> None:
    page = show(client, q=SAID_TWICE, limit="1")
    hit = engine.searcher.search(SAID_TWICE, limit=30).hits[0]  # a page asks for as many
    assert "Words of the question Takes turn call rota By meaning number 1 of the candidates, cosine 0.8" in page.text
    assert f"What its score of {hit.score:.2f} is made of" in page.text
    assert "this responsibility rg:profile profile/SWE.GEN.P2" in page.text
    console = next(link for link in page.links() if link.startswith("/sparql?query="))
    assert parse_qs(urlsplit(console).query)["query"] == [hit.explanation.sparql]
    assert " ".join(hit.explanation.sparql.split()) in page.text
    assert "Takes a turn on the on-call rota" in Page(client.get(console, headers=BROWSER)).text


def test_a_refusal_gives_its_reason_and_what_comes_nearest(client: FlaskClient) -> None:
    page = show(client, q="who repairs espresso machines")
    assert "No confident answer Nothing here speaks of 'espresso' or 'machines'" in page.text
    assert "Nearest levels" in page.text
    assert re.search(r"[A-Z.]+P\d not sure enough", page.text)
    assert "% sure" not in page.text
    assert "Nearest passages" in page.text


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("hybrid", "Found by meaning and by words. Search by meaning alone or by words alone ."),
        ("dense", "Found by meaning alone. Search by meaning and by words or by words alone ."),
        ("lexical", "Found by words alone. Search by meaning and by words or by meaning alone ."),
    ],
)
def test_the_page_says_how_it_searched(client: FlaskClient, mode: str, words: str) -> None:
    assert words in show(client, q="renewals", mode=mode).text


def test_a_search_by_meaning_that_found_no_words_does_not_claim_to(client: FlaskClient) -> None:
    page = show(client, q="zzzz qqqq")
    assert "Found by meaning: none of these has a word of the question." in page.text


def test_nothing_to_ignore_is_a_wrong_value(client: FlaskClient) -> None:
    page = Page(client.get("/?q=a&ignore=nonsense", headers=BROWSER), 400)
    assert "ignore='nonsense' cannot be used; level, grade, experience" in page.text


def reading_of(*mentions: Mention, read: Filters, stated: Filters | None = None, text: str = "q") -> str:
    """The chips and notes for a question, one a line."""
    asked = Asked("q", stated or Filters(), Mode.HYBRID, 10)
    reading = read_reading(asked, Interpretation(text, read, read, mentions))
    lines = [f"{chip.name} {chip.said}: {chip.effect}" for chip in reading.chips]
    return "\n".join(lines + [note.text for note in reading.notes])


def mention(what: str, text: str, values: tuple[str, ...], effect: Effect = Effect.FILTER) -> Mention:
    return Mention(what, text, (0, len(text)), values, effect, "because")


def test_chips_tell_demands_wishes_and_what_is_merely_seen_apart() -> None:
    shown = reading_of(
        mention("grade", "senior", ("P4",)),
        mention("level", "not P5", ("P5",)),
        mention("role", "support", ("SUP.GEN",), Effect.BOOST),
        mention("skill", "empathy", ("https://x.test/skill/1",), Effect.BOOST),
        mention("title", "director", ("FIN.MGT",), Effect.NONE),
        mention("code", "OPS.GEN.P2", ("OPS.GEN",)),
        read=Filters(level=("P4",), role=("OPS.GEN",)),
    )
    assert shown.splitlines() == [
        "grade senior: only P4",
        "level not P5: not P5",
        "role support: SUP.GEN first",
        "skill empathy: what belongs to it first",
        "code OPS.GEN.P2: only OPS.GEN.P2",
        "“director” is read as a title: no filter",
    ]


def test_a_chip_of_many_levels_names_some() -> None:
    levels = tuple(f"L{number}" for number in range(9))
    shown = reading_of(mention("experience", "1+ years", levels), read=Filters(level=levels))
    assert shown == "experience 1+ years: only L0, L1, L2, L3, L4 and 4 more"


def test_a_comparison_is_no_chip() -> None:
    compare = mention("comparison", "versus", ("A.P1", "A.P2"), Effect.NONE)
    asked = Asked("q", Filters(), Mode.HYBRID, 10, ("grade",))
    read = Interpretation("q", Filters(), Filters(), (compare,), Comparison(("A.P1", "A.P2")), ("grade",))
    reading = read_reading(asked, read)
    assert (reading.chips, [note.text for note in reading.notes]) == ((), ["not reading grades"])
    assert reading.uncompared == "/?q=q&ignore=grade&ignore=comparison"


def test_the_rung_below_is_the_next_that_there_is(engine: Engine) -> None:
    below = {code: engine.profiles.find_below(code) for code in ("CUS.GEN.P4", "CUS.GEN.P1", "DATA.ANA.L7", "NO.NE")}
    assert {code: entry.code if entry else None for code, entry in below.items()} == {
        "CUS.GEN.P4": "CUS.GEN.P3",
        "CUS.GEN.P1": None,
        "DATA.ANA.L7": "DATA.ANA.L5",
        "NO.NE": None,
    }


def test_the_rung_below_is_of_the_same_track(engine: Engine) -> None:
    known = engine.profiles.list_page(0, 100)[1]
    of_two_tracks = [
        replace(known[0], code=code, role="R", track=code[0], rank=rank)
        for rank, code in enumerate(("P1", "M1", "P2", "M2"), start=1)
    ]
    index = ProfileIndex(engine.snapshot.graph, engine.links)
    index.__dict__.update(profiles={entry.code: entry for entry in of_two_tracks}, by_role={"R": (*of_two_tracks,)})
    reader = ProfileReader(engine.snapshot.graph, engine.links, index)
    assert reader.find_below("P2") == of_two_tracks[0]
    assert reader.find_below("M1") is None


def test_an_answer_for_no_role_in_particular_is_for_all(client: FlaskClient, engine: Engine) -> None:
    result = engine.searcher.search("8–12 years", Filters(level=("P4",), kind=("attribute",)))
    answers = (*result.answers, *(result.refusal.nearest if result.refusal else ()))
    card = to_answer_cards(answers, (), engine.profiles.find_below)[0]
    assert (card.answer.role, card.below, card.evidence) == (None, None, ())
    page = show(client, q="8–12 years", level="P4", kind="attribute")
    assert "P4 All roles" in page.text
    assert any(link.startswith("/id/level/P/4/attribute/") for link in page.links())


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdef", False)]),
        ([(0, 2)], [("ab", True), ("cdef", False)]),
        ([(4, 9)], [("abcd", False), ("ef", True)]),
        ([(1, 3), (2, 4)], [("a", False), ("bc", True), ("d", True), ("ef", False)]),
        ([(3, 3), (2, 1)], [("abcdef", False)]),
    ],
)
def test_text_is_marked_once_where_spans_overlap(
    spans: list[tuple[int, int]], expected: list[tuple[str, bool]]
) -> None:
    assert mark("abcdef", spans) == tuple(Piece(text, marked) for text, marked in expected)


def test_an_address_keeps_what_it_does_not_change() -> None:
    asked = Asked("a & b", Filters(level=("P4", "P5"), role=("X Y",)), Mode.LEXICAL, 10, ("grade",))
    kept = "role=X+Y&ignore=grade&mode=lexical"
    assert asked.to_url({"level": ("P5",)}) == f"/?q=a+%26+b&level=P5&{kept}"
    assert asked.to_url(limit=30) == f"/?q=a+%26+b&level=P4&level=P5&{kept}&limit=30"
    assert asked.to_url(ignore=(), mode=Mode.HYBRID) == "/?q=a+%26+b&level=P4&level=P5&role=X+Y"
