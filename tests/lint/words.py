#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One voice: what windows, errors and commands say keeps to one set of words and signs, and no button answers with a
mere OK, Yes or No. Usage: words.py LUPDATE ROOT"""
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

lupdate, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()

# What is not said, and what is said instead.
BANNED = [
    (r"[A-Za-z]'[A-Za-z]", "\u2019 for an apostrophe"),
    (r"\.\.\.", "\u2026 for what goes on"),
    (r"(?<![-_A-Z])\b[Ll]ookups?\b(?!-)", "look-up"),
    (r"\b[Ss]anitis", "sanitize"),
    (r"\b[Dd]eprecated\b", "retired"),
    (r"\b[Ll]andlines?\b", "fixed line"),
    (r"\b[Ee]mail\b", "e-mail"),
    (r"\b[Cc]anceled\b", "cancelled"),
    (r"\b([Pp]lease|[Oo]ops|[Ss]orry)\b", "what to do, without it"),
    (r"\b([Ii]nvalid input|[Ff]atal|[Uu]nknown error|[Ss]omething went wrong)\b", "what happened, and to what"),
    (r"\b([Dd]elete|[Rr]emove|[Ee]rase) (record|row)s? of the list\b", "purge"),
    (r"\b[Cc]ustomer list\b", "contact list"),
    (r"\b([Aa]udit (?:file|exported)|[Vv]erify the audit)\b", "history"),
]
EXCEPTED = {  # texts that name something of another make
    "Please call me on 202-555-0143 or write to pat@example.com. My order is 4711-2026.",
}
ANSWERS = re.compile(r"^&?(OK|Ok|Okay|Yes|No|Apply|Accept|Confirm|Submit|Done)$", re.I)
BUTTONS = re.compile(r"\b(?:QMessageBox|QDialogButtonBox)::(Ok|Yes|No|Apply|Save|YesToAll|NoToAll|Discard)\b|"
                     r"\bQMessageBox::(question|information|warning|critical|about)\s*\(|\bQInputDialog::")
QUESTION = re.compile(r"\.(acceptLabel|rejectLabel)\s*=\s*(?:\w+::)?tr\(\s*\"((?:[^\"\\]|\\.)*)\"")
BUTTON_TEXT = re.compile(r"(?:new QPushButton\(|addButton\(|->setText\()[^;\"]*\btr\(\s*\"((?:[^\"\\]|\\.)*)\"")
faults = []

with tempfile.TemporaryDirectory() as folder:
    fresh = pathlib.Path(folder) / "all.ts"
    subprocess.run([lupdate, "-I", ".", "-source-language", "en", "-target-language", "de", "-no-obsolete", "-locations",
                    "none", "models", "ui", "app", "-ts", str(fresh)], cwd=root, check=True, capture_output=True)
    texts = [(context.findtext("name"), message.findtext("source"))
             for context in xml.etree.ElementTree.parse(fresh).getroot().iter("context")
             for message in context.iter("message")]
for context, text in texts:
    for pattern, instead in BANNED:
        if text not in EXCEPTED and re.search(pattern, text):
            faults.append(f"{context}: \u201c{text}\u201d: {instead}")

questions = 0
for path in sorted((root / "ui").rglob("*.cpp")):
    source, name = path.read_text(encoding="utf-8"), path.relative_to(root)
    for match in BUTTONS.finditer(source):
        faults.append(f"{name}: {match.group(0)}: name the button by what it does, and ask by Prompts")
    for match in BUTTON_TEXT.finditer(source):
        if ANSWERS.match(match.group(1)):
            faults.append(f"{name}: the button \u201c{match.group(1)}\u201d does not say what it does")
    for match in QUESTION.finditer(source):
        questions += 1
        if ANSWERS.match(match.group(2)):
            faults.append(f"{name}: the answer \u201c{match.group(2)}\u201d does not say what happens")
    for match in re.finditer(r"const Question question\{(.*?)\n    \};", source, re.S):
        if ".acceptLabel" not in match.group(1):
            faults.append(f"{name}: a question without an answer that is named")

if len(texts) < 1000 or questions < 10:
    faults.append("hardly any text was found")
print("\n".join(faults) or f"{len(texts)} texts, {questions} answers to questions")
sys.exit(1 if faults else 0)
