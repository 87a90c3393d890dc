"""The synthetic forms as they were sent: question → answer of each person, one form sent twice, one test."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from make_example.corrections import Row, blank, drop, put
from make_example.disorder import spell_agency
from make_example.opinions import LEVELS, THEMES, Answers, Opinions, gap
from make_example.people import Person

TABLE = "responses"
OPENED = datetime(2026, 5, 14, 9, 30)
FIRST_ID = 70412001
COMMENTS = (
    "More time for the practical exercises, please.", "Просим передать учебные материалы на русском языке.",
    "The exercise on joint risk assessment was useful.", "Полезен был обмен опытом между странами.",
    "Contacts of the other services would help.", "Хотелось бы продолжить обучение в дистанционном формате.",
    "Interpretation was good.", "Предлагаем проводить такие семинары ежегодно.",
)  # fmt: skip
ASSISTANCE = (
    "Training under Example programme A (invented).", "Оборудование по Примерной программе В (вымышлено).",
    "None at present.", "Курсы в рамках Примерной программы С (вымышлено).",
)  # fmt: skip
WORDS = {  # place among the forms → question, the label that the export brought in place of its code
    3: {"LEG_1_importance": "4 – Important", "COO_2_capacity": "3 – Средний потенциал"},
    17: {"RSK_3_importance": "5 – Очень важно", "INF_2_capacity": "2 – Limited capacity", "country": "Кыргызстан"},
    29: {"HRT_1_importance": "4 – Важно", "EQP_3_capacity": "Не знаю", "DOC_1_capacity": "Outside my competence"},
    41: {"country": "Uzbekistan", "HRC_4_importance": "3 – Moderately important"},
}
FAULTS = {  # place among the forms → question, what stands there, what is meant (blank: nobody knows), why
    8: ("INT_2_importance", "very important!!!", "5", "typed into the sheet; the answer is clear"),
    22: ("EQP_2_capacity", "7", "", "not on the scale; what was meant is unknown"),
    10: ("agency", "погранцы", "KGZ-SBS", "colloquial; the form says border service"),
    48: ("agency", "n/a", "", "no agency given"),
}
SENT_TWICE = 35


@dataclass(frozen=True)
class Submission:
    """One form as sent."""

    id: int
    sent: datetime
    answers: Mapping[str, str] = field(default_factory=dict)


def make_submissions(
    people: Sequence[Person], objectives: Sequence[str], random: Random
) -> tuple[list[Submission], list[Row]]:
    opinions = Opinions(sorted({person.country for person in people}), random)
    forms = [_answers(person, opinions, objectives) for person in people if person.answers]
    rows: list[Row] = []
    for place, words in WORDS.items():
        forms[place] |= words
    sent = [_send(place, answers, random) for place, answers in enumerate(forms, start=1)]
    for place, (question, wrong, right, why) in FAULTS.items():
        sent[place] = replace(sent[place], answers={**sent[place].answers, question: wrong})
        rows.append(_correct(str(sent[place].id), question, wrong, right, why))
    again = replace(sent[SENT_TWICE], id=FIRST_ID + 900, sent=sent[SENT_TWICE].sent + timedelta(minutes=2))
    rows += [
        drop(TABLE, str(again.id), f"the same form sent twice; the first is {sent[SENT_TWICE].id}"),
        drop(TABLE, str(FIRST_ID), "a test before the workshop"),
    ]
    return sorted([_test(objectives), *sent, again], key=lambda form: (form.sent, form.id)), rows


def _answers(person: Person, opinions: Opinions, objectives: Sequence[str]) -> Answers:
    random = opinions.random
    rated = opinions.rate_all(person)
    agency = "" if random.random() < 0.08 else spell_agency(person.agency, random)
    closing = {f"objective_{code}": random.choice(["3", "4", "4", "5", "5", ""]) for code in objectives}
    gaps = {need: gap(rated, need) + random.random() for need in LEVELS}
    return {
        "country": person.country,
        "agency": agency,
        "agency_type": person.agency_type,
        **{name.replace("-", "_"): answer for name, answer in rated.items()},
        **{f"{theme}_priority": _priority(theme, gaps, random) for theme in THEMES},
        "top_needs": " ".join(sorted(gaps, key=lambda need: -gaps[need])[: random.choice([1, 2, 3, 3, 3])]),
        "existing_assistance": random.choice([*ASSISTANCE, "", "", ""]),
        "satisfaction": random.choice(["3", "4", "4", "5", "5", "2", ""]),
        **closing,
        "comment": random.choice([*COMMENTS, *[""] * len(COMMENTS)]),
    }


def _priority(theme: str, gaps: Mapping[str, float], random: Random) -> str:
    mean = sum(gaps[need] for need in gaps if need.startswith(theme)) / sum(need.startswith(theme) for need in gaps)
    return "" if random.random() < 0.05 else str(1 + (mean > 1) + (mean > 2))


def _send(place: int, answers: Answers, random: Random) -> Submission:
    sent = OPENED + timedelta(minutes=7 * place, seconds=random.randrange(60))
    return Submission(FIRST_ID + 3 * place, sent, answers)


def _test(objectives: Sequence[str]) -> Submission:
    ratings = {f"{need}_{measure}".replace("-", "_"): "3" for need in LEVELS for measure in LEVELS[need]}
    about = {"country": "TKM", "agency": "TEST / проверка", "agency_type": "other_government"}
    closing = {**{f"objective_{code}": "3" for code in objectives}, "comment": "test test test"}
    return Submission(FIRST_ID, OPENED - timedelta(days=4), {**about, **ratings, **closing})


def _correct(row_id: str, question: str, wrong: str, right: str, why: str) -> Row:
    if right:
        return put(TABLE, row_id, question, old=wrong, new=right, comment=why)
    return blank(TABLE, row_id, question, old=wrong, comment=why)
