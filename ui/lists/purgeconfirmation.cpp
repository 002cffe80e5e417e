// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/purgeconfirmation.h"

#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace muster {

PurgeConfirmation::PurgeConfirmation(QWidget *parent)
    : QWidget(parent)
    , m_refused(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_withhold(new QCheckBox(tr("Only &update now; purge nothing"), this))
    , m_ask(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_count(new QLineEdit(this))
    , m_name(new QLineEdit(this))
{
    m_refused->setObjectName(QStringLiteral("gateRefusalLabel"));
    m_refused->setRole(ColourRole::Bad);
    m_withhold->setObjectName(QStringLiteral("withholdPurgeCheck"));
    m_ask->setObjectName(QStringLiteral("typedConfirmationLabel"));
    m_count->setObjectName(QStringLiteral("typedCountEdit"));
    m_count->setMaximumWidth(160);
    m_count->setMaxLength(20);
    m_name->setObjectName(QStringLiteral("typedNameEdit"));
    m_name->setMaximumWidth(320);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::m);
    form->setVerticalSpacing(space::xs);
    const auto addRow = [&](const QString &text, QLineEdit *edit) {
        auto *label = new QLabel(text, this);
        label->setBuddy(edit);
        form->addRow(label, edit);
        connect(edit, &QLineEdit::textChanged, this, &PurgeConfirmation::changed);
        return label;
    };
    m_countLabel = addRow(tr("&Number of contacts to purge"), m_count);
    m_nameLabel = addRow(tr("Name of the &list"), m_name);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_refused);
    column->addWidget(m_ask);
    auto *answer = new QHBoxLayout;
    answer->setSpacing(space::xl);
    answer->addLayout(form);
    m_withhold->setMinimumHeight(m_count->sizeHint().height()); // on one line with what stands in the field
    answer->addWidget(m_withhold, 0, Qt::AlignBottom);
    answer->addStretch(1);
    column->addLayout(answer);
    connect(m_withhold, &QCheckBox::toggled, this, [this] {
        refresh();
        Q_EMIT changed();
    });
}

void PurgeConfirmation::start(const SharedPlan &plan)
{
    m_plan = plan;
    m_refusal.reset();
    m_count->clear();
    m_name->clear();
    m_withhold->setChecked(false);
    refresh();
}

void PurgeConfirmation::checkGate(const BelievableTime &now)
{
    m_refusal.reset();
    if (m_plan && m_plan->header.purges > 0) {
        if (const Result<void> may = PurgeGate::mayPurge(m_plan->header, now); !may)
            m_refusal = may.error();
    }
    refresh();
    Q_EMIT changed();
}

void PurgeConfirmation::refresh()
{
    const bool purges = m_plan && m_plan->header.purges > 0;
    setVisible(purges);
    if (!purges)
        return;
    const PlanHeader &header = m_plan->header;
    m_refused->setVisible(m_refusal.has_value());
    if (m_refusal)
        m_refused->setPlainText(errorSentence(*m_refusal));
    m_withhold->setEnabled(!m_refusal && header.fixes > 0);
    m_withhold->setVisible(header.fixes > 0 && !m_refusal);
    const auto typed = withholdsPurge() ? PurgeGate::Typed::Nothing : PurgeGate::typedConfirmation(header);
    const bool count = typed != PurgeGate::Typed::Nothing, name = typed == PurgeGate::Typed::CountAndListName;
    m_ask->setVisible(count);
    m_ask->setPlainText(
        name ? tr("This purges %1 of %2 contacts, nearly the whole list. Type the number and the list\u2019s name, "
                  "\u201c%3\u201d, to allow it.",
                  nullptr, pluralForm(header.purges))
                   .arg(QLocale().toString(header.purges), QLocale().toString(header.contactsInList),
                        visibleText(PurgeGate::nameToType(header), 120))
             : tr("This purges %1 of %2 contacts. Type the number to allow it.", nullptr, pluralForm(header.purges))
                   .arg(QLocale().toString(header.purges), QLocale().toString(header.contactsInList)));
    m_countLabel->setVisible(count);
    m_count->setVisible(count);
    m_nameLabel->setVisible(name);
    m_name->setVisible(name);
}

bool PurgeConfirmation::withholdsPurge() const
{
    return m_withhold->isChecked() || m_refusal.has_value();
}

std::optional<qint64> PurgeConfirmation::typedCount() const
{
    return m_count->isVisibleTo(this) ? typedNumber(*m_count) : std::nullopt;
}

QString PurgeConfirmation::typedName() const
{
    return m_name->isVisibleTo(this) ? m_name->text() : QString();
}

bool PurgeConfirmation::isConfirmed() const
{
    if (!m_plan || m_plan->header.purges == 0 || withholdsPurge())
        return true;
    return PurgeGate::confirmed(m_plan->header, typedCount(), typedName()).has_value();
}

} // namespace muster
