// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/palettedelegate.h"

#include "ui/common/celldelegate.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/palette/palettemodel.h"

#include <QPainter>
#include <QTextLayout>

namespace muster {

namespace {

constexpr int iconSide = 16;

/// One line with marks, as far as there is room. Returns its width.
int drawTitle(QPainter &painter, const QRect &room, const QString &title, const QList<CharRange> &marks,
              const QColor &colour, const QFont &font)
{
    QString shown = title;
    QTextLayout layout;
    const auto lay = [&] {
        QList<QTextLayout::FormatRange> formats;
        for (const CharRange &mark : marks) {
            QTextCharFormat format;
            format.setFontWeight(QFont::Bold);
            format.setFontUnderline(true);
            if (mark.start < shown.size())
                formats << QTextLayout::FormatRange{
                    mark.start, int(qMin<qsizetype>(mark.length, shown.size() - mark.start)), format};
        }
        layout.clearLayout();
        layout.setText(shown);
        layout.setFont(font);
        layout.setFormats(formats);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(1e6);
        layout.endLayout();
        return int(line.naturalTextWidth()) + 1;
    };
    int width = lay();
    if (width > room.width()) { // bold letters are wider than the metrics say
        shown = QFontMetrics(font).elidedText(title, Qt::ElideRight,
                                              room.width() - (width - QFontMetrics(font).horizontalAdvance(title)));
        width = lay();
    }
    painter.setPen(colour);
    const QTextLine line = layout.lineAt(0);
    layout.draw(&painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
    return width;
}

} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const DesignTokens &tokens = Theme::instance().tokens();
    const QString reason = index.data(PaletteModel::ReasonRole).toString();
    const QString keys = index.data(PaletteModel::KeysRole).value<QKeySequence>().toString(QKeySequence::NativeText);
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state & QStyle::State_Selected)
        fillSelected(*painter, option.rect);
    QRect room = option.rect.adjusted(space::m, 0, -space::m, 0);
    const QRect icon(room.left(), room.center().y() - iconSide / 2, iconSide, iconSide);
    if (const QString name = index.data(PaletteModel::IconRole).toString(); !name.isEmpty())
        painter->drawPixmap(icon,
                            themedIcon(name, reason.isEmpty() ? ColourRole::Text : ColourRole::Muted)
                                .pixmap(icon.size(), painter->device()->devicePixelRatioF()));
    room.setLeft(icon.right() + space::m);
    if (!keys.isEmpty()) {
        const int width = option.fontMetrics.horizontalAdvance(keys) + space::m;
        const QRectF cap(room.right() - width, room.center().y() - 9.5, width, 20);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(tokens.border);
        painter->setBrush(tokens.surface);
        painter->drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
        painter->setPen(tokens.muted);
        painter->drawText(cap, int(Qt::AlignCenter), keys);
        room.setRight(int(cap.left()) - space::m);
    }
    // The title comes first; what is behind it takes what is left.
    const int width = drawTitle(*painter, room, index.data().toString(),
                                index.data(PaletteModel::MarksRole).value<QList<CharRange>>(),
                                reason.isEmpty() ? tokens.text : tokens.muted, option.font);
    room.setLeft(room.left() + width + space::m);
    const QString detail = index.data(PaletteModel::DetailRole).toString();
    QString behind = index.data(PaletteModel::KindRole).toString();
    if (!detail.isEmpty())
        behind = QString(behind % QStringLiteral(" \u00b7 ") % detail);
    if (!reason.isEmpty())
        behind = reason;
    if (room.width() > 3 * space::xl) {
        painter->setFont(Theme::secondaryFont());
        painter->setPen(reason.isEmpty() ? tokens.muted : tokens.warn);
        painter->drawText(room, int(Qt::AlignVCenter | Qt::AlignRight),
                          QFontMetrics(painter->font()).elidedText(behind, Qt::ElideRight, room.width()));
    }
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, qMax(rowHeight + space::xs, option.fontMetrics.height() + space::m)};
}

} // namespace muster
