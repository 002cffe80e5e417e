// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helpfindbar.h"

#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

namespace muster {

namespace {

constexpr int fieldWidth = 240;

} // namespace

HelpFindBar::HelpFindBar(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_result(new PlainLabel(PlainLabel::Fit::Elide, this))
{
    m_field->setObjectName(QStringLiteral("helpFindField"));
    m_field->setPlaceholderText(tr("Find in this page"));
    m_field->setAccessibleName(tr("Find in this page"));
    m_field->setFixedWidth(fieldWidth);
    m_result->setObjectName(QStringLiteral("helpFindLabel"));
    m_result->setRole(ColourRole::Muted);
    auto *previous
        = iconButton(this, "helpFindPreviousButton", QStringLiteral("chevron-up"), tr("Previous place (Shift+F3)"));
    auto *next = iconButton(this, "helpFindNextButton", QStringLiteral("chevron-down"), tr("Next place (F3)"));
    auto *end = iconButton(this, "helpFindCloseButton", QStringLiteral("x"), tr("Close (Esc)"));
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) { Q_EMIT findAsked(text, 0); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT findAsked(text(), 1); });
    connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT findAsked(text(), -1); });
    connect(end, &QToolButton::clicked, this, &HelpFindBar::closeBar);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::m, space::xs, space::m, space::xs);
    row->setSpacing(space::xs);
    row->addWidget(m_field);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(m_result, 1);
    row->addWidget(end);
    hide();
}

void HelpFindBar::openBar()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    Q_EMIT findAsked(text(), 0);
}

void HelpFindBar::closeBar()
{
    hide();
    Q_EMIT findAsked(QString(), 0);
    Q_EMIT closed();
}

QString HelpFindBar::text() const
{
    return m_field->text();
}

void HelpFindBar::showResult(int current, int count)
{
    const QLocale locale;
    if (text().isEmpty())
        m_result->setPlainText(QString());
    else if (count == 0)
        m_result->setPlainText(tr("Not in this page"));
    else
        //: The third of twelve places: "3 of 12".
        m_result->setPlainText(tr("%1 of %2").arg(locale.toString(current), locale.toString(count)));
}

void HelpFindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isBack = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->key() == Qt::Key_Escape)
        closeBar();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT findAsked(text(), isBack ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace muster
