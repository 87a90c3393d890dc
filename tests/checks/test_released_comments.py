"""Which fields hold answers in words, and what keeps a comment from being shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from needs_analysis.checks.answers_in_words import list_answers
from needs_analysis.checks.named_people import list_people
from needs_analysis.checks.released_comments import unfit_kinds
from needs_analysis.checks.subject import Subject
from needs_analysis.cleaning.corrections import read_corrections
from needs_analysis.cleaning.released_comments import FILE, read_released_comments
from needs_analysis.columns import QUESTIONS, RECEIVED
from needs_analysis.errors import InputError, LogError
from needs_analysis.people.lone_names import ordinary_sounds

ASKED = [
    {"field": "full_name", "type": "text", "label": "Your name"},
    {"field": "agency", "type": "text", "label": "Your agency"},
    {"field": "kit", "type": "select_one", "label": "Which kit?"},
    {"field": "kit_other", "type": "text", "label": "Which other?"},
    {"field": "staff", "type": "integer", "label": "How many?"},
    {"field": "why", "type": "text", "label": "Why?"},
]
HEAD = "table,row_id,field,text,release,shown,language"
LINES = [
    ("responses,2,why,More time,maybe,,en", "column release: «maybe» is neither yes nor no."),
    ("responses,2,why,More time,yes,,", "column language: The language of the original is not named."),
    ("responses,2,why,More time,yes,,klingon", "column language: «klingon» is no code of a language."),
    ("responses,2,,More time,yes,,en", "column field: The answer that is meant is not named."),
    ("responses,2,why,,yes,,en", "column text: The answer that is meant is not named."),
]


def test_of_a_form_every_text_question_is_one_but_those_that_say_who_somebody_is() -> None:
    """«Other, please specify» too; a form's own columns, such as its notes, are no answers."""
    row = dict.fromkeys(("full_name", "agency", "kit", "kit_other", "staff", "why", "_notes"), "some words here")
    subject = Subject("responses", RECEIVED.frame([{"row_id": "r1", **row}]), QUESTIONS.frame(
        [{"table": "responses", **question} for question in ASKED]
    ))  # fmt: skip
    assert list_answers(subject, by_form=True)["item"].tolist() == ["kit_other", "why"]


def test_without_a_form_a_column_of_sentences_is_one() -> None:
    """Codes, choices that repeat themselves, numbers and names are none."""
    rows = [
        {
            "row_id": f"r{n}",
            "code": f"a b c {n}",
            "kind": "A very small post",
            "staff": str(n),
            "why": f"No need of {word}",
        }
        for n, word in enumerate(["dogs", "boats", "radios"])
    ]
    found = list_answers(Subject("evaluation", RECEIVED.frame(rows)), by_form=False, used=["staff"])
    assert found["item"].unique().tolist() == ["evaluation.why"]


def test_an_answer_is_kept_as_every_file_can_hold_it() -> None:
    """Line ends of Windows, blanks around it and signs that no file can hold do not make it another answer."""
    rows = [{"row_id": "r1", "why": " one line\r\nand another\x07 "}, {"row_id": "r2", "why": " \n "}]
    found = list_answers(Subject("evaluation", RECEIVED.frame(rows)), by_form=False)
    assert found["text"].tolist() == ["one line\nand another\ufffd"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Спросите Каримова Азиза", ["name"]),
        ("call +996 555 123456", ["phone"]),
        ("a@example.org", ["email"]),
        ("@SUM(1)", ["formula"]),
        ("- more time", ["formula"]),
        ("– more time = better", []),
        ("The Karimov bridge, 12 May 2026", ["surname"]),
        ("The bridge, 12 May 2026", []),
    ],
)
def test_what_keeps_a_text_from_being_shown(text: str, kinds: list[str]) -> None:
    """A listed person's name in either script, an address, a number; and what a spreadsheet would compute."""
    assert unfit_kinds([text], list_people(["Aziz KARIMOV"])) == [kinds]


LISTED = ["Sydykova Gulnara", "Nazarova Zarina", "VOLKOV Roman", "Holm Mark", "Абдыкадыров Нурбек", "Li Na"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("куратор г-жа Сыдыкова", ["name"]),
        ("curator Ms Sydykova", ["name"]),
        ("вопрос к г-же Сыдыковой", ["name"]),
        ("передали господину Волкову", ["name"]),
        ("Ms.Zarina helped; Dr Holm too", ["name"]),
        ("Ms Li knows", ["name"]),
        ("as Sydykova said", ["surname"]),
        ("спросите у Сыдыковой", ["surname"]),
        ("Abdykadyrov's team", ["surname"]),
        ("Абдыкадыровдун тобу", ["surname"]),
        ("SYDYKOVA KNOWS", ["surname"]),
        ("My colleague Zarina from customs disagrees", ["name_word"]),
        ("моя коллега Зарина не согласна", ["name_word"]),
        ("работали с Зариной и Нурбеком", ["name_word"]),
        ("my colleague zarina from customs disagrees", ["name_word"]),
        ("спасибо сыдыковой", ["name_word"]),
        ("Ask Holm", ["name_word"]),
        ("Ask Mark", ["name_word"]),
        ("The mark is low", []),
        ("в лесу много волков", ["name_word"]),
        ("Roman law, mark of price", ["name_word"]),
        ("The customs post has no radios", []),
        ("На посту нет раций, г-н начальник", []),
    ],
)
def test_one_word_of_a_listed_name_is_seen(text: str, kinds: list[str]) -> None:
    """Behind a title, as a surname, or as a first name; in both scripts, in any case, also of a Kyrgyz word."""
    assert unfit_kinds([text], list_people(LISTED)) == [kinds]


def test_a_surname_that_is_an_ordinary_word_is_for_a_person_to_decide() -> None:
    """Wolves in the public texts make «Волков» an ordinary word, which may begin a sentence and name nobody."""
    people = list_people(LISTED, ordinary=ordinary_sounds(["Сколько волков и собак? Какая мера?"]))
    texts = ["Много ли Волков там", "много волков", "Волков много", "г-н Волков"]
    assert unfit_kinds(texts, people) == [["name_word"], [], [], ["name"]]


@pytest.mark.parametrize(
    ("text", "remark", "kinds"),
    [
        ("Зарина разлилась в мае", "Zarina is a river", []),
        ("Зарина разлилась в мае", "it is a river", ["name_word"]),
        ("Zarina and Nurbek", "Zarina is a river", ["name_word"]),
        ("Ms Sydykova", "Sydykova: she agreed", ["name"]),
        ("Sydykova", "Sydykova: she agreed", ["surname"]),
    ],
)
def test_a_remark_confirms_a_word_and_no_name(text: str, remark: str, kinds: list[str]) -> None:
    """Whoever writes the word into the remark has seen it; a name or surname is not confirmed by anything."""
    assert unfit_kinds([text], list_people(LISTED), remark=remark) == [kinds]


@pytest.mark.parametrize(("line", "said"), LINES)
def test_a_line_that_cannot_be_right_is_named(tmp_path: Path, line: str, said: str) -> None:
    """Whoever writes into the file by hand is told row and column."""
    (tmp_path / FILE).write_text(f"{HEAD}\nresponses,1,why,Fine,no,,\n{line}\n", encoding="utf-8")
    with pytest.raises(LogError) as told:
        read_released_comments(tmp_path)
    assert str(told.value).startswith(f"{FILE}, row 3, {said}")


def test_an_answer_is_decided_once(tmp_path: Path) -> None:
    """Two lines about one answer could say yes and no."""
    line = "responses,1,why,Fine,no,,"
    (tmp_path / FILE).write_text(f"{HEAD}\n{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(LogError, match="row 3, column row_id: The same answer is decided in an earlier line"):
        read_released_comments(tmp_path)


def test_the_file_is_no_correction_and_another_name_is_not_passed_over(tmp_path: Path) -> None:
    """It changes no data; a copy under another name is refused, since nobody would read it."""
    content = f"{HEAD}\nresponses,1,why,Fine,yes,,en\n"
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    assert read_corrections(tmp_path).empty
    (tmp_path / "released_comments (1).csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"released_comments \(1\)\.csv"):
        read_corrections(tmp_path)
