#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the compiler cannot: layers, sizes, licence lines, habits that hide trouble. Usage: lint.py ROOT"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
ALLOWED = {  # layer -> what it may include of ours
    "network/wire": ["network/wire/"],
    "network": ["network/", "resources/"],
    "models": ["models/", "network/"],
    "ui": ["ui/", "models/", "network/wire/", "resources/"],
    "app": ["app/", "ui/", "models/", "network/", "resources/"],
}
LAYER_NAMES = ("app/", "ui/", "models/", "network/", "resources/", "tests/")
QTGUI = re.compile(r"#include <Q(Color|Icon|Font|Pixmap|Image|Painter|Palette|Brush|Pen|Gui\w*|Widget\w*|Application|Dialog)>")
INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)
LONGEST_SOURCE = 600
# Where colours and distances are named; everywhere else they are used by name.
COLOUR_SOURCES = ("ui/common/designtokens.cpp", "ui/common/theme.cpp", "ui/audiences/canvas/canvaspainter.cpp")
RAW_COLOUR = re.compile(r"\bQColor\s*\(\s*(0x|\d)|\bqRgba?\s*\(\s*(0x|\d)|\bQt::(white|black|red|darkRed|green|darkGreen|blue|"
                        r"darkBlue|cyan|darkCyan|magenta|darkMagenta|yellow|darkYellow|gray|darkGray|lightGray)\b|"
                        r"\"[^\"\n]*#[0-9A-Fa-f]{6}\b")
RAW_DISTANCE = re.compile(r"\bset(ContentsMargins|Spacing|HorizontalSpacing|VerticalSpacing|RowSpacing|Margin)\(([^()]*)\)")
# Cells that may reach a spreadsheet are written in one place, which guards them.
CSV_WRITERS = ("models/sinks/recordwriter.cpp", "models/sinks/csvrows.cpp", "models/rules/spreadsheetcells.cpp",
               "models/rules/spreadsheetcells.h", "ui/common/tablecopy.cpp")
# A tool tip that is not our own literal may hold somebody's markup (S28).
TOOL_TIP = re.compile(r"\bsetToolTip\(|\bQToolTip::showText\(|\bsetItemData\((?=[^;]*ToolTipRole)|\bsetToolTipText\(")
STRING = re.compile(r'(\w*)"((?:\\.|[^"\\\n])*)"')
ESCAPED_MARK = re.compile(r"\\u(?:201[3489cCdD]|2022|2026|2039|203[aA])")
LITERAL_TIP = re.compile(r'\s*\{\}\s*|\s*(?:\w+::)*tr\(\s*(?:"(?:\\.|[^"\\])*"\s*)+\)\s*')
faults = []


def fault(path, line, words):
    faults.append(f"{path.relative_to(ROOT)}:{line}: {words}")


def layer_of(relative):
    if relative.startswith("network/wire/"):
        return "network/wire"
    return relative.split("/", 1)[0]


def tracked():
    names = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"], capture_output=True,
                           text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def line_of(text, index):
    return text.count("\n", 0, index) + 1


def check_cpp(path, relative, text):
    layer = layer_of(relative)
    if not text.startswith("// SPDX-FileCopyrightText: The Muster authors\n// SPDX-License-Identifier: GPL-3.0-or-later\n"):
        fault(path, 1, "the two SPDX lines are missing")
    if path.suffix == ".h" and "#pragma once" not in text:
        fault(path, 1, "#pragma once is missing")
    if text.count("\n") > LONGEST_SOURCE:
        fault(path, LONGEST_SOURCE, f"over {LONGEST_SOURCE} lines: which of them hold a second concept?")
    for match in INCLUDE.finditer(text):
        name = match.group(1)
        if name.endswith(".moc") or name.startswith("moc_"):
            continue
        if layer == "tests" and "/" not in name:
            continue  # a fixture beside its test
        if not name.startswith(LAYER_NAMES):
            fault(path, line_of(text, match.start()), f'"{name}" does not start with a layer\'s name')
        elif layer in ALLOWED and not name.startswith(tuple(ALLOWED[layer])):
            fault(path, line_of(text, match.start()), f"{layer} must not include {name}")
    if layer in ("network/wire", "network", "models"):
        for match in QTGUI.finditer(text):
            fault(path, line_of(text, match.start()), "no QtGui below ui")
    if layer == "ui":
        for match in re.finditer(r"\bco_(await|return|yield)\b", text):
            fault(path, line_of(text, match.start()), "windows do not await")
        for match in re.finditer(r"^    : QDialog\(", text, re.M):
            if "rememberSize(*this)" not in text:
                fault(path, line_of(text, match.start()), "a dialog remembers its size: rememberSize(*this)")
        if relative not in COLOUR_SOURCES:
            for match in RAW_COLOUR.finditer(text):
                fault(path, line_of(text, match.start()), "a colour of its own: take one of ui/common/designtokens.h by its role")
        if not relative.startswith("ui/common/tooltips."):
            for match in TOOL_TIP.finditer(text):
                words = arguments(text, match.end())
                if not LITERAL_TIP.fullmatch(words) and "toolTips::" not in words:
                    fault(path, line_of(text, match.start()), "a tool tip of words that may be markup: toolTips::set() or text()")
        for match in RAW_DISTANCE.finditer(text):
            if re.search(r"(?<![\w.])[1-9]\d*(?![\w.])", match.group(2)):
                fault(path, line_of(text, match.start()), "a distance of its own: take one of space:: in ui/common/designtokens.h")
    if layer in ("models", "ui", "app") and relative not in CSV_WRITERS:
        code = re.sub(r"//[^\n]*", lambda comment: " " * len(comment.group()), text)
        for match in re.finditer(r'"\\r\\n"|\bguardCell\(', code):
            fault(path, line_of(text, match.start()), "a CSV by hand: write it with CsvRows or CsvTextFile, which guard and count")
    if layer not in ("tests",):
        for match in re.finditer(r"processEvents|\bwaitFor(Finished|ReadyRead|BytesWritten|Connected)\s*\(|QEventLoop\b|"
                                 r"\b[mu]?sleep\s*\(|QThread::sleep", text):
            if "Clock::sleep" in text[max(0, match.start() - 10):match.end()] or re.search(
                    r"(->|\.)sleep\s*\($|Task<bool> sleep\s*\($", text[max(0, match.start() - 14):match.end()]):
                continue
            fault(path, line_of(text, match.start()), "blocks: nested event loop, sleep or waitFor")
        for match in re.finditer(r"\.then\(\s*(?:this|\w+)\s*,", text):
            fault(path, line_of(text, match.start()), "QFuture::then() with an object asserts when that goes first: whenDone()")
    if layer in ("models", "ui", "app"):
        for match in STRING.finditer(text):
            if not match.group(1) and (mark := ESCAPED_MARK.search(match.group(2))):
                fault(path, line_of(text, match.start()), f"{mark.group(0)}: write the sign itself, lupdate takes the letters after it for more digits")
    for match in re.finditer(r"\b(TODO|FIXME|XXX|HACK)\b|QSKIP|QEXPECT_FAIL|friend class (Test|tst_)", text):
        fault(path, line_of(text, match.start()), f"{match.group(0)}: finish it or leave it out")
    for match in re.finditer(r"^.*\{[ \t]*Q_OBJECT|^\s*#include <Qt?\w+/", text, re.M):
        if "QCoro/" not in match.group(0):
            fault(path, line_of(text, match.start()), "Q_OBJECT on a line of its own; no <QtFoo/QBar>")


def arguments(text, start):
    """What stands between the bracket that ends before `start` and the one that closes it."""
    depth, at, quoted = 1, start, False
    while depth > 0:
        one = text[at]
        if quoted:
            at += one == "\\"
            quoted = one != '"'
        elif one == '"':
            quoted = True
        else:
            depth += (one in "([{") - (one in ")]}")
        at += 1
    return text[start:at - 1]


def main():
    files = tracked()
    folders = set()
    for path in files:
        relative = path.relative_to(ROOT).as_posix()
        if path.suffix in (".cpp", ".h"):
            check_cpp(path, relative, path.read_text(encoding="utf-8"))
            if relative.split("/", 1)[0] in ("app", "ui", "models", "network", "tests", "resources"):
                folders.add(path.parent)
        elif path.name == "CMakeLists.txt" or path.suffix in (".sh", ".py"):
            head = path.read_text(encoding="utf-8")[:300]
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in head:
                fault(path, 1, "the SPDX lines are missing")
            if path.name == "CMakeLists.txt" and re.search(r"file\(\s*GLOB", path.read_text(encoding="utf-8")):
                fault(path, 1, "list sources by hand")
    for folder in sorted(folders):
        relative = folder.relative_to(ROOT).as_posix()
        if not relative.startswith("tests/") and not (folder / "README.md").is_file():
            fault(folder / "README.md", 1, "each folder says what belongs in it")
    for line in faults:
        print(line)
    print(f"{len(files)} files, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
