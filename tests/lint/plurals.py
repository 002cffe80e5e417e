#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No text that counts lacks its English plural, and none is kept for a text that is gone. Usage: plurals.py LUPDATE ROOT"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

lupdate, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
kept = root / "resources/translations/muster_en.ts"


def messages(path):
    found = {}
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"))
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            done = message.get("numerus") == "yes" and len(forms) == 2 and all(forms) and not translation.get("type")
            found[key] = (forms, done)
    return found


with tempfile.TemporaryDirectory() as folder:
    fresh = pathlib.Path(folder) / "muster_en.ts"
    shutil.copy(kept, fresh)
    subprocess.run([lupdate, "-I", ".", "-pluralonly", "-source-language", "en", "-target-language", "en",
                    "-no-obsolete", "-locations", "none", "models", "ui", "app", "-ts", str(fresh)],
                   cwd=root, check=True, capture_output=True)
    wanted, have = messages(fresh), messages(kept)

faults = []
for (context, text), (forms, done) in wanted.items():
    if not done or (context, text) not in have:
        faults.append(f"{context}: no English plural: {text}")
        continue
    for form in forms:
        for mark in ("%1", "%2", "%n", "%Ln"):
            # A singular may drop nothing that the text names.
            if form.count(mark) != text.count(mark):
                faults.append(f"{context}: {mark} differs: {form}")
    if "(s)" in forms[0] + forms[1]:
        faults.append(f"{context}: not a plural: {forms}")
for context, text in have.keys() - wanted.keys():
    faults.append(f"{context}: no such text any more: {text}")
if not wanted:
    faults.append("no text that counts was found")
print("\n".join(faults) or f"{len(wanted)} texts that count")
sys.exit(1 if faults else 0)
