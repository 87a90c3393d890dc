"""A report written by hand with every kind of block, in English or Russian, and the texts that are hardest to set."""

from __future__ import annotations

from typing import Any

from needs_analysis.documents.document import (
    Cell,
    Chapter,
    Cover,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Line,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
)

RELEASE = "2026-ashgabat-organiser-9f1c04"
LONG_NAME = "Joint exercises of border, customs and migration services on both sides of the border " * 4
LONG_NAME = LONG_NAME[:299].rstrip() + "!"
UNBROKEN = "Донаудампфшиффартсгезельшафтскапитен" * 5
RIGHT_TO_LEFT = "مرکز هماهنگی مرزی (Dari)"
EMOJI = "Radios 📻 and dogs 🐕‍🦺"
HOSTILE = (
    '#import "x.typ": *',
    "$x^2$ and *a* and _b_ and `code` and @label and <label>",
    r"\u{41} \# // no comment /* nor this */ -- --- ~ ...",
    "= Not a heading",
    '#read("/etc/passwd") #sys.inputs [x] {y} (z) \'q\' "q"',
    '=SUM(A1:A9) +1 -1 @cmd <b>bold</b> & &amp; <script>alert("x")</script>',
    "{{ braces }} {% raw %} %s %(x)s _x0041_",
)
NEEDS = [
    ("Joint risk assessment between countries", "Совместная оценка рисков между странами"),
    ("Exchange of risk profiles", "Обмен профилями рисков"),
    ("Populating databases in real time", "Наполнение баз данных в реальном времени"),
    ("Technical means of surveillance", "Технические средства наблюдения"),
    ("Training of dogs and handlers", "Подготовка служебных собак и кинологов"),
    ("Language training", "Языковая подготовка"),
]
COUNTRIES = [
    ("Kazakhstan", "Казахстан"),
    ("Kyrgyzstan", "Кыргызстан"),
    ("Tajikistan", "Таджикистан"),
    ("Turkmenistan", "Туркменистан"),
    ("Uzbekistan", "Узбекистан"),
]


def sample_document(language: str = "en") -> Document:
    """Make a report with every kind of block."""
    russian = language == "ru"
    cover = Cover(
        kind="Оценка потребностей" if russian else "Needs assessment",
        title=(
            "Региональный семинар по управлению границами и предотвращению терроризма"
            if russian
            else "Regional workshop on border management and the prevention of terrorism"
        ),
        facts=(
            ("Даты", "12–14 мая 2026 г.") if russian else ("Dates", "12–14 May 2026"),
            ("Место", "Ашхабад, Туркменистан") if russian else ("Place", "Ashgabat, Turkmenistan"),
            ("Версия", "Для организаторов") if russian else ("Edition", "Organiser edition"),
            ("Выпуск", RELEASE) if russian else ("Release", RELEASE),
        ),
        notice=(
            "Числа сообщены участниками семинара и не являются оценкой какой-либо страны."
            if russian
            else "The numbers are what participants reported, and no measurement of any country."
        ),
    )
    chapters = (_participants(russian), _needs(russian), _hard(russian), _made(russian))
    edition = "Для организаторов" if russian else "Organiser edition"
    return Document(language, RELEASE, edition, cover, chapters)


def line(text: str) -> Line:
    """Make a line set in one way."""
    return (Run(text),)


def number(
    value: float, *, interval: tuple[float, float] | None = None, digits: int = 1, russian: bool = False
) -> Cell:
    """Make a cell with a number as a reader sees it, perhaps with its interval."""
    ends = f" ({interval[0]:.{digits}f}–{interval[1]:.{digits}f})" if interval else ""
    text = f"{value:.{digits}f}{ends}".replace("-", "−")
    return Cell(text.replace(".", ",") if russian else text, "num", values=(value, *(interval or ())), digits=digits)


def figure(*, height: int = 300, rows: int = 6, russian: bool = False) -> dict[str, Any]:
    """Make a plotly figure of bars with the needs' names at its side."""
    names = [NEEDS[row % len(NEEDS)][russian] for row in range(rows)]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [2.6 - row * 0.05 for row in range(rows)],
                "y": list(range(rows)),
                "marker": {"color": "#0b3c5d"},
            }
        ],
        "layout": {
            "height": height,
            "autosize": True,
            "showlegend": False,
            "margin": {"l": 10, "r": 10, "t": 10, "b": 40},
            "font": {"family": "system-ui, 'DejaVu Sans', sans-serif", "size": 12},
            "xaxis": {"title": {"text": "Разрыв" if russian else "Gap"}},
            "yaxis": {
                "tickvals": list(range(rows)),
                "ticktext": names,
                "automargin": True,
                "autorange": "reversed",
            },
        },
    }


def _participants(russian: bool) -> Chapter:
    title = "Кто принимал участие?" if russian else "Who took part?"
    text = (
        (Run("В семинаре приняли участие "), Run("46 человек", strong=True), Run(" из пяти стран."))
        if russian
        else (Run("The workshop brought together "), Run("46 people", strong=True), Run(" from five countries."))
    )
    few = Cell("слишком мало, чтобы сообщать" if russian else "too few to report", "too-few")
    rows: list[tuple[Cell, ...]] = [(Cell("Национальные делегации" if russian else "National delegations"),)]
    rows += [
        (
            Cell(country[russian]),
            number(9 + place, digits=0),
            number(3.5 - place / 5, russian=russian),
            _share(62.5, russian),
        )
        for place, country in enumerate(COUNTRIES)
    ]
    rows += [
        (Cell("Эксперты" if russian else "Experts"),),
        (Cell("Latvia (Latvija)", lang="lv"), few, few, Cell("–", "missing")),
    ]
    table = Table(
        "Участники по странам. По сообщениям участников, Ашхабад"
        if russian
        else "Participants by country. As reported",
        ("Страна", "Участники", "Стаж, лет", "Ответили")
        if russian
        else ("Country", "Participants", "Years", "Answered"),
        tuple(rows),
        ("Доля ответивших – от числа приглашённых.",) if russian else ("Answered: share of those invited.",),
    )
    figures = KeyFigures(
        (
            KeyFigure(
                "46", "участников" if russian else "participants", "из 60 приглашённых" if russian else "of 60 invited"
            ),
            KeyFigure("5", "стран" if russian else "countries"),
            KeyFigure(
                "2,6" if russian else "2.6",
                "наибольший разрыв" if russian else "largest gap",
                "2,2–3,0" if russian else "2.2–3.0",
            ),
        )
    )
    part = "Часть I. Участники" if russian else "Part I. Participants"
    return Chapter("01_participants", part, (Heading(1, title), figures, Paragraph(text), table))


def _share(value: float, russian: bool) -> Cell:
    text = f"{value:.1f}%"
    return Cell(
        text.replace(".", ",").replace("%", "\N{NO-BREAK SPACE}%") if russian else text,
        "num",
        values=(value,),
        digits=1,
        unit="%",
    )


def _needs(russian: bool) -> Chapter:
    few = Cell("слишком мало, чтобы сообщать" if russian else "too few to report", "too-few")
    rows = tuple(
        (
            *(
                Cell(NEEDS[row % 6][russian]),
                Cell("Анализ рисков" if russian else "Risk analysis"),
                number(1 + row // 6, digits=0),
            ),
            number(4.8 - row / 40, interval=(4.5 - row / 40, 5.0), russian=russian),
            few if row == 3 else number(2.2 + row / 40, interval=(2.0, 2.5), russian=russian),
            few if row == 3 else number(-0.4 if row == 4 else 2.6 - row / 20, interval=(-0.6, 3.0), russian=russian),
            number(46 - row % 3, digits=0),
        )
        for row in range(60)
    )
    heads = (
        ("Потребность", "Тема", "Группа", "Важность", "Возможности", "Разрыв", "n")
        if russian
        else ("Need", "Theme", "Tier", "Importance", "Capacity", "Gap", "n")
    )
    caption = (
        "Потребности по разрыву между важностью и возможностями (46 ответов)"
        if russian
        else "Needs by the gap between importance and capacity (46 responses)"
    )
    small = Table(caption, heads[:1] + heads[-2:], tuple((row[0], row[5], row[6]) for row in rows[:6]))
    picture = Picture(
        caption,
        "60 потребностей от наибольшего числа к наименьшему."
        if russian
        else "60 needs from the largest number to the smallest.",
        "Отрезки – интервалы в 95 процентов." if russian else "The lines are 95 percent intervals.",
        figure(russian=russian),
        small,
    )
    tall = Picture(
        "Все потребности" if russian else "All needs",
        "Столбцы всех потребностей." if russian else "Bars of all needs.",
        "",
        figure(height=1800, rows=60, russian=russian),
        small,
    )
    points = Points(
        (
            line("Сначала самые важные." if russian else "The most important ones first."),
            (Run("Затем "), Run("остальные", emphasis=True), Run("."))
            if russian
            else (Run("Then the "), Run("others", emphasis=True), Run(".")),
        )
    )
    steps = Points(
        (line("А.") if russian else line("Rate."), line("Б.") if russian else line("Compare.")), ordered=True
    )
    blocks = (
        Heading(1, "Какие потребности стоят на первом месте?" if russian else "Which needs come first?"),
        Paragraph(
            line("46 ответов национальных делегаций. Наибольший разрыв: «Совместная оценка рисков» (2,6).")
            if russian
            else line("46 responses of national delegations. The largest gap: “Joint risk assessment” (2.6)."),
            "statement",
        ),
        Heading(2, "Насколько далеки потребности друг от друга?" if russian else "How far apart are the needs?"),
        picture,
        Paragraph(line("Обе шкалы от 1 до 5." if russian else "Both scales run from 1 to 5."), "note"),
        points,
        steps,
        Heading(3, "Все потребности вместе" if russian else "All needs together"),
        tall,
        Heading(2, "Каковы точные числа?" if russian else "What are the exact numbers?"),
        Table(
            caption,
            heads,
            rows,
            ("Разрыв – важность минус возможности.",) if russian else ("Gap: importance minus capacity.",),
        ),
        _wide(russian),
    )
    return Chapter("03_needs", "Часть II. Потребности" if russian else "Part II. Needs", blocks)


def _wide(russian: bool) -> Table:
    heads = (
        "Потребность" if russian else "Need",
        *(f"{country[russian]}, {year}" for country in COUNTRIES for year in (2024, 2026)),
    )
    rows = tuple(
        (Cell(need[russian]), *(number(3.4, interval=(2.9, 3.9), russian=russian) for _ in heads[1:])) for need in NEEDS
    )
    return Table("Широкая таблица" if russian else "A wide table", heads, rows)


def _hard(russian: bool) -> Chapter:
    texts = (LONG_NAME, UNBROKEN, RIGHT_TO_LEFT, EMOJI, *HOSTILE)
    rows = tuple((Cell(text), Cell(text), number(place, digits=0)) for place, text in enumerate(texts))
    code = (Run("needs-analysis run .", code=True), Run(" – так." if russian else " – so."))
    blocks = (
        Heading(1, "Что трудно набрать?" if russian else "What is hard to set?"),
        Paragraph(code),
        *(Paragraph(line(text)) for text in texts),
        Heading(2, HOSTILE[1]),
        Points(tuple(line(text) for text in HOSTILE)),
        Table(
            HOSTILE[0],
            ("Текст", HOSTILE[1], "n") if russian else ("Text", HOSTILE[1], "n"),
            rows,
            (HOSTILE[2],),
            row_headings=1,
        ),
        Table(
            "Пустая таблица" if russian else "A table without rows",
            ("A", "B"),
            (),
            ("Никого." if russian else "Nobody.",),
        ),
        KeyFigures((KeyFigure(HOSTILE[1], HOSTILE[3], RIGHT_TO_LEFT),)),
    )
    return Chapter("04_hard", "Часть II. Потребности" if russian else "Part II. Needs", blocks)


def _made(russian: bool) -> Chapter:
    blocks = (
        Heading(1, "Как сделан этот отчёт" if russian else "How this report was made"),
        Paragraph((Run("needs_analysis 0.1.0", code=True),)),
        Table(
            "Полученные файлы" if russian else "Files received",
            ("Файл", "Отпечаток (SHA-256)") if russian else ("File", "Fingerprint (SHA-256)"),
            ((Cell("participants.xlsx"), Cell("9f1c04" * 10 + "9f1c")),),
        ),
    )
    return Chapter("provenance", "", blocks)
