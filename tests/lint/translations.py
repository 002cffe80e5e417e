#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the window is in every language, as whole as in English: nothing untranslated, unfinished or of a text that
is gone; the same places, tags, options, letters for the keyboard and ends; both forms of what counts.
Usage: translations.py LUPDATE ROOT [--write]   --write: first puts new texts into the files, to be translated there"""
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

LANGUAGES = ("de", "es", "fr")
PLACES = re.compile(r"%L?\d+|%L?n")
MARKS = re.compile(r"</?[a-z][^>]*>|&(?:amp|lt|gt|quot|nbsp);|\n|(?<![\w-])--[a-z][a-z-]+")
LETTER = re.compile(r"&(?=[^\s&])(?!(?:amp|lt|gt|quot|nbsp);)")
# What a language does not write; the no-break space is U+00A0.
UNWANTED = {
    "de": [(r"[A-Za-zäöüß]'[a-z]", "\u2019 for an apostrophe"), (r"\u201c\w[^\u201d\u201e]*\u201d", "„…“ for quotation marks")],
    "es": [(r"\u201c|\u201d", "«…» for quotation marks"), (r"(?<![\w¿])[A-ZÁÉÍÓÚÑ][^.¿?]*\?$", "¿ before a question")],
    "fr": [(r"[A-Za-zéèà]'[A-Za-zéèà]", "\u2019 for an apostrophe"), (r"\u201c|\u201d", "« … » for quotation marks"),
           (r"(?<=[\w»)%]) [:;?!»](?!\w)|« ", "a no-break space before “: ; ? ! »” and behind “«”"),
           (r"(?<=[a-zàâéèêëîïôùûç])[;?!](?=\s|$)", "a no-break space before “; ? !”")],
}
ALL = [(r"\.\.\.", "… for what goes on")]
ABBREVIATED = re.compile(r"\b(?:Std|Min|Sek|usw|etc|max|EE\.\sUU)\.$")
KEPT_WORDS = 4  # English texts of more words that are the same in a language were forgotten

lupdate, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
folder = root / "resources/translations"
faults = []


def messages(path):
    """By context, text and comment: whether it counts, whether it is finished, its forms."""
    found = {}
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source") or "", message.findtext("comment") or "")
            translation = message.find("translation")
            counts = message.get("numerus") == "yes"
            forms = [form.text or "" for form in translation.iter("numerusform")] if counts else [translation.text or ""]
            found[key] = (counts, translation.get("type"), forms)
    return found


def update(targets):
    """The command line speaks English: of app only what stands beside the window."""
    app = sorted(str(path.relative_to(root)) for path in (root / "app").glob("*.cpp"))
    subprocess.run([lupdate, "-I", ".", "-source-language", "en", "-no-obsolete", "-locations", "none", "models", "ui", *app,
                    "-ts", *map(str, targets)], cwd=root, check=True, capture_output=True)


def counted(pattern, text):
    return collections.Counter(pattern.findall(text))


def letters(text):
    return len(LETTER.findall(text.replace("&&", "")))


def ends_alike(text, form):
    end, other = text.rstrip()[-1:], form.rstrip()[-1:]
    closing = "“”»)"
    if end in ".:?…" and end:
        return end == other or (end == "." and other in closing)
    return other not in ".:" or ABBREVIATED.search(form.rstrip()) is not None


def faults_of(language, text, form, may_drop):
    """What is not as in English. `may_drop`: a number that is one may be a word."""
    wanted, have = counted(PLACES, text), counted(PLACES, form)
    if wanted != have and not (may_drop and not have - wanted):
        yield f"places differ: {dict(wanted)}, {dict(have)}"
    if counted(MARKS, text) != counted(MARKS, form):
        yield f"tags, line feeds or options differ: {dict(counted(MARKS, text))}, {dict(counted(MARKS, form))}"
    if letters(text) != letters(form):
        yield "letters for the keyboard (&) differ"
    if (text[:1].isspace(), text[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace()):
        yield "a space at an end"
    if not ends_alike(text, form):
        yield "ends otherwise"
    if form == text and len(re.findall(r"[A-Za-z]{3,}", text)) > KEPT_WORDS:
        yield "is English"
    for pattern, instead in UNWANTED[language] + ALL:
        if not re.search(pattern, text) and re.search(pattern, form):
            yield instead


def check(language, wanted, have):
    for key, (counts, state, forms) in wanted.items():
        context, text, _ = key
        where = f"{language}: {context}: “{text}”"
        if state is not None or not all(forms) or key not in have:
            faults.append(f"{where}: not translated")
            continue
        if counts and len(forms) != 2:
            faults.append(f"{where}: not two forms")
        for number, form in enumerate(forms):
            faults.extend(f"{where}: {fault}: “{form}”"
                          for fault in faults_of(language, text, form, may_drop=counts and number == 0))
    faults.extend(f"{language}: {key[0]}: “{key[1]}”: no such text any more" for key in have.keys() - wanted.keys())


with tempfile.TemporaryDirectory() as temporary:
    kept = [folder / f"muster_{language}.ts" for language in LANGUAGES]
    fresh = [pathlib.Path(temporary) / path.name for path in kept]
    for path, copy in zip(kept, fresh):
        shutil.copy(path, copy)
    update(kept if "--write" in sys.argv else fresh)
    for language, path, copy in zip(LANGUAGES, kept, fresh):
        texts = messages(path if "--write" in sys.argv else copy)
        check(language, texts, messages(path))
        if len(texts) < 5000:
            faults.append(f"{language}: hardly any text was found")
print("\n".join(faults) or f"{len(texts)} texts in {len(LANGUAGES)} languages")
sys.exit(1 if faults else 0)
