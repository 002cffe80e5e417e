// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/fakerun.h"
#include "tests/support/samples.h"

namespace muster::test {

/// A run of any kind that shows what a test says.
class KindRun final : public ScriptedRun<Run>
{
public:
    KindRun(RunKind kind, const QString &title)
        : ScriptedRun(title, nullptr)
        , m_kind(kind)
    {
    }
    [[nodiscard]] RunKind kind() const override { return m_kind; }
    void put(RunState state, const RunMetrics &metrics)
    {
        putState(state);
        putMetrics(metrics);
    }

private:
    const RunKind m_kind;
};

/// The figures that a run of that kind shows when it is well under way.
inline RunMetrics metricsOf(RunKind kind)
{
    RunMetrics metrics = sampleMetrics();
    metrics.fill = {};
    metrics.formulaCells = 0;
    const auto figures = [&metrics](const char *phase, std::initializer_list<std::pair<const char *, qint64>> all) {
        metrics.phase = QString::fromLatin1(phase);
        for (const auto &[key, value] : all)
            metrics.figures.append({QString::fromLatin1(key), value});
    };
    switch (kind) {
    case RunKind::SegmentExport:
        metrics.fill = sampleMetrics().fill;
        break;
    case RunKind::ListRead:
        metrics.phase = QStringLiteral("reading");
        metrics.quarantined = 12;
        metrics.total = std::nullopt;
        break;
    case RunKind::ListApply:
        figures("updating",
                {{"processed", 48'310},
                 {"format_success_permille", 993},
                 {"fixed", 1'104},
                 {"purged", 212},
                 {"absent", 3},
                 {"unknown", 0},
                 {"skipped", 7},
                 {"rejected", 2}});
        break;
    case RunKind::ListRestore:
        figures("restoring",
                {{"restored", 180},
                 {"numbers_restored", 900},
                 {"skipped", 4},
                 {"absent", 0},
                 {"rejected", 2},
                 {"unknown", 1},
                 {"not_attempted", 13}});
        break;
    case RunKind::LineLookup:
        figures("looking_up",
                {{"looked_up", 940},
                 {"from_cache", 12},
                 {"lookup_failed", 60},
                 {"lookup_requests", 1'004},
                 {"spent_amount", 50'200}});
        break;
    case RunKind::EnrichCheck:
        metrics.phase = QStringLiteral("checking_file");
        metrics.total = std::nullopt;
        break;
    case RunKind::Enrichment:
        metrics.fill = {{QStringLiteral("lead_source"), 900, 1'000}, {QStringLiteral("score"), 420, 1'000}};
        figures("sending",
                {{"rows", 1'000},
                 {"enriched", 600},
                 {"rejected", 4},
                 {"unknown", 0},
                 {"not_sent", 380},
                 {"left_out", 9},
                 {"nothing_to_send", 7},
                 {"batches_left", 2}});
        break;
    case RunKind::EnrichUndoCheck:
        metrics.phase = QStringLiteral("opening_backup");
        break;
    case RunKind::EnrichUndo:
        figures("writing_back",
                {{"undone", 190},
                 {"skipped", 5},
                 {"absent", 1},
                 {"rejected", 0},
                 {"unknown", 0},
                 {"not_sent", 4},
                 {"values_changed_since", 3}});
        break;
    case RunKind::Transcripts:
        figures("downloading",
                {{"transcripts_submitted", 500},
                 {"transcripts_processed", 400},
                 {"transcripts_written", 380},
                 {"transcripts_success_permille", 950},
                 {"transcripts_held", 12},
                 {"transcripts_missing", 6},
                 {"transcripts_failed", 2},
                 {"transcripts_at_once", 4},
                 {"masked_speed_tenths", 512},
                 {"found_email", 210},
                 {"found_phone", 1'890},
                 {"found_payment_card", 14}});
        break;
    case RunKind::AudiencePut:
        figures("evaluating",
                {{"audience_version", 4},
                 {"audience_size", 12'480},
                 {"audience_previous_size", 11'902},
                 {"audience_estimate", 12'500}});
        break;
    case RunKind::AudiencePublish:
        figures(
            "adding_people",
            {{"people_there", 7'200}, {"accepted", 1'800}, {"rejected", 12}, {"unknown", 0}, {"not_attempted", 988}});
        break;
    case RunKind::DoNotCallCheck:
        figures("asking_groups",
                {{"numbers_blocked", 12},
                 {"numbers_unheeded", 3},
                 {"numbers_free", 80},
                 {"numbers_not_told", 5},
                 {"numbers_unreadable", 2}});
        break;
    case RunKind::ListDeletion:
        figures("deleting",
                {{"lists_deleted", 12},
                 {"skipped", 2},
                 {"rejected", 1},
                 {"absent", 1},
                 {"unknown", 0},
                 {"not_attempted", 4},
                 {"backed_up", 48'120}});
        break;
    case RunKind::DoNotCallChange:
    case RunKind::DoNotCallUndo:
        figures("adding_numbers",
                {{"numbers_changed", 160},
                 {"numbers_left_alone", 3},
                 {"numbers_unchanged", 1},
                 {"numbers_in_both", 0},
                 {"numbers_doubtful", 2},
                 {"numbers_open", 834}});
        break;
    }
    return metrics;
}

} // namespace muster::test
