// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/tenantsession.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class ConnectionStepsModel;

/// "Test connection": every hop with its latency and, where it failed, what to do.
class ConnectionTestPane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "connections#test-a-connection")

public:
    explicit ConnectionTestPane(QWidget *parent = nullptr);
    void start();
    void addStep(const ConnectionHop &step);
    void finish(bool passed);
    void fail(const ApiError &error); ///< It could not even be begun.
    void reset();
    void setReadOnly(); ///< Nothing can be approved.
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void testAsked();
    void approveAsked(const QString &origin); ///< A person says that the address which the server named is right.

private:
    ConnectionStepsModel *m_steps = nullptr;
    DataTable *m_table = nullptr;
    StatusBadge *m_state = nullptr;
    QPushButton *m_test = nullptr;
    QWidget *m_approval = nullptr; ///< Where the server names an address that nobody has approved.
    PlainLabel *m_approvalText = nullptr;
    QPushButton *m_approve = nullptr;
    QString m_origin;
};

} // namespace muster
