"""Pairs of probable duplicates by two record-linkage libraries, each trained without answers: for benchmarks/people.py.

Runs in an environment of its own: python people_libraries.py recordlinkage|splink febrl1|fake_1000 FOLDER
Prints left row, right row and score of each pair that the library's blocking lets it compare.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

FILES = {"febrl1": "febrl1.csv", "fake_1000": "splink_fake_1000.csv"}
EXACT = {"febrl1": ["state"], "fake_1000": []}
NAMES = {"febrl1": ["given_name", "surname"], "fake_1000": ["first_name", "surname"]}
TEXTS = {
    "febrl1": ["address_1", "address_2", "suburb", "street_number", "postcode", "soc_sec_id"],
    "fake_1000": ["city", "email"],
}
DATES = {"febrl1": "date_of_birth", "fake_1000": "dob"}


def read_people(data: str, folder: Path) -> pd.DataFrame:
    """Read one of the sets as text, without its answers."""
    people = pd.read_csv(folder / FILES[data], dtype="str", skipinitialspace=True)
    return people.drop(columns=["rec_id", "unique_id", "cluster"], errors="ignore")


def by_recordlinkage(people: pd.DataFrame, data: str) -> pd.DataFrame:
    """Compare as its guide for deduplication does; weigh by its expectation-maximisation classifier."""
    import recordlinkage

    indexer = recordlinkage.Index()
    for field in [*NAMES[data], *TEXTS[data], DATES[data]]:
        indexer.block(field)
    compare = recordlinkage.Compare()
    for field in [*NAMES[data], *TEXTS[data]]:
        compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
    compare.string(DATES[data], DATES[data], method="damerau_levenshtein", threshold=0.85, label=DATES[data])
    for field in EXACT[data]:
        compare.exact(field, field, label=field)
    features = compare.compute(indexer.index(people), people)
    classifier = recordlinkage.ECMClassifier()
    classifier.fit(features)
    found = classifier.prob(features).rename("score").reset_index()
    return found.set_axis(["left", "right", "score"], axis=1)


def by_splink(people: pd.DataFrame, data: str) -> pd.DataFrame:
    """Compare with its ready-made comparisons; u by random pairs, m by expectation-maximisation, term frequencies."""
    import splink.comparison_library as compared
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    fields = [*NAMES[data], *TEXTS[data], DATES[data]]
    comparisons = [compared.JaroWinklerAtThresholds(field, [0.92, 0.8]) for field in [*NAMES[data], *TEXTS[data]]]
    comparisons = [each.configure(term_frequency_adjustments=True) for each in comparisons]
    comparisons += [compared.DamerauLevenshteinAtThresholds(DATES[data], [1, 2])]
    comparisons += [compared.ExactMatch(field) for field in EXACT[data]]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            *(block_on(field) for field in fields),
            *(block_on(f"substr({name}, 1, 3)", f"substr({DATES[data]}, 1, 4)") for name in NAMES[data]),
            *(block_on(f"substr({name}, 1, 3)", f"substr({TEXTS[data][0]}, 1, 4)") for name in NAMES[data]),
        ],
    )
    rows = people.reset_index(names="unique_id")
    linker = Linker(DuckDBAPI().register(rows), settings)
    linker.training.estimate_probability_two_random_records_match([block_on(*fields[:2], DATES[data])], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on(*NAMES[data]), block_on(DATES[data])):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=-20).as_pandas_dataframe()
    return found.rename(columns={"unique_id_l": "left", "unique_id_r": "right", "match_weight": "score"})


def main() -> None:
    """Print the pairs of one library on one set."""
    library, data, folder = sys.argv[1:]
    people = read_people(data, Path(folder))
    found = {"recordlinkage": by_recordlinkage, "splink": by_splink}[library](people, data)
    found[["left", "right", "score"]].to_csv(sys.stdout, index=False)


if __name__ == "__main__":
    main()
