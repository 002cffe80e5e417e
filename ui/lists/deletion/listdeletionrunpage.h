// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "ui/common/forward.h"

#include <QPointer>
#include <QWidget>

namespace muster {

class DeletionResultsModel;
class ListDeletionRun;
class Run;
class RunPane;

/// A run that deletes contact lists, and what became of each list so far.
class ListDeletionRunPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#delete-lists")

public:
    explicit ListDeletionRunPage(QWidget *parent = nullptr);
    void start(ListDeletionRun *run, Environment environment);
    [[nodiscard]] RunPane *pane() const { return m_pane; }
    [[nodiscard]] Run *run() const;

Q_SIGNALS:
    void closed();
    void restoreAsked(); ///< The copies are wanted.

private:
    void showResults();

    QPointer<ListDeletionRun> m_run;
    EnvironmentBadge *m_environment = nullptr;
    RunPane *m_pane = nullptr;
    DeletionResultsModel *const m_results;
    QPushButton *m_restore = nullptr;
};

} // namespace muster
