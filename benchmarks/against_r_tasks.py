"""The survey and the forms of against_r.py, and each of its tasks done by us; against_r.R does the same by R.

The survey has 100,000 rows in 40 strata and 2,000 clusters, with weights and a finite population correction. The forms
are 100,000 of 30 questions, with a cleaning log of 20,000 rows. Numbers have few digits, so that both sides read them
alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from needs_analysis.checks.outliers import check_outliers
from needs_analysis.checks.outside_choices import check_outside_choices
from needs_analysis.checks.repeated_combinations import check_repeated_combinations
from needs_analysis.checks.subject import Subject
from needs_analysis.cleaning.log import apply_log
from needs_analysis.columns import CHOICES, LOG, QUESTIONS, RECEIVED
from needs_analysis.methods.calibration import calibrate, calibrated_mean, post_stratify, rake
from needs_analysis.methods.design_means import design_means
from needs_analysis.methods.designs import survey_design
from needs_analysis.methods.domains import domain_ratios
from needs_analysis.methods.estimators import (
    Estimate,
    design_effect,
    estimate_mean,
    estimate_ratio,
    estimate_total,
    estimate_variance,
)
from needs_analysis.methods.medians import domain_medians
from needs_analysis.methods.proportions import proportion_interval
from needs_analysis.methods.quantiles import estimate_quantile

ROWS, STRATA, CLUSTERS, REGIONS, ITEMS = 100_000, 40, 2_000, 50, 10
SEX = {"f": 1_000_000.0, "m": 900_000.0}
AGE = {"15-29": 700_000.0, "30-49": 650_000.0, "50+": 550_000.0}
TOTALS = [1_900_000.0, 900_000.0, 13_500_000.0]
CHANGES, DROPS = 19_500, 500
SETUP, LOG_BY_MATCH, LOG_BY_ROW = "design", "log by match", "log row by row"


class Task(NamedTuple):
    """What is timed, and what of its result is compared; `rival` says how R does it."""

    what: str
    rival: str
    run: Callable[[], Any]
    numbers: Callable[[Any], Any]
    asked: int = 1


def make_survey() -> pd.DataFrame:
    """Rows whose answers lean on their cluster."""
    random = np.random.default_rng(1)
    cluster = np.arange(ROWS) % CLUSTERS
    lean = random.normal(size=CLUSTERS)[cluster]
    columns = {
        "cluster": cluster,
        "stratum": cluster % STRATA,
        "size": 100 + 5 * (cluster % STRATA),
        "w": random.uniform(5, 30, ROWS).round(3),
        "y": (50 + 4 * lean + 10 * random.normal(size=ROWS)).round(2),
        "x": (20 + lean + random.uniform(0, 10, ROWS)).round(2),
        "yes": (random.normal(size=ROWS) + 0.3 * lean > 0.5).astype(int),
        "answer": np.clip(np.round(3 + 0.5 * lean + random.normal(size=ROWS)), 1, 5).astype(int),
        "region": random.integers(REGIONS, size=ROWS),
        "sex": random.choice(list(SEX), ROWS, p=[0.55, 0.45]),
        "age": random.choice(list(AGE), ROWS, p=[0.4, 0.35, 0.25]),
        "z": (7 + random.normal(size=ROWS)).round(2),
    }
    items = {f"q{at}": (3 + lean + random.normal(size=ROWS)).round(2) for at in range(ITEMS)}
    return pd.DataFrame(columns | items)


def make_forms() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Forms as they are received, and a log of cells to set and rows to drop."""
    random = np.random.default_rng(2)
    words = np.array([f"answer {n}" for n in range(2_000)])
    forms: dict[str, Any] = {
        "row_id": np.arange(ROWS).astype(str),
        "file": "f.csv",
        "sheet": "s",
        "row": np.arange(ROWS),
    }
    forms |= {
        f"s{at}": random.choice(["1", "2", "3", "4", "5", "often"], ROWS, p=[0.2] * 4 + [0.19, 0.01])
        for at in range(10)
    }
    forms |= {f"n{at}": np.round(np.exp(random.normal(3, 0.7, ROWS))).astype(int).astype(str) for at in range(10)}
    forms |= {f"t{at}": random.choice(words, ROWS) for at in range(10)}
    made, order = pd.DataFrame(forms), random.permutation(ROWS)
    cells = random.choice((ROWS - DROPS) * 20, CHANGES, replace=False)
    rows, fields = (
        order[DROPS + cells // 20],
        np.array([f"{kind}{at}" for kind in "nt" for at in range(10)])[cells % 20],
    )
    old = made.to_numpy(dtype=object)[rows, made.columns.get_indexer(pd.Index(fields))]
    new = np.where(np.char.startswith(fields, "n"), "7", "corrected")
    changes = pd.DataFrame(
        {"row_id": rows.astype(str), "field": fields, "old_value": old, "new_value": new, "action": "set"}
    )
    dropped = pd.DataFrame({"row_id": order[:DROPS].astype(str), "action": "drop"})
    return made, pd.concat([changes, dropped]).assign(table="responses", rule="hand", status="applied")


def write_inputs(folder: Path) -> None:
    """Write what both sides read."""
    forms, log = make_forms()
    for name, frame in (("survey", make_survey()), ("forms", forms), ("log", log)):
        frame.to_csv(folder / f"{name}.csv", index=False)


def tasks(folder: Path) -> list[Task]:
    """Read the inputs, and give every task."""
    survey = pd.read_csv(folder / "survey.csv")
    forms, log = (pd.read_csv(folder / f"{name}.csv", dtype=str) for name in ("forms", "log"))
    return [*_estimators(survey), *_weightings(survey), *_cleaning(RECEIVED.frame(forms), LOG.frame(log))]


def _estimators(survey: pd.DataFrame) -> Iterator[Task]:
    def set_up() -> Any:
        return survey_design(w, strata=survey["stratum"], clusters=survey["cluster"], population=survey["size"])

    w, y, x, yes = (survey[name].to_numpy(dtype=float) for name in ("w", "y", "x", "yes"))
    options = np.column_stack([survey["answer"].eq(code) for code in range(1, 6)]).astype(float)
    items, region = survey[[f"q{at}" for at in range(ITEMS)]].to_numpy(), survey["region"].to_numpy()
    ones, together, design = np.ones(ROWS), np.zeros(ROWS, dtype=np.int64), set_up()
    yield Task(SETUP, "R survey: svydesign", set_up, lambda made: [made.freedom])
    yield Task("mean", "R survey: svymean", lambda: estimate_mean(design, y), _both)
    yield Task("total", "R survey: svytotal", lambda: estimate_total(design, y), _both)
    yield Task("ratio", "R survey: svyratio", lambda: estimate_ratio(design, y, x), _both)
    yield Task("share of one answer", "R survey: svymean", lambda: estimate_mean(design, yes), _both)
    shares = lambda: domain_ratios(design, options, ones, together, size=1)  # noqa: E731
    yield Task("shares of five answers", "R survey: svymean of a factor", shares, _all)
    yield Task("variance", "R survey: svyvar", lambda: estimate_variance(design, y), _both)
    yield Task("design effect", "R survey: svymean(deff=TRUE)", lambda: design_effect(design, y), lambda found: [found])
    yield Task(
        "covariance of ten means",
        "R survey: svymean",
        lambda: design_means(design, items),
        lambda found: found.covariance.ravel(),
    )
    yield Task("mean of a domain", "R survey: svymean of subset", lambda: estimate_mean(design, y, region < 5), _both)
    by_region = lambda: domain_ratios(design, y[:, None], ones, region, size=REGIONS)  # noqa: E731
    yield Task("means of fifty domains", "R survey: svyby, svymean", by_region, _all)
    medians = lambda: domain_medians(design, y, region, REGIONS, inside=True)  # noqa: E731
    yield Task(
        "medians of fifty domains",
        "R survey: svyby, svyquantile",
        medians,
        lambda found: _estimates([one for one, _ in found]),
    )
    yield Task(
        "median",
        "R survey: svyquantile",
        lambda: estimate_quantile(design, y, 0.5),
        lambda found: [*_both(found[0]), *found[1]],
    )
    for way, method in (("logit", "logit"), ("korn_graubard", "beta")):
        interval = lambda way=way: proportion_interval(estimate_mean(design, yes), way=way)  # noqa: E731
        yield Task(f"{method} interval of a share", f"R survey: svyciprop, {method}", interval, list)


def _weightings(survey: pd.DataFrame) -> Iterator[Task]:
    design = survey_design(survey["w"], strata=survey["stratum"], clusters=survey["cluster"], population=survey["size"])
    groups, y = survey[["sex", "age"]], survey["y"].to_numpy()
    variables = np.column_stack([np.ones(ROWS), survey["sex"].eq("m"), survey["z"]]).astype(float)
    raked = rake(design, groups, {"sex": SEX, "age": AGE})
    yield Task(
        "post-stratification", "R survey: postStratify", lambda: post_stratify(design, groups["age"], AGE), _weights
    )
    yield Task("raking", "R survey: rake", lambda: rake(design, groups, {"sex": SEX, "age": AGE}), _weights)
    for name, distance in (("linear", "linear"), ("raking", "raking"), ("logit", "logit")):
        fit = lambda distance=distance: calibrate(design, variables, TOTALS, distance=distance, bounds=(0.2, 3.0))  # noqa: E731
        yield Task(f"{name} calibration", f"R survey: calibrate, {name}", fit, _weights)
    yield Task("mean after raking", "R survey: svymean", lambda: calibrated_mean(raked, y), _both)


def _cleaning(forms: pd.DataFrame, log: pd.DataFrame) -> Iterator[Task]:
    kinds = {"s": "select_one", "n": "integer", "t": "text"}
    asked = [{"table": "responses", "field": f"{kind}{at}", "type": kinds[kind]} for kind in kinds for at in range(10)]
    questions = QUESTIONS.frame([row | ({"choices": "five"} if row["type"] == "select_one" else {}) for row in asked])
    choices = CHOICES.frame([{"choices": "five", "code": str(code), "label": str(code)} for code in range(1, 6)])

    def subject() -> Subject:
        return Subject("responses", forms, questions, choices)

    applied = lambda: apply_log(forms, log, table="responses")  # noqa: E731
    yield Task(LOG_BY_ROW, "base R, a log row at a time (stand-in)", applied, _account, 10)
    yield Task(LOG_BY_MATCH, "base R, match by field (stand-in)", applied, _account, 10)
    yield Task(
        "answers outside choices", "base R, %in% (stand-in)", lambda: check_outside_choices(subject()), _rows, 10
    )
    outliers = lambda: check_outliers(subject(), sentinels=())  # noqa: E731
    yield Task("outliers", "base R, log and MAD (stand-in)", outliers, _rows, 10)
    repeated = lambda: check_repeated_combinations(subject(), fields=[["t0", "t1"]])  # noqa: E731
    yield Task("repeated combinations", "base R, duplicated (stand-in)", repeated, _rows, 10)


def _both(found: Estimate) -> list[float]:
    return _estimates([found])


def _estimates(found: list[Estimate]) -> list[float]:
    return [float(each.value or 0) for each in found] + [float(each.se or 0) for each in found]


def _all(found: Any) -> list[float]:
    return [*found.value.ravel(), *found.se.ravel()]


def _weights(found: Any) -> Any:
    return found.design.weights[:1_000]


def _account(found: Any) -> list[float]:
    clean = found.clean
    sums = [float(clean[f"n{at}"].astype(float).sum()) for at in range(10)]
    return [len(clean), *sums, *(float(clean[f"t{at}"].eq("corrected").sum()) for at in range(10))]


def _rows(found: Any) -> Any:
    return np.sort(found.issues["row_id"].astype(float))
