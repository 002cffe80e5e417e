// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/signingkeys.h"
#include "ui/common/forward.h"

#include <QDialog>

namespace muster {

class NoticeActions;
class NoticesModel;
class SigningKeysModel;
class Workspace;

/// The notices to other systems that were given up or are late, and the keys that sign them. A key is shown once, when
/// it is made.
class NoticesDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "activity#notifications")

public:
    explicit NoticesDialog(Workspace &workspace, QWidget *parent = nullptr);

private:
    QWidget *buildNotices();
    QWidget *buildKeys();
    void showNotices();
    void showKeys();
    void makeKey();
    void askForget();
    void showMade(const SigningKeys::Made &made);

    Workspace &m_workspace;
    NoticeActions *m_actions = nullptr;
    NoticesModel *m_notices = nullptr;
    SigningKeysModel *m_keys = nullptr;
    PlainLabel *m_trouble = nullptr;
    QPushButton *m_retry = nullptr;
    QLineEdit *m_receiver = nullptr;
    QPushButton *m_make = nullptr;
    QPushButton *m_forget = nullptr;
    QWidget *m_madeBox = nullptr;
    PlainLabel *m_madeLabel = nullptr;
    QLineEdit *m_made = nullptr;
};

} // namespace muster
