"""`evaluation.csv`, synthetic: eight statements rated before and after a training under self-made codes.

Afterwards people also say how far the workshop served its objectives.
"""

from pathlib import Path
from random import Random

import pandas as pd

from make_example.notice import REMARK
from needs_analysis.writing import write_csv

BEFORE, AFTER, BOTH = 40, 38, 34
LETTERS = "ABDEKLMNRSTV"
GAIN = (0.9, 1.1, 0.5, 0.9, 0.8, 0.6, 0.1, 0.9)
HARDNESS = (0.3, -0.2, -0.5, 0.0, -0.3, -0.1, 0.2, -0.4)


SERVED = (4.1, 4.0, 3.9, 3.2, 4.2)


def write_evaluation(path: Path, items: list[str], served: list[str], random: Random) -> None:
    """Write the answers.

    Args:
        path: the file.
        items: heading of each statement, in order.
        served: heading of each question about the workshop itself, in order.
        random: where chance comes from.
    """
    codes = _codes(BEFORE + AFTER - BOTH, random)
    level = {code: random.gauss(3, 0.6) for code in codes}
    after = [*codes[:BOTH], *codes[BEFORE:]]
    random.shuffle(after)
    nothing = [""] * len(served)
    rows = [_answers(code, "before", [level[code]] * len(items), random) + nothing for code in codes[:BEFORE]]
    for code in after:
        more = random.gauss(0, 0.4)
        rows.append(_answers(code, "after", [level[code] + gain + more for gain in GAIN], random))
        rows[-1] += [_rate(liked + more / 2, 0.6, random) for liked in SERVED]
    headings = ["Self-made code", "Before or after", *items, *served]
    write_csv(path, pd.DataFrame(rows, columns=headings).assign(Remarks=REMARK))


def _codes(count: int, random: Random) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(f"{random.choice(LETTERS)}{random.choice(LETTERS)}{random.randrange(100):02}")
    return random.sample(sorted(codes), count)


def _answers(code: str, when: str, levels: list[float], random: Random) -> list[str]:
    ratings = [_rate(level + easy, 0.5, random) for level, easy in zip(levels, HARDNESS, strict=True)]
    written = random.choice([code, code, code, code, code.lower(), f" {code}", f"{code[:2]} {code[2:]}"])
    return [written, when, *ratings]


def _rate(level: float, spread: float, random: Random) -> str:
    rating = str(min(5, max(1, round(random.gauss(level, spread)))))
    return "" if random.random() < 0.02 else rating
