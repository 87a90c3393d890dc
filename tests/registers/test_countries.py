"""Names of countries: how many are right on names that others collected, and what must never be guessed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.country_names import count
from needs_analysis.registers.countries import look_up_country, resolve_country, suggest_countries
from needs_analysis.registers.country_names import alpha3, territories
from needs_analysis.registers.spelling import normal

FIGURES = {
    "unsd_en": (0.99, 0),
    "unsd_ru": (0.99, 0),
    "worldbank_lpi": (0.99, 0),
    "os_cyrillic": (0.80, 1),
    "os_latin": (0.45, 3),
    **dict.fromkeys(("i18n_kk", "i18n_ky", "i18n_tg", "i18n_tk", "i18n_uz"), (0.97, 1)),
}


@pytest.fixture(scope="module")
def counts(conformance: Path) -> dict[str, Counter[str]]:
    """Right, wrong and unresolved names of each set."""
    return count(conformance / "country_names" / "labelled_names.csv")


@pytest.mark.parametrize("name", FIGURES)
def test_names_collected_by_others_are_resolved(counts: dict[str, Counter[str]], name: str) -> None:
    """Each set reaches its share of right answers, with hardly a wrong one."""
    share, wrong = FIGURES[name]
    assert counts[name]["right"] >= share * counts[name].total()
    assert counts[name]["wrong"] <= wrong


def test_what_is_no_country_stays_unresolved(counts: dict[str, Counter[str]]) -> None:
    """At most 4 of 838 names of people, bodies and regions are taken for a country."""
    sets = [verdicts for name, verdicts in counts.items() if name.startswith("neg_")]
    assert sum(map(Counter.total, sets)) == 838
    assert sum(verdicts["wrong"] for verdicts in sets) <= 4


NEVER_GUESSED = [
    "Male",
    "Malé",
    "IOM",
    "South Asia",
    "Chechnya",
    "Central Asia",
    "Korea",
    "Корея",
    "Republic of Korea and Japan",
    "Guinea Bissau Equatorial",
    "Virgin Islands",
    "and",
    "no",
    "is",
    "it",
    "me",
    "12",
    "Republic",
    "Республика",
    "Republic of China",
    "",
    " ",
    "—",
    "Islands",
    "Uzbekistan Tajikistan",
]


@pytest.mark.parametrize("text", NEVER_GUESSED)
def test_traps_stay_unresolved(text: str) -> None:
    """Cities, bodies, regions, shared names, bare words of States and two countries at once give no code."""
    assert resolve_country(text) is None


FOUND = [
    ("Республика Таджикистан", "TJK", "name"),
    ("Республики Таджикистан", "TJK", "form"),
    ("в Узбекистане", "UZB", "case"),
    ("ТAДЖИКИСТAН", "TJK", "letters"),
    ("Kazakhstan, Republic of", "KAZ", ""),
    ("the  REPUBLIC of   kazakhstan", "KAZ", ""),
    ("Kirgizstan", "KGZ", ""),
    ("Özbekistan", "UZB", ""),
    ("Ўзбекистон", "UZB", ""),
    ("Душанбе, Таджикистан", "TJK", "parts"),
    ("Tajikistan (Dushanbe)", "TJK", "parts"),
    ("KZ", "KAZ", "code"),
    ("kaz", "KAZ", "name"),
    ("Niger", "NER", "name"),
    ("Nigeria", "NGA", "name"),
    ("Guinea", "GIN", "name"),
    ("Guinea-Bissau", "GNB", "name"),
    ("Dominica", "DMA", "name"),
    ("Dominican Republic", "DOM", "name"),
    ("Republic of Korea", "KOR", "name"),
]


@pytest.mark.parametrize(("text", "code", "by"), FOUND)
def test_ways_of_writing_that_do_not_matter(text: str, code: str, by: str) -> None:
    """Form of State, case, order, look-alike letters and a city beside it lead to one country; it is said how."""
    answer = look_up_country(text)
    assert answer.code == code
    assert by in ("", answer.by)


def test_two_countries_in_one_cell_are_named_both() -> None:
    """The answer is that there are two, and which."""
    for text in ("Kazakhstan / Kyrgyzstan", "Казахстан, Кыргызстан", "Kazakhstan; Kyrgyzstan"):
        answer = look_up_country(text)
        assert (answer.code, answer.why, answer.candidates) == (None, "ambiguous", ("KAZ", "KGZ"))


def test_a_collective_name_is_known_as_one() -> None:
    """It is not unknown: it stands in the register of names that are never resolved."""
    assert look_up_country("Central Asia").why == "never"
    assert look_up_country("Zzyzx").why == "unknown"


def test_codes_that_stand_for_no_country_do_not_resolve() -> None:
    """Codes for private use, for groups and withdrawn ones are no countries."""
    for code in ("XAA", "XBB", "ZZZ", "QUU", "EU", "SU", "YUG"):
        assert resolve_country(code) is None


def test_near_misses_name_what_was_meant_and_numbers_have_none() -> None:
    """Across scripts too; a short text or a number resembles nothing."""
    assert suggest_countries("Казахстанн")[0][0].startswith("KAZ")
    assert suggest_countries("Tajikstan")[0][0].startswith("TJK")
    assert suggest_countries("12345") == suggest_countries("abc") == []


NAMES = st.sampled_from([name for language in ("en", "ru") for name in territories(language).values()])


@given(
    NAMES, st.sampled_from(("{}", " {} ", "«{}»", "{}.", '"{}"')), st.sampled_from((str.upper, str.lower, str.title))
)
def test_case_blanks_and_quotes_do_not_matter(name: str, frame: str, change: object) -> None:
    """However a name is dressed, it means the same."""
    assert callable(change)
    if len(normal(name)) > 3:
        assert resolve_country(frame.format(change(name))) == resolve_country(name)


@given(st.text(max_size=30))
def test_no_text_breaks_the_resolver(text: str) -> None:
    """Any text gives a known code or none; reducing a text again changes nothing."""
    assert resolve_country(text) in {None, "XIO", "XXP", "XKX", *alpha3().values()}
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize("apostrophe", "'‘’`ʻʼ")
def test_no_kind_of_apostrophe_hides_a_country(apostrophe: str) -> None:
    """Uzbek is typed with whatever apostrophe the keyboard has, or with none."""
    assert resolve_country(f"O{apostrophe}zbekiston Respublikasi") == "UZB"
    assert resolve_country(f"Qirg{apostrophe}iziston") == "KGZ"
