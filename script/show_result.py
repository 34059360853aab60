#!/usr/bin/env python3
"""Prints the polls of a held assembly as tables: the folders polls/NN-ID of its output."""

import json
import sys
import unicodedata
from pathlib import Path

OUTCOMES = {
    "elected": "当选",
    "tied": "票数相等，再次投票",
    "passed": "过线，名额已满",
    "elected_higher": "已当选更高职务",
    "not_elected": "未当选",
}

REASONS = {
    "quorum": "到会人数不足",
    "returned_exceeds_voters": "收回的选票多于投票人数",
    "returned_exceeds_issued": "收回的选票多于发出的选票",
}


def width(text):
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def print_table(rows):
    columns = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [cell + " " * (columns[i] - width(cell)) for i, cell in enumerate(row)]
        print("  " + "  ".join(cells).rstrip())


def show_contest(contest, result):
    names = {c["id"]: c["name"] for c in contest["candidates"]}
    sheets, base = result["sheets"], result["base"]
    print(f"{contest['title']}（应选 {result['seats']} 名）：收回 {sheets['returned']} 张，"
          f"有效 {sheets['valid']} 张，无效 {sheets['invalid']} 张；"
          f"当选需赞成 {base['needed']} 票")
    rows = [["姓名", "赞成", "不赞成", "弃权", "结果"]]
    for line in result["lines"]:
        rows.append([names[line["candidate"]], str(line["approve"] + line["carried"]),
                     str(line["oppose"]), str(line["abstain"]), OUTCOMES[line["outcome"]]])
    for line in result["write_ins"]:
        rows.append([line["name"] + "（另选）", str(line["approve"]), "", "",
                     OUTCOMES[line["outcome"]]])
    print_table(rows)


def main(folders):
    for folder in map(Path, folders):
        ballot = json.loads((folder / "ballot.json").read_text("utf-8"))
        result = json.loads((folder / "result.json").read_text("utf-8"))
        print(f"\n{ballot['title']}")
        if not result["poll"]["valid"]:
            print("  本次选举无效：" + "、".join(REASONS[r] for r in result["poll"]["reasons"]))
        contests = {c["id"]: c for c in ballot["contests"]}
        for outcome in result["contests"]:
            show_contest(contests[outcome["id"]], outcome)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
