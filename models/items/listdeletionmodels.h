// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/rules/lists/listdeletion.h"
#include "models/runs/lists/deletion/listdeletionorder.h"

namespace muster {

/// A list that a person wants deleted, and why it may not be.
struct DeletionCandidate
{
    ContactListSummary list;
    QList<DeletionObstacle> obstacles; ///< None: it will be.
};

/// Lists before they are deleted: what they hold, who uses them, and what would become of each.
class DeletionCandidatesModel : public RowsModel<DeletionCandidate>
{
    Q_OBJECT

public:
    enum Column { Name, Contacts, Skills, LastUsed, Result, ColumnCount };

    explicit DeletionCandidatesModel(QObject *parent = nullptr);
    void setNow(const QDateTime &now); ///< UTC; relative times count from here.

private:
    QDateTime m_now;
};

/// What became of lists that a run deletes.
class DeletionResultsModel : public RowsModel<ListDeletionResult>
{
    Q_OBJECT

public:
    enum Column { Name, Contacts, Copied, Result, ColumnCount };

    explicit DeletionResultsModel(QObject *parent = nullptr);
};

} // namespace muster
