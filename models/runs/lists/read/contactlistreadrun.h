// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/listorders.h"
#include "models/runs/lists/read/contactcsvreader.h"
#include "models/runs/lists/read/listreader.h"
#include "models/runs/lists/read/listreadrun.h"
#include "models/runs/runmeter.h"

namespace muster {

class Clock;
class TenantConnection;
class Workspace;

/// The body of a ListReadRun. Its end is audited (who read how much of which list); it leaves nothing else.
class ContactListReadRun final : public ListReadRun
{
    Q_OBJECT

public:
    ContactListReadRun(QString id, ListReadOrder order, Workspace &workspace,
                       std::shared_ptr<TenantConnection> connection, QObject *parent);

    [[nodiscard]] RunKind kind() const override { return RunKind::ListRead; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] const QString &listId() const override { return m_order.listId; }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    void takePage(const std::shared_ptr<const RecordPage> &page);
    [[nodiscard]] RunOutcome outcomeFor(const Result<ListReader::Totals> &read) const;
    [[nodiscard]] QCoro::Task<void> audit(RunOutcome outcome);

    const ListReadOrder m_order;
    Workspace &m_workspace;
    const std::shared_ptr<TenantConnection> m_connection;
    RunMeter m_meter;
    ListReader m_reader;
};

/// Reads the contacts of a CSV file as a ListReadRun does those of a list: for a dry run without a tenant. Its list has
/// no id. Nothing leaves this computer, and nothing is left behind.
class ContactFileRun final : public ListReadRun
{
    Q_OBJECT

public:
    ContactFileRun(QString id, QString file, ContactCsvReader::Columns columns, Clock &clock, QObject *parent);

    [[nodiscard]] RunKind kind() const override { return RunKind::ListRead; }
    [[nodiscard]] QString title() const override; ///< The file's name.
    [[nodiscard]] const QString &listId() const override { return m_noList; }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    [[nodiscard]] QCoro::Task<Result<void>> readAll(std::stop_token stop);

    const QString m_file;
    const ContactCsvReader::Columns m_columns;
    Clock &m_clock;
    const QString m_noList;
    RunMeter m_meter;
};

} // namespace muster
