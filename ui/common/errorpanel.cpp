// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/errorpanel.h"

#include "models/help/errorcatalogue.h"
#include "models/text/errortexts.h"
#include "ui/common/formparts.h"
#include "ui/common/helpid.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>

namespace muster {

ErrorPanel::ErrorPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(wrappedLabel(this, "errorTitleLabel", ColourRole::Bad))
    , m_what(wrappedLabel(this, "errorWhatLabel"))
    , m_todo(wrappedLabel(this, "errorTodoLabel"))
    , m_faults(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_quote(new QuoteBox(this))
    , m_idRow(new QWidget(this))
    , m_requestId(elidedLabel(m_idRow, "requestIdLabel", ColourRole::Muted))
    , m_retry(pushButton(this, "tryAgainButton", tr("Try again")))
{
    auto *icon = new QLabel(this);
    const auto paint = [icon] {
        icon->setPixmap(themedIcon(QStringLiteral("circle-alert"), ColourRole::Bad)
                            .pixmap(QSize(20, 20), icon->devicePixelRatioF()));
    };
    paint();
    connect(&Theme::instance(), &Theme::changed, icon, paint);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_requestId->setFont(Theme::monoFont());
    connect(m_retry, &QPushButton::clicked, this, &ErrorPanel::retry);

    auto *copy = pushButton(m_idRow, "copyRequestIdButton", tr("Copy request ID"), QStringLiteral("copy"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_requestId->plainText()); });
    fillRow(m_idRow, space::s, {{m_requestId, 1}, copy});

    auto *head = rowLayout(space::s, {{icon, 0, Qt::AlignTop}, {m_title, 1}});
    auto *column = pageLayout(this, space::s);
    column->addLayout(head);
    addWidgets(column, {m_what, m_todo, m_faults, m_quote, m_idRow});
    fillBox(column, {{m_retry, 0, Qt::AlignLeft}, boxStretch(1)});
}

void ErrorPanel::setError(const ApiError &error)
{
    setHelpId(*this, errorHelpId(error));
    const ErrorWords words = errorWords(error);
    m_title->setPlainText(words.title);
    m_what->setPlainText(words.what);
    m_todo->setPlainText(words.todo);
    m_faults->setPlainText(words.faults.join(QStringLiteral(" \u00b7 ")));
    m_faults->setVisible(!words.faults.isEmpty());
    m_quote->setQuote(words.quote);
    m_requestId->setPlainText(words.requestId);
    m_idRow->setVisible(!words.requestId.isEmpty());
    setAccessibleName(words.title);
    setAccessibleDescription(words.what % u' ' % words.todo);
}

void ErrorPanel::setRetryLabel(const QString &label)
{
    m_retry->setText(label);
    m_retry->setVisible(!label.isEmpty());
}

} // namespace muster
