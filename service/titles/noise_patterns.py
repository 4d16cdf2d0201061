"""Phrases that are noise wherever they stand in a title, each with what kind of noise it is."""

from __future__ import annotations

import re

_MONEY = r"[$€£¥₹]\s?\d[\d.,]*\s?k?"
_PER = r"(?:\s?(?:per|/|p\.?)\s?(?:hour|hr|year|yr|annum|month|day|h|a)\b\.?)?"
_CURRENCY = r"(?:usd|eur|gbp|chf)"

_PHRASES: dict[str, tuple[str, ...]] = {
    "gender": (
        r"(?<![^\W_])[mwfdxhnvi](?:\s?[/|*,]\s?[mwfdxhnvi*]){1,3}(?![^\W_])",  # m/f/d
        r"\(\s?gn\s?\)",
        r"\b(?:all|any) genders?\b",
        r"(?<=[a-z])[*:_](?:in|innen)\b",  # Entwickler*in
        r"\((?:in|e|ne)\)",
    ),
    "pay": (
        rf"(?:up to\s+|from\s+|ote\s+)?{_MONEY}(?:\s?(?:-|–|to)\s?[$€£]?\s?\d[\d.,]*\s?k?)?{_PER}(?:\s?ote\b)?\+?",
        rf"\b\d{{2,3}}\s?k\s?(?:(?:-|–|to)\s?\d{{2,3}}\s?k)?\b(?:\s?(?:{_CURRENCY}|base|ote))?",
        rf"\b{_CURRENCY}\s?\d[\d.,]*k?",
    ),
    "id": (
        r"\b(?:req(?:uisition)?|job|ref(?:erence)?|posting|vacancy|position)\s?"
        r"(?:id|no|nr|number|code|#|:)[\s.:#]*[\w/-]*\d[\w/-]*",
        r"\breq(?:uisition)?\b\.?(?:\s?[\w-]*\d[\w-]*)?",
        r"#\s?[\w-]*\d[\w-]*",
        r"\b[a-z]{1,4}[-_]?\d{4,}\b",
        r"\b\d{4,}(?:[-/]\d+)*\b",
    ),
    "hiring": (
        r"\b(?:we(?:'re| are)?|now|immediately|urgently)\s+(?:hiring|recruiting|(?:looking for|seeking)(?: an?\b)?)",
        r"\bhiring(?: now)?\b[:!]?",
        r"\b(?:apply (?:now|today)|join (?:us|our team)|urgent(?:ly)?(?: requirement| need)?|vacancy|wanted)\b[:!]*",
        r"\b(?:immediate (?:start|joiner|hire)|job (?:opening|opportunity|vacancy)|new opening)\b[:!]*",
    ),
    "employment": (
        r"\b(?:(?:full|part)[\s-]?time|vollzeit|teilzeit|(?:un)?befristet|temps (?:plein|partiel))\b",
        r"\bfixed[\s-]term(?: contract)?\b",
        r"\b(?:ftc|c2c|w2|1099|corp[- ]to[- ]corp|per diem|zero[- ]hours?|freelance)\b",
        r"\b(?:maternity|parental|paternity|sick)(?: leave)? cover\b",
        r"\b\d{1,2}[\s-]?(?:months?|mos?|weeks?|years?)[\s-](?:contract|ftc|fixed[\s-]term|temporary|temp|assignment)\b",
        r"\b\d{1,3}(?:\s?-\s?\d{1,3})?\s?%",
        r"\b\d{1,2}(?:[.,]\d)?\s?(?:h|hrs?|hours?)(?:\s?(?:/|per|a)\s?(?:w|wk|week))?\b",
    ),
    "arrangement": (
        r"\b(?:100\s?% |fully |mostly |partially |partly )?(?:remote|remotely|hybrid)"
        r"(?:[\s-](?:first|based|work|working|only|friendly|possible|ok|option|position|role|job|us|uk|eu|eligible))?\b"
        r"(?!\s+sensing)",
        r"\bwork(?:ing)? from (?:home|anywhere)\b",
        r"\b(?:wfh|tele(?:commute|work)|home[\s-]office|in[\s-]office)\b",
        r"\bon[\s-]?site\b(?!\s+\w)",
    ),
}
PHRASES = tuple(
    (kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in _PHRASES.items()
)  # in this order
