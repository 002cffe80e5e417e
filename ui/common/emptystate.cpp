// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/emptystate.h"

#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

EmptyState::EmptyState(const QString &iconName, QWidget *parent)
    : QWidget(parent)
    , m_sentence(wrappedLabel(this, nullptr, ColourRole::Muted))
    , m_button(pushButton(this, "emptyStateButton"))
{
    auto *icon = new QLabel(this);
    const auto paint = [icon, iconName] {
        icon->setPixmap(themedIcon(iconName, ColourRole::Muted).pixmap(QSize(32, 32), icon->devicePixelRatioF()));
    };
    icon->setVisible(!iconName.isEmpty());
    if (!iconName.isEmpty()) {
        paint();
        connect(&Theme::instance(), &Theme::changed, icon, paint);
    }
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setMinimumWidth(200);
    m_sentence->setMaximumWidth(420);
    m_button->hide();
    setFocusProxy(m_button);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::triggered);

    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::m);
    fillBox(column, {boxStretch(2), {icon, 0, Qt::AlignHCenter}});
    // Stretches rather than an alignment: an aligned label is given the height of its text on the whole width.
    auto *row = rowLayout(-1, {boxStretch(1), {m_sentence, 1'000}, boxStretch(1)});
    fillBox(column, {row, {m_button, 0, Qt::AlignHCenter}, boxStretch(3)});
}

EmptyState::EmptyState(const QString &iconName, const QString &sentence, QWidget *parent)
    : EmptyState(iconName, parent)
{
    setSentence(sentence);
}

void EmptyState::setSentence(const QString &sentence)
{
    m_sentence->setPlainText(sentence);
}

void EmptyState::setSentenceWidth(int width)
{
    m_sentence->setFixedWidth(width);
}

void EmptyState::setAction(const QString &label)
{
    m_button->setText(label);
    m_button->setVisible(!label.isEmpty());
}

EmptyOverlay::EmptyOverlay(QAbstractItemView *view, const QString &sentence)
    : EmptyState(QString(), view->viewport())
    , m_view(view)
{
    setObjectName(view->objectName() + QStringLiteral("EmptyState"));
    setAttribute(Qt::WA_TransparentForMouseEvents); // what is dropped or clicked is the view's
    setSentence(sentence);
    view->viewport()->installEventFilter(this);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyOverlay::follow);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyOverlay::follow);
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyOverlay::follow);
    follow();
}

void EmptyOverlay::follow()
{
    setVisible(m_view->model()->rowCount() == 0);
    setGeometry(m_view->viewport()->rect());
    setSentenceWidth(std::clamp(width() - 48, 120, 420));
}

bool EmptyOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        follow();
    return EmptyState::eventFilter(watched, event);
}

SkeletonRows::SkeletonRows(const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_sentence(sentence)
    , m_delay(new QTimer(this))
{
    setAccessibleName(sentence);
    m_delay->setSingleShot(true);
    m_delay->setInterval(delayMilliseconds);
    connect(m_delay, &QTimer::timeout, this, [this] {
        m_drawn = true;
        update();
    });
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SkeletonRows::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_drawn = false;
    m_delay->start();
}

void SkeletonRows::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_delay->stop();
}

void SkeletonRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const DesignTokens &tokens = Theme::instance().tokens();
    painter.setPen(tokens.divider);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    if (!m_drawn)
        return;
    painter.setPen(tokens.muted);
    painter.drawText(rect().adjusted(space::m, 0, -space::m, 0).adjusted(0, 0, 0, rowHeight - height()),
                     int(Qt::AlignLeft | Qt::AlignVCenter), m_sentence);
    painter.setPen(Qt::NoPen);
    // Three columns of uneven length, the same each time: it reads as a table and not as a pattern.
    static constexpr int shares[] = {34, 27, 31, 22, 29};
    painter.setOpacity(1.0);
    for (int row = 1; (row + 1) * rowHeight <= height(); ++row) {
        painter.setOpacity(std::max(0.15, 0.8 - 0.08 * row));
        painter.setBrush(Theme::instance().track());
        const int y = row * rowHeight + rowHeight / 2 - 5;
        const int share = shares[row % 5];
        painter.drawRoundedRect(QRectF(space::m, y, width() * share / 100.0, 10), 3, 3);
        painter.drawRoundedRect(QRectF(width() * 0.48, y, width() * 0.12, 10), 3, 3);
        painter.drawRoundedRect(QRectF(width() * 0.68, y, width() * (share - 12) / 100.0, 10), 3, 3);
    }
}

} // namespace muster
