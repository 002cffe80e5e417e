#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list by which the linker puts the functions of the start side by side still speaks of this program: it is sorted,
names nothing twice, and at least nine tenths of its names exist. Usage: startuporder.py NM PROGRAM LIST"""
import subprocess
import sys

NM, PROGRAM, LIST = sys.argv[1:]
LEAST = 0.9
faults = []
with open(LIST, encoding="ascii") as stream:
    listed = stream.read().splitlines()
for before, after in zip(listed, listed[1:]):
    if before >= after:
        faults.append(f"{LIST}: {after} stands behind {before}")
symbols = subprocess.run([NM, "--defined-only", PROGRAM], capture_output=True, text=True, check=True).stdout
known = {line.split()[-1] for line in symbols.splitlines()}
found = sum(name in known for name in listed)
if not listed or found < LEAST * len(listed):
    faults.append(f"{LIST}: the program has {found} of {len(listed)} functions; "
                  "write the list anew with tests/perf/startup/order.sh")
print("\n".join(faults) or f"{found} of {len(listed)} functions found")
sys.exit(bool(faults))
