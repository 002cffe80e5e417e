// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/apply/blockgroups.h"
#include "network/wire/donotcall.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

/// What a purge does: remove contacts from the list, or leave them there and put their numbers into a do-not-call
/// group, which a person chooses of those that the tenant has. Where it has none at all there is no choice, and it says
/// so.
class PurgeWayBox : public QWidget
{
    Q_OBJECT

public:
    explicit PurgeWayBox(QWidget *parent = nullptr);
    /// For another plan: removal is chosen, and of groups nothing is known.
    void start(bool canBlock, const QString &listId);
    /// Blocking in that group, as an earlier run did; not where the tenant has no groups. What the box says of a group
    /// that is gone names it.
    void prefer(const QString &groupId, const QString &name);
    void showGroups(const QList<DoNotCallGroup> &groups);
    void showHeeding(const GroupHeeding &heeding);
    void showError(const ApiError &error);

    [[nodiscard]] bool blocks() const; ///< That way is chosen, with a group or without.
    /// Who heeds the group is on the screen, so that it may be confirmed. Removal is always.
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] const DoNotCallGroup *group() const; ///< nullptr: none is chosen.
    /// Why it cannot be confirmed yet; empty while it is being found out.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void changed();
    void groupsAsked();
    void heedingAsked(const QString &groupId, const QString &listId);

private:
    QWidget *buildGroup();
    void chooseWay();
    void chooseGroup();
    void refresh();

    QString m_listId;
    QString m_wantedGroup, m_wantedName; ///< Id and name; empty: none.
    QList<DoNotCallGroup> m_groups; ///< Active ones.
    std::optional<GroupHeeding> m_heeding;
    QString m_error;
    bool m_isKnown = false; ///< Which groups there are.
    PlainLabel *m_unavailable = nullptr;
    QWidget *m_ways = nullptr;
    QRadioButton *m_remove = nullptr;
    QRadioButton *m_block = nullptr;
    QWidget *m_choice = nullptr;
    QComboBox *m_group = nullptr;
    PlainLabel *m_heeds = nullptr;
};

} // namespace muster
