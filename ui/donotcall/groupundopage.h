// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/donotcall/donotcallchangeorder.h"
#include "ui/common/confirmpage.h"

namespace muster {

/// The last look before a change of do-not-call groups is taken back. What is shown is the order that is handed out.
class GroupUndoPage : public ConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "do-not-call#change-groups")

public:
    explicit GroupUndoPage(QWidget *parent = nullptr);
    void showReading(const ConnectionProfile &profile); ///< What was changed is on its way.
    void setOrder(const DoNotCallChangeOrder &order);
    void showError(const ApiError &error); ///< Why it cannot be undone.
    void showStartError(const ApiError &error); ///< The run did not start; nothing was sent.

Q_SIGNALS:
    void confirmed(const muster::DoNotCallChangeOrder &order);

private:
    void showButtons() override;

    DoNotCallChangeOrder m_order;
    bool m_isReady = false;
    PlainLabel *m_what = nullptr;
    PlainLabel *m_limits = nullptr;
};

} // namespace muster
