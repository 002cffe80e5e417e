// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/runs/noticeactions.h"

#include <memory>

namespace muster {

/// `muster notices list`, `retry`, `keys`, `make-key`, `forget-key`. None needs a tenant.
class NoticesCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    enum class Act { List, Retry, Keys, MakeKey, ForgetKey };

    NoticesCommand(const HeadlessContext &context, Act act)
        : HeadlessCommand(context)
        , m_act(act)
    {
    }
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

    std::unique_ptr<NoticeActions> m_actions;
    bool m_isKeyShown = false;
    const Act m_act;
};

} // namespace muster
