// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/policyform.h"

#include "models/items/transcriptmodels.h"
#include "models/text/maskingtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

ActionChoice::ActionChoice(const QString &what, bool keep, bool dates, QWidget *parent)
    : QWidget(parent)
    , m_action(calmCombo(this, "maskActionCombo"))
    , m_keep(calmSpin<QSpinBox>(this, "maskKeepSpin"))
{
    m_action->setAccessibleName(tr("Action: %1").arg(what));
    m_action->setMinimumContentsLength(14);
    for (int number = 0; number < maskActionCount; ++number) {
        const auto action = MaskAction(number);
        if ((action == MaskAction::Keep && !keep) || (action == MaskAction::ShiftDate && !dates))
            continue;
        m_action->addItem(maskActionText(action), number);
        m_action->setItemData(m_action->count() - 1, toolTips::text(maskActionHint(action)), Qt::ToolTipRole);
    }
    m_keep->setAccessibleName(tr("Letters or digits kept: %1").arg(what));
    m_keep->setRange(1, 4);
    connect(m_action, &QComboBox::currentIndexChanged, this, [this] {
        showKeep();
        Q_EMIT changed();
    });
    connect(m_keep, &QSpinBox::valueChanged, this, &ActionChoice::changed);
    setFocusProxy(m_action);
    fillRow(this, space::xs, {{m_action, 1}, m_keep});
    showKeep();
}

void ActionChoice::showKeep()
{
    m_keep->setVisible(MaskAction(m_action->currentData().toInt()) == MaskAction::KeepLast);
}

void ActionChoice::setRule(const EntityRule &rule)
{
    const QSignalBlocker blocker(this);
    m_action->setCurrentIndex(std::max(0, m_action->findData(int(rule.action))));
    m_keep->setValue(rule.keep);
    showKeep();
}

EntityRule ActionChoice::rule() const
{
    const auto action = MaskAction(m_action->currentData().toInt());
    return {.action = action, .keep = action == MaskAction::KeepLast ? m_keep->value() : 0};
}

OwnPatternRow::OwnPatternRow(const OwnPattern &pattern, QWidget *parent)
    : QWidget(parent)
    , m_name(named("patternNameEdit", new QLineEdit(pattern.name, this)))
    , m_pattern(named("patternEdit", new QLineEdit(pattern.pattern, this)))
    , m_action(new ActionChoice(tr("custom pattern"), false, false, this))
{
    m_name->setAccessibleName(tr("Pattern name"));
    m_name->setPlaceholderText(tr("Name"));
    m_name->setMaxLength(80);
    m_name->setMaximumWidth(120);
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
    fillRow(this, space::xs, {{m_name, 1}, {m_pattern, 2}, {m_action, 2}, remove});
}

OwnPattern OwnPatternRow::pattern() const
{
    return {.name = m_name->text().trimmed(), .pattern = m_pattern->text(), .rule = m_action->rule()};
}

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
    auto *column = bareLayout<QVBoxLayout>(box, space::xs);
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
    fillColumn(this, space::l, {buildKinds(), buildReading(), buildPatterns(), buildExceptions(), boxStretch(1)},
               QMargins(0, 0, space::m, 0));
    setPolicy({});
}

QWidget *PolicyForm::buildKinds()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = section(box, tr("Action for each kind"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::m);
    grid->setVerticalSpacing(space::xs);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const Entity entity : allEntities) {
        if (entity == Entity::Own)
            continue; // each pattern has its own
        auto *name = elidedLabel(box, nullptr, ColourRole::Text, entityTitle(entity));
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
    QVBoxLayout *column = section(box, tr("Detection"));
    m_regions = lineEdit(box, "policyRegionsEdit", QString(), tr("Two letters each: US GB CA"));
    auto *label = buddyLabel(box, tr("Regions &of national numbers"), m_regions);
    m_regions->setAccessibleName(tr("Regions whose national phone numbers are recognized"));
    auto *form = new QFormLayout;
    form->addRow(label, m_regions);
    m_spoken = new QCheckBox(tr("S&poken numbers and addresses"), box);
    m_spoken->setToolTip(tr("Numbers and addresses that are spoken as words"));
    m_spoken->setObjectName(QStringLiteral("spokenFormsCheck"));
    m_context = new QCheckBox(tr("Numbers &after keywords"), box);
    m_context->setToolTip(tr("Numbers in no known format next to a keyword"));
    m_context->setObjectName(QStringLiteral("contextCheck"));
    fillBox(column, {form, m_spoken, m_context});
    connect(m_regions, &QLineEdit::textChanged, this, &PolicyForm::changed);
    connect(m_spoken, &QCheckBox::toggled, this, &PolicyForm::changed);
    connect(m_context, &QCheckBox::toggled, this, &PolicyForm::changed);
    return box;
}

QWidget *PolicyForm::buildPatterns()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = section(box, tr("Custom patterns"),
                                  tr("Regular expressions that run in linear time on any text: no lookaround, no "
                                     "backreferences. The sample shows right away what they find."));
    m_patternLines = bareLayout<QVBoxLayout>(space::xs);
    auto *add = pushButton(box, "addPatternButton", tr("Add a pattern"), QStringLiteral("plus"));
    connect(add, &QPushButton::clicked, this, [this] {
        addPattern({});
        m_patterns.last()->setFocus();
        Q_EMIT changed();
    });
    fillBox(column, {m_patternLines, {add, 0, Qt::AlignLeft}});
    return box;
}

QWidget *PolicyForm::buildExceptions()
{
    auto *box = new QWidget(this);
    QVBoxLayout *column = section(box, tr("Decisions"));
    m_noExceptions = hintLabel(box, tr("None. Decisions come from reviewing uncertain findings."));
    m_exceptionTable = new DataTable("maskExceptionsTable", tr("Decisions of this policy"), m_exceptions, box);
    m_exceptionTable->setMinimumHeight(120);
    auto *remove = pushButton(box, "removeExceptionButton", tr("Remove this decision"), QStringLiteral("trash-2"));
    m_removeException = remove;
    connect(remove, &QPushButton::clicked, this, [this] {
        m_exceptions->remove(m_exceptionTable->currentIndex().row());
        showExceptions();
        Q_EMIT changed();
    });
    connect(m_exceptionTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PolicyForm::showExceptions);
    fillBox(column, {m_noExceptions, m_exceptionTable, {remove, 0, Qt::AlignLeft}});
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
