// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/groupnumbers.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class Announcer;
class ScrubGroupsModel;

/// The do-not-call groups of a tenant: which of them numbers are scrubbed against. What they hold is read anew for each
/// scrub.
class ScrubGroupsPane : public QWidget
{
    Q_OBJECT

public:
    explicit ScrubGroupsPane(std::shared_ptr<TenantConnection> connection, QWidget *parent = nullptr);
    [[nodiscard]] QList<DoNotCallGroup> chosen() const;
    void requestNumbers(); ///< Of those that are chosen; numbersLoaded() or failed() follows.
    void cancel(); ///< Neither follows.

Q_SIGNALS:
    void chosenChanged();
    void numbersLoaded(const QList<muster::GroupNumbers> &groups);
    void failed(const muster::ApiError &error);

private:
    void load();
    void showGroups(const QList<DoNotCallGroup> &groups);
    void showError(const ApiError &error);

    GroupNumbersReader *const m_index;
    GroupNumbersReader *const m_numbers;
    Announcer *const m_announcer;
    ScrubGroupsModel *const m_model;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    PlainLabel *m_fault = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace muster
