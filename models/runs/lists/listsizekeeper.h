// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/listsizes.h"
#include "network/wire/contactlist.h"

#include <QObject>
#include <stop_token>

namespace muster {

class Workspace;

/// Remembers how large the lists of a connection are whenever its index was read, and tells how large they were before
/// (see ListSizeStore). An answer that a newer note() overtook is dropped. GUI thread, which is never held.
class ListSizeKeeper : public QObject
{
    Q_OBJECT

public:
    /// `workspace` outlives it.
    ListSizeKeeper(Workspace &workspace, QString profileId, QObject *parent = nullptr);
    ~ListSizeKeeper() override;

    void note(const QList<ContactListSummary> &lists); ///< sizesKnown() or failed() follows.

Q_SIGNALS:
    void sizesKnown(const muster::ListSizeHistory &sizes, const QDate &today); ///< `today`: UTC.
    void failed(const muster::ApiError &error); ///< Nothing was kept.

private:
    Workspace &m_workspace;
    const QString m_profileId;
    std::stop_source m_question;
};

} // namespace muster
