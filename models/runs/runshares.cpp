// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runshares.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace muster {

namespace {

class Figures
{
public:
    explicit Figures(const QList<RunMetrics::Figure> &figures)
        : m_figures(figures)
    {
    }
    [[nodiscard]] std::optional<qint64> find(const char *key) const
    {
        const auto found = std::ranges::find_if(
            m_figures, [key](const RunMetrics::Figure &figure) { return figure.key == QLatin1String(key); });
        return found == m_figures.end() ? std::nullopt : std::optional(found->value);
    }
    [[nodiscard]] qint64 sum(std::initializer_list<const char *> keys) const
    {
        qint64 sum = 0;
        for (const char *key : keys)
            sum += find(key).value_or(0);
        return sum;
    }

private:
    const QList<RunMetrics::Figure> &m_figures;
};

QList<RunMetrics::FieldFill> share(const char *key, qint64 part, qint64 whole)
{
    if (whole <= 0)
        return {};
    return {{QString::fromLatin1(key), part, whole}};
}

} // namespace

bool fillsAttributes(RunKind kind)
{
    return kind == RunKind::SegmentExport || kind == RunKind::EnrichCheck || kind == RunKind::Enrichment;
}

QList<RunMetrics::FieldFill> runShares(RunKind kind, const RunMetrics &metrics)
{
    const Figures figures(metrics.figures);
    switch (kind) {
    case RunKind::SegmentExport:
    case RunKind::EnrichCheck:
    case RunKind::Enrichment:
        return metrics.fill;
    case RunKind::ListRead:
        return share("usable", metrics.records, metrics.records + metrics.quarantined);
    case RunKind::ListApply:
        // Of all contacts in the plan's scope, counted by the run itself to a thousandth.
        if (const auto valid = figures.find("format_success_permille"))
            return share("valid", *valid, 1000);
        return {};
    case RunKind::ListRestore: {
        const qint64 done = figures.sum({"restored", "numbers_restored", "unblocked"});
        return share("restored", done,
                     done + figures.sum({"skipped", "absent", "rejected", "unknown", "not_attempted"}));
    }
    case RunKind::LineLookup: {
        const qint64 answered = figures.sum({"looked_up"});
        return share("answered", answered, answered + figures.sum({"lookup_failed"}));
    }
    case RunKind::EnrichUndo: {
        const qint64 undone = figures.sum({"undone"});
        return share("undone", undone, undone + figures.sum({"skipped", "absent", "rejected", "unknown", "not_sent"}));
    }
    case RunKind::Transcripts:
        return share("masked", figures.sum({"transcripts_written"}), figures.sum({"transcripts_processed"}));
    case RunKind::AudiencePublish: {
        const qint64 proved = figures.sum({"people_there"}), accepted = figures.sum({"accepted"});
        const qint64 all = proved + accepted + figures.sum({"rejected", "unknown", "not_attempted"});
        return share("accepted", proved + accepted, all) + share("proved", proved, all);
    }
    case RunKind::DoNotCallCheck: {
        const qint64 told = figures.sum({"numbers_blocked", "numbers_unheeded", "numbers_free"});
        return share("answered", told, told + figures.sum({"numbers_not_told"}));
    }
    case RunKind::ListDeletion: {
        const qint64 gone = figures.sum({"lists_deleted"});
        return share("deleted", gone, gone + figures.sum({"skipped", "absent", "rejected", "unknown", "not_attempted"}));
    }
    case RunKind::DoNotCallChange:
    case RunKind::DoNotCallUndo: {
        const qint64 done = figures.sum({"numbers_changed"});
        return share("changed", done,
                     done + figures.sum({"numbers_left_alone", "numbers_unchanged", "numbers_in_both",
                                         "numbers_doubtful", "numbers_open"}));
    }
    case RunKind::EnrichUndoCheck:
    case RunKind::AudiencePut:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace muster
