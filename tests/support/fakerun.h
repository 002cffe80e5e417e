// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/exportrun.h"

#include <QCoro/QCoroTask>

namespace muster::test {

/// A run that does what a test says: states, figures, events and the end are set from outside.
template <typename Base>
class ScriptedRun : public Base
{
public:
    ScriptedRun(const QString &title, QObject *parent)
        : Base(QStringLiteral("0123456789abcdef0123456789abcdef"), QStringLiteral("7f3a9c01aa"), parent)
        , m_title(title)
    {
    }

    [[nodiscard]] QString title() const override { return m_title; }
    void putState(RunState state) { this->setState(state); }
    void putMetrics(const RunMetrics &metrics)
    {
        m_shown = metrics;
        Q_EMIT this->metricsChanged(m_shown);
    }
    void putEvent(const QString &code, const QVariantMap &args) { this->addEvent(code, args); }
    void putEnd(const RunOutcome &outcome) { Q_EMIT this->finished(outcome); }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token) override { co_return RunOutcome(); }
    [[nodiscard]] RunMetrics currentMetrics() const override { return m_shown; }

private:
    const QString m_title;
    RunMetrics m_shown;
};

/// An export.
class FakeRun final : public ScriptedRun<ExportRun>
{
public:
    explicit FakeRun(const QString &title, QObject *parent = nullptr)
        : ScriptedRun(title, parent)
    {
    }
    ~FakeRun() override = default;

    [[nodiscard]] const FrozenExportOrder &order() const override { return m_order; }

private:
    FrozenExportOrder m_order;
};

} // namespace muster::test
