// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filelook.h"
#include "network/wire/contactlist.h"

#include <QHash>
#include <QWidget>

class QScrollArea;
class QStackedWidget;

namespace muster {

class FileRow;
class PlainLabel;

/// What files are to be opened as, where that is not certain or there are several: one row a file, the guess first.
/// Stays until it is closed, so that one file after the other can be opened from it.
class FileSheet : public QWidget
{
    Q_OBJECT

public:
    explicit FileSheet(QWidget *parent = nullptr);
    void showLooking(int count); ///< They are being looked at.
    void setFiles(const QList<LookedFile> &files);
    void setLists(const QList<ContactListSummary> &lists);
    void setOpened(const QString &file); ///< It was opened from here.

Q_SIGNALS:
    void openAsked(const QString &file, muster::FileKind kind, const muster::ContactListSummary &list);
    void otherAsked(); ///< Other files are to be chosen.
    void closed();

private:
    QWidget *buildFoot();

    QStackedWidget *m_stack = nullptr;
    QScrollArea *m_area = nullptr;
    PlainLabel *m_count = nullptr;
    QHash<QString, FileRow *> m_rows;
    QList<ContactListSummary> m_lists;
};

} // namespace muster
