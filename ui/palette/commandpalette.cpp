// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/commandpalette.h"

#include "ui/common/celldelegate.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/palette/palettemodel.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>

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

namespace {

constexpr int widest = 720, rowsShown = 11, fromTop = 56;

} // namespace

CommandPalette::CommandPalette(PaletteModel *model, QWidget *window)
    : QFrame(window)
    , m_model(model)
    , m_edit(searchEdit(this, "paletteEdit", tr("Command or object to open"), tr("What do you want to do or open?")))
    , m_list(named("paletteList", new QListView(this)))
    , m_state(elidedLabel(this, "paletteStateLabel", ColourRole::Muted))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Search commands and objects"));
    setFrameStyle(int(QFrame::Box) | int(QFrame::Plain));
    setForegroundRole(QPalette::Mid); // the border of controls
    setAutoFillBackground(true);
    hide();
    m_edit->setMaxLength(NameQuery::longest);
    m_edit->installEventFilter(this);
    m_list->setAccessibleName(tr("Results"));
    m_list->setModel(model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus); // it stays in the field
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_state->setFont(Theme::secondaryFont());
    fillColumn(this, space::s, {m_edit, {m_list, 1}, m_state}, QMargins(space::m, space::m, space::m, space::s));
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_actWhenFound = false;
        m_model->setQuery(typed);
        showState();
    });
    connect(m_model, &PaletteModel::found, this, &CommandPalette::showFound);
    connect(m_model, &PaletteModel::waitingChanged, this, &CommandPalette::showState);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { act(index.row()); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { followFocus(now); });
    window->installEventFilter(this);
}

void CommandPalette::popUp()
{
    if (isVisible()) {
        m_edit->setFocus();
        m_edit->selectAll();
        return;
    }
    m_before = QApplication::focusWidget();
    m_actWhenFound = false;
    m_model->start();
    m_edit->clear();
    place();
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    showState();
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    hide();
    m_model->stop();
    if (m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    m_before = nullptr;
}

/// In the middle of the window, near its top: what is chosen stays in sight below. As high as what was found.
void CommandPalette::place()
{
    const QSize room = parentWidget()->size();
    const int row = m_list->sizeHintForRow(0) > 0 ? m_list->sizeHintForRow(0) : rowHeight;
    const int width = std::min(widest, room.width() - 2 * space::xl);
    const bool isNotKnown = m_model->isBusy() && m_model->rowCount() == 0;
    const int rows = isNotKnown ? rowsShown : std::min(m_model->rowCount(), rowsShown);
    m_list->setVisible(rows > 0);
    const int wanted = m_edit->sizeHint().height() + rows * row + m_state->sizeHint().height() + 6 * space::s;
    setGeometry((room.width() - width) / 2, std::min(fromTop, room.height() / 10), width,
                std::min(wanted, room.height() - 2 * std::min(fromTop, room.height() / 10)));
}

void CommandPalette::showFound()
{
    if (!isVisible())
        return;
    place();
    choose(0);
    showState();
    if (m_actWhenFound)
        actNow();
}

void CommandPalette::showState()
{
    const QString waiting = m_model->waiting();
    const qsizetype all = m_model->hitCount(), shown = m_model->rowCount();
    QString words;
    if (m_model->isBusy())
        words = tr("Searching…");
    else if (all == 0)
        words = tr("No results. Try fewer letters.");
    else if (all > shown)
        words = tr("First %1 of %2: keep typing to narrow them down.")
                    .arg(QLocale().toString(shown), QLocale().toString(all));
    else
        words = tr("↑↓ select · Return opens · Esc closes");
    m_state->setPlainText(waiting.isEmpty() ? words : QString(words % u' ' % waiting));
}

void CommandPalette::choose(int row)
{
    const QModelIndex index = m_model->index(row, 0);
    m_list->setCurrentIndex(index);
    if (!index.isValid() || !QAccessible::isActive())
        return;
    // The field has the focus; without this, nobody would hear what the arrows do.
    QAccessibleEvent heard(m_list, QAccessible::Focus);
    heard.setChild(row);
    QAccessible::updateAccessibility(&heard);
}

void CommandPalette::act(int row)
{
    const PaletteEntry *entry = m_model->entryAt(row);
    if (!entry)
        return;
    if (!entry->reason.isEmpty()) {
        m_state->setPlainText(tr("Not available: %1").arg(entry->reason));
        QAccessibleEvent said(m_state, QAccessible::Alert);
        QAccessible::updateAccessibility(&said);
        return;
    }
    close(); // what is done may depend on where the focus is
    m_model->open(row);
}

void CommandPalette::actNow()
{
    m_actWhenFound = false;
    act(m_list->currentIndex().row());
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const int last = m_model->rowCount() - 1, row = m_list->currentIndex().row();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        choose(row < last ? row + 1 : 0);
        return true;
    case Qt::Key_Up:
        choose(row > 0 ? row - 1 : last);
        return true;
    case Qt::Key_PageDown:
        choose(std::min(last, row + rowsShown - 1));
        return true;
    case Qt::Key_PageUp:
        choose(std::max(0, row - rowsShown + 1));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // What the list shows may still be of an earlier word.
        m_actWhenFound = m_model->isBusy();
        if (!m_actWhenFound)
            actNow();
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // there is nowhere else to go
    default:
        return false;
    }
}

void CommandPalette::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

/// Whoever clicks elsewhere in the window has decided otherwise.
void CommandPalette::followFocus(QWidget *now)
{
    if (!isVisible() || !now || now == this || isAncestorOf(now) || now->window() != window())
        return;
    m_before = nullptr;
    hide();
    m_model->stop();
}

} // namespace muster
