// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/errorpanel.h"

#include "models/help/errorcatalogue.h"
#include "models/text/errortexts.h"
#include "ui/common/helpid.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/quotebox.h"
#include "ui/common/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

ErrorPanel::ErrorPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_what(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_todo(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_faults(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_quote(new QuoteBox(this))
    , m_idRow(new QWidget(this))
    , m_requestId(new PlainLabel(PlainLabel::Fit::Elide, m_idRow))
    , m_retry(new QPushButton(tr("Try again"), this))
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
    m_title->setRole(ColourRole::Bad);
    m_title->setObjectName(QStringLiteral("errorTitleLabel"));
    m_what->setObjectName(QStringLiteral("errorWhatLabel"));
    m_todo->setObjectName(QStringLiteral("errorTodoLabel"));
    m_requestId->setObjectName(QStringLiteral("requestIdLabel"));
    m_requestId->setFont(Theme::monoFont());
    m_requestId->setRole(ColourRole::Muted);
    m_retry->setObjectName(QStringLiteral("tryAgainButton"));
    connect(m_retry, &QPushButton::clicked, this, &ErrorPanel::retry);

    auto *copy = new QPushButton(themedIcon(QStringLiteral("copy")), tr("Copy request id"), m_idRow);
    copy->setObjectName(QStringLiteral("copyRequestIdButton"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_requestId->plainText()); });
    auto *idLine = new QHBoxLayout(m_idRow);
    idLine->setContentsMargins(0, 0, 0, 0);
    idLine->setSpacing(space::s);
    idLine->addWidget(m_requestId, 1);
    idLine->addWidget(copy);

    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addLayout(head);
    for (QWidget *part : {static_cast<QWidget *>(m_what), static_cast<QWidget *>(m_todo),
                          static_cast<QWidget *>(m_faults), static_cast<QWidget *>(m_quote), m_idRow})
        column->addWidget(part);
    column->addWidget(m_retry, 0, Qt::AlignLeft);
    column->addStretch(1);
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
