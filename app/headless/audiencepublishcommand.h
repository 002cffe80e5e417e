// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/audiences/estimate/contactsfile.h"
#include "models/runs/audiences/publishpreparation.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

/// `muster audiences publish`: says who goes along and who does not, and with --confirm-count makes a calling list of
/// them. Without, or with another count, nothing is sent. An interrupted one goes on with `runs resume`.
class AudiencePublishCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;
    ~AudiencePublishCommand() override { m_stop.request_stop(); }

    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    [[nodiscard]] QCoro::Task<void> work(QString file);
    void prepare(const Audience &audience);
    void show(const AudiencePublishOrder &order);
    /// True: it was still being prepared, and the command has ended.
    [[nodiscard]] bool endPreparation();

    TenantSession *m_session = nullptr;
    SharedContactColumns m_contacts;
    PublishPreparation *m_preparation = nullptr;
    std::stop_source m_stop;
    bool m_isRunning = false;
};

} // namespace muster
