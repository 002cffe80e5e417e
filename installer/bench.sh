#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what the benchmarks need, builds them with what people run, runs them one after the other and prints one table.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'END'
Usage: installer/bench.sh [--quick] [--compare OLD.json]

Builds Muster and its benchmarks in build/bench, runs each benchmark beside what it is compared with, and prints a table:
what, Muster, reference in the same run, ratio, wanted, memory. Only ratios carry over to another machine. The figures are
kept in build/bench/figures.json, with the commit, the compiler and the processor; what the programs said, in
build/bench/figures.log.

  --quick             smaller sizes: about two minutes after building, instead of about a quarter of an hour
  --compare OLD.json  shows in a second table how the ratios changed since OLD.json, which an earlier call has written
  --help              says this

Whatever the ratios are, it ends with 0; with 1 when a benchmark could not be run.
END
}

size=full compared=
while [ $# -gt 0 ]; do
    case $1 in
    --quick) size=quick ;;
    --compare)
        [ -f "${2:-}" ] || { echo "--compare needs the figures.json of an earlier call" >&2; exit 2; }
        compared=$(mktemp)
        trap 'rm -f "$compared"' EXIT
        cp "$2" "$compared" # it may be the file that is written now
        shift
        ;;
    --help) usage; exit ;;
    *) usage >&2; exit 2 ;;
    esac
    shift
done

install_packages build run test benchmark
build bench

folder=$root/build/bench
perf=$folder/tests/perf
log=$folder/figures.log
export MUSTER_FIGURES=$folder/figures.jsonl
rm -f "$MUSTER_FIGURES" "$log"
failed=()

# run TITLE PROGRAM [arguments]
run() {
    local title=$1 started=$SECONDS
    shift
    echo "== $title" >>"$log"
    printf '%s ... ' "$title" >&2
    if "$@" >>"$log" 2>&1; then
        echo "$((SECONDS - started)) s" >&2
    else
        echo "failed" >&2
        failed+=("$title")
    fi
}

# In ticks: what all processors did, what they did and did not, and what this script's own programs took of them.
ticks() {
    awk '/^cpu / { print $2 + $3 + $4 + $7 + $8 + $9, $2 + $3 + $4 + $5 + $6 + $7 + $8 + $9 }' /proc/stat
    awk '{ print $16 + $17 }' "/proc/$$/stat"
}

audit_sizes="10000 1000000"
if [ "$size" = quick ]; then
    export MUSTER_FLAT_SIZES="10000 1000000"
    audit_sizes="10000 100000"
    records=200000 rounds=1 starts=5 millions=0.2 rows=200000 megabytes=20 turns=50000 entries=50000 seconds=0.1
else
    export MUSTER_FLAT_SIZES="10000 1000000 10000000"
    records=1000000 rounds=3 starts=15 millions=1 rows=1000000 megabytes=200 turns=400000 entries=200000 seconds=0.5
fi
before=$(ticks)
run "start" "$root/tests/perf/startup/startup.sh" "$folder" $starts
run "export" "$perf/export/muster_export_benchmark" "$folder/app/muster" $records $rounds
run "numbers" "$perf/bench_numbers" $rows
run "list rules" "$perf/bench_listrules" --benchmark_min_time=$seconds
run "contact lists" "$perf/bench_contacts" $millions
run "reading tables" "$perf/bench_tablereader" $rows
run "comparing exports" "$perf/bench_exportdiff" $rows
run "scrubbing" "$perf/bench_scrub" $((rows)) $((rows * 10))
run "enrichment" "$perf/bench_enrich" $rows
run "masking" "$perf/bench_masking" $megabytes
run "masked documents" "$perf/bench_maskdocument" $turns
run "estimates" "$perf/bench_audience" $millions
run "decoding pages" "$perf/bench_recordpage" --benchmark_min_time=$seconds
run "writing files" "$perf/bench_sinks" --benchmark_min_time=$seconds
run "audit" env MUSTER_FLAT_SIZES="$audit_sizes" "$perf/bench_audit" $entries
others=$(tr '\n' ' ' <<<"$before $(ticks)" | awk '{ printf "%.0f", 100 * ($4 - $1 - ($6 - $3)) / ($5 - $2) }')

table=("$root/installer/benchtable.py" "$MUSTER_FIGURES" "$folder/figures.json" --size "$size" --others "$others")
[ -z "$compared" ] || table+=(--compare "$compared")
python3 "${table[@]}"
if [ ${#failed[@]} -gt 0 ]; then
    printf 'Could not be run, see %s:\n' "$log" >&2
    printf '  %s\n' "${failed[@]}" >&2
    exit 1
fi
