// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/contactcsvreader.h"
#include "models/runs/lists/listreadrun.h"
#include "models/runs/runmeter.h"

namespace muster {

class Clock;

/// Reads the contacts of a CSV file as a ListReadRun does those of a list: for a dry run without a tenant. Its list has
/// no id. Nothing leaves this computer, and nothing is left behind.
class ContactFileRun final : public ListReadRun
{
    Q_OBJECT

public:
    ContactFileRun(QString id, QString file, ContactCsvReader::Columns columns, Clock &clock, QObject *parent);
    ~ContactFileRun() override;

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
