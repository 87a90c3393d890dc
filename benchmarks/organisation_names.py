"""How many hard names of organisations are resolved rightly, wrongly or not at all, beside token-set matching at 90.

Hard are the names that are written otherwise than the organisation's own name, spelt out or reduced. Both matchers know
the same: each organisation's name and acronym. Run it where the conformance data lie beside the project:
python -m benchmarks.organisation_names
"""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from needs_analysis.registers.organisations import OrganisationNames, is_same_organisation

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "conformance" / "organisations"
LOAD = """
import time
start = time.perf_counter()
from needs_analysis.registers.organisations import OrganisationNames
OrganisationNames([("WHO", "World Health Organization")]).look_up("WHO")
print(time.perf_counter() - start)
"""
AT_LEAST = 90
Resolve = Callable[[str], str | None]


def read_names(folder: Path = FOLDER) -> tuple[list[tuple[str, str]], dict[str, set[str]]]:
    """Read what both matchers know (organisation, name), and the hard strings, each with those it is said to mean."""
    with (folder / "org_map.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = [(row["Canonical Name"], row[name]) for row in rows for name in ("Canonical Name", "Acronym") if row[name]]
    hard: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["Lookup"].lower() not in (row["Canonical Name"].lower(), row["Normalised Name"]):
            hard[row["Lookup"]].add(row["Canonical Name"])
    return list(dict.fromkeys(known)), dict(hard)


def token_set(known: list[tuple[str, str]]) -> Resolve:
    """Give the matcher to compare with: the best of all names by token-set ratio, from 90 on."""
    from rapidfuzz import fuzz, process, utils

    owners: dict[str, str] = {}
    for organisation, name in known:
        owners.setdefault(utils.default_process(name), organisation)

    def resolve(text: str) -> str | None:
        query = utils.default_process(text)
        found = process.extractOne(query, list(owners), scorer=fuzz.token_set_ratio, score_cutoff=AT_LEAST)
        return owners[found[0]] if found else None

    return resolve


def count(resolve: Resolve, hard: dict[str, set[str]]) -> Counter[str]:
    """Count right, wrong and no answers; a string that several own is right without an answer."""
    counts: Counter[str] = Counter()
    for text, owners in hard.items():
        found = resolve(text)
        right = found in owners if len(owners) == 1 else found is None
        counts["right" if right else "wrong" if found else "none"] += 1
    return counts


def count_pairs(same: Callable[[str, str], bool], folder: Path = FOLDER) -> Counter[str]:
    """Count labelled pairs of names of companies and organisations: found, missed, wrong, told apart."""
    with (folder / "name_pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] in ("Company", "Organization", "LegalEntity")]
    words = {(True, True): "found", (True, False): "missed", (False, True): "wrong", (False, False): "told apart"}
    return Counter(words[row["is_match"] == "true", same(row["name1"], row["name2"])] for row in rows)


def like_by_token_set(one: str, other: str) -> bool:
    """Say whether the token-set ratio of two names is 90 or more."""
    from rapidfuzz import fuzz, utils

    return fuzz.token_set_ratio(one, other, processor=utils.default_process) >= AT_LEAST


def main() -> None:
    """Print both matchers' figures, the microseconds a name and the seconds to load."""
    loads = [float(subprocess.check_output([sys.executable, "-c", LOAD], text=True)) for _ in range(3)]
    known, hard = read_names()
    names = OrganisationNames(known)
    start = time.perf_counter()
    ours = count(lambda text: names.look_up(text).code, hard)
    seconds = time.perf_counter() - start
    for title, counts in (("token set at 90", count(token_set(known), hard)), ("this matcher", ours)):
        shown = "  ".join(f"{word} {counts[word]}" for word in ("right", "wrong", "none"))
        print(f"{title:16} {len(hard)} hard  {shown}")
    for title, same in (("token set at 90", like_by_token_set), ("this matcher", is_same_organisation)):
        pairs = count_pairs(same)
        print(f"{title:16} pairs  {dict(sorted(pairs.items()))}")
    print(f"{seconds / len(hard) * 1e6:.0f} µs a name; {sorted(loads)[1]:.2f} s to load (median of 3)")


if __name__ == "__main__":
    main()
