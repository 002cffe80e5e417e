// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filelook.h"
#include "network/wire/contactlist.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace muster {

class PlainLabel;
class StatusBadge;

/// One file that is to be opened: its name, what it looks like, and as what to open it, the guess first. CRM data is
/// for a list, which is chosen here. A file that can't be opened says why.
class FileRow : public QWidget
{
    Q_OBJECT

public:
    explicit FileRow(const LookedFile &file, QWidget *parent = nullptr);
    void setLists(const QList<ContactListSummary> &lists); ///< Of the tenant that is open.
    void setOpened(); ///< It was opened from here.
    [[nodiscard]] bool canOpen() const;
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

} // namespace muster
