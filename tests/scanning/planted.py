"""More than two hundred made-up strings that would give somebody away, and the disguises they are planted in."""

from __future__ import annotations

import base64
import csv
import gzip
import html
import json
import quopri
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from needs_analysis.scanning.search import Search
from needs_analysis.scanning.secrets import Kind, Secrets
from needs_analysis.scanning.verdicts import Verdicts

with (Path(__file__).parent / "people.csv").open(encoding="utf-8", newline="") as file:
    PEOPLE = [(row["listed"], row["elsewhere"]) for row in csv.DictReader(file)]

SERVICES = ["border.example.org", "mail.customs.example.net", "example.kz", "state-service.example.com"]
PLACES = ["Ahmad", "Khorgos", "Достук", "Farap", "Фотехобод"]
WANTS = ["has no radios that reach the second post", "waits for dogs since the autumn of last year"]
ЖАЛОБЫ = ["не получает горючего по выходным дням", "ждёт ремонта единственного сканера с весны"]

NAMES = [listed for listed, _ in PEOPLE]
EMAILS = [f"{'.'.join(latin.lower().split()[::-1])}{n}@{SERVICES[n % 4]}" for n, (_, latin) in enumerate(PEOPLE)]
EMAILS = [unicodedata.normalize("NFKD", email).encode("ascii", "ignore").decode() for email in EMAILS]
PHONES = [f"+9{92 + n % 7} {90 + n % 9} {312 + n}-{17 + n}-{88 - n}" for n in range(40)]
CODES = [f"{'AKMTVXQZ'[n % 8]}{'BCDGHKLP'[n % 5]}{13 + 2 * n}" for n in range(35)]
IDS = [f"{('KAZ', 'KGZ', 'TJK', 'ORG')[n % 4]}-{n + 1:02}" for n in range(20)] + [
    str(70412004 + 37 * n) for n in range(20)
]
COMMENTS = [f"Our post at {place} {want}, entry {n}." for n, want in enumerate(WANTS) for place in PLACES]
COMMENTS += [f"Наш пост {place} {want}, запись {n}." for n, want in enumerate(ЖАЛОБЫ) for place in PLACES]

PLANTED: dict[Kind, list[str]] = {
    "name": NAMES,
    "email": EMAILS,
    "phone": PHONES,
    "code": CODES,
    "id": IDS,
    "comment": COMMENTS,
}
SECRETS = Secrets(tuple(NAMES), tuple(EMAILS), tuple(PHONES), tuple(CODES), tuple(IDS), tuple(COMMENTS))
SEARCH = Search(SECRETS)

ALIKE = str.maketrans("aceopxyACEOPXTHKMBасеорхуАСЕОРХТНКМВ", "асеорхуАСЕОРХТНКМВaceopxyACEOPXTHKMB")


def nothing_before() -> Verdicts:
    """Give no verdict of any earlier search."""
    return Verdicts(Path("nowhere"), "", anew=True)


def between(mark: str) -> Callable[[str], str]:
    """Put something behind every second letter."""
    return lambda text: "".join(letter + mark * (at % 2) for at, letter in enumerate(text))


def page(text: str) -> str:
    """Set a text into a page."""
    return f"<!DOCTYPE html><html><body><p>Before {text} after.</p></body></html>"


def every_other_alike(text: str) -> str:
    """Write every other letter as one of the other script that looks the same."""
    return "".join(letter.translate(ALIKE) if at % 2 else letter for at, letter in enumerate(text))


def in_letters(content: bytes) -> str:
    """Write bytes in base64."""
    return base64.b64encode(content).decode("ascii")


DISGUISES: dict[str, Callable[[str], str]] = {
    "as typed": lambda text: f"Before {text} after.",
    "in a page": lambda text: page(html.escape(text)),
    "small letters": lambda text: page(text.lower()),
    "capitals": lambda text: page(text.upper()),
    "decimal entities": lambda text: page("".join(f"&#{ord(letter)};" for letter in text)),
    "hexadecimal entities": lambda text: page("".join(f"&#x{ord(letter):X};" for letter in text)),
    "entities of entities": lambda text: page("".join(f"&amp;#{ord(letter)};" for letter in text)),
    "JSON": lambda text: json.dumps({"data": [{"text": ["one", text]}]}, ensure_ascii=False),
    "escaped JSON": lambda text: json.dumps({"data": [{"text": ["one", text]}]}),
    "JSON in a script": lambda text: page(f'<script type="application/json">{json.dumps([{"x": text}])}</script>'),
    "JavaScript": lambda text: page(f"<script>draw({json.dumps(text)});</script>"),
    "JSON within JSON": lambda text: json.dumps({"layout": json.dumps({"title": text})}),
    "code points": lambda text: page("".join(f"\\u{{{ord(letter):x}}}" for letter in text)),
    "percents": lambda text: page(f'<a href="mailto:{quote(text)}">write</a>'),
    "quoted-printable": lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode("ascii"),
    "base64": lambda text: page(f"<p>{in_letters(text.encode())}</p>"),
    "base64 of gzip": lambda text: page(
        f'<script>inflate("{in_letters(gzip.compress(text.encode(), mtime=0))}")</script>'
    ),
    "address of data": lambda text: page(f'<img src="data:text/plain;base64,{in_letters(text.encode())}">'),
    "base64 of UTF-16": lambda text: json.dumps({"a": in_letters(text.encode("utf-16"))}),
    "array of bytes": lambda text: json.dumps({"x": {"dtype": "u1", "bdata": in_letters(text.encode("utf-8"))}}),
    "array of letters": lambda text: json.dumps({"x": {"dtype": "u4", "bdata": in_letters(text.encode("utf-32-le"))}}),
    "list of numbers": lambda text: json.dumps([ord(letter) for letter in text]),
    "hexadecimal digits": lambda text: page(text.encode().hex()),
    "unseen characters": lambda text: page(between("\N{ZERO WIDTH SPACE}")(text)),
    "soft hyphens": lambda text: page(between("\N{SOFT HYPHEN}")(text)),
    "joiners": lambda text: page(between("\N{WORD JOINER}")(text)),
    "no-break spaces": lambda text: page(text.replace(" ", "\N{NO-BREAK SPACE}")),
    "letters apart from accents": lambda text: page(unicodedata.normalize("NFD", text)),
    "blanks of other scripts": lambda text: page(between("\N{HANGUL FILLER}\N{BRAILLE PATTERN BLANK}")(text)),
    "tag letters": lambda text: page("".join(chr(0xE0000 + ord(x)) if " " <= x <= "~" else x for x in text)),
    "struck through": lambda text: page(between("\N{COMBINING LONG STROKE OVERLAY}")(text)),
    "full width": lambda text: page("".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in text)),
    "look-alikes": lambda text: page(every_other_alike(text)),
    "tags within words": lambda text: page(between("<b></b>")(text)),
    "half in bold": lambda text: page(f"<b>{text[: len(text) // 2]}</b>{text[len(text) // 2 :]}"),
    "a cell a word": lambda text: page("".join(f"<td>{word}</td>" for word in text.split())),
    "alternative text": lambda text: page(f'<img alt="{html.escape(text)}">'),
    "title": lambda text: page(f"<abbr title='{text}'>x</abbr>"),
    "label": lambda text: page(f'<svg aria-label="{text}"><title>{text}</title></svg>'),
    "comment in the code": lambda text: page(f"<!-- {text} -->"),
    "style": lambda text: page(f"<style>p::after {{ content: '{text}' }}</style>"),
    "end tag": lambda text: page(f'<p>x</p data-by="{text}">'),
}
# Fewer than eight bytes as digits are a number.
NOT_FOR: dict[Kind, set[str]] = {
    "code": {"hexadecimal digits"},
    "id": {"hexadecimal digits"},
}
