from __future__ import annotations

from collections.abc import Callable

import pytest

from service.thesaurus.group import read_default_groups
from service.thesaurus.thesaurus import Expansion, Thesaurus
from store.text_index import TextIndex

Make = Callable[[str], Thesaurus]


def _say(thesaurus: Thesaurus, text: str) -> dict[str, tuple[str, ...]]:
    return {expansion.phrase: expansion.synonyms for expansion in thesaurus.expand(text)}


def test_each_phrase_of_a_group_stands_for_each_of_the_others(make_thesaurus: Make) -> None:
    thesaurus = make_thesaurus("client, customer, buyer\n")

    assert thesaurus.expand("a buyer") == (Expansion("buyer", (2, 7), ("client", "customer")),)
    assert _say(thesaurus, "client") == {"client": ("customer", "buyer")}


def test_an_arrow_leads_one_way(make_thesaurus: Make) -> None:
    thesaurus = make_thesaurus("jira, trello => ticket, task tracker\n")

    assert _say(thesaurus, "Jira and Trello") == {
        "Jira": ("ticket", "task tracker"),
        "Trello": ("ticket", "task tracker"),
    }
    assert thesaurus.expand("a ticket in a task tracker") == ()


@pytest.mark.parametrize("form", ["teaches", "Teaching", "taught", "TEACH", "teach's"])
def test_inflected_forms_are_the_word(make_thesaurus: Make, form: str) -> None:
    assert _say(make_thesaurus("teach, coach\n"), f"who {form} juniors")[form.removesuffix("'s")] == ("coach",)


def test_a_phrase_is_found_by_forms_of_each_of_its_words(make_thesaurus: Make) -> None:
    thesaurus = make_thesaurus("win deal, sign contract\n")

    assert _say(thesaurus, "who won the deal, winning deals") == {"winning deals": ("sign contract",)}


def test_the_longest_phrase_is_taken_whole(make_thesaurus: Make) -> None:
    thesaurus = make_thesaurus("customer, client\ncustomer success manager, CSM\nmanager, boss\nsuccess, triumph\n")

    assert thesaurus.expand("The manager of a customer success manager") == (
        Expansion("manager", (4, 11), ("boss",)),
        Expansion("customer success manager", (17, 41), ("CSM",)),
    )


def test_a_word_as_it_stands_goes_before_what_it_may_be_a_form_of(make_thesaurus: Make) -> None:
    thesaurus = make_thesaurus("account, client\naccounting, bookkeeping\n")

    assert _say(thesaurus, "accounting") == {"accounting": ("bookkeeping",)}
    assert _say(thesaurus, "accounts") == {"accounts": ("client",)}
    assert _say(make_thesaurus("account, client\n"), "accounting") == {"accounting": ("client",)}


def test_words_that_only_share_a_stem_are_kept_apart(make_thesaurus: Make) -> None:
    thesaurus = make_thesaurus("customer, client\nmanager, boss\n")

    assert thesaurus.expand("custom management") == ()


def test_the_groups_of_a_word_come_together_in_their_order(make_thesaurus: Make) -> None:
    thesaurus = make_thesaurus("review, assess\nassess, judge, review\n")

    assert _say(thesaurus, "review") == {"review": ("assess", "judge")}


def test_what_the_text_index_finds_by_the_words_themselves_is_no_synonym(make_thesaurus: Make) -> None:
    thesaurus = make_thesaurus("recruit, recruitment, recruiting people, hiring, hire\nhand-off, hand off\n")

    assert _say(thesaurus, "recruiting") == {"recruiting": ("hiring",)}
    assert thesaurus.expand("hand-off") == ()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("who owns the P & L?", "P & L"),
        ("our CI/CD!", "CI/CD"),
        ("an end to end test", "end to end test"),
        ("«end-to-end» end-to-end-tests", "end-to-end-tests"),
        ("customers’ master’s degrees", "master’s degrees"),
    ],
)
def test_punctuation_is_as_the_text_index_reads_it(make_thesaurus: Make, text: str, phrase: str) -> None:
    thesaurus = make_thesaurus("P&L, budget\nci/cd, pipeline\nend-to-end test, e2e\nmaster's degree, postgraduate\n")

    (expansion,) = thesaurus.expand(text)
    assert expansion.phrase == phrase
    assert text[slice(*expansion.span)] == phrase


@pytest.mark.parametrize("text", ["", "?!", "the of and", "zzz qqq", "\u0301 \u200b ß İİ", "'s ’s"])
def test_text_without_known_words_has_nothing_to_say(thesaurus: Thesaurus, text: str) -> None:
    assert thesaurus.expand(text) == ()


def test_spans_hold_in_any_script(make_thesaurus: Make) -> None:
    text = "İstanbul: Müşteri, naïve clients 顧客"

    (expansion,) = make_thesaurus("client, customer\n").expand(text)
    assert text[slice(*expansion.span)] == expansion.phrase == "clients"


@pytest.mark.parametrize(
    ("text", "phrase", "said"),
    [
        ("who deals with the boss", "boss", "manager"),
        ("tutoring beginners", "tutoring", "coach"),
        ("reports to top brass", "top brass", "executives"),
        ("reports to the C-suite", "C-suite", "board"),
        ("speaks Spanish", "Spanish", "language"),
        ("knows Figma", "Figma", "design tool"),
        ("a QBR", "QBR", "quarterly business review"),
        ("looks after quarterly business reviews", "quarterly business reviews", "QBR"),
        ("organisation of events", "organisation", "organization"),
        ("people quitting", "quitting", "resign"),
    ],
)
def test_ours_knows_the_words_of_work(thesaurus: Thesaurus, text: str, phrase: str, said: str) -> None:
    assert said in _say(thesaurus, text)[phrase]


def test_every_phrase_of_ours_has_words_that_the_text_index_keeps(words_index: TextIndex) -> None:
    phrases = {phrase for group in read_default_groups() for phrase in (*group.asked, *group.said)}

    assert sorted(phrase for phrase in phrases if not words_index.terms(phrase)) == []


def test_every_group_of_ours_leads_from_some_words_to_others(thesaurus: Thesaurus) -> None:
    idle = [
        group.asked
        for group in read_default_groups()
        if not any(set(group.said) & set(_say(thesaurus, phrase).get(phrase, ())) for phrase in group.asked)
    ]

    assert idle == []
