// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/emptystate.h"

class QAbstractItemView;

namespace muster {

/// What stands in a table while it has no rows, without a stack around it: what belongs there and what to do. Lies over
/// the view, comes and goes with its rows. Named after the view: "leftoversTable" has "leftoversTableEmptyState".
class EmptyOver : public EmptyState
{
    Q_OBJECT

public:
    /// The view has its name and its model, which it keeps; it owns this.
    EmptyOver(QAbstractItemView *view, const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();

    QAbstractItemView *const m_view;
};

} // namespace muster
