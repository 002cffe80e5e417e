#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault matrix against the tests.

  table.py check ROOT                every id of the matrix is held, every id that is named is in the matrix
  table.py begin RESULTS             before a run of the tests: forgets the results of the one before
  table.py write ROOT RESULTS OUT    after it: the table of ids, tests and their results, as Markdown

Results are the JUnit files that the test programs write. A test holds an id when its function or its row names it.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

FUNCTION = re.compile(r"\bvoid\s+(?:\w+::)?(\w+)\s*\(\s*\)")
ROW = re.compile(r'\b(?:newRow|addRow|QTest::newRow|QTest::addRow)\(\s*"((?:[^"\\]|\\.)*)"')
# An id in the prose of a comment or a page: in brackets, alone or in a list.
CITED = re.compile(r"\(((?:[FS]\d{2,3})(?:(?:, | and | to |/)[FS]\d{2,3})*)\)")
# What a test or program says of itself when it is no Qt Test: "holds: F90, S44" in a script's or CMake file's comment.
SAID = re.compile(r"\bholds: ((?:[FS]\d{2,3})(?:, [FS]\d{2,3})*)")


def ids_in(name):
    """Ids in the name of a test: F46_once, resumeF90, F90_F91_killed, "F01 429 with Retry-After"."""
    return {m.group(0) for m in re.finditer(r"(?<![A-Z0-9])[FS]\d{2,3}(?![0-9])", name)}


def read_matrix(root):
    """(rows: id -> (where, fault, must), exceptions: id -> by what)"""
    rows, exceptions = {}, {}
    for line in (root / "tests/faults/matrix.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if re.fullmatch(r"[FS]\d{2,3}", cells[0]):
            if len(cells) == 4:
                rows[cells[0]] = tuple(cells[1:])
            elif len(cells) == 2:
                exceptions[cells[0]] = cells[1]
    return rows, exceptions


def tracked(root, *patterns):
    names = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "--", *patterns],
                           capture_output=True, text=True, check=True).stdout.splitlines()
    return [root / name for name in names if (root / name).is_file()]


def named_in_tests(root):
    """id -> names of tests that the sources promise"""
    found = {}
    for path in tracked(root, "tests/*.cpp", "tests/*.h"):
        text = path.read_text(encoding="utf-8")
        names = [m.group(1) for m in FUNCTION.finditer(text) if not m.group(1).endswith("_data")]
        names += [m.group(1) for m in ROW.finditer(text)]
        for name in names:
            for one in ids_in(name):
                found.setdefault(one, set()).add(f"{path.stem}: {name}")
    for path in tracked(root, "tests/*.sh", "tests/*.py", "tests/*CMakeLists.txt", "installer/*.sh"):
        for match in SAID.finditer(path.read_text(encoding="utf-8")):
            for one in match.group(1).split(", "):
                found.setdefault(one, set()).add(path.relative_to(root).as_posix())
    return found


def check(root):
    rows, exceptions = read_matrix(root)
    found = named_in_tests(root)
    faults = [f"{one}: no test names it, and the matrix does not say what holds it instead"
              for one in rows if one not in found and one not in exceptions]
    faults += [f"{one}: {sorted(found[one])[0]} names it, the matrix does not know it" for one in sorted(found) if one not in rows]
    faults += [f"{one}: an exception for an id that the matrix does not know" for one in exceptions if one not in rows]
    for path in tracked(root, "*.cpp", "*.h", "*.md", "*.sh", "*.py"):
        for match in CITED.finditer(path.read_text(encoding="utf-8")):
            for one in re.findall(r"[FS]\d{2,3}", match.group(1)):
                if one not in rows:
                    faults.append(f"{path.relative_to(root)}: {one} is not in the matrix")
    for line in faults:
        print(line)
    print(f"{len(rows)} ids, {len(faults)} faults")
    return 1 if faults else 0


def read_results(folder):
    """[(program, test, outcome)] with outcome passed, failed or "did not end"."""
    results = []
    for path in sorted(folder.glob("*.xml")):
        try:
            suite = ElementTree.parse(path).getroot()
        except ElementTree.ParseError:
            results.append((path.stem, "", "did not end"))
            continue
        for case in suite.iter("testcase"):
            bad = case.find("failure") is not None or case.find("error") is not None
            results.append((path.stem, case.get("name", ""), "failed" if bad else "passed"))
    return results


def write(root, folder, out):
    rows, exceptions = read_matrix(root)
    promised = named_in_tests(root)
    held = {}
    for program, test, outcome in read_results(folder):
        for one in ids_in(test):
            held.setdefault(one, []).append((program, test, outcome))
    lines = ["# The fault matrix in this run of the tests", ""]
    body, counts = [], {}
    for one, (_, fault, must) in rows.items():
        tests = held.get(one, [])
        if any(outcome != "passed" for *_, outcome in tests):
            result = "FAILED"
        elif tests:
            result = "passed"
        elif one in exceptions:
            result = "held otherwise"
        else:
            result = "not in this run"
        counts[result] = counts.get(result, 0) + 1
        shown = [f"`{program}` {test}" + ("" if outcome == "passed" else f" **{outcome}**") for program, test, outcome in tests]
        if not shown:
            shown = sorted(promised.get(one, []))
        if one in exceptions:
            shown.append(exceptions[one])
        body.append(f"| {one} | {fault} | {must} | {'<br>'.join(s.replace('|', chr(92) + '|') for s in shown)} | {result} |")
    lines.append("; ".join(f"{count} {result}" for result, count in counts.items()) + f"; {len(rows)} in all.")
    lines += ["", "| Id | Fault | What must be | Tests | Result |", "|---|---|---|---|---|", *body]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(lines[2])
    return 1 if "FAILED" in counts else 0


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "check":
        return check(pathlib.Path(sys.argv[2]).resolve())
    if len(sys.argv) == 3 and sys.argv[1] == "begin":
        shutil.rmtree(sys.argv[2], ignore_errors=True)
        pathlib.Path(sys.argv[2]).mkdir(parents=True)
        return 0
    if len(sys.argv) == 5 and sys.argv[1] == "write":
        return write(pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4]))
    print(__doc__)
    return 2


sys.exit(main())
