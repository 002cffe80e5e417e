// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/stalelists.h"
#include "ui/common/forward.h"

#include <QHash>
#include <QWidget>
#include <functional>

namespace muster {

class StaleListsModel;
struct ApiError;
struct Capability;

/// Which of the tenant's lists have outlived their use, by rules that a person chooses, and why; what they would free.
///
/// From here they can be reviewed for deletion.
class StaleListsPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#the-index-of-lists")

public:
    explicit StaleListsPage(QWidget *parent = nullptr);
    void setTime(std::function<BelievableTime()> now); ///< What time it may be; the computer's clock without it.
    /// `ceiling`: see ContactListLimits::recordCeiling.
    void setLists(const QList<ContactListSummary> &lists, qint64 ceiling);
    void showLoading();
    void setLoadError(const ApiError &error);
    [[nodiscard]] StaleRules rules() const; ///< As chosen.
    void setDeletion(const Capability &capability); ///< Whether the tenant's lists can be deleted.

Q_SIGNALS:
    void closed();
    void reloadAsked();
    void openAsked(const muster::ContactListSummary &list);
    void deleteAsked(const QList<muster::ContactListSummary> &lists);

private:
    QWidget *buildRules();
    QWidget *buildFoot();
    void judge();
    void openSelected();
    void deleteSelected();
    void showButtons();

    std::function<BelievableTime()> m_now;
    QList<ContactListSummary> m_lists;
    qint64 m_ceiling = 0;
    bool m_isLoaded = false;
    StaleListsModel *const m_stale;
    QComboBox *m_match = nullptr;
    QHash<StaleRule, QCheckBox *> m_rules;
    QSpinBox *m_days = nullptr;
    IndexTable *m_table = nullptr;
    PlainLabel *m_summary = nullptr;
    bool m_canDelete = false;
    QPushButton *m_delete = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace muster
