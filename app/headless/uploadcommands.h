// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/uploadcheck/uploadreconciliation.h"

#include <qcorotask.h>
#include <stop_token>

namespace muster {

/// `muster upload check`: a local file against the rules of uploads, no tenant. Counts are told, no value.
class UploadCheckCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~UploadCheckCommand() override { m_stop.request_stop(); }

    void start() override;
    void interrupt() override { m_stop.request_stop(); }
    void terminate() override { m_stop.request_stop(); }

private:
    struct Wanted
    {
        UploadCheckOrder check;
        std::optional<UploadCopyOrder> copy;
        QString report; ///< Empty: none.
    };
    struct Done
    {
        UploadReportOrder report;
        qint64 entry = 0; ///< Of the history; with a report file.
    };
    [[nodiscard]] Result<Wanted> wanted() const;
    [[nodiscard]] QCoro::Task<void> work(Wanted wanted);
    [[nodiscard]] Result<Done> check(const Wanted &wanted, Done done, const std::stop_token &stop);
    void show(const Wanted &wanted, const Done &done) const;

    std::stop_source m_stop;
};

/// `muster upload reconcile`: a report against the counts of a list. Exit code 1 where they are not as expected, or not
/// told.
class UploadReconcileCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void compare(const UploadReport &report, const QList<ContactListSummary> &lists);
};

} // namespace muster
