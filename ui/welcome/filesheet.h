// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filekind.h"
#include "network/wire/contactlist.h"
#include "ui/common/forward.h"

#include <QHash>
#include <QWidget>

namespace muster {

/// One file that is to be opened: its name, what it looks like, and as what to open it, the guess first. CRM data is
/// for a list, which is chosen here. A file that can't be opened says why.
class FileRow : public QWidget
{
    Q_OBJECT

public:
    explicit FileRow(const LookedFile &file, QWidget *parent = nullptr);
    void setLists(const QList<ContactListSummary> &lists); ///< Of the tenant that is open.
    void setOpened(); ///< It was opened from here.
    [[nodiscard]] bool canOpen() const { return m_open != nullptr; }
    void focusChoice();

Q_SIGNALS:
    void openAsked(const QString &file, muster::FileKind kind, const muster::ContactListSummary &list);

private:
    void buildChoice(const FileGuess &guess);
    void open();
    void showState();
    [[nodiscard]] FileKind kind() const;

    const QString m_file;
    QList<ContactListSummary> m_lists;
    PlainLabel *m_says = nullptr;
    PlainLabel *m_needs = nullptr;
    StatusBadge *m_badge = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_list = nullptr;
    QPushButton *m_open = nullptr;
};

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
