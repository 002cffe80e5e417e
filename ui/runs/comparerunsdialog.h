// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/runhistory.h"
#include "ui/common/forward.h"

#include <QDialog>

namespace muster {

/// Two runs side by side: what they were, what they measured, and by how much that differs.
class CompareRunsDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "activity#all-runs")

public:
    CompareRunsDialog(const RunRecord &earlier, const RunRecord &later, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Of two exports that are complete: their files are to be compared.
    void filesAsked(const QString &earlier, const QString &later);

private:
    DataTable *m_table = nullptr;
};

} // namespace muster
