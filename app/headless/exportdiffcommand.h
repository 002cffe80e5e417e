// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/exportdiff/exportdiff.h"
#include "models/sinks/csvrows.h"

#include <qcorotask.h>
#include <stop_token>

namespace muster {

/// `muster export diff` and `muster segments diff`: two local files, no tenant. Counts and names of columns are
/// written, no contact.
class ExportDiffCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~ExportDiffCommand() override { m_stop.request_stop(); }

    void start() override;
    void interrupt() override { m_stop.request_stop(); }
    void terminate() override { m_stop.request_stop(); }

private:
    struct Compared
    {
        std::shared_ptr<const ExportDiff> diff;
        std::optional<WrittenFile> changes;
    };
    [[nodiscard]] QCoro::Task<void> work();
    [[nodiscard]] Result<Compared> compare(const std::stop_token &stop);
    void show(const Compared &compared) const;
    [[nodiscard]] QJsonObject object(const Compared &compared) const;

    std::stop_source m_stop;
};

} // namespace muster
