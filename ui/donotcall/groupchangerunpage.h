// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "ui/common/forward.h"

#include <QPointer>
#include <QWidget>

namespace muster {

class DoNotCallChangeRun;
class Run;
class RunPane;

/// A run that changes do-not-call groups, or takes such a change back.
class GroupChangeRunPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "do-not-call#change-groups")

public:
    explicit GroupChangeRunPage(QWidget *parent = nullptr);
    void start(DoNotCallChangeRun *run, Environment environment);
    [[nodiscard]] RunPane *pane() const { return m_pane; }
    [[nodiscard]] Run *run() const;

Q_SIGNALS:
    void closed();
    void undoAsked(const QString &runId);

private:
    void showButtons();

    QPointer<DoNotCallChangeRun> m_run;
    EnvironmentBadge *m_environment = nullptr;
    RunPane *m_pane = nullptr;
    QPushButton *m_undo = nullptr;
};

} // namespace muster
