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
/// be sent again.
class RunNoticesPane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "activity#notices")

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

    QPointer<NoticeActions> m_actions;
    QString m_runId;
    NoticesModel *m_notices = nullptr;
    PlainLabel *m_counts = nullptr;
    PlainLabel *m_trouble = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace muster
