#!/usr/bin/env python3
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""Makes one tagger of several that `zavesa train` made of differently labelled texts: the mean of their weights.

usage: average-taggers.py --out FILE MODEL...

The models must have learned from the same lists, so that their features are the same. Cautions and classes are those of the
first. `Sources/Detectors/Names/Tagger/TaggerModel.swift` says the layout.
"""
import argparse
import math
import pathlib
import struct

HEADER, CHAINS = 32, 128 * 4


def means(parts):
    """The mean of each byte, halves upwards."""
    count = len(parts)
    return bytes((2 * sum(column) + count) // (2 * count) for column in zip(*parts))


def weight_means(parts, units):
    """The mean of each weight in the unit of the first; a weight is a byte less 128, times the model's unit."""
    tables = [[(byte - 128) * unit / units[0] / len(units) for byte in range(256)] for unit in units]
    sums = (sum(table[byte] for table, byte in zip(tables, column)) for column in zip(*parts))
    return bytes(max(0, min(255, 128 + math.floor(value + 0.5))) for value in sums)


def unit(model):
    return struct.unpack_from("<f", model, 8)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("models", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    models = [path.read_bytes() for path in arguments.models]
    magic, bits, _, clustered, _ = struct.unpack("<4sIfII", models[0][:20])
    weights = HEADER + CHAINS
    classes = weights + (8 << bits)
    likeness = classes + 8 * clustered
    if magic != b"ZNT2" or any(
            len(model) != len(models[0]) or model[classes:likeness] != models[0][classes:likeness] for model in models):
        raise SystemExit("models of the same lists are needed")
    chains = zip(*(struct.unpack("<128f", model[HEADER:weights]) for model in models))
    arguments.out.write_bytes(
        models[0][:HEADER]
        + struct.pack("<128f", *(sum(column) / len(models) for column in chains))
        + weight_means([model[weights:classes] for model in models], [unit(model) for model in models])
        + models[0][classes:likeness]
        + means([model[likeness:] for model in models]))


if __name__ == "__main__":
    main()
