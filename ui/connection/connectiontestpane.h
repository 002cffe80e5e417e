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

public:
    explicit ConnectionTestPane(QWidget *parent = nullptr);
    void start();
    void addStep(const ConnectionHop &step);
    void finish(bool passed);
    void fail(const ApiError &error); ///< It could not even be begun.
    void reset();

Q_SIGNALS:
    void testAsked();

private:
    ConnectionStepsModel *m_steps = nullptr;
    DataTable *m_table = nullptr;
    StatusBadge *m_state = nullptr;
    QPushButton *m_test = nullptr;
};

} // namespace muster
