// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/scrub/scrubfiles.h"

#include <qcorotask.h>
#include <stop_token>

namespace muster {

/// `muster dnc scrub`: a local file against imported registries, no tenant. Counts are told, no number.
class ScrubCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~ScrubCommand() override { m_stop.request_stop(); }

    void start() override;
    void interrupt() override { m_stop.request_stop(); }
    void terminate() override { m_stop.request_stop(); }

private:
    struct Done
    {
        ScrubEvidence evidence;
        QString evidenceFile; ///< Empty: none.
        qint64 entry = 0; ///< Of the history; with an evidence file.
    };
    [[nodiscard]] Result<ScrubOrder> order() const;
    [[nodiscard]] Result<void> judgeTargets() const;
    [[nodiscard]] QCoro::Task<void> work(ScrubOrder order);
    [[nodiscard]] Result<Done> scrub(const ScrubOrder &order, const std::stop_token &stop);
    [[nodiscard]] Result<void> writeAll(Done &done, const std::stop_token &stop);
    void show(const Done &done) const;
    [[nodiscard]] QJsonObject object(const Done &done) const;

    QString m_account; ///< Who; asked on the GUI thread.
    std::stop_source m_stop;
};

} // namespace muster
