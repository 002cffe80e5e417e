// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "models/runs/lists/deletion/listdeletionorder.h"
#include "ui/common/confirmpage.h"

#include <functional>

class QCheckBox;

namespace muster {

class DeletionCandidatesModel;

/// The last look before contact lists are deleted whole: which go, which are left alone and why, what is kept of them,
/// and what is typed for it. What is shown is the order that is handed out, and no other.
class ListDeletionPage : public ConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#delete-lists")

public:
    explicit ListDeletionPage(QWidget *parent = nullptr);
    void setTime(std::function<BelievableTime()> now); ///< What time it may be; the computer's clock without it.
    /// `seenAt`: UTC, when the tenant's index said so of the lists. What was typed goes.
    void prepare(const ConnectionProfile &profile, const QList<ContactListSummary> &lists, const QDateTime &seenAt);
    void showStartError(const ApiError &error); ///< The run did not start, or was refused; nothing was deleted.

Q_SIGNALS:
    void confirmed(const muster::ListDeletionOrder &order);

private:
    QWidget *buildLeave();
    QWidget *buildTyped();
    void judge();
    void forgetTyped();
    void showButtons() override;
    [[nodiscard]] QString whyNot() const; ///< Empty: it may be confirmed.

    std::function<BelievableTime()> m_now;
    QList<ContactListSummary> m_lists;
    ListDeletionOrder m_order; ///< What would be deleted, as nobody has confirmed it yet.
    bool m_isReady = false;
    DeletionCandidatesModel *const m_candidates;
    PlainLabel *m_summary = nullptr;
    QCheckBox *m_activeToo = nullptr;
    QCheckBox *m_uncalledToo = nullptr;
    QLineEdit *m_name = nullptr;
};

} // namespace muster
