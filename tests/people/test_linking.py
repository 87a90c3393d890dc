"""Forms are linked by code, e-mail and name; what fits several people, or contradicts itself, is linked to nobody."""

from __future__ import annotations

import pandas as pd

from needs_analysis.people.linking import link_responses

PEOPLE = pd.DataFrame(
    [
        {"row_id": "p1", "name": "Каримов Азиз Баходирович", "email": "aziz@a.org", "country": "UZB", "agency": "A"},
        {"row_id": "p2", "name": "Нурматова Лола", "email": "office@b.org", "country": "KAZ", "agency": "B"},
        {"row_id": "p3", "name": "Петров Иван", "email": "office@b.org", "country": "KAZ", "agency": "B"},
        {"row_id": "p4", "name": "Ким Лола", "email": None, "country": "KGZ", "agency": "C"},
        {"row_id": "p5", "name": "Kim Lola", "email": None, "country": "KGZ", "agency": "D"},
        {"row_id": "p6", "name": "Усманов Марат", "email": "marat@c.org", "country": "TJK", "agency": "E"},
    ]
)


def linked(*forms: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Link forms f1, f2, …: participant, method, note and candidates of each."""
    made = pd.DataFrame([{"row_id": f"f{i}", **form} for i, form in enumerate(forms, start=1)])
    links = link_responses(PEOPLE, made).fillna("")
    assert links.loc[links["response"].ne(""), "response"].tolist() == made["row_id"].tolist()
    of_forms = links[links["response"].ne("")]
    return list(of_forms[["participant", "method", "note", "candidates"]].itertuples(index=False, name=None))


def test_by_the_row_that_the_form_names() -> None:
    """The field `participant` comes before everything else; its letter case does not matter."""
    assert linked({"participant": "P2", "email": "aziz@a.org"}) == [("p2", "code", "", "")]


def test_by_a_code_in_both_lists() -> None:
    """Codes that people brought along are compared as text."""
    people = PEOPLE.assign(code=["01", "02", "03", "04", "05", "06"])
    links = link_responses(people, pd.DataFrame({"row_id": ["f1", "f2"], "code": [" 03", "3"]})).fillna("")
    assert links.iloc[:2][["participant", "method"]].values.tolist() == [["p3", "code"], ["", "none"]]


def test_by_email_if_it_is_one_persons() -> None:
    """An address of one person links; a mailbox of an office fits two, unless the name says whose the form is."""
    assert linked(
        {"email": " AZIZ@a.org", "name": ""},
        {"email": "office@b.org", "name": ""},
        {"email": "office@b.org", "name": "Lola Nurmatova"},
    ) == [("p1", "email", "", ""), ("", "none", "ambiguous", "p2; p3"), ("p2", "name", "", "")]


def test_by_name_in_another_script_and_order() -> None:
    """The whole name must be the same; a missing patronymic says nothing."""
    assert linked({"name": "Aziz Karimov", "country": "UZB"}) == [("p1", "name", "", "")]


def test_a_name_is_not_enough_where_something_contradicts_it() -> None:
    """Another patronymic, another country, another agency: the participant is a candidate, no more."""
    assert linked(
        {"name": "Каримов Азиз Рустамович"},
        {"name": "Усманов Марат", "country": "UZB"},
        {"name": "Marat Usmanov", "agency": "Z"},
    ) == [
        ("", "none", "contradicted", "p1"),
        ("", "none", "ambiguous", "p6"),
        ("", "none", "ambiguous", "p6"),
    ]
    assert linked({"name": "Усманов Марат", "country": "UZB"}) == [("", "none", "contradicted", "p6")]


def test_namesakes_are_never_linked_by_name() -> None:
    """Two participants of one name, or two forms of one name: a person has to say who is who."""
    assert linked({"name": "Лола Ким"}) == [("", "none", "ambiguous", "p4; p5")]
    assert linked({"name": "Марат Усманов"}, {"name": "Усманов Марат"}) == [("", "none", "ambiguous", "p6")] * 2


def test_initials_and_near_names_are_not_linked() -> None:
    """What is only like a name is left to the check that lists candidates."""
    assert (
        linked({"name": "А. Каримов"}, {"name": "Усманов Мaрaт Ш."}, {"name": "Usmonov Marat"})
        == [("", "none", "", "")] * 3
    )


def test_an_email_of_somebody_else_is_seen_by_the_name() -> None:
    """The address fits, but the form bears another name: perhaps an assistant sent it."""
    assert linked({"email": "marat@c.org", "name": "Бобур Нурматов"}) == [("", "none", "contradicted", "p6")]


def test_two_forms_of_one_person_are_both_theirs() -> None:
    """The second is marked, so that somebody decides which of the two counts."""
    assert linked({"email": "marat@c.org"}, {"email": "marat@c.org"}) == [
        ("p6", "email", "", ""),
        ("p6", "email", "repeated", ""),
    ]


def test_every_form_and_every_participant_is_accounted_for() -> None:
    """Also where the lists have nothing in common to link by."""
    links = link_responses(PEOPLE, pd.DataFrame({"row_id": ["f1", "f2"], "answer": ["1", "2"]}))
    assert links["method"].tolist() == ["none"] * 8
    assert links["response"].dropna().tolist() == ["f1", "f2"]
    assert links["participant"].dropna().tolist() == PEOPLE["row_id"].tolist()
