// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/outbox.h"
#include "ui/common/forward.h"

#include <QPointer>
#include <QWidget>

namespace muster {

class NoticeActions;
class NoticesModel;

/// The notices of one run to other systems: those that wait, those that arrived and those that were given up, which can
/// be sent again. Whether their receiver answers can be tried, without the run.
class RunNoticesPane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "activity#notifications")

public:
    explicit RunNoticesPane(QWidget *parent = nullptr);
    /// Where they are asked for; nullptr: nowhere, and there are none. It may go at any time.
    void setActions(NoticeActions *actions);
    void setRun(const QString &runId); ///< Empty: none.
    [[nodiscard]] int count() const; ///< At most 1,000 are shown.

Q_SIGNALS:
    void changed();

private:
    void load();
    void test();
    void showTest(const QUrl &target, const QString &answer);
    [[nodiscard]] QUrl receiver() const; ///< Of the chosen notice, else of the newest; empty: there is none.

    QPointer<NoticeActions> m_actions;
    QString m_runId;
    NoticesModel *m_notices = nullptr;
    PlainLabel *m_counts = nullptr;
    PlainLabel *m_trouble = nullptr;
    PlainLabel *m_answer = nullptr; ///< To the last test.
    DataTable *m_table = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_test = nullptr;
    QUrl m_tested; ///< Whose answer is awaited; empty: nobody's.
};

} // namespace muster
