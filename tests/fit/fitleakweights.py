#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""fitleakweights.py EVIDENCE CONTEXTS.txt WEIGHTS.tsv [FILE.jsonl...]

Fits the weights of the second look: logistic regression with L2 penalty, by gradient descent with Adagrad's steps, in
plain Python, so that anybody can repeat it. EVIDENCE is the program muster-leak-evidence. CONTEXTS are phrases in which a
number is somebody's ("en+ call me on {n}") or not ("en- order {n}"); each is filled three ways. Addresses ("en@") stand in brackets. What it prints comes from
leaving out one sixth of the conversations at a time, never from what was fitted.
"""
import collections
import json
import math
import random
import subprocess
import sys
import tempfile

PENALTY, ROUNDS, RATE, FOLDS = 1.0, 300, 0.5, 6
DIGITS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "pt": "zero um dois três quatro cinco seis sete oito nove",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
}


def filled(path):
    """The phrases as labelled texts. Numbers of all forms in all of them, so that only the words tell."""
    chance = random.Random(5)
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        head, phrase = line.rstrip("\n").split(" ", 1)
        if head[2] == "@":
            start, end = phrase.find("["), phrase.find("]") - 1
            span = {"start": start, "end": end, "entity": "email"}
            text = phrase.replace("[", "").replace("]", "")
            yield json.dumps({"text": text, "spans": [span] if start >= 0 else []}, ensure_ascii=False)
            continue
        for form in ("grouped", "bare", "said"):
            digits = "".join(chance.choice("0123456789") for _ in range(chance.choice((7, 8, 9, 9, 10, 10, 10, 11, 12))))
            number = digits
            if form == "said":
                number = " ".join(DIGITS[head[:2]].split()[int(digit)] for digit in digits)
            elif form == "grouped":
                groups = []
                while digits:
                    size = chance.choice((2, 3, 3, 4))
                    groups.append(digits[:size])
                    digits = digits[size:]
                if len(groups[-1]) == 1:
                    groups[-2] += groups.pop()
                number = chance.choice("  -.").join(groups)
            text = phrase.replace("{n}", number)
            start = text.index(number)
            span = {"start": start, "end": start + len(number), "entity": "phone"}
            yield json.dumps({"text": text, "spans": [span] if head[2] == "+" else []}, ensure_ascii=False)


def evidence(program, paths):
    shown = subprocess.run([program, *paths], check=True, capture_output=True, text=True).stdout
    for line in shown.splitlines():
        kind, place, names = line.split("\t")
        if kind != "part":
            yield int(kind), names.split(), place


def fit(samples):
    weights, steps = collections.defaultdict(float), collections.defaultdict(lambda: 1e-6)
    for _ in range(ROUNDS):
        slope = collections.defaultdict(float)
        for personal, names, _ in samples:
            odds = sum(weights[name] for name in names)
            error = 1 / (1 + math.exp(-max(-30, min(30, odds)))) - personal
            for name in names:
                slope[name] += error
        for name in set(slope) | set(weights):
            down = slope[name] + PENALTY * weights[name]
            steps[name] += down * down
            weights[name] -= RATE * down / math.sqrt(steps[name])
    return weights


def measure(samples, synthetic):
    places = sorted({place for _, _, place in samples})
    fold = {place: number % FOLDS for number, place in enumerate(random.Random(2).sample(places, len(places)))}
    judged = []
    for left_out in range(FOLDS):
        weights = fit([sample for sample in samples if fold[sample[2]] != left_out] + synthetic)
        judged += [(sum(weights.get(name, 0) for name in names), personal, names[0])
                   for personal, names, place in samples if fold[place] == left_out]
    for kind, called in (("n", "numbers"), ("e", "addresses")):
        ours = [(odds, personal) for odds, personal, first in judged if first == kind]
        others = sum(1 for _, personal in ours if not personal)
        for limit in (0, 0.5, 1, 1.5, 2):
            found = sum(1 for odds, personal in ours if personal and odds >= limit)
            wrong = sum(1 for odds, personal in ours if not personal and odds >= limit)
            print(f"{called} from {limit}: {found} of {len(ours) - others} personal ones, {wrong} of {others} others")


def main():
    program, contexts, target, *files = sys.argv[1:]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as phrases:
        phrases.write("\n".join(filled(contexts)) + "\n")
        phrases.flush()
        synthetic = list(evidence(program, [phrases.name]))
    samples = list(evidence(program, files))
    measure(samples, synthetic)
    weights = fit(samples + synthetic)
    with open(target, "w", encoding="utf-8") as out:
        for name in sorted(weights):
            if abs(round(weights[name] * 100)) >= 5:
                out.write(f"{name}\t{round(weights[name] * 100)}\n")
    print(f"{len(samples)} candidates of labelled texts, {len(synthetic)} of phrases")


main()
