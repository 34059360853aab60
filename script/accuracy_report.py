#!/usr/bin/env python3
"""Adds up what script/accuracy counted, as tables.

Exit code 1 when a clear mark was surely and wrongly read: that must never be."""
import collections
import glob
import json
import sys

CLEAR = ("circle", "cross", "tick", "blank")


def add_up(paths):
    kinds, errors, sheets, refused = {}, [], 0, 0
    for path in paths:
        with open(path) as file:
            block = json.load(file)
        errors += block.pop("errors")
        sheets += block.pop("sheets")
        refused += block.pop("refused")
        for kind, counts in block.items():
            kinds[kind] = [a + b for a, b in zip(kinds.get(kind, [0, 0, 0]), counts)]
    return kinds, errors, sheets, refused


def main():
    folder = sys.argv[1]
    bad = 0
    for title in ("cells", "sheets"):
        kinds, errors, sheets, refused = add_up(sorted(glob.glob(f"{folder}/{title}-*.json")))
        print(f"\n{title}: {sum(c[0] for c in kinds.values()):,} marks" +
              (f" on {sheets:,} sheets, {refused} refused" if sheets else ""))
        print("| kind | marks | sure | silent errors |\n| --- | --- | --- | --- |")
        for kind in sorted(kinds, key=lambda k: (k not in CLEAR, k)):
            marks, sure, silent = kinds[kind]
            print(f"| {kind} | {marks:,} | {100 * sure / max(1, marks):.1f} % | {silent} |")
        clear = sum(kinds[k][2] for k in CLEAR if k in kinds)
        hard = sum(c[2] for k, c in kinds.items() if k not in CLEAR)
        hard_marks = sum(c[0] for k, c in kinds.items() if k not in CLEAR)
        print(f"clear: {clear} silent; hard: {hard} silent of {hard_marks:,}")
        bad += clear
        for (kind, strokes, seen), count in collections.Counter(
                (e["kind"], e["strokes"], e["seen"]) for e in errors).most_common(20):
            print(f"  {count} x {kind} [{strokes}] read as {seen}")
    return 1 if bad else 0


sys.exit(main())
