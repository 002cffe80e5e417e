# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses Muster through the accessibility bus alone: finds things by role and name, as a screen reader does, exports a
segment of the sandbox, and hears that it is done. Usage: accessibilitybus.py FILE_TO_EXPORT_TO MUSTER [ARGUMENTS]"""

import csv
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

SEGMENT = "Gold tier"  # not the first: it has to be chosen
heard = []


def hear(event):
    """What a reader would speak: a notification that comes to show."""
    if event.detail1 and event.source.get_role() == Atspi.Role.NOTIFICATION:
        heard.append(event.source.get_name())


def pump():
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)


def wait_for(what, probe, seconds=20):
    """The probe's first answer that is something; objects come and go meanwhile."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pump()
        try:
            answer = probe()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        time.sleep(0.05)
    muster.kill()
    sys.exit(f"waited in vain for {what}; heard: {heard}; seen: {names(program)[:60]}")


def children(node):
    # A table's cells are asked for by row and column: as children they would be numberless.
    if node.get_role() in (Atspi.Role.TABLE, Atspi.Role.TREE_TABLE):
        return []
    return [child for child in map(node.get_child_at_index, range(node.get_child_count())) if child]


def walk(node):
    yield node
    for child in children(node):
        yield from walk(child)


def names(node):
    try:
        return [f"{one.get_role_name()} {one.get_name()!r}" for one in walk(node) if is_shown(one) and one.get_name()]
    except GLib.Error:
        return []


def is_shown(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def is_usable(node):
    states = node.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) and states.contains(Atspi.StateType.ENABLED)


def find(role, name):
    for node in walk(program):
        if node.get_role_name() == role and name(node.get_name() or "") and is_usable(node):
            return node
    return None


def press(node):
    for action in range(Atspi.Action.get_n_actions(node)):
        if Atspi.Action.get_action_name(node, action) in ("Press", "Toggle"):
            Atspi.Action.do_action(node, action)
            return
    sys.exit(f"{node.get_name()} cannot be pressed")


def button(name, seconds=20):
    return wait_for(f"the button {name}", lambda: find("push button", lambda shown: shown.startswith(name)), seconds)


def our_program():
    desktop = Atspi.get_desktop(0)
    for node in children(desktop):
        if node.get_process_id() == muster.pid:
            return node
    return None


def segment_row(table):
    for row in range(Atspi.Table.get_n_rows(table)):
        if Atspi.Table.get_accessible_at(table, row, 0).get_name().endswith(SEGMENT):  # "Name: All customers"
            return row + 1
    return 0


def export_to(target):
    table = wait_for("the segments", lambda: find("table", lambda name: name == "Audience segments"))
    row = wait_for(f"the segment {SEGMENT}", lambda: segment_row(table)) - 1
    cells = [Atspi.Table.get_accessible_at(table, row, column).get_name() for column in range(3)]
    if not all(cells):
        sys.exit(f"a cell says nothing: {cells}")
    if not Atspi.Table.add_row_selection(table, row):
        sys.exit("the row cannot be selected")
    wait_for("its details", lambda: find("label", lambda name: name == SEGMENT))
    press(button("Export"))
    field = wait_for("the file's field", lambda: find("text", lambda name: name == "Save as"))
    if not Atspi.EditableText.set_text_contents(field, target):
        sys.exit("the file's name cannot be entered")
    press(button("Review export"))
    go = wait_for("the checked order", lambda: find("push button", lambda name: "people" in name))
    people = int("".join(filter(str.isdigit, go.get_name())))
    press(go)
    wait_for("the file", lambda: os.path.exists(target), 60)
    wait_for("word of the end", lambda: any(SEGMENT in one and "Exported" in one for one in heard))
    return people


Atspi.init()
listener = Atspi.EventListener.new(hear)
listener.register("object:state-changed:showing")
# Only now: a program asks at its start whether anybody listens.
muster = subprocess.Popen(sys.argv[2:])
program = wait_for("the program on the bus", our_program, 30)
welcome = wait_for("a first page", lambda: find("push button", lambda name: name == "Explore the sandbox")
                   or find("table", lambda name: name == "Audience segments"), 30)
if welcome.get_role() == Atspi.Role.PUSH_BUTTON:
    press(welcome)
people = export_to(sys.argv[1])
with open(sys.argv[1], encoding="utf-8-sig") as exported:
    records = sum(1 for _ in csv.reader(exported)) - 1
if records != people or not any("started" in one for one in heard):
    sys.exit(f"{records} records for {people} people; heard: {heard}")
muster.terminate()
if muster.wait(20) != 0:
    sys.exit(f"Muster ended with {muster.returncode}")
print(f"Exported {records} records by the accessibility bus; heard: {heard}")
