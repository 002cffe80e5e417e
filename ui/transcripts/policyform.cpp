// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/policyform.h"

#include "models/items/transcriptmodels.h"
#include "models/text/maskingtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/transcripts/actionchoice.h"
#include "ui/transcripts/ownpatternrow.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace muster {

namespace {

/// The contract's three kinds are always masked.
bool mayBeKept(Entity entity)
{
    return entity != Entity::Email && entity != Entity::Phone && entity != Entity::Ssn;
}

QStringList regionsIn(const QString &text)
{
    static const QRegularExpression gap(QStringLiteral("[\\s,;]+"));
    return text.toUpper().split(gap, Qt::SkipEmptyParts);
}

QVBoxLayout *section(QWidget *box, const QString &title, const QString &hint = {})
{
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(sectionTitle(box, title));
    if (!hint.isEmpty())
        column->addWidget(hintLabel(box, hint));
    return column;
}

} // namespace

PolicyForm::PolicyForm(QWidget *parent)
    : QWidget(parent)
    , m_exceptions(new MaskExceptionsModel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, space::m, 0);
    column->setSpacing(space::l);
    column->addWidget(buildKinds());
    column->addWidget(buildReading());
    column->addWidget(buildPatterns());
    column->addWidget(buildExceptions());
    column->addStretch(1);
    setPolicy({});
}

QWidget *PolicyForm::buildKinds()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = section(box, tr("What is done with each kind"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::m);
    grid->setVerticalSpacing(space::xs);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const Entity entity : allEntities) {
        if (entity == Entity::Own)
            continue; // each pattern has its own
        auto *name = new PlainLabel(PlainLabel::Fit::Elide, box);
        name->setPlainText(entityTitle(entity));
        toolTips::set(name, entityHint(entity));
        auto *action = new ActionChoice(entityTitle(entity), mayBeKept(entity), entity == Entity::BirthDate, box);
        toolTips::set(action, entityHint(entity));
        m_actions[std::size_t(entity)] = action;
        connect(action, &ActionChoice::changed, this, &PolicyForm::changed);
        grid->addWidget(name, line, 0);
        grid->addWidget(action, line++, 1);
    }
    grid->setColumnMinimumWidth(0, 190);
    column->addLayout(grid);
    return box;
}

QWidget *PolicyForm::buildReading()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = section(box, tr("How texts are read"));
    m_regions = new QLineEdit(box);
    m_regions->setObjectName(QStringLiteral("policyRegionsEdit"));
    m_regions->setPlaceholderText(tr("Two letters each: US GB CA"));
    auto *label = new QLabel(tr("National phone numbers &of"), box);
    label->setBuddy(m_regions);
    m_regions->setAccessibleName(tr("Regions whose national phone numbers are known"));
    auto *form = new QFormLayout;
    form->addRow(label, m_regions);
    m_spoken = new QCheckBox(tr("S&poken numbers and addresses"), box);
    m_spoken->setToolTip(tr("Numbers and addresses that are spoken as words"));
    m_spoken->setObjectName(QStringLiteral("spokenFormsCheck"));
    m_context = new QCheckBox(tr("Numbers that a word &announces"), box);
    m_context->setToolTip(tr("Numbers of no known form beside a word that announces one"));
    m_context->setObjectName(QStringLiteral("contextCheck"));
    column->addLayout(form);
    column->addWidget(m_spoken);
    column->addWidget(m_context);
    connect(m_regions, &QLineEdit::textChanged, this, &PolicyForm::changed);
    connect(m_spoken, &QCheckBox::toggled, this, &PolicyForm::changed);
    connect(m_context, &QCheckBox::toggled, this, &PolicyForm::changed);
    return box;
}

QWidget *PolicyForm::buildPatterns()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = section(box, tr("Own patterns"),
                                  tr("Regular expressions that take linear time on any text: no look-around, no "
                                     "back-references. The sample shows at once what they find."));
    m_patternLines = new QVBoxLayout;
    m_patternLines->setSpacing(space::xs);
    auto *add = new QPushButton(themedIcon(QStringLiteral("plus")), tr("Add a pattern"), box);
    add->setObjectName(QStringLiteral("addPatternButton"));
    connect(add, &QPushButton::clicked, this, [this] {
        addPattern({});
        m_patterns.last()->setFocus();
        Q_EMIT changed();
    });
    column->addLayout(m_patternLines);
    column->addWidget(add, 0, Qt::AlignLeft);
    return box;
}

QWidget *PolicyForm::buildExceptions()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = section(box, tr("Decisions"));
    m_noExceptions = hintLabel(box, tr("None. Decisions come from the review of findings that are not sure."));
    m_exceptionTable = new DataTable(box);
    m_exceptionTable->setObjectName(QStringLiteral("maskExceptionsTable"));
    m_exceptionTable->setAccessibleName(tr("Decisions of this policy"));
    m_exceptionTable->setModel(m_exceptions);
    m_exceptionTable->setMinimumHeight(120);
    auto *remove = new QPushButton(themedIcon(QStringLiteral("trash-2")), tr("Take this decision back"), box);
    remove->setObjectName(QStringLiteral("removeExceptionButton"));
    m_removeException = remove;
    connect(remove, &QPushButton::clicked, this, [this] {
        m_exceptions->remove(m_exceptionTable->currentIndex().row());
        showExceptions();
        Q_EMIT changed();
    });
    connect(m_exceptionTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PolicyForm::showExceptions);
    column->addWidget(m_noExceptions);
    column->addWidget(m_exceptionTable);
    column->addWidget(remove, 0, Qt::AlignLeft);
    return box;
}

void PolicyForm::showExceptions()
{
    const bool any = m_exceptions->rowCount() > 0;
    m_noExceptions->setVisible(!any);
    m_exceptionTable->setVisible(any);
    m_removeException->setVisible(any);
    m_removeException->setEnabled(m_exceptionTable->currentIndex().isValid());
}

void PolicyForm::addPattern(const OwnPattern &pattern)
{
    auto *row = new OwnPatternRow(pattern, this);
    m_patterns << row;
    m_patternLines->addWidget(row);
    connect(row, &OwnPatternRow::changed, this, &PolicyForm::changed);
    connect(row, &OwnPatternRow::removeAsked, this, [this, row] {
        m_patterns.removeOne(row);
        row->deleteLater();
        Q_EMIT changed();
    });
}

void PolicyForm::setPolicy(const MaskPolicy &policy)
{
    const QSignalBlocker blocker(this);
    m_policy = policy;
    for (const Entity entity : allEntities) {
        if (ActionChoice *action = m_actions[std::size_t(entity)])
            action->setRule(policy.rule(entity));
    }
    m_regions->setText(policy.regions.join(u' '));
    m_spoken->setChecked(policy.spokenForms);
    m_context->setChecked(policy.context);
    for (OwnPatternRow *row : std::as_const(m_patterns))
        row->deleteLater();
    m_patterns.clear();
    for (const OwnPattern &pattern : policy.patterns)
        addPattern(pattern);
    m_exceptions->setExceptions(policy.exceptions, QDateTime::currentDateTimeUtc());
    showExceptions();
}

MaskPolicy PolicyForm::policy() const
{
    MaskPolicy policy = m_policy;
    for (const Entity entity : allEntities) {
        if (const ActionChoice *action = m_actions[std::size_t(entity)])
            policy.rules[std::size_t(entity)] = action->rule();
    }
    policy.regions = regionsIn(m_regions->text());
    policy.spokenForms = m_spoken->isChecked();
    policy.context = m_context->isChecked();
    policy.patterns.clear();
    for (const OwnPatternRow *row : m_patterns) {
        const OwnPattern pattern = row->pattern();
        if (!pattern.pattern.isEmpty() || !pattern.name.isEmpty())
            policy.patterns << pattern;
    }
    policy.exceptions = m_exceptions->rows();
    return policy;
}

QString PolicyForm::badRegions() const
{
    static const QRegularExpression region(QStringLiteral("^[A-Z]{2}$"));
    QStringList bad;
    for (const QString &one : regionsIn(m_regions->text())) {
        if (!region.match(one).hasMatch())
            bad << one;
    }
    return bad.join(QStringLiteral(", "));
}

} // namespace muster
