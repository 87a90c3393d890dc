"""`evaluation.csv`, synthetic: eight statements rated before and after a training under self-made codes."""

from pathlib import Path
from random import Random

import pandas as pd

from make_example.notice import REMARK
from needs_analysis.writing import write_csv

BEFORE, AFTER, BOTH = 40, 38, 34
LETTERS = "ABDEKLMNRSTV"
GAIN = 0.9
HARDNESS = (0.3, -0.2, -0.5, 0.0, -0.3, -0.1, 0.2, -0.4)


def write_evaluation(path: Path, items: dict[str, str], random: Random) -> None:
    """Write the answers.

    Args:
        path: the file.
        items: field → heading of each statement, in order.
        random: where chance comes from.
    """
    codes = _codes(BEFORE + AFTER - BOTH, random)
    level = {code: random.gauss(3, 0.6) for code in codes}
    after = [*codes[:BOTH], *codes[BEFORE:]]
    random.shuffle(after)
    rows = [_answers(code, "before", level[code], random) for code in codes[:BEFORE]]
    rows += [_answers(code, "after", level[code] + random.gauss(GAIN, 0.4), random) for code in after]
    headings = ["Self-made code", "Before or after", *items.values()]
    write_csv(path, pd.DataFrame(rows, columns=headings).assign(Remarks=REMARK))


def _codes(count: int, random: Random) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(f"{random.choice(LETTERS)}{random.choice(LETTERS)}{random.randrange(100):02}")
    return random.sample(sorted(codes), count)


def _answers(code: str, when: str, level: float, random: Random) -> list[str]:
    ratings = [str(min(5, max(1, round(random.gauss(level + easy, 0.5))))) for easy in HARDNESS]
    written = random.choice([code, code, code, code, code.lower(), f" {code}", f"{code[:2]} {code[2:]}"])
    return [written, when, *("" if random.random() < 0.02 else rating for rating in ratings)]
