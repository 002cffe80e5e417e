#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what the benchmarks reported (tests/perf/figures.h) as one table, and keeps it as JSON. Called by bench.sh."""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def output(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def surroundings(build, size, others):
    cache = (build / "CMakeCache.txt").read_text(encoding="utf-8")
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.M)
    cpu = re.search(r"^model name\s*:\s*(.*)$", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M)
    return {
        "format": 1,
        "commit": output("git", "rev-parse", "HEAD"),
        "changed": output("git", "status", "--porcelain", "--untracked-files=no") != "",
        "compiler": output(compiler.group(1), "--version").partition("\n")[0] if compiler else "",
        "cpu": cpu.group(1) if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "size": size,
        "others": others,
    }


def number(value):
    size = abs(value)
    return f"{value:.{0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3}f}"


def print_table(head, rows, right):
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, ["-" * width for width in widths], *rows]:
        cells = [cell.rjust(width) if column in right else cell.ljust(width)
                 for column, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def ratio_words(figure):
    if "ratio" not in figure:
        return ""
    return number(figure["ratio"]) + (" times as fast" if figure["better"] == "more" else " times as much")


def wanted_words(figure):
    if "wanted" not in figure:
        return ""
    words = ("at least " if figure["better"] == "more" else "at most ") + number(figure["wanted"])
    if "ratio" not in figure:
        words += " " + figure["unit"]
    return words + ("" if figure["met"] else "  BELOW")


def print_figures(run):
    rows = []
    for figure in run["figures"]:
        reference = f"{number(figure['theirs'])}  {figure['reference']}" if "reference" in figure else ""
        memory = f"{number(figure['memory'])} MiB" if "memory" in figure else ""
        rows.append([figure["name"], f"{number(figure['ours'])} {figure['unit']}", reference, ratio_words(figure),
                     wanted_words(figure), memory])
    print_table(["what", "Muster", "reference", "ratio", "wanted", "memory"], rows, (1, 5))
    wanted = [figure for figure in run["figures"] if "wanted" in figure]
    missed = [figure for figure in wanted if not figure["met"]]
    print(f"\n{len(rows)} figures, {len(wanted)} with a wanted one; {len(missed)} fall short of it (BELOW).")
    changed = ", with changes that are not committed" if run["changed"] else ""
    print(f"{run['size']} sizes, {run['date']}, commit {run['commit'][:12] or 'unknown'}{changed}; {run['compiler']}; "
          f"{run['cpu']}, {run['cores']} cores")
    if run["others"] >= 5:
        print(f"Other programs had {run['others']} % of the processors meanwhile: of what is measured by the clock (start, "
              "export, threads) the ratios are worse than they are at rest.")


def print_changes(old, new):
    """Ratios; of figures without a reference the figure itself, where the processor is the same."""
    before = {(figure["name"], figure.get("reference")): figure for figure in old["figures"]}
    rows = []
    for figure in new["figures"]:
        was = before.pop((figure["name"], figure.get("reference")), None)
        key = "ratio" if "ratio" in figure else "ours"
        if was is None:
            rows.append([figure["name"], figure.get("reference", ""), "", number(figure[key]), "", "new"])
        elif key in was and was["unit"] == figure["unit"] and was[key] > 0 and (key == "ratio" or old["cpu"] == new["cpu"]):
            change = 100 * (figure[key] / was[key] - 1)
            isBetter = change > 0 if figure["better"] == "more" else change < 0
            verdict = "" if abs(change) < 10 else "better" if isBetter else "worse"
            rows.append([figure["name"], figure.get("reference", ""), number(was[key]), number(figure[key]),
                         f"{change:+.0f} %", verdict])
    for name, reference in before:
        rows.append([name, reference or "", number(before[name, reference].get("ratio", before[name, reference]["ours"])),
                     "", "", "gone"])
    print(f"\nSince {old['commit'][:12] or 'an unknown commit'} of {old['date']} (changes below 10 % are not judged):")
    if old["size"] != new["size"]:
        print(f"The sizes differ ({old['size']}, {new['size']}): what depends on them cannot be compared.")
    if old["cpu"] != new["cpu"]:
        print("The processors differ: figures without a reference are left out.")
    print_table(["what", "reference", "was", "is", "change", ""], rows, (2, 3, 4))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reported", type=pathlib.Path, help="one JSON object a line, in the folder of the build")
    parser.add_argument("kept", type=pathlib.Path, help="where the whole is written")
    parser.add_argument("--size", required=True, choices=("quick", "full"))
    parser.add_argument("--others", required=True, type=int, help="per cent of the processors that other programs had")
    parser.add_argument("--compare", type=pathlib.Path, metavar="OLD", help="what an earlier call has kept")
    arguments = parser.parse_args()
    lines = arguments.reported.read_text(encoding="utf-8").splitlines() if arguments.reported.exists() else []
    run = surroundings(arguments.kept.resolve().parent, arguments.size, arguments.others)
    run["figures"] = [json.loads(line) for line in lines]
    arguments.kept.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print_figures(run)
    if arguments.compare:
        print_changes(json.loads(arguments.compare.read_text(encoding="utf-8")), run)


main()
