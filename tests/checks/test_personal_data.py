"""Personal data in forms are found by heading and by value, in both scripts, and are never repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs_analysis.checks.named_people import list_people
from needs_analysis.checks.personal_data import check_personal_data
from needs_analysis.checks.personal_headings import kinds_by_heading
from needs_analysis.checks.personal_values import personal_kinds
from tests.checks.small_tables import forms, household_survey

HARMLESS = "Nothing of the kind"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+996 555 123 456", "phone"),
        ("тел. 8 (701) 123-45-67, спросить дежурного", "phone"),
        ("call 00998 90 123 45 67", "phone"),
        ("0555 12-34-56", "phone"),
        ("+99365123456", "phone"),
        ("Write to anna.berg@example.org", "email"),
        ("почта: отдел@пример.рф", "email"),
        ("passport AN1234567", "document"),
        ("паспорт N 01234567", "document"),
        ("ИИН 900101300017", "document"),
        ("удостоверение № 123456789", "document"),
        ("GB82 WEST 1234 5698 7654 32", "bank"),
        ("card 4111 1111 1111 1111", "bank"),
        ("see @anna_berg there", "account"),
        ("38.5598, 68.7870", "gps"),
        ("192.168.0.15", "ip"),
        ("born 12.05.1980", "birth_date"),
        ("1980 года рождения", "birth_date"),
    ],
)
def test_each_kind_is_told_by_its_value(text: str, kind: str) -> None:
    """As people of the region write it, within a sentence too."""
    found = check_personal_data(forms({"why": [text, HARMLESS, HARMLESS]})).issues
    assert found[["row_id", "field", "evidence"]].values.tolist() == [["r0", "why", f"kind={kind}; by=value"]]


@pytest.mark.parametrize(
    "text",
    [
        "2026",
        "2024-2026",
        "12.05.2026",
        "2026-05-12T09:11:40.123+05:00",
        "20260512091140",
        "70412028",
        "1 200 000 000 сомони",
        "USD 1,250,000.00",
        "38.5598",
        "7b0f9f1e-4b3c-4e0e-9f1a-996555123456",
        "uuid:7b0f9f1e-4b3c-4e0e-9f1a-996555123456",
        "Resolution 1373 (2001), 2396 (2017)",
        "INT-3, CUS-3, 1.2.3.4",
        "Радиостанции для пограничных постов, 140 шт. на 5 лет",
        "Document readers at 12 posts",
        "Государственная пограничная служба Кыргызской Республики",
        "UNODC / OSCE / ОБСЕ",
        "5 – Important",
        "Section 4.2.1.10",
        "12:30:45",
        "100 %, 50-60 %",
        "Phone lines and e-mail for each post",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    """Years, moments, ids of forms, sums of money, single coordinates, needs and agencies."""
    assert personal_kinds(text) == {}
    assert check_personal_data(forms({"why": [text] * 4})).issues.empty


@pytest.mark.parametrize("secret", ["+996 555 123456", "anna@example.org", "AN1234567", "Berg Anna"])
@pytest.mark.parametrize("n", [1, 5])
def test_nothing_that_was_found_is_repeated(secret: str, n: int) -> None:
    """Neither the value nor a part of it stands anywhere in an issue, be it of a cell or of a column."""
    found = check_personal_data(forms({"why": [secret] * n + [HARMLESS] * 3}), names=["Anna Berg"])
    assert len(found.issues) > 0
    assert found.log.empty
    written = found.issues.to_csv()
    assert not any(part in written for part in (secret, *re.findall(r"[^\W_]{4,}", secret)))


def test_a_column_full_of_them_is_listed_once() -> None:
    """Half of the cells, and three of them at least, make a column."""
    phones = [f"+996 555 12345{n}" for n in range(4)]
    found = check_personal_data(forms({"why": phones, "how": [*phones[:2], None, None]})).issues
    assert found[["field", "row_id", "evidence"]].fillna("").values.tolist() == [
        ["why", "", "kind=phone; by=value; n=4"],
        ["how", "r0", "kind=phone; by=value"],
        ["how", "r1", "kind=phone; by=value"],
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Full name", "name"),
        ("Ф.И.О.", "name"),
        ("Фамилия, имя, отчество", "name"),
        ("about/phone_number", "phone"),
        ("Контактный телефон", "phone"),
        ("E-mail", "email"),
        ("Электронная почта", "email"),
        ("Passport No.", "document"),
        ("Серия и номер паспорта", "document"),
        ("soc_sec_id", "document"),
        ("Date of birth", "birth_date"),
        ("Дата рождения", "birth_date"),
        ("address_2", "address"),
        ("Аты-жөнү", "name"),
        ("_submitted_by", "account"),
    ],
)
def test_a_heading_tells_what_the_column_holds(heading: str, kind: str) -> None:
    """The values need not look like anything."""
    found = check_personal_data(forms({heading: ["a", "b", None]})).issues
    assert found["evidence"].tolist() == [f"kind={kind}; by=heading; n=2"]


@pytest.mark.parametrize(
    "heading",
    [
        "agency_name",
        "need_name",
        "phones_per_office",
        "documents_checked",
        "passport_readers_number_of_posts_in_use",
        "Наименование ведомства",
        "Адресная помощь",
        "name_of_need",
        "start",
        "_uuid",
        "telecom",
    ],
)
def test_headings_of_other_things_tell_nothing(heading: str) -> None:
    """A word within a word, or a name that is not a person's."""
    assert kinds_by_heading(forms({heading: ["1"]})) == {}


def test_a_question_is_read_and_a_choice_is_not() -> None:
    """The label of a question of text counts; «by telephone» among the choices does not, nor does a blank column."""
    made = forms(
        {"q1": ["x"], "q2": ["phone"], "how/phone": ["1"], "fax": [None]},
        {"q1": "text", "q2": "select_one"},
        labels={"q1": "Ваше имя", "q2": "Номер телефона"},
    )
    found = check_personal_data(made).issues
    assert found[["field", "evidence"]].values.tolist() == [["q1", "kind=name; by=heading; n=1"]]


@pytest.mark.parametrize(
    "text",
    [
        "Спросите у Каримова Азиза",
        "According to KARIMOV Aziz",
        "А. Каримов",
        "Karimov A.",
        "with Aziz Karimov of customs",
        "Каримову Азизу",
    ],
)
def test_a_listed_person_is_found_in_either_script(text: str) -> None:
    """In any order, with an initial, with the endings of Russian cases."""
    assert list_people(["Aziz KARIMOV", "Нурай Асанова"]).named_in(text)


@pytest.mark.parametrize(
    "text", ["The Karimov bridge", "Aziz and Nurai", "Азиатский банк развития", "", "A. B.", "Karimov, and Asanova"]
)
def test_one_word_of_a_name_names_nobody(text: str) -> None:
    """Nor do words of two people."""
    assert not list_people(["Aziz KARIMOV", "Нурай Асанова"]).named_in(text)


def test_fields_may_be_allowed_in_one_table_or_in_all() -> None:
    """Participants have names and telephones by themselves; a form that asks for them is told."""
    made = forms({"name": ["Anna Berg"], "why": ["a@example.org"]})
    assert check_personal_data(made).issues["field"].tolist() == ["name", "why"]
    assert check_personal_data(made, allowed=["name", "other.why"]).issues["field"].tolist() == ["why"]
    assert check_personal_data(made, allowed=["responses.name", "why", "nowhere"]).issues.empty


def test_a_few_ids_that_happen_to_look_like_telephones_are_ids() -> None:
    """Among plain numbers of other kinds a plain number is one of them."""
    ids: Sequence[str] = ["70412028123", "77012345678", "11234567890", "21234567891", "31234567892"]
    assert check_personal_data(forms({"code": ids})).issues.empty
    assert len(check_personal_data(forms({"code": [*ids, "+7 701 234-56-78"]})).issues) > 0


@given(st.text(alphabet="0123456789.:-/ ", max_size=40), st.integers(0, 99))
def test_numbers_in_a_text_raise_no_error(text: str, n: int) -> None:
    """Whatever stands in a cell, kinds are known ones, and a word beside it changes no kind's being there."""
    kinds = personal_kinds(text)
    assert set(kinds) <= {"phone", "document", "bank", "gps", "ip"}
    assert set(personal_kinds(f"{n}\n{text}\nпост")) >= {kind for kind in kinds if kind != "document"}


def test_the_household_survey_holds_only_who_sent_it(conformance: Path) -> None:
    """In 632 real forms of 348 columns there are the account and the device, and nothing else is taken for a person."""
    found = check_personal_data(household_survey(conformance)).issues
    assert set(zip(found["field"], found["evidence"].str.partition(";")[0], strict=True)) == {
        ("X_submitted_by", "kind=account"),
        ("deviceid", "kind=device"),
    }
