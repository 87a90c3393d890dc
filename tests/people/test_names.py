"""A name is the same name whatever its script, order, titles and system of transliteration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.people.names import MOST_WORDS, Name, read_name

SAME = [
    ("Каримов Азиз Баходирович", "Aziz Bakhodirovich KARIMOV"),
    ("Karimov Aziz Bahodir o‘g‘li", "Каримов Азиз Баходир ўғли"),
    ("Jo'rayev O'tkir", "Жўраев Ўткир"),
    ("Dzhurayev Utkir", "Джураев Уткир"),
    ("Khodzhayev Sherali", "Ходжаев Шерали"),
    ("Nursultan Abishuly Nazarbayev", "Назарбаев Нұрсұлтан Әбішұлы"),
    ("Назарбаев Нурсултан Абишевич", "Нұрсұлтан Әбішұлы Назарбаев"),
    ("Sergeyev Dmitriy", "Дмитрий Сергеев"),
    ("Annagulyýewa Oguljan", "Огулджан Аннагулыева"),
    ("Myrzabek kyzy Asel", "Мырзабек кызы Асель"),
    ("Alexei Petrov", "Петров Алексей"),
    ("Yusupov Yakub", "Юсупов Якуб"),
    ("Yoqubov Ziyodullo", "Ёқубов Зиёдулло"),
    ("Aziz Karimov / Азиз Каримов", "Karimov Aziz"),
    ("Semyonov Fyodor", "Семёнов Фёдор"),
    ("Mr. Aziz Karimov", "г-н Каримов Азиз"),
    ("Col. Karimov A.B.", "полковник внутренней службы Каримов А. Б."),
    ("Dr Gulnora Rahimova", "к.ю.н. Рахимова Гулнора"),
    ("генерал-майор Иванов Пётр", "Maj.-Gen. Ivanov Petr"),
    ("Karimov, Aziz (Major)", "майор Азиз Каримов"),
    ("Anna-Maria López", "LOPEZ Anna Maria"),
    ("Kаrimov Aziz", "Karimov Aziz"),  # a Cyrillic а within a Latin word
]
DIFFERENT = [
    ("Karimov Aziz", "Karimova Aziza"),
    ("Каримов Азиз Баходирович", "Каримов Азиз Бахромович"),
    ("Каримов Азиз Баходирович", "Каримов Азиз"),
    ("Karim uulu Asan", "Karim kyzy Asan"),
    ("Karimov A.", "Karimov Aziz"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_in_two_writings_is_one(one: str, other: str) -> None:
    """Both writings are reduced to the same words and patronymic."""
    assert read_name(one) == read_name(other)
    assert read_name(one).words


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_stay_two(one: str, other: str) -> None:
    """Gender, patronymic and initials are not reduced away."""
    assert read_name(one) != read_name(other)


@pytest.mark.parametrize(
    ("text", "root", "gender"),
    [
        ("Попова Елена Никитична", "nikit", "f"),
        ("Алиев Сергей Ильич", "il", "m"),
        ("Karimbek uly Asan Tokaev", "karimbek", "m"),
        ("Раҳмонов Мусо Каримзода", "karim", "m"),
        ("Mehmet Ali Karaoğlu", "", ""),
        ("Berdimuhamedow Gurbanguly Mälikgulyýewiç", "malikgul", "m"),
        ("Roman Arkadyevich Abramovich", "arkad", "m"),
        ("Roman Abramovich", "", ""),
        ("Gurbanguly Berdimuhamedow Annayew", "", ""),
        ("Малик Алиев Эрик", "", ""),
    ],
)
def test_the_patronymic_is_told_from_the_other_words(text: str, root: str, gender: str) -> None:
    """Son and daughter, of Russian and of Turkic form; a given name that ends in -guly is none."""
    name = read_name(text)
    assert (name.patronymic, name.gender) == (root, gender)


def test_a_title_that_may_be_a_surname_stays_one() -> None:
    """John Major keeps his name; Major John Smith loses his rank."""
    assert read_name("John Major").words == ("john", "major")
    assert read_name("Major John Smith").words == ("john", "smith")


@pytest.mark.parametrize("text", ["", "  ", "???", "12", "--"])
def test_what_holds_no_letter_is_no_name(text: str) -> None:
    """A dash or a number is not compared with anything."""
    assert read_name(text) == Name()


SYLLABLES = st.lists(st.sampled_from(["ба", "ка", "ри", "му", "но", "ша", "зи", "ду"]), min_size=2, max_size=4)
WORDS = st.lists(SYLLABLES.map(lambda parts: "".join(parts) + "м"), min_size=1, max_size=MOST_WORDS)


@given(WORDS, st.randoms(use_true_random=False))
def test_order_and_letter_case_do_not_matter(words: list[str], random: object) -> None:
    """Any order of the words gives the same name, and so do capitals."""
    shuffled = sorted(words, key=lambda word: random.random())  # type: ignore[attr-defined]
    assert read_name(" ".join(words)) == read_name(" ".join(shuffled).upper())


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing that stands in a cell makes the reading of names fail."""
    assert len(read_name(text).words) <= MOST_WORDS
