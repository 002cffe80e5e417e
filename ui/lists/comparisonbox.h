// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactfilter.h"

#include <QWidget>

class QListWidget;

namespace muster {

class PlainLabel;

/// What another set of directives would change: how many contacts go from which verdict to which. Choosing a row shows
/// those contacts. Hidden without a comparison.
class ComparisonBox : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonBox(QWidget *parent = nullptr);
    void setMoves(const std::shared_ptr<const VerdictMoves> &moves); ///< Null: none.
    void setFilter(const MoveFilter &filter); ///< What the table shows; chosen here as well.

Q_SIGNALS:
    void filterAsked(const muster::MoveFilter &filter); ///< Also without `moves`, when the comparison goes.

private:
    void tellChoice();

    std::shared_ptr<const VerdictMoves> m_moves;
    PlainLabel *m_title = nullptr;
    QListWidget *m_list = nullptr;
};

} // namespace muster
