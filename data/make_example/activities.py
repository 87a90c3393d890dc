"""`activities.csv`: who does what where, with a HXL row; the organisations exist, what they do is synthetic."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd

from make_example.notice import REMARK
from needs_analysis.writing import write_csv

HXL = {
    "Activity ID": "#activity+code",
    "Organisation": "#org+code",
    "Funder": "#org+funder",
    "Activity": "#activity+name",
    "Need": "#sector+need+code",
    "Country": "#country+name",
    "Start": "#date+start",
    "End": "#date+end",
    "Status": "#status",
    "Remarks": "#meta+remarks",
}
ORGANISATIONS = ("OSCE-ASH", "OSCE-BMSC", "UNODC", "UNRCCA", "IOM", "BOMCA", "UNOCT")
COUNTRIES = ("Kazakhstan", "Kyrgyzstan", "Таджикистан", "Turkmenistan", "Узбекистан", "Tajikistan ", "")
KINDS = ("training course", "advice", "equipment", "study visit", "round table")
NEEDS = ("HRT-1", "HRT-1", "DOC-1", "INF-1", "RSK-1", "RSK-2", "CUS-3", "EQP-2", "HRC-1", "INT-3", "COO-2", "LEG-1")
COUNT = 20
TODAY = date(2026, 5, 12)
# As lists are: several needs or countries in a cell, statuses in other words, entries that nobody has touched for long.
SPOILT = {
    "ACT-04": {"Status": "Завершено"},
    "ACT-05": {"Need": "RSK-2, RSK-1"},
    "ACT-06": {"Country": "Узбекистан; Таджикистан"},
    "ACT-09": {"Status": "On-going"},
    "ACT-12": {"Status": "в процессе"},
    "ACT-18": {"Start": "", "End": ""},
}


def write_activities(path: Path, random: Random) -> None:
    activities = [_activity(number, random) for number in range(COUNT)]
    rows = [HXL, *(activity | SPOILT.get(activity["Activity ID"], {}) for activity in activities)]
    write_csv(path, pd.DataFrame(rows, columns=list(HXL)))


def _activity(number: int, random: Random) -> dict[str, str]:
    letter = chr(ord("A") + number)
    start = date(random.choice([2023, 2024, 2025, 2026]), random.randint(1, 12), 1)
    end = date(start.year + random.choice([1, 1, 2]), start.month, 28)
    return {
        "Activity ID": f"ACT-{number + 1:02}",
        "Organisation": random.choice(ORGANISATIONS),
        "Funder": f"Example donor {random.randint(1, 4)}",
        "Activity": f"Example programme {letter} (invented): {random.choice(KINDS)}",
        "Need": random.choice(NEEDS),
        "Country": random.choice(COUNTRIES),
        "Start": start.isoformat(),
        "End": end.isoformat(),
        "Status": _status([start, end]),
        "Remarks": REMARK,
    }


def _status(dates: Sequence[date]) -> str:
    return "planned" if dates[0] > TODAY else "completed" if dates[1] < TODAY else "ongoing"
