"""Write the example's files: `python -m make_example [--seed N] [--to FOLDER]`, from the folder `data`."""

import argparse
from pathlib import Path

from make_example.making import SEED, make_example

parser = argparse.ArgumentParser(prog="make_example", description="Write the synthetic example.")
parser.add_argument("--seed", type=int, default=SEED, help="another number makes another example")
parser.add_argument("--to", type=Path, default=Path(__file__).parents[1], help="folder that gets raw/ and corrections/")
chosen = parser.parse_args()
for path in make_example(chosen.to, seed=chosen.seed):
    print(path)
