"""What the synthetic people think: a level for every need, and how countries, types of agency and people differ."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from make_example.people import Person
from needs_analysis.columns import records
from needs_analysis.registers.files import read_register_file

SPREAD = {"importance": 0.6, "capacity": 0.7}
LEVELS = {
    row["need_id"]: {measure: float(row[measure]) for measure in SPREAD}
    for row in records(read_register_file(Path(__file__).with_name("levels.csv")))
}
THEMES = list(dict.fromkeys(need[:3] for need in LEVELS))
OUTSIDE = {  # themes that are outside the competence of some types of agency
    "CUS": ("border_service", "migration", "national_security", "foreign_affairs", "interior"),
    "DOC": ("customs", "drug_control"),
    "EQP": ("foreign_affairs", "migration"),
}
DELICATE = ("LEG-4", "HRC-3")
Answers = dict[str, str]


class Opinions:
    """Answers drawn around the levels."""

    def __init__(self, countries: Sequence[str], random: Random) -> None:
        self.random = random
        pairs = [(country, theme) for country in sorted(countries) for theme in THEMES]
        self.shift = {pair: random.gauss(0, 0.35) for pair in pairs}

    def rate_all(self, person: Person) -> Answers:
        """Give a person's answer to the importance and the capacity of each need, as codes; some leave off early."""
        mildness = {measure: self.random.gauss(0, 0.3) for measure in SPREAD}
        last = THEMES[6] if self.random.random() < 0.06 else THEMES[-1]
        answers: Answers = {}
        for need in LEVELS:
            if THEMES.index(need[:3]) <= THEMES.index(last):
                answers |= self._rate(person, need, mildness)
        return answers

    def _rate(self, person: Person, need: str, mildness: dict[str, float]) -> Answers:
        other = self._non_answer(person, need)
        answers = {}
        for measure, spread in SPREAD.items():
            shift = self.shift[person.country, need[:3]] if measure == "capacity" else 0.0
            value = self.random.gauss(LEVELS[need][measure] + mildness[measure] + shift, spread)
            rated = str(min(5, max(1, round(value))))
            unsure = "dont_know" if measure == "capacity" and self.random.random() < 0.02 else ""
            missing = self.random.random() < 0.015
            answers[f"{need}_{measure}"] = "" if missing else other or unsure or rated
        return answers

    def _non_answer(self, person: Person, need: str) -> str:
        chance = self.random.random()
        if chance < (0.25 if person.agency_type in OUTSIDE.get(need[:3], ()) else 0.01):
            return "outside_competence"
        if chance > (0.95 if need in DELICATE else 0.997):
            return "prefer_not_to_answer"
        return "dont_know" if 0.5 < chance < 0.515 else ""


def gap(answers: Answers, need: str) -> float:
    """Importance less capacity of one person's answers; zero where either is no rating."""
    important, capable = (answers.get(f"{need}_{measure}", "") for measure in SPREAD)
    return int(important) - int(capable) if important.isdigit() and capable.isdigit() else 0.0
