// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/runs/noticedesk.h"

#include <memory>

namespace muster {

/// `muster notices list`, `retry`, `keys`, `make-key`, `forget-key`. None needs a tenant.
class NoticesCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void listNotices();
    void listKeys();
    void makeKey();
    void forgetKey();
    void retry();
    void showKey(const SigningKeys::Made &made);
    /// After as much as is due has been tried, and no longer than a person likes to wait.
    void concludeRetry(int notices);

    std::unique_ptr<NoticeDesk> m_desk;
    bool m_isKeyShown = false;
};

} // namespace muster
