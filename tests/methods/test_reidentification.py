"""Groups of people alike, their risk of being found again and the diversity of their answers equal sdcMicro 5.8.1's.

Not computed here are special uniques and the choice of cells to blank; of both, what they say of groups is compared.
The file's special uniques come from a run that took the two keys in words for missing, so they speak of the size of the
household alone. Its measures of several sensitive questions together are zeros, as there is one.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from needs_analysis.methods.diversity import answer_diversity
from needs_analysis.methods.reidentification import Alike, count_alike, reidentification_risk

CLOSE = 1e-12
EXPERTS = {
    "experts_country_agency": ["country", "agency"],
    "experts_country": ["country"],
    "experts_agency": ["agency"],
}
HOUSEHOLDS = {"hh12": ["region", "sex"], "hh12_3keys": ["region", "sex", "size"]}
Blocks = dict[str, Any]


@pytest.fixture
def blocks(conformance: Path) -> Blocks:
    """The file, one block a run of sdcMicro."""
    found: Blocks = json.loads((conformance / "methods" / "sdc_R.json").read_text())
    return found


def close(expected: Any) -> Any:
    return pytest.approx(expected, rel=CLOSE)


def households(blocks: Blocks) -> pd.DataFrame:
    return pd.DataFrame(blocks["hh12"]["data"])


def test_every_block_of_the_file_is_known(blocks: Blocks) -> None:
    """No run of sdcMicro is passed over unseen."""
    small = {"francdat", "francdat_na", "hh12_na", "hh12_3keys_localSuppression_k2", "hh12_ldiv", "hh12_suda2"}
    assert blocks.keys() == {"meta", *EXPERTS, *HOUSEHOLDS, *small}


def test_the_textbook_example_has_its_counts_and_risks(blocks: Blocks) -> None:
    """The eight records of Franconi's example: fₖ, Fₖ, unique ones, ones not unique, and the risk of each."""
    block = blocks["francdat"]
    data = pd.DataFrame(block["data"])
    alike = count_alike(data[block["keys"]], data["w"])
    assert alike.in_file.tolist() == block["fk"]
    assert alike.in_population.tolist() == close(block["Fk"])
    assert (alike.below(2), len(data) - alike.below(2)) == (block["n1"], block["n2"])
    assert reidentification_risk(alike).each.tolist() == close(block["indiv_risk"])


def test_a_blank_equals_everything(blocks: Blocks) -> None:
    """A key that is not known may be any, so that blanks only ever make groups larger."""
    francdat, block = blocks["francdat"], blocks["francdat_na"]
    data = pd.DataFrame(block["data"])
    alike = count_alike(data[francdat["keys"]], data["w"])
    assert alike.in_file.tolist() == block["fk"]
    assert alike.in_population.tolist() == close(block["Fk"])
    block, data = blocks["hh12_na"], households(blocks)
    keys = data[["region", "sex"]].copy()
    keys.loc[0, "region"] = None
    alike = count_alike(keys, data["w"])
    assert alike.in_file.tolist() == block["fk"]
    assert alike.in_population.tolist() == close(block["Fk"])
    assert reidentification_risk(alike).each.tolist() == close(block["risk"])


@pytest.mark.parametrize("name", EXPERTS)
def test_experts_have_their_risk_without_weights(name: str, blocks: Blocks, conformance: Path) -> None:
    """Of all who took part each has the risk one in as many as are alike; small groups are counted for k = 2, 3, 5."""
    block, people = blocks[name], pd.read_csv(conformance / "methods" / "experts65.csv")
    alike = count_alike(people[EXPERTS[name]])
    risk = reidentification_risk(alike)
    assert alike.in_file.tolist() == block["fk"]
    assert alike.in_population.tolist() == block["Fk"]
    assert risk.each.tolist() == close(block["risk"])
    assert (risk.mean, 100 * risk.mean) == close((block["global_risk"], block["global_risk_pct"]))
    assert risk.expected == close(block["expected_reident"])
    assert {f"n_viol_k{k}": alike.below(k) for k in (2, 3, 5)} == {
        f"n_viol_k{k}": block[f"n_viol_k{k}"] for k in (2, 3, 5)
    }
    assert alike.groups == block["n_classes"]


@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_households_have_their_risk_with_weights(name: str, blocks: Blocks) -> None:
    """Weights say how many people of the population are alike, so that the risk of a sample is far below 1 / fₖ."""
    block, data = blocks[name], households(blocks)
    alike = count_alike(data[HOUSEHOLDS[name]], data["w"])
    risk = reidentification_risk(alike)
    assert alike.in_file.tolist() == block["fk"]
    assert alike.in_population.tolist() == close(block["Fk"])
    assert risk.each.tolist() == close(block["risk"])
    assert risk.mean == close(block["global_risk"])
    assert risk.expected == close(block.get("expected_reident", risk.mean * len(data)))


def test_blanked_cells_lower_the_risk_as_much(blocks: Blocks) -> None:
    """With the cells blank that sdcMicro chose for k = 2, nobody is alone any more, and the mean risk is its own."""
    block, weights = blocks["hh12_3keys_localSuppression_k2"], households(blocks)["w"]
    left = pd.DataFrame(block["result"])
    alike = count_alike(left, weights)
    assert left.isna().sum().tolist() == block["n_suppr"]
    assert alike.in_file.tolist() == block["fk_after"]
    assert alike.below(2) == 0
    assert reidentification_risk(alike).mean == close(block["global_risk_after"])


def test_answers_within_groups_are_as_diverse(blocks: Blocks) -> None:
    """Within every group the distinct, effective and recursive number of answers is sdcMicro's."""
    data, expected = households(blocks), pd.DataFrame(blocks["hh12_ldiv"])
    found = answer_diversity(data[HOUSEHOLDS["hh12"]], data["inc"])
    assert found.distinct.tolist() == expected["inc_Distinct_Ldiversity"].tolist()
    assert found.effective.tolist() == close(expected["inc_Entropy_Ldiversity"].tolist())
    assert found.recursive.tolist() == expected["inc_Recursive_Ldiversity"].tolist()


def test_special_uniques_of_the_size_are_those_alone_in_it(blocks: Blocks) -> None:
    """The records with a score are those whose size of household nobody else has."""
    alone = count_alike(households(blocks)[["size"]]).in_file == 1
    assert (np.array(blocks["hh12_suda2"]["score"]) > 0).tolist() == alone.tolist()
    assert [row[2] for row in blocks["hh12_suda2"]["contributionPercent"]] == alone.astype(int).tolist()


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("chance", [0.01, 0.3, 0.99, 0.9995, 0.999999, 1.0])
def test_the_risk_is_a_mean_over_populations(size: int, chance: float) -> None:
    """It is the mean of 1 / F over a negative binomial F, summed term by term; from three on it is near to it."""
    alike = Alike(np.array([size]), np.array([size / chance]), 1)
    [found] = reidentification_risk(alike).each
    terms = (math.comb(F - 1, size - 1) * (1 - chance) ** (F - size) * chance**size / F for F in range(size, 4000))
    assert found == pytest.approx(math.fsum(terms), rel=1e-9 if size < 3 else 0.05)


def test_more_people_than_their_weights_say_are_the_population() -> None:
    """Weights below one cannot make a risk larger than one in the people who are there."""
    alike = count_alike(pd.DataFrame({"key": ["a", "a", "b"]}), [0.2, 0.3, 0.9])
    assert reidentification_risk(alike).each.tolist() == [0.5, 0.5, 1.0]
