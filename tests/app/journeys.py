#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One journey of each job through the real program against its own sandbox, all of it the program that is named: made for
builds with sanitizers, whose reports end it. Fails on any report, and on any command that does not end as it should.
Usage: journeys.py MUSTER"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

REPORTS = ("AddressSanitizer", "LeakSanitizer", "UndefinedBehaviorSanitizer", "ThreadSanitizer", "runtime error:")
LEADS, CAMPAIGN = "11570002-7c1e-4b52-9d3a-000000000002", "camp_20b1"


def environment(**more):
    # The program forbids that anybody looks into its process, which is how leaks would be searched.
    options = {"ASAN_OPTIONS": "detect_leaks=0:exitcode=86", "UBSAN_OPTIONS": "print_stacktrace=1:exitcode=86"}
    return {**os.environ, **options, **more}


def judge(what, exit_code, errors):
    if exit_code != 0 or any(report in errors for report in REPORTS):
        sys.exit(f"{what}: exit code {exit_code}\n{errors}")


class Sandbox:
    def __init__(self, muster, folder):
        self.errors = open(folder / "sandbox.log", "w+", encoding="utf-8")
        arguments = [muster, "sandbox", "--json", "--contacts", "3000", "--job-time", "0", "--evaluation-time", "0"]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=self.errors, text=True, env=environment())
        self.where = {}
        for line in self.process.stdout:
            if line.startswith("{"):
                self.where = json.loads(line)
                return
        self.end()
        sys.exit("the sandbox does not start")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        exit_code = self.process.wait(60)
        self.errors.seek(0)
        judge("sandbox", exit_code, self.errors.read())


class Muster:
    def __init__(self, program, folder, sandbox):
        self.start = [program, "--data-dir", str(folder / "data"), "--base-url", sandbox.where["url"], "--json"]
        self.environment = environment(CXONE_CLIENT_ID=sandbox.where["client_id"],
                                       CXONE_CLIENT_SECRET=sandbox.where["client_secret"])

    def run(self, *arguments):
        done = subprocess.run(self.start + [str(argument) for argument in arguments], capture_output=True, text=True,
                              env=self.environment, timeout=600, check=False)
        judge("muster " + " ".join(arguments[:2]), done.returncode, done.stderr)
        print("ok:", *arguments[:2])
        return json.loads(done.stdout.strip().splitlines()[-1])


def export(muster, folder):
    segment = muster.run("segments", "list")["segments"][0]["id"]
    done = muster.run("segments", "export", segment, "--out", str(folder / "all.csv"), "--page-size", "100")
    assert done["records"] == 3000 and (folder / "all.csv").exists()


def sanitize(muster, folder):
    plan, backup = str(folder / "leads.plan"), str(folder / "leads.musterbackup")
    preview = muster.run("lists", "sanitize", LEADS, "--default-region", "US", "--block", "none", "--plan", plan)
    applied = muster.run("lists", "apply", "--plain-backup", "--plan", plan, "--confirm-count", str(preview["purges"]), "--backup", backup)
    assert applied["figures"]["purged"] == preview["purges"] > 0
    restored = muster.run("lists", "restore", backup)
    assert restored["figures"]["restored"] == preview["purges"]
    return restored


def enrich(muster, folder):
    # Those who were there before the purge are there again; the report of a preview names them.
    report = folder / "leads.csv"
    muster.run("lists", "sanitize", LEADS, "--default-region", "US", "--report", str(report))
    rows = report.read_text(encoding="utf-8-sig").splitlines()[1:301]
    ids = [row.split(",")[0].strip('"') for row in rows]
    run = ""
    for word in ("Fair", "Web"):
        values = folder / f"{word}.csv"
        values.write_text("Customer,Source\n" + "".join(f"{one},{word} {at}\n" for at, one in enumerate(ids)))
        done = muster.run("lists", "enrich", LEADS, "--plain-backup", "--campaign", CAMPAIGN, "--input", str(values), "--id-column",
                          "Customer", "--map", "Source=lead_source")
        assert done["figures"]["enriched"] == len(ids)
        run = done["run_id"]
    undone = muster.run("lists", "enrich-undo", run, "--confirm-count", str(len(ids)))
    assert undone["figures"]["undone"] == len(ids)


def transcripts(muster, folder):
    found = muster.run("transcripts", "search", "--media", "chat")["interactions"]
    # One after the other, as a batch that holds something back for review does not end with 0.
    fetched = 0
    for at, interaction in enumerate(found):
        if fetched == 3:
            break
        out = folder / f"transcripts{at}"
        command = muster.start + ["transcripts", "fetch", interaction["interaction_id"], "--out", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, env=muster.environment, timeout=600, check=False)
        if done.returncode != 1: # 1: it is held
            judge("muster transcripts fetch", done.returncode, done.stderr)
            fetched += 1
        elif any(report in done.stderr for report in REPORTS):
            sys.exit(done.stderr)
    assert fetched == 3
    print("ok: transcripts fetch")


def audiences(muster, folder):
    audience = "b7c00001-0000-4000-8000-000000000001"
    criteria = {"operator": "AND", "conditions": [{"field": "tier", "operator": "equals", "value": "gold"}]}
    definition = folder / "gold.json"
    definition.write_text(json.dumps({"name": "Gold", "criteria": criteria, "data_source": "customer_360"}))
    made = muster.run("audiences", "put", audience, str(definition), "--expect-version", "0", "--wait")
    assert made["audience"]["evaluation_status"] == "completed"
    people = folder / "people.csv"
    people.write_text("contactId,tier\n" + "".join(f"c{at},{'gold' if at % 3 == 0 else 'none'}\n" for at in range(3000)))
    muster.run("audiences", "estimate", str(definition), "--contacts", str(people))


def main():
    program = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="journeys-") as name:
        folder = pathlib.Path(name)
        sandbox = Sandbox(program, folder)
        try:
            muster = Muster(program, folder, sandbox)
            for journey in (export, sanitize, enrich, transcripts, audiences):
                journey(muster, folder)
            muster.run("audit", "verify")
            assert muster.run("runs", "list")["runs"] == []
        finally:
            sandbox.end()
    print("every journey ended as it should, without a report")


main()
