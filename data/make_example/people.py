"""The synthetic people: how many each agency sends, what they are called, how many of them answer the survey."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from needs_analysis.columns import records
from needs_analysis.registers.agencies import agency_register
from needs_analysis.registers.files import read_register_file

PLAN = Path(__file__).with_name("delegations.csv")
BADGES = {"XIO": "ORG", "XXP": "EXP"}
GIVEN = {
    "Altair": "Альтаир", "Antares": "Антарес", "Arktur": "Арктур", "Atlas": "Атлас", "Deneb": "Денеб",
    "Kastor": "Кастор",
    "Orion": "Орион", "Polluks": "Поллукс", "Regul": "Регул", "Sirius": "Сириус", "Merak": "Мерак", "Algol": "Алголь",
}  # fmt: skip
FAMILY = {
    "Kvartsev": "Кварцев", "Granitov": "Гранитов", "Opalov": "Опалов", "Topazov": "Топазов", "Bazaltov": "Базальтов",
    "Berillov": "Бериллов", "Malakhitov": "Малахитов", "Nefritov": "Нефритов", "Gipsov": "Гипсов",
    "Korundov": "Корундов", "Granatov": "Гранатов", "Ametistov": "Аметистов", "Rubinov": "Рубинов",
}  # fmt: skip
POSITIONS = (
    "Head of department", "Начальник отдела", "Senior inspector", "Старший инспектор", "Analyst", "Аналитик",
    "Deputy head of division", "Главный специалист", "Officer", "Инструктор учебного центра",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One invented participant."""

    badge: str
    agency: str
    name: tuple[str, str]
    position: str
    answers: bool

    @cached_property
    def country(self) -> str:
        """Code of the agency's country."""
        return str(agency_register().loc[self.agency, "country"])

    @cached_property
    def agency_type(self) -> str:
        """Type of the agency."""
        return str(agency_register().loc[self.agency, "agency_type"])

    @property
    def email(self) -> str:
        """An address in a domain that nobody can own."""
        return f"{self.name[0].replace(' ', '.').lower()}@{self.badge[:3].lower()}.example.org"


def make_people(random: Random) -> list[Person]:
    names = [(f"{given} {family}", f"{FAMILY[family]} {GIVEN[given]}") for given in GIVEN for family in FAMILY]
    random.shuffle(names)
    people: list[Person] = []
    numbers: dict[str, int] = {}
    for plan in records(read_register_file(PLAN)):
        country = str(agency_register().loc[plan["agency_id"], "country"])
        for place in range(int(plan["people"])):
            numbers[country] = numbers.get(country, 0) + 1
            badge = f"{BADGES.get(country, country)}-{numbers[country]:02}"
            position = random.choice(POSITIONS)
            answers = place < int(plan["answers"])
            people.append(Person(badge, plan["agency_id"], names.pop(), position, answers))
    return people
