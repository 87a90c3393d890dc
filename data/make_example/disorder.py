"""How synthetic people write: the same name in many spellings, each of which the registers still know."""

from random import Random

from needs_analysis.columns import records
from needs_analysis.registers.agencies import agency_register
from needs_analysis.registers.files import spellings

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
    """Write an agency by one of its names or abbreviations."""
    row = next(row for row in records(agency_register()) if row["agency_id"] == agency)
    short = spellings(row["abbreviations"])
    return disorder(random.choice([row["name_en"], row["name_ru"], *short, *spellings(row["variants"])]), random)


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
