"""How synthetic people write: the same name in many spellings, each of which the registers still know."""

from datetime import date
from functools import cache
from random import Random

from needs_analysis.columns import records
from needs_analysis.registers.agencies import agency_register, look_up_agency
from needs_analysis.registers.files import spellings

DAY = date(2026, 5, 12)
NO_BREAK = "\N{NO-BREAK SPACE}"
COUNTRIES = {
    "KAZ": ("Kazakhstan", "Казахстан", "Republic of Kazakhstan", "Республика Казахстан"),
    "KGZ": ("Kyrgyzstan", "Кыргызстан", "Kyrgyz Republic", "Кыргызская Республика", "Киргизия"),
    "TJK": ("Tajikistan", "Таджикистан", "Republic of Tajikistan", "Республика Таджикистан"),
    "TKM": ("Turkmenistan", "Туркменистан", "Turkmenistan", "Туркмения"),
    "UZB": ("Uzbekistan", "Узбекистан", "Republic of Uzbekistan", "Республика Узбекистан"),
    "LVA": ("Latvia", "Латвия", "Republic of Latvia"),
    "TUR": ("Türkiye", "Turkey"),
}


def spell_country(code: str, random: Random) -> str:
    """Write a country as someone might; organisations and experts leave it blank."""
    return disorder(random.choice(COUNTRIES[code]), random) if code in COUNTRIES else ""


def spell_agency(agency: str, random: Random) -> str:
    """Write an agency by one of the names or abbreviations that it has on the day of the workshop."""
    return disorder(random.choice(_names(agency)), random)


@cache
def _names(agency: str) -> list[str]:
    row = next(row for row in records(agency_register()) if row["agency_id"] == agency)
    short = spellings(row["abbreviations"])
    names = [row["name_en"], row["name_ru"], *short, *spellings(row["variants"])]
    return [name for name in names if look_up_agency(name, row["country"], on=DAY).code == agency]


def disorder(text: str, random: Random) -> str:
    """Spoil a text's blanks and letter case, sometimes."""
    spoiled = {
        "no-break": text.replace(" ", NO_BREAK, 1),
        "double": text.replace(" ", "  ", 1),
        "trailing": f"{text} ",
        "leading": f" {text}",
        "capitals": text.upper(),
        "small": text.lower(),
        "as it is": text,
    }
    weights = [1, 1, 2, 1, 1, 1, 8]
    return random.choices(list(spoiled.values()), weights)[0]
