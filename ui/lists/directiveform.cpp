// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/directiveform.h"

#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/commands.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/tooltips.h"
#include "ui/lists/regionchoice.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTextDocument>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

NumberListPicker::NumberListPicker(const QString &accessibleName, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_empty(hintLabel(this, tr("No list imported yet.")))
{
    m_list->setObjectName(objectName);
    m_list->setAccessibleName(accessibleName);
    m_list->setTabKeyNavigation(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        const QString id = item->data(Qt::UserRole).toString();
        m_chosen.removeAll(id);
        if (item->checkState() == Qt::Checked)
            m_chosen << id;
        Q_EMIT changed();
    });
    m_import = new QPushButton(themedIcon(QStringLiteral("plus")), tr("Import a file…"), this);
    m_import->setObjectName(objectName + QStringLiteral("ImportButton"));
    m_import->setAccessibleName(tr("%1: import a file").arg(accessibleName));
    connect(m_import, &QPushButton::clicked, this, &NumberListPicker::importAsked);
    m_removal = addCommandKeys(Command::RemoveNumberList, m_list, Qt::WidgetShortcut);
    connect(m_removal, &QShortcut::activated, this, [this] {
        if (const QListWidgetItem *item = m_list->currentItem())
            Q_EMIT removeAsked(item->data(Qt::UserRole).toString());
    });
    fillColumn(this, space::xs, {m_empty, m_list, {m_import, 0, Qt::AlignLeft}});
    rebuild();
}

void NumberListPicker::setChoices(const QList<NumberListChoice> &choices)
{
    m_choices = choices;
    rebuild();
}

void NumberListPicker::setChosen(const QStringList &ids)
{
    m_chosen = ids;
    rebuild();
}

void NumberListPicker::setReadOnly(const QString &why)
{
    m_import->setEnabled(false);
    toolTips::set(m_import, why);
    m_removal->setEnabled(false);
    rebuild();
}

void NumberListPicker::rebuild()
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const auto add = [this](const QString &id, const QString &label, const QString &detail) {
        auto *item = new QListWidgetItem(visibleText(label, 200), m_list);
        item->setData(Qt::UserRole, id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(m_chosen.contains(id) ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(toolTips::text(detail));
    };
    for (const NumberListChoice &choice : std::as_const(m_choices))
        add(choice.id, choice.label,
            m_removal->isEnabled() ? tr("%1. Delete key: delete the list.").arg(choice.detail) : choice.detail);
    for (const QString &id : std::as_const(m_chosen)) {
        const bool there = std::any_of(m_choices.begin(), m_choices.end(),
                                       [&id](const NumberListChoice &choice) { return choice.id == id; });
        if (!there)
            add(id, tr("Missing list"), tr("This directive refers to a list that is no longer here."));
    }
    const int rows = m_list->count();
    m_list->setVisible(rows > 0);
    m_empty->setVisible(rows == 0);
    m_list->setFixedHeight(std::clamp(rows, 1, 4) * 24 + 4);
}

namespace {

using Action = DirectiveAction;

/// Line types that can be blocked, in the order shown. A number that is fixed or mobile by plan is neither.
constexpr NumberType blockable[] = {NumberType::Voip,       NumberType::TollFree,       NumberType::PremiumRate,
                                    NumberType::SharedCost, NumberType::PersonalNumber, NumberType::Pager,
                                    NumberType::Uan,        NumberType::Voicemail,      NumberType::FixedLine};

/// Shows the value even when it is no entry yet, such as a column of a list that is not open.
void choose(QComboBox *combo, const QString &value)
{
    int index = combo->findData(value);
    if (index < 0) {
        combo->addItem(visibleText(value, 60), value);
        index = combo->count() - 1;
    }
    combo->setCurrentIndex(index);
}

void setEntries(QComboBox *combo, const QString &none, const QStringList &members)
{
    const QString kept = combo->currentData().toString();
    combo->clear();
    if (!none.isEmpty())
        combo->addItem(none, QString());
    for (const QString &member : members)
        combo->addItem(visibleText(member, 60), member);
    choose(combo, kept);
}

} // namespace

DirectiveForm::DirectiveForm(QWidget *parent)
    : QWidget(parent)
{
    auto *column = bareLayout<QVBoxLayout>(this, space::s, QMargins(space::m, space::s, space::m, space::m));
    buildReading(column);
    buildRegions(column);
    buildLines(column);
    buildWriting(column);
    buildDuplicates(column);
    buildNumberLists(column);
    column->addStretch(1);
    setDirective({});
}

QFormLayout *DirectiveForm::addForm(QVBoxLayout *column)
{
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, space::s);
    form->setHorizontalSpacing(space::s);
    form->setVerticalSpacing(space::xs);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setLabelAlignment(Qt::AlignLeft);
    column->addLayout(form);
    return form;
}

void DirectiveForm::addRule(QFormLayout *form, const QString &label, const char *objectName,
                            Action SanitizationDirective::*member, const QList<Action> &actions)
{
    QComboBox *combo = calmCombo(this, objectName);
    for (const Action action : actions)
        combo->addItem(directiveActionText(action), int(action));
    combo->setMaximumWidth(110);
    form->addRow(label, combo);
    connect(combo, &QComboBox::currentIndexChanged, this, &DirectiveForm::tell);
    m_rules << Rule{member, combo};
}

void DirectiveForm::buildReading(QVBoxLayout *column)
{
    column->addWidget(sectionTitle(this, tr("No country code")));
    auto *form = addForm(column);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_defaultRegion = calmCombo(this, "defaultRegionCombo");
    fillRegions(m_defaultRegion, tr("No region: not checked"));
    m_defaultRegion->setToolTip(tr("Numbers without a country code are read as numbers of this region. With no region, "
                                   "they are not checked, and unchecked numbers are never purged."));
    form->addRow(tr("&Default region"), m_defaultRegion);
    m_regionMember = calmCombo(this, "regionMemberCombo");
    form->addRow(tr("Column &with country"), m_regionMember);
    setEntries(m_regionMember, tr("None"), {});
    connect(m_defaultRegion, &QComboBox::currentIndexChanged, this, &DirectiveForm::tell);
    connect(m_regionMember, &QComboBox::currentIndexChanged, this, &DirectiveForm::tell);
}

void DirectiveForm::buildRegions(QVBoxLayout *column)
{
    column->addWidget(sectionTitle(this, tr("Allowed regions")));
    m_regions = named("allowedRegionChips", new RegionChips(tr("All regions are allowed."), this));
    column->addWidget(m_regions);
    connect(m_regions, &RegionChips::changed, this, &DirectiveForm::tell);
    addRule(addForm(column), tr("Other regions"), "regionActionCombo", &SanitizationDirective::region,
            {Action::Skip, Action::Flag, Action::Purge});
}

void DirectiveForm::buildLines(QVBoxLayout *column)
{
    column->addWidget(sectionTitle(this, tr("Blocked line types")));
    m_lines = named("blockedLinesList", new QListWidget(this));
    m_lines->setAccessibleName(tr("Blocked line types"));
    m_lines->setTabKeyNavigation(false);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const NumberType type : blockable) {
        auto *item = new QListWidgetItem(lineTypeText(type), m_lines);
        item->setData(Qt::UserRole, int(type));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_lines->setFixedHeight(m_lines->sizeHintForRow(0) * m_lines->count() + 2 * m_lines->frameWidth() + 2);
    connect(m_lines, &QListWidget::itemChanged, this, &DirectiveForm::tell);
    column->addWidget(m_lines);
    addRule(addForm(column), tr("Blocked lines"), "lineActionCombo", &SanitizationDirective::lineType,
            {Action::Skip, Action::Flag, Action::Purge});
}

void DirectiveForm::buildWriting(QVBoxLayout *column)
{
    column->addWidget(sectionTitle(this, tr("Number format")));
    auto *form = addForm(column);
    addRule(form, tr("Invalid numbers"), "invalidActionCombo", &SanitizationDirective::invalid,
            {Action::Skip, Action::Flag, Action::Purge});
    addRule(form, tr("Not in plan"), "notInPlanActionCombo", &SanitizationDirective::notInPlan,
            {Action::Skip, Action::Flag, Action::Purge});
    addRule(form, tr("No number"), "missingActionCombo", &SanitizationDirective::missing,
            {Action::Skip, Action::Flag, Action::Purge});
    addRule(form, tr("Valid, not E.164"), "reformatActionCombo", &SanitizationDirective::reformat,
            {Action::Skip, Action::Flag, Action::Fix});
    addRule(form, tr("Local only"), "localOnlyActionCombo", &SanitizationDirective::localOnly,
            {Action::Skip, Action::Flag, Action::Purge});
    addRule(form, tr("Letters or text"), "textAroundActionCombo", &SanitizationDirective::textAround,
            {Action::Skip, Action::Flag, Action::Fix});
    addRule(form, tr("Extension"), "extensionActionCombo", &SanitizationDirective::extension,
            {Action::Skip, Action::Flag, Action::Fix});
    addRule(form, tr("Spreadsheet damage"), "damageActionCombo", &SanitizationDirective::damage,
            {Action::Flag, Action::Fix});
    auto *plans = pushButton(this, "numberPlansButton", tr("Numbering plans…"));
    plans->setToolTip(tr("Which number ranges Muster knows, their date, and how to update them"));
    connect(plans, &QPushButton::clicked, this, &DirectiveForm::numberPlansAsked);
    column->addWidget(plans, 0, Qt::AlignLeft);
}

void DirectiveForm::buildDuplicates(QVBoxLayout *column)
{
    column->addWidget(sectionTitle(this, tr("Duplicates")));
    auto *form = addForm(column);
    m_survivor = calmCombo(this, "survivorCombo");
    for (const auto rule : {SurvivorRule::Off, SurvivorRule::First, SurvivorRule::Newest, SurvivorRule::MostComplete,
                            SurvivorRule::FlagOnly})
        m_survivor->addItem(survivorRuleText(rule), int(rule));
    form->addRow(tr("&Keep"), m_survivor);
    m_newest = calmCombo(this, "newestMemberCombo");
    auto *label = buddyLabel(this, tr("Time column"), m_newest);
    m_newestLabel = label;
    form->addRow(label, m_newest);
    addRule(form, tr("Others"), "duplicateActionCombo", &SanitizationDirective::duplicate,
            {Action::Skip, Action::Flag, Action::Purge});
    connect(m_survivor, &QComboBox::currentIndexChanged, this, &DirectiveForm::tell);
    connect(m_newest, &QComboBox::currentIndexChanged, this, &DirectiveForm::tell);
}

void DirectiveForm::buildNumberLists(QVBoxLayout *column)
{
    const auto add = [&](const QString &title, const QString &name, const QString &rule, const char *ruleName,
                         Action SanitizationDirective::*member, bool disposable) {
        column->addWidget(sectionTitle(this, title));
        auto *picker = new NumberListPicker(title, name, this);
        column->addWidget(picker);
        connect(picker, &NumberListPicker::changed, this, &DirectiveForm::tell);
        connect(picker, &NumberListPicker::importAsked, this, [this, disposable] { Q_EMIT importAsked(disposable); });
        connect(picker, &NumberListPicker::removeAsked, this,
                [this, disposable](const QString &id) { Q_EMIT removeAsked(disposable, id); });
        addRule(addForm(column), rule, ruleName, member, {Action::Skip, Action::Flag, Action::Purge});
        return picker;
    };
    m_suppression = add(tr("Do-not-call lists"), QStringLiteral("suppressionLists"), tr("Listed numbers"),
                        "suppressedActionCombo", &SanitizationDirective::suppressed, false);
    m_disposable = add(tr("Disposable numbers"), QStringLiteral("disposableLists"), tr("Listed numbers"),
                       "disposableActionCombo", &SanitizationDirective::disposable, true);
}

void DirectiveForm::setMembers(const QStringList &members)
{
    m_filling = true;
    setEntries(m_regionMember, tr("None"), members);
    setEntries(m_newest, {}, members);
    m_filling = false;
}

void DirectiveForm::setNumberLists(const QList<NumberListChoice> &suppression,
                                   const QList<NumberListChoice> &disposable)
{
    m_suppression->setChoices(suppression);
    m_disposable->setChoices(disposable);
}

void DirectiveForm::setListsReadOnly(const QString &why)
{
    m_suppression->setReadOnly(why);
    m_disposable->setReadOnly(why);
}

void DirectiveForm::setDirective(const SanitizationDirective &directive)
{
    m_filling = true;
    m_directive = directive;
    choose(m_defaultRegion, directive.defaultRegion);
    choose(m_regionMember, directive.regionMember);
    m_regions->setRegions(directive.regions);
    {
        const QSignalBlocker blocker(m_lines);
        for (int row = 0; row < m_lines->count(); ++row) {
            QListWidgetItem *item = m_lines->item(row);
            const auto bit = typeBit(NumberType(item->data(Qt::UserRole).toInt()));
            item->setCheckState((directive.blockedTypes & bit) != 0 ? Qt::Checked : Qt::Unchecked);
        }
    }
    for (const Rule &rule : std::as_const(m_rules)) {
        const Action action = directive.*rule.member;
        if (rule.combo->findData(int(action)) < 0) // of a file that someone wrote by hand
            rule.combo->addItem(directiveActionText(action), int(action));
        rule.combo->setCurrentIndex(rule.combo->findData(int(action)));
    }
    m_survivor->setCurrentIndex(m_survivor->findData(int(directive.survivor)));
    choose(m_newest, directive.newestMember);
    m_suppression->setChosen(directive.suppressionLists);
    m_disposable->setChosen(directive.disposableLists);
    m_filling = false;
    showDependent();
}

SanitizationDirective DirectiveForm::directive() const
{
    SanitizationDirective directive = m_directive;
    directive.defaultRegion = m_defaultRegion->currentData().toString();
    directive.regionMember = m_regionMember->currentData().toString();
    directive.regions = m_regions->regions();
    for (int row = 0; row < m_lines->count(); ++row) {
        const QListWidgetItem *item = m_lines->item(row);
        const auto bit = typeBit(NumberType(item->data(Qt::UserRole).toInt()));
        directive.blockedTypes = item->checkState() == Qt::Checked ? std::uint16_t(directive.blockedTypes | bit)
                                                                   : std::uint16_t(directive.blockedTypes & ~bit);
    }
    for (const Rule &rule : m_rules)
        directive.*rule.member = Action(rule.combo->currentData().toInt());
    directive.survivor = SurvivorRule(m_survivor->currentData().toInt());
    directive.newestMember = m_newest->currentData().toString();
    directive.suppressionLists = m_suppression->chosen();
    directive.disposableLists = m_disposable->chosen();
    return directive;
}

void DirectiveForm::showDependent()
{
    const bool newest = SurvivorRule(m_survivor->currentData().toInt()) == SurvivorRule::Newest;
    m_newest->setVisible(newest);
    m_newestLabel->setVisible(newest);
}

void DirectiveForm::tell()
{
    if (m_filling)
        return;
    showDependent();
    Q_EMIT changed();
}

} // namespace muster
