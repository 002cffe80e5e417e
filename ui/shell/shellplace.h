// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QString>
#include <QStringList>

class QWidget;

namespace muster {

class Run;

/// What is looked at in the pages of a window, to be found again in pages that are built anew: the segment, the run,
/// the entry, the connection, the audiences in tabs. What is merely typed is not kept; see holdsWork(). GUI thread.
class ShellPlace
{
public:
    void keep(const QWidget &page); ///< Of any page; one that has nothing to keep is passed over.
    void restore(QWidget &page); ///< Once for each: afterwards the person has gone on.

    /// The page has something typed, opened or confirmed that would be gone when it is built anew.
    [[nodiscard]] static bool holdsWork(const QWidget &page);

private:
    QString m_segment;
    QPointer<Run> m_run;
    qint64 m_entry = 0;
    QString m_connection;
    QStringList m_audiences; ///< The one in front last.
};

} // namespace muster
