// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QDialog>

class QSpinBox;

namespace muster {

class ErrorPanel;
class TeamPublisher;
struct TeamSettings;

/// Which database the team's history is in, and how far it has this computer's.
class TeamDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "team-database")

public:
    /// `team` outlives this. `readOnly`: it can be looked at.
    TeamDialog(TeamPublisher &team, bool readOnly, QWidget *parent = nullptr);

private:
    QWidget *buildStatus();
    QWidget *buildForm();
    void showSettings();
    void showStatus();
    [[nodiscard]] TeamSettings typed() const;
    void apply(const TeamSettings &settings);

    TeamPublisher &m_team;
    const bool m_readOnly;
    PlainLabel *m_status = nullptr;
    ErrorPanel *m_refusal = nullptr;
    PlainLabel *m_rights = nullptr;
    PlainLabel *m_fault = nullptr;
    PlainLabel *m_passwordPlace = nullptr;
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_database = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QComboBox *m_tls = nullptr;
    QLineEdit *m_caFile = nullptr;
    QLineEdit *m_computer = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_leave = nullptr;
};

} // namespace muster
