#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One voice: what windows, errors, commands and the manual say keeps to one set of words and signs, those of the glossary
(resources/help/en/glossary.md), and no button answers with a mere OK, Yes or No. Usage: words.py LUPDATE ROOT"""
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
# The same thing has the same name everywhere: what is refused, the term of the glossary, and where it may stand all the
# same (a context of tr() or a page). Looked for in tr() texts, in muster_en.ts and in the prose; code is passed over.
TERMS = [
    (r"\b[Tt]he services?\b(?! of the server)|\b(?:at|by|from|to|in) services?\b|\b[Tt]his service\b", "Server", ()),
    (r"\b(?:the|this|an) API\b|(?<!/)\bapi\b(?!/)", "Server", ()),
    (r"\b[Bb]ack-?ends?\b|\b[Ee]ndpoints?\b", "Server", ()),
    (r"\b[Pp]rofiles?\b", "Connection", ()),
    (r"\b[Aa]udits?\b", "History", ("TaskSource",)),  # there by the words that people type
    (r"\b[Jj]ournals?\b", "History", ()),
    (r"\b[Tt]elephones?\b", "Phone number", ()),
    (r"\b[Ee]ras(?:e|es|ed|ing|ure)\b", "Delete", ()),
    (r"\b[Rr]emovals?\b", "Purge", ()),
    (r"\b[Rr]emov(?:e|es|ed|ing) (?:(?:a|the|these|those|all|some|%1|of|%2) )*(?:contacts?|people|anybody|nobody)\b|"
     r"\b(?:contacts?|anybody|nobody)(?: \w+){0,3} (?:is|are|was|were|be) removed\b|\bremoved contacts?\b", "Purge", ()),
    (r"\b[Rr]emove (?:the |this |a |saved )*(?:connection|directive|mapping|policy|backup|number list|answers)\b",
     "Delete", ()),
    (r"\b[Dd]elete (?:the |this |a )*(?:condition|group|filter|step|pattern)\b", "Remove", ()),
    (r"\b[Dd]elete (?:the |this |a )*(?:draft|run|unfinished)\b", "Discard", ()),
    (r"\b[Jj]obs?\b", "Run", ("ButtonNeeds", "AuditTexts", "FileTexts", "RunTexts", "TranscriptErrors", "FetchPage",
                              "JobsController", "JobsPane", "ProfileForm", "RecentPane", "ResultsPane", "ShellPages",
                              "TranscriptJobsModel", "TranscriptResultsModel", "transcripts.md", "connections.md", "errors.md",
                              "commands.md", "findings.md", "glossary.md")),
    (r"\b[Ll]ist of numbers\b", "Number list", ()),
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

# Every term is one that the glossary explains.
glossary = (root / "resources/help/en/glossary.md").read_text(encoding="utf-8")
explained = set(re.findall(r"^\*\*(.+?)\*\*", glossary, re.M))
faults += [f"glossary.md: \u201c{term}\u201d is not explained" for _, term, _ in TERMS if term not in explained]


def refuse(place, text):
    """Says which words of a text have another term, unless they may stand in that place."""
    for pattern, term, allowed in TERMS:
        found = re.search(pattern, text)
        if found and place.split("::")[-1] not in allowed:
            faults.append(f"{place}: \u201c{found.group(0)}\u201d in \u201c{text[max(0, found.start() - 40):found.end() + 40]}\u201d: say \u201c{term}\u201d")


def prose(page):
    """The lines of a page that people read: no code, no addresses of links and pictures."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    text = re.sub(r"\]\([^)]*\)|^#+ muster .*$", "]", re.sub(r"`[^`]*`", "", text), flags=re.M)
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


for context, text in texts:
    refuse(context, text)
plurals = xml.etree.ElementTree.parse(root / "resources/translations/muster_en.ts").getroot()
for context in plurals.iter("context"):
    for form in context.iter("numerusform"):
        refuse(context.findtext("name"), form.text or "")
pages = [root / "README.md", root / "installer/files/description.txt", *(root / "resources/help/en").glob("*.md")]
for page in sorted(pages):
    for paragraph in prose(page):
        refuse(page.name, paragraph)

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

if len(texts) < 1000 or questions < 10 or len(pages) < 15:
    faults.append("hardly any text was found")
print("\n".join(faults) or f"{len(texts)} texts, {len(pages)} pages, {questions} answers to questions")
sys.exit(1 if faults else 0)
