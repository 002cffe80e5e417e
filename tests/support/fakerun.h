// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/exportrun.h"

#include <QCoro/QCoroTask>

namespace muster::test {

/// A run that does what a test says: states, figures, events and the end are set from outside.
class FakeRun final : public ExportRun
{
public:
    explicit FakeRun(const QString &title, QObject *parent = nullptr)
        : ExportRun(QStringLiteral("0123456789abcdef0123456789abcdef"), QStringLiteral("7f3a9c01aa"), parent)
        , m_title(title)
    {
    }
    ~FakeRun() override = default;

    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] const FrozenExportOrder &order() const override { return m_order; }
    void putState(RunState state) { setState(state); }
    void putMetrics(const RunMetrics &metrics)
    {
        m_shown = metrics;
        Q_EMIT metricsChanged(m_shown);
    }
    void putEvent(const QString &code, const QVariantMap &args) { addEvent(code, args); }
    void putEnd(const RunOutcome &outcome) { Q_EMIT finished(outcome); }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token) override { co_return RunOutcome(); }
    [[nodiscard]] RunMetrics currentMetrics() const override { return m_shown; }

private:
    const QString m_title;
    FrozenExportOrder m_order;
    RunMetrics m_shown;
};

} // namespace muster::test
