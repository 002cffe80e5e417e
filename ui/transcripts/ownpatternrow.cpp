// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/ownpatternrow.h"

#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/transcripts/actionchoice.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace muster {

OwnPatternRow::OwnPatternRow(const OwnPattern &pattern, QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(pattern.name, this))
    , m_pattern(new QLineEdit(pattern.pattern, this))
    , m_action(new ActionChoice(tr("own pattern"), false, false, this))
{
    m_name->setObjectName(QStringLiteral("patternNameEdit"));
    m_name->setAccessibleName(tr("Name of the pattern"));
    m_name->setPlaceholderText(tr("Name"));
    m_name->setMaxLength(80);
    m_name->setMaximumWidth(120);
    m_pattern->setObjectName(QStringLiteral("patternEdit"));
    m_pattern->setAccessibleName(tr("Regular expression of the pattern"));
    m_pattern->setPlaceholderText(tr("Regular expression, RE2 syntax"));
    m_pattern->setFont(Theme::monoFont());
    m_action->setRule(pattern.rule);
    auto *remove = iconButton(this, "removePatternButton", QStringLiteral("x"), tr("Remove this pattern"));
    connect(m_name, &QLineEdit::textChanged, this, &OwnPatternRow::changed);
    connect(m_pattern, &QLineEdit::textChanged, this, &OwnPatternRow::changed);
    connect(m_action, &ActionChoice::changed, this, &OwnPatternRow::changed);
    connect(remove, &QToolButton::clicked, this, &OwnPatternRow::removeAsked);
    setFocusProxy(m_name);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    row->addWidget(m_name, 1);
    row->addWidget(m_pattern, 2);
    row->addWidget(m_action, 2);
    row->addWidget(remove);
}

OwnPattern OwnPatternRow::pattern() const
{
    return {.name = m_name->text().trimmed(), .pattern = m_pattern->text(), .rule = m_action->rule()};
}

} // namespace muster
