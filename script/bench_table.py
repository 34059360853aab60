#!/usr/bin/env python3
"""Makes the table of script/bench: bench_table.py ROWS RESULTS.

ROWS is script/bench_rows.json. RESULTS holds NAME.json of each google-benchmark program, its peak
memory NAME.kilobytes, and NAME.seconds, NAME.bytes that script/bench wrote. A row whose figure is not
there says so. Times are wall time of one iteration; the fastest of a benchmark's repetitions counts.
"""

import json
import sys
from pathlib import Path

UNITS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


def read_benchmarks(results):
    seconds = {}
    for path in sorted(results.glob("*.json")):
        for run in json.loads(path.read_text("utf-8"))["benchmarks"]:
            if run.get("run_type") == "aggregate" or run.get("error_occurred"):
                continue
            # "tally/iterations:5/real_time" is the benchmark "tally".
            name = "/".join(p for p in run["name"].split("/") if ":" not in p and p != "real_time")
            took = run["real_time"] * UNITS[run["time_unit"]]
            seconds[name] = min(took, seconds.get(name, took))
    return seconds


def read_number(path):
    return float(path.read_text("utf-8").split()[0]) if path.exists() else None


def show_seconds(value):
    if value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def measure(row, seconds, results):
    """(limit, figure, ratio) as text; figure is None where nothing was measured."""
    if "peer" in row:
        limit = f"≥ {row['at_least_ratio']} × its speed"
        mine, peer = seconds.get(row["benchmark"]), seconds.get(row["peer"])
        if mine is None or peer is None:
            return limit, None, ""
        return limit, f"{show_seconds(mine)}, bare {show_seconds(peer)}", f"{peer / mine:.2f}"
    if "at_most_megabytes" in row:
        limit = row["at_most_megabytes"]
        if "bytes" in row:
            value = read_number(results / (row["bytes"] + ".bytes"))
            megabytes = None if value is None else value / 1e6
        else:
            value = read_number(results / (row["kilobytes"] + ".kilobytes"))
            megabytes = None if value is None else value / 1e3
        if megabytes is None:
            return f"≤ {limit} MB", None, ""
        return f"≤ {limit} MB", f"{megabytes:.3g} MB", f"{megabytes / limit:.2f}"
    limit = row["at_most_seconds"]
    if "seconds" in row:
        value = read_number(results / (row["seconds"] + ".seconds"))
    else:
        value = seconds.get(row["benchmark"])
    if value is None:
        return f"≤ {show_seconds(limit)}", None, ""
    return f"≤ {show_seconds(limit)}", show_seconds(value), f"{value / limit:.2f}"


def main(rows_path, results_path):
    results = Path(results_path)
    seconds = read_benchmarks(results)
    print("| work | limit | figure | figure / limit, or / peer |")
    print("| --- | --- | --- | --- |")
    for row in json.loads(Path(rows_path).read_text("utf-8")):
        limit, figure, ratio = measure(row, seconds, results)
        print(f"| {row['row']} | {limit} | {figure or 'not measured'} | {ratio} |")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
