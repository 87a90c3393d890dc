"""A small release with numbers picked by hand, for tests of everything that reads releases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from needs_analysis.columns import (
    ACCOUNT,
    ACTIVITIES,
    BACKGROUND,
    CHANGES,
    COMMENTS,
    ESTIMATES,
    ISSUES,
    LABELS,
    RECOMMENDATIONS,
    SOURCES,
)
from needs_analysis.release import FRAMES, Release, release_id
from tests import small_assistance as assistance
from tests.small_priorities import PLACES, Places, importance_places, priorities
from tests.small_ratings import ratings

NEEDS = {
    "RSK-1": ("RSK", "Tools to assess risks", "Инструменты оценки рисков"),
    "RSK-2": ("RSK", "Exchange of risk profiles", "Обмен профилями рисков"),
    "TRN-1": ("TRN", "Joint exercises", "Совместные учения"),
    "TRN-2": ("TRN", "Language training", "Языковая подготовка"),
}
THEMES = {"RSK": ("Risk analysis", "Анализ рисков"), "TRN": ("Training", "Обучение")}
COUNTRIES = {
    "KAZ": ("Kazakhstan", "Казахстан"),
    "KGZ": ("Kyrgyzstan", "Кыргызстан"),
    "TJK": ("Tajikistan", "Таджикистан"),
}
AGENCY_TYPES = {"border_service": ("Border service", "Пограничная служба"), "customs": ("Customs", "Таможня")}
DELEGATIONS = {
    "national": ("National delegations", "Национальные делегации"),
    "expert": ("Experts", "Эксперты"),
}
WORDS = {
    **assistance.WORDS,
    "theme": THEMES,
    "country": COUNTRIES,
    "agency_type": AGENCY_TYPES,
    "delegation": DELEGATIONS,
    "field": {"country": ("Country", "Страна")},
    "rule": {"country_register": ("Register of countries", "Реестр стран")},
    "check": {"unknown_agency": ("Agency not in the register", "Ведомства нет в реестре")},
    "choice": {
        "dont_know": ("Don't know", "Не знаю"),
        "outside_competence": ("Outside my competence", "Вне моей компетенции"),
        "prefer_not_to_answer": ("Prefer not to answer", "Предпочитаю не отвечать"),
    },
}
QUESTIONS = {
    "content": ("Are you content with the workshop?", "Довольны ли Вы семинаром?"),
    "staff": ("How many people work at your post?", "Сколько человек работает на Вашем посту?"),
}
CONTENT = {"yes": ("Yes", "Да"), "no": ("No", "Нет")}
# question, statistic, choice, country → value, low, high, n
QUESTION_ESTIMATES: dict[tuple[str, str, str, str], tuple[float, float, float, int] | str] = {
    ("content", "share", "yes", ""): (0.75, 0.505, 0.898, 16),
    ("content", "share", "no", ""): (0.25, 0.102, 0.495, 16),
    ("content", "share", "yes", "KAZ"): (0.875, 0.529, 0.978, 8),
    ("content", "share", "no", "KAZ"): (0.125, 0.022, 0.471, 8),
    ("content", "share", "yes", "KGZ"): (0.6, 0.231, 0.882, 5),
    ("content", "share", "no", "KGZ"): (0.4, 0.118, 0.769, 5),
    ("content", "share", "yes", "TJK"): "too_few",
    ("content", "share", "no", "TJK"): "too_few",
    ("staff", "mean", "", ""): (12.5, 9.0, 16.0, 15),
    ("staff", "median", "", ""): (11.0, 8.0, 15.0, 15),
}
COMMENT = {
    "item": "content",
    "text": "Мало времени на упражнения.",
    "language": "ru",
    "translation_en": "Little time for exercises.",
}
TEXT: list[dict[str, object]] = [
    {"language": "en", "place": 1, "kind": "paragraph", "text": "Borders are long, and means are few."},
    {"language": "en", "place": 2, "kind": "item", "text": "Means are counted."},
]
RECOMMENDED: list[dict[str, object]] = [
    {
        "need": "TRN-1",
        "recommendation_en": "Exercise together.",
        "recommendation_ru": "Проводить совместные учения.",
    },
    {
        "need": "RSK-1",
        "recommendation_en": "Hold a course on risk tools.",
        "recommendation_ru": "Провести курс по инструментам оценки рисков.",
        "addressee_en": "OSCE",
        "addressee_ru": "ОБСЕ",
        "time_frame_en": "by 2027",
        "time_frame_ru": "до 2027 года",
    },
]
# need → the words in which its importance was asked about
ASKED_ABOUT = {"RSK-1": ("How important are tools to assess risks?", "Насколько важны инструменты оценки рисков?")}
# value, low, high, n; a need without numbers is suppressed
MEANS: dict[str, dict[str, tuple[float, float, float, int] | str]] = {
    "importance": {
        "RSK-1": (4.5, 4.2, 4.8, 18),
        "RSK-2": (4.0, 3.6, 4.4, 17),
        "TRN-1": (3.2, 2.9, 3.5, 16),
        "TRN-2": "too_few",
        "RSK": (4.0, 3.7, 4.3, 18),
        "TRN": (3.1, 2.8, 3.4, 17),
        "": (3.6, 3.4, 3.8, 18),
    },
    "capacity": {
        "RSK-1": (3.0, 2.6, 3.4, 18),
        "RSK-2": (3.0, 2.7, 3.3, 17),
        "TRN-1": (3.0, 2.5, 3.5, 16),
        "TRN-2": "too_few",
        "RSK": (2.7, 2.4, 3.0, 18),
        "TRN": (3.0, 2.6, 3.4, 17),
        "": (2.9, 2.7, 3.1, 18),
    },
    "gap": {
        "RSK-1": (1.5, 1.0, 2.0, 18),
        "RSK-2": (1.0, 0.6, 1.4, 17),
        "TRN-1": (0.2, -0.2, 0.5, 16),
        "TRN-2": "too_few",
        "RSK": (1.3, 0.9, 1.7, 18),
        "TRN": (0.1, -0.4, 0.6, 17),
        "": (0.7, 0.4, 1.0, 18),
    },
}
BY_COUNTRY: dict[tuple[str, str], tuple[float, float, float, int] | str] = {
    ("RSK", "KAZ"): (1.4, 0.9, 1.9, 8),
    ("RSK", "KGZ"): (1.2, 0.5, 1.9, 6),
    ("RSK", "TJK"): "too_few",
    ("TRN", "KAZ"): (-0.3, -0.9, 0.3, 8),
    ("TRN", "KGZ"): (0.4, -0.2, 1.0, 5),
    ("TRN", "TJK"): "too_few",
}
# statistic, measure, item, by, group; what single groups reported beside the themes above
PROFILES: dict[tuple[str, str, str, str, str], tuple[float, float, float, int] | str] = {
    ("mean", "importance", "RSK-1", "country", "KAZ"): (4.7, 4.3, 5.0, 8),
    ("mean", "capacity", "RSK-1", "country", "KAZ"): (2.8, 2.3, 3.3, 8),
    ("mean", "gap", "RSK-1", "country", "KAZ"): (1.9, 1.3, 2.5, 8),
    ("mean", "gap", "RSK-2", "country", "KAZ"): (0.9, 0.2, 1.6, 8),
    ("mean", "gap", "TRN-1", "country", "KAZ"): (-0.6, -1.2, 0.0, 7),
    ("mean", "gap", "TRN-2", "country", "KAZ"): "too_few",
    ("mean", "gap", "RSK-1", "country", "KGZ"): (0.8, 0.1, 1.5, 6),
    ("mean", "gap", "RSK-2", "country", "KGZ"): (1.3, 0.4, 2.2, 6),
    ("mean", "gap", "RSK-1", "agency_type", "border_service"): (1.7, 1.1, 2.3, 11),
    ("mean", "gap", "RSK-2", "agency_type", "border_service"): (1.1, 0.5, 1.7, 10),
    ("mean", "gap", "RSK-1", "agency_type", "customs"): (1.1, 0.3, 1.9, 7),
    ("mean", "gap", "RSK-1", "country", "TJK"): "too_few",
    ("shrunken_mean", "gap", "RSK-1", "country", "KAZ"): (1.7, 1.2, 2.2, 8),
    ("shrunken_mean", "gap", "RSK", "country", "KAZ"): (1.4, 1.0, 1.8, 8),
}
COUNTS: dict[tuple[str, str, str], int | None] = {
    ("participants", "", ""): 20,
    ("participants", "country", "KAZ"): 9,
    ("participants", "country", "KGZ"): 7,
    ("participants", "country", "TJK"): None,
    ("participants", "agency_type", "border_service"): 12,
    ("participants", "agency_type", "customs"): 8,
    ("participants", "delegation", "national"): 18,
    ("participants", "delegation", "expert"): None,
    ("responses", "", ""): 18,
    ("responses", "country", "KAZ"): 8,
    ("responses", "country", "KGZ"): 6,
    ("responses", "country", "TJK"): None,
    ("responses", "agency_type", "border_service"): 11,
    ("responses", "agency_type", "customs"): 7,
}
# by, group → response rate, participants; kind of answer → its share of the questions about needs
RATES: dict[tuple[str, str], tuple[float | None, int]] = {
    ("", ""): (0.9, 20),
    ("country", "KAZ"): (8 / 9, 9),
    ("country", "KGZ"): (6 / 7, 7),
    ("country", "TJK"): (None, 0),
    ("agency_type", "border_service"): (11 / 12, 12),
    ("agency_type", "customs"): (7 / 8, 8),
    ("delegation", "national"): (17 / 18, 18),
    ("delegation", "expert"): (None, 0),
}
ASKED = {"rated": 0.85, "blank": 0.1, "dont_know": 0.03, "outside_competence": 0.02}
ANSWERS = {
    "RSK-1": {"rated": 18, "blank": 0, "dont_know": 0, "outside_competence": 0, "prefer_not_to_answer": 0},
    "RSK-2": {"rated": 17, "blank": 1, "dont_know": 0, "outside_competence": 0, "prefer_not_to_answer": 0},
    "TRN-1": {"rated": 16, "blank": 0, "dont_know": 1, "outside_competence": 1, "prefer_not_to_answer": 0},
    "TRN-2": {"rated": None, "blank": 4, "dont_know": 3, "outside_competence": 2, "prefer_not_to_answer": 0},
}
# statement → what it asks about, its words, its numbers by statistic and choice; q3 is suppressed
STATEMENTS: dict[str, tuple[str, str, str]] = {
    "q1": ("knowledge", "I can explain what a risk is made of", "Могу объяснить, из чего складывается риск"),
    "q2": ("confidence", "I can carry out a risk assessment", "Могу провести оценку рисков"),
    "q3": ("confidence", "I can name a contact abroad", "Могу назвать, к кому обратиться за рубежом"),
    "served": ("satisfaction", "The event helped to identify needs", "Мероприятие помогло выявить потребности"),
    "all": ("satisfaction", "I am satisfied with the event", "Я доволен мероприятием"),
}
WHOLE_EVENT = ("all",)
FORMS = {
    "before": 15,
    "after": 18,
    "pairs": 12,
    "unmatched_before": 3,
    "unmatched_after": 4,
    "ambiguous": 2,
    "no_code": 0,
}
JUDGED: dict[str, dict[tuple[str, str], tuple[float, float, float, int] | float]] = {
    "q1": {
        ("mean", "before"): (2.5, 2.1, 2.9, 12),
        ("mean", "after"): (3.5, 3.2, 3.8, 12),
        ("count", "pairs"): 12,
        ("count", "improved"): 9,
        ("count", "same"): 3,
        ("count", "lower"): 0,
        ("change", ""): (1.0, 0.5, 1.5, 12),
        ("rank_biserial", ""): 1.0,
        ("p_value", ""): 0.0039,
        ("p_holm", ""): 0.0078,
        ("hake_gain", ""): 0.4,
    },
    "q2": {
        ("mean", "before"): (2.5, 2.0, 3.0, 12),
        ("mean", "after"): (3.2, 2.6, 3.8, 12),
        ("count", "pairs"): 12,
        ("count", "improved"): 7,
        ("count", "same"): 2,
        ("count", "lower"): 3,
        ("change", ""): (0.7, -0.1, 1.5, 12),
        ("rank_biserial", ""): 0.6,
        ("p_value", ""): 0.12,
        ("p_holm", ""): 0.12,
        ("hake_gain", ""): 0.28,
    },
    "served": {
        ("mean", "after"): (4.2, 3.9, 4.5, 18),
        ("share", "top_two"): (0.8333, 0.6078, 0.9416, 18),
        ("share", "between"): (0.1111, 0.031, 0.328, 18),
        ("share", "low_two"): (0.0556, 0.0099, 0.2576, 18),
    },
    "all": {
        ("mean", "after"): (4.4, 4.1, 4.7, 18),
        ("share", "top_two"): (0.8889, 0.672, 0.9690, 18),
        ("share", "between"): (0.1111, 0.031, 0.328, 18),
        ("share", "low_two"): (0.0, 0.0, 0.1759, 18),
    },
}
OBJECTIVE = {
    "confidence": {("mean", "before"): (2.5, 2.0, 3.0, 12), ("mean", "after"): (3.2, 2.6, 3.8, 12)},
    "satisfaction": JUDGED["served"],
}


def make_release(
    *,
    means: dict[str, dict[str, tuple[float, float, float, int] | str]] | None = None,
    by_country: dict[tuple[str, str], tuple[float, float, float, int] | str] | None = None,
    words: dict[tuple[str, str], str] | None = None,
    places: Places | None = None,
    **manifest: Any,
) -> Release:
    """Make the release; `means`, `by_country`, `places` and single labels, by (kind, code), replace the usual ones."""
    means = MEANS if means is None else means
    asked: dict[str, Any] = {"order": "gap" if "gap" in means else "importance"}
    asked["scales"] = {measure: ends for measure, ends in MANIFEST["scales"].items() if measure in means}
    frames = {
        "estimates": ESTIMATES.frame(
            [
                *_means(means),
                *_by_country(BY_COUNTRY if by_country is None else by_country, asked["order"]),
                *(_profiles(set(means)) if by_country is None else []),
                *_counts(),
                *_answers(),
                *(priorities if asked["order"] == "gap" else importance_places)(PLACES if places is None else places),
                *ratings(set(means)),
                *_evaluation(),
                *_limits(),
                *assistance.estimates(),
                *_questions(),
            ]
        ),
        "activities": ACTIVITIES.frame(assistance.ACTIVITIES),
        "labels": LABELS.frame(_labels(words or {}) + assistance.purpose_codes()),
        "sources": SOURCES.frame([SOURCES_LINE]),
        "account": ACCOUNT.frame([ACCOUNT_LINE]),
        "changes": CHANGES.frame([CHANGES_LINE]),
        "issues": ISSUES.frame([ISSUE]),
        "comments": COMMENTS.frame([COMMENT]),
        "background": BACKGROUND.frame(TEXT),
        "recommendations": RECOMMENDATIONS.frame(RECOMMENDED),
    }
    return named({**MANIFEST, **asked, **manifest}, frames)


def named(manifest: dict[str, Any], frames: dict[str, pd.DataFrame]) -> Release:
    """Make a release that is named after its content, as a real one is."""
    manifest = {**manifest, "workshop": {"id": "small", **manifest["workshop"]}}
    return Release({**manifest, "id": release_id(manifest, frames)}, **frames)


def importance_only() -> Release:
    """Make a release of a survey that did not ask for capacity."""
    return make_release(means={"importance": MEANS["importance"]})


def betray(release: Release) -> Release:
    """Make a release whose suppressed rows still hold numbers, as none should: value 7.77, n 777."""
    changed = release.estimates.copy()
    changed.loc[changed["note"] == "too_few", ["value", "low", "high", "n"]] = [7.77, 7.7, 7.79, 777]
    return replace(release, estimates=changed)


def make_empty_release(**manifest: Any) -> Release:
    """Make a release in which nothing is estimated, counted or labelled."""
    return named({**MANIFEST, **manifest}, {name: table.frame([]) for name, table in FRAMES.items()})


def _estimate(**values: Any) -> dict[str, object]:
    blank = {"item": "", "choice": "", "by": "", "group": "", "weighting": "", "method": "", "note": ""}
    return {**blank, **values}


def _numbers(found: tuple[float, float, float, int] | str) -> dict[str, object]:
    if isinstance(found, str):
        return {"note": found}
    return dict(zip(("value", "low", "high", "n"), found, strict=True))


def _means(means: dict[str, dict[str, tuple[float, float, float, int] | str]]) -> list[dict[str, object]]:
    return [
        _estimate(statistic="mean", measure=measure, item=item, weighting="equal_country", **_numbers(found))
        for measure, items in means.items()
        for item, found in items.items()
    ]


def _by_country(cells: dict[Any, Any], measure: str) -> list[dict[str, object]]:
    place = {"statistic": "mean", "measure": measure, "by": "country", "weighting": "each_person"}
    return [_estimate(**place, item=item, group=country, **_numbers(found)) for (item, country), found in cells.items()]


def _profiles(measures: set[str]) -> list[dict[str, object]]:
    names = ("statistic", "measure", "item", "by", "group")
    asked = {place: found for place, found in PROFILES.items() if place[1] in measures}
    return [
        _estimate(**dict(zip(names, place, strict=True)), weighting="each_person", **_numbers(found))
        for place, found in asked.items()
    ]


def _questions() -> list[dict[str, object]]:
    fixed = {"measure": "question", "weighting": "each_person"}
    return [
        _estimate(
            **fixed,
            statistic=statistic,
            item=item,
            choice=choice,
            by=country and "country",
            group=country,
            **_numbers(found),
        )
        for (item, statistic, choice, country), found in QUESTION_ESTIMATES.items()
    ]


def _counts() -> list[dict[str, object]]:
    return [
        _estimate(statistic="count", measure=measure, by=by, group=group, **_counted(count))
        for (measure, by, group), count in COUNTS.items()
    ]


def _answers() -> list[dict[str, object]]:
    return [
        _estimate(statistic="count", measure="answers", item=need, choice=choice, **_counted(count))
        for need, answers in ANSWERS.items()
        for choice, count in answers.items()
    ]


def _evaluation() -> list[dict[str, object]]:
    """The event evaluated: forms, statements, the one objective; of q3 every number is suppressed."""
    forms = [
        _estimate(statistic="count", measure="evaluation", choice=name, value=n, n=21) for name, n in FORMS.items()
    ]
    hidden = [
        _estimate(statistic=statistic, measure="confidence", item="q3", choice=choice, note="too_few")
        for statistic, choice in JUDGED["q1"]
    ]
    named = [(STATEMENTS[code][0], code, numbers) for code, numbers in JUDGED.items()]
    named += [(asks, "needs", numbers) for asks, numbers in OBJECTIVE.items()]
    return [*forms, *hidden] + [
        _estimate(statistic=statistic, measure=asks, item=item, choice=choice, **_judged(found))
        for asks, item, numbers in named
        for (statistic, choice), found in numbers.items()
    ]


def _judged(found: tuple[float, float, float, int] | float) -> dict[str, object]:
    return _numbers(found) if isinstance(found, tuple) else {"value": found, "n": 12}


def _limits() -> list[dict[str, object]]:
    rates = [
        _estimate(statistic="share", measure="response_rate", by=by, group=group, **_rated(value, n))
        | {"method": "counted"}
        for (by, group), (value, n) in RATES.items()
    ]
    kinds = [
        _estimate(statistic="share", measure="questions", choice=kind, value=share, n=18)
        for kind, share in ASKED.items()
    ]
    return rates + kinds


def _rated(value: float | None, n: int) -> dict[str, object]:
    return {"note": "too_few"} if value is None else {"value": value, "n": n}


def _counted(count: int | None) -> dict[str, object]:
    return {"note": "too_few"} if count is None else {"value": count, "n": count}


def _labels(words: dict[tuple[str, str], str]) -> list[dict[str, object]]:
    plain = [(kind, code, "", names) for kind, codes in WORDS.items() for code, names in codes.items()]
    plain += [("question", code, "", names) for code, names in QUESTIONS.items()]
    plain += [("answer", code, "content", names) for code, names in CONTENT.items()]
    needs = [("need", code, theme, names) for code, (theme, *names) in NEEDS.items()]
    plain += [("asked", code, "importance", names) for code, names in ASKED_ABOUT.items()]
    plain += [("question", code, "evaluation", (en, ru)) for code, (_, en, ru) in STATEMENTS.items()]
    return [
        {
            "kind": kind,
            "code": code,
            "parent": parent,
            "language": language,
            "label": words.get((kind, code), label),
        }
        for kind, code, parent, names in [*needs, *plain]
        for language, label in zip(("en", "ru"), names, strict=True)
    ]


MANIFEST: dict[str, Any] = {
    "id": "small-organiser",
    "edition": "organiser",
    "limit": 3,
    "workshop": {
        "id": "small",
        "title": {"en": "Small workshop", "ru": "Малый семинар"},
        "place": {"en": "Ashgabat", "ru": "Ашхабад"},
        "start": "2026-05-12",
        "end": "2026-05-14",
        "attribution": "chatham_house",
        "languages": ["en", "ru"],
        "notice": {},
    },
    "objectives": [{"id": "needs", "text": {"en": "Identify needs", "ru": "Выявить потребности"}}],
    "parts": [
        {
            "chapter": "03_needs",
            "objectives": ["needs"],
            "title": {"en": "Which needs come first?", "ru": "Какие потребности стоят на первом месте?"},
        }
    ],
    "evaluation": {
        "design": "paired",
        "scale": [1, 5],
        "items": [
            {"field": code, "asks": asks, "objective": "" if code in WHOLE_EVENT else "needs"}
            for code, (asks, _, _) in STATEMENTS.items()
        ],
    },
    "weighting": "equal_country",
    "order": "gap",
    "floor": 3.0,
    "nesting": {
        "country": {"KAZ": ["national"], "KGZ": ["national"], "TJK": ["national"]},
        "agency_type": {"border_service": ["national"], "customs": ["expert", "national"]},
    },
    "as_of": assistance.AS_OF,
    "sampled": False,
    "scales": {"importance": [1, 5], "capacity": [1, 5], "gap": [-4, 4]},
    "inputs": {"data/raw/responses.csv": "ab" * 32},
    "several": [],
    "untabulated": {"need": 8, "technical": 2, "personal": 1},
    "suppressed": 9,
    "versions": {"needs_analysis": "0.1.0"},
    "command": "needs-analysis run",
    "made": "2026-06-01",
}
SOURCES_LINE: dict[str, object] = {
    "table": "participants",
    "file": "list.xlsx",
    "sheet": "Day 1",
    "rows": 21,
    "columns": 6,
}
ACCOUNT_LINE: dict[str, object] = {
    "table": "participants",
    "rows_received": 21,
    "rows_dropped": 1,
    "rows_clean": 20,
    "cells_received": 126,
    "cells_dropped": 6,
    "cells_set": 30,
    "cells_blanked": 2,
    "cells_unchanged": 88,
}
CHANGES_LINE: dict[str, object] = {
    "table": "participants",
    "field": "country",
    "rule": "country_register",
    "action": "set",
    "status": "applied",
    "count": 21,
}
ISSUE: dict[str, object] = {
    "table": "participants",
    "row_id": "list:7",
    "field": "agency",
    "value": "Min. of Border",
    "check": "unknown_agency",
    "severity": "review",
    "suggestion": "State Border Service",
    "file": "list.xlsx",
    "sheet": "Day 1",
    "row": 7,
    "column": "Organisation",
}


def withholding(release: Release, groups: set[str]) -> Release:
    """Withhold the numbers of the groups named."""
    estimates = release.estimates.copy()
    gone = estimates["group"].isin(groups)
    estimates.loc[gone, ["value", "n"]] = None
    estimates.loc[gone, "note"] = "too_few"
    return replace(release, estimates=ESTIMATES.frame(estimates))
