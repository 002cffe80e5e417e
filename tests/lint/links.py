#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No prose leads nowhere: each relative link and picture of a Markdown file exists, with its heading, and the licences
that are named agree. Usage: links.py ROOT"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1]).resolve()
HELP = ROOT / "resources/help"
LINK = re.compile(r"!?\[(?:[^\[\]\\]|\\.)*\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.M)
FENCE = re.compile(r"^```.*?^```[^\n]*$", re.M | re.S)
faults = []


def prose(path):
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def anchors(path):
    """As GitHub makes them of headings; of several alike the later ones are numbered."""
    found = []
    for title in HEADING.findall(prose(path)):
        plain = re.sub(r"[`*]|\]\([^)]*\)|[\[\]]", "", title).lower()
        anchor = re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", plain))
        number, name = 0, anchor
        while name in found:
            number += 1
            name = f"{anchor}-{number}"
        found.append(name)
    return found


def in_manual(path):
    """A page of the manual as the viewer finds it: one that is not translated is shown in English."""
    english = HELP / "en" / path.name
    return english if not path.exists() and path.parent.parent == HELP and english.exists() else path


def all_anchors(page):
    """A translated page is also found by the anchors of the one in English, if both have as many headings."""
    own, english = anchors(page), HELP / "en" / page.name
    if page.parent.parent != HELP or page == english or not english.exists():
        return own
    sources = anchors(english)
    return own + sources if len(own) == len(sources) else own


def check_translated():
    """The manual's folders hold translations of its pages and nothing else."""
    for page in sorted(HELP.glob("*/*")):
        if page.parent.name != "pictures" and not (HELP / "en" / page.name).exists():
            faults.append(f"{page.relative_to(ROOT)}: there is no such page in English")


def check_links(path):
    text = prose(path)
    for match in LINK.finditer(text):
        target = match.group(1)
        where = f"{path.relative_to(ROOT)}: {target}"
        if re.match(r"[a-z]+:", target):
            if not target.startswith("https://"):
                faults.append(f"{where}: only https leads out")
            continue
        name, _, anchor = target.partition("#")
        there = in_manual((path.parent / name).resolve()) if name else path
        if not there.is_relative_to(ROOT) or not there.exists():
            faults.append(f"{where}: there is no such file")
        elif anchor and (there.suffix != ".md" or anchor not in all_anchors(there)):
            faults.append(f"{where}: there is no such heading")


def check_licences():
    """LICENSES, the manual's page and the package's copyright file name the same licences and holders."""
    page = (ROOT / "resources/help/en/licences.md").read_text(encoding="utf-8")
    package = (ROOT / "installer/files/copyright.in").read_text(encoding="utf-8")
    compiled = page.split("## In the program")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \| \[(.+?)\]\(.*?/([^/]+)\.txt\) \|$", compiled, re.M)
    if len(rows) < 5:
        faults.append("resources/help/en/licences.md: its table of parts was not found")
    names = {"MIT": "Expat", "BSD-3-Clause": "BSD-3-clause"}  # as Debian calls them
    for part, holder, licence, file in rows:
        if licence != file or not (ROOT / "LICENSES" / f"{file}.txt").is_file():
            faults.append(f"licences.md: {part}: LICENSES has no {licence}")
        if not re.search(rf"^License: .*\b{re.escape(names.get(licence, licence))}\b", package, re.M):
            faults.append(f"copyright.in: no licence {licence} for {part}")
        if not re.search(rf"{re.escape(holder)}", package):
            faults.append(f"copyright.in: {holder} ({part}) is not named")
    for stanza in re.split(r"\n\n", package):
        match = re.search(r"^Files: (.+)$", stanza, re.M)
        holder = re.search(r"^Copyright: (?:[\d-]+(?:-present)? )(.+)$", stanza, re.M)
        if match and holder and holder.group(1) not in page:
            faults.append(f"licences.md: {holder.group(1)} ({match.group(1)}) is not named")
    for file in sorted((ROOT / "LICENSES").iterdir()):
        if f"LICENSES/{file.name}" not in page:
            faults.append(f"licences.md: no link to LICENSES/{file.name}")


def main():
    names = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "*.md"],
                           capture_output=True, text=True, check=True).stdout.splitlines()
    files = [ROOT / name for name in names if (ROOT / name).is_file()]
    for path in files:
        check_links(path)
    check_licences()
    check_translated()
    print("\n".join(faults + [f"{len(files)} files, {len(faults)} faults"]))
    return 1 if faults or not files else 0


sys.exit(main())
