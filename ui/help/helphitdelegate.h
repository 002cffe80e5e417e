// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/help/helpsearch.h"

#include <QStyledItemDelegate>

namespace muster {

/// Draws a hit of the search: the title of its place (DisplayRole), below it up to three lines of its snippet with the
/// words that were found marked.
class HelpHitDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role {
        SnippetRole = Qt::UserRole, ///< QString
        MarksRole, ///< QList<HelpMark>, in the snippet.
        PlaceRole, ///< QString, as helpPlace() reads it.
    };

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace muster
