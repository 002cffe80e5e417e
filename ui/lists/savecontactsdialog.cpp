// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/savecontactsdialog.h"

#include "models/text/amounttext.h"
#include "models/text/exporttexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>

namespace muster {

TextProfileChoice::TextProfileChoice(TextProfile profile, QWidget *parent)
    : QWidget(parent)
    , m_profile(calmCombo(this, "saveProfileCombo", tr("Written for")))
    , m_hint(named("saveProfileHintLabel", hintLabel(this)))
{
    setFocusProxy(m_profile);
    m_profile->setMinimumContentsLength(32);
    for (const auto one : {TextProfile::Spreadsheets, TextProfile::Machines})
        m_profile->addItem(textProfileText(one), int(one));
    m_profile->setCurrentIndex(m_profile->findData(int(profile)));
    const auto showHint = [this] { m_hint->setPlainText(textProfileHint(this->profile())); };
    connect(m_profile, &QComboBox::currentIndexChanged, this, showHint);
    showHint();
    fillColumn(this, space::s, {m_profile, m_hint});
}

TextProfile TextProfileChoice::profile() const
{
    return TextProfile(m_profile->currentData().toInt());
}

SaveContactsDialog::SaveContactsDialog(const Counts &counts, TextProfile profile, QWidget *parent)
    : QDialog(parent)
    , m_scopes(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("saveContactsDialog"));
    setWindowTitle(tr("Save contacts as CSV"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = pageLayout(this, space::s);
    column->addWidget(hintLabel(this, tr("One row per contact: its number, what happens to it, and why.")));
    const auto counted = [](qint64 count) { return QLocale().toString(count); };
    const auto add = [&](ReportScope scope, const char *name, const QString &text, qint64 count) {
        addScope(scope, name, text.arg(counted(count)), count > 0);
    };
    add(ReportScope::All, "saveAllRadio", tr("&All %1 contacts", nullptr, pluralForm(counts.all)), counts.all);
    add(ReportScope::Changes, "saveChangesRadio",
        tr("The %1 &planned changes: what would be fixed or purged", nullptr, pluralForm(counts.changes)),
        counts.changes);
    add(ReportScope::Shown, "saveShownRadio",
        tr("The %1 contacts that are &shown, in this order", nullptr, pluralForm(counts.shown)), counts.shown);
    add(ReportScope::Selected, "saveSelectedRadio",
        tr("The %1 se&lected contacts", nullptr, pluralForm(counts.selected)), counts.selected);
    // More than one selected, or a filter that hides some: then that is what is most likely meant.
    const ReportScope likely = counts.selected > 1      ? ReportScope::Selected
        : counts.shown < counts.all && counts.shown > 0 ? ReportScope::Shown
                                                        : ReportScope::All;
    m_scopes->button(int(likely))->setChecked(true);
    for (QAbstractButton *one : m_scopes->buttons())
        column->addWidget(one);
    m_profile = new TextProfileChoice(profile, this);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, space::s, 0, 0);
    form->addRow(tr("Written &for"), m_profile);
    column->addLayout(form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *choose = buttons->addButton(tr("C&hoose the file…"), QDialogButtonBox::AcceptRole);
    choose->setObjectName(QStringLiteral("chooseSaveFileButton"));
    choose->setProperty("primary", true);
    choose->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    rememberSize(*this);
}

void SaveContactsDialog::addScope(ReportScope scope, const char *objectName, const QString &text, bool possible)
{
    auto *radio = named(objectName, new QRadioButton(text, this));
    radio->setEnabled(possible);
    m_scopes->addButton(radio, int(scope));
}

ReportScope SaveContactsDialog::scope() const
{
    return ReportScope(m_scopes->checkedId());
}

TextProfile SaveContactsDialog::profile() const
{
    return m_profile->profile();
}

} // namespace muster
