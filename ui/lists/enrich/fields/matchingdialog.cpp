// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/matchingdialog.h"

#include "models/rules/enrich/rowtime.h"
#include "models/rules/enrich/transformstep.h"
#include "models/text/amounttext.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace muster {

namespace {

/// With `nothing` first; a choice that is not among them stays one.
QComboBox *namesCombo(QWidget *parent, const char *objectName, const QString &nothing, const QStringList &names,
                      const QString &chosen)
{
    QComboBox *combo = calmCombo(parent, objectName);
    combo->addItem(nothing, QString());
    for (const QString &name : names)
        combo->addItem(visibleText(name, 100), name);
    if (!chosen.isEmpty() && !names.contains(chosen))
        combo->addItem(visibleText(chosen, 100), chosen);
    combo->setCurrentIndex(combo->findData(chosen));
    return combo;
}

QStringList attributesOfTypes(const ListSchema &schema, std::initializer_list<ListAttributeType> types)
{
    QStringList names;
    for (const ListAttribute &attribute : schema.attributes) {
        if (attribute.type && std::find(types.begin(), types.end(), *attribute.type) != types.end())
            names << attribute.name;
    }
    return names;
}

} // namespace

MatchingDialog::MatchingDialog(const EnrichmentMapping &mapping, const ListSchema &schema, SharedSourceSample sample,
                               QWidget *parent)
    : QDialog(parent)
    , m_locale(mappingLocale(mapping.locale).value_or(QLocale::English))
    , m_sample(std::move(sample))
{
    setObjectName(QStringLiteral("matchingDialog"));
    setWindowTitle(tr("Matching"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = primaryButton(buttons, "acceptMatchingButton", tr("&Use these"));
    m_accept->setDefault(true);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *box = new QWidget(this);
    auto *form = bareLayout<QFormLayout>(box, space::s); // one, so that all fields stand in one column
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addMatch(*form, mapping.match, schema);
    addRecency(*form, mapping.recency, schema);
    fillPage(this, space::s, {{formArea(box), 1}, buttons});
    m_attribute->setFocus();
    resize(600, 540);
    rememberSize(*this);
    connect(m_attribute, &QComboBox::currentIndexChanged, this, &MatchingDialog::showMatch);
    connect(m_column, &QComboBox::currentIndexChanged, this, [this] {
        lookAtColumn();
        if (chosenColumn() >= 0) { // as the column has it
            const QSignalBlocker quiet(m_format);
            m_format->setEditText(m_fitting.value(0));
        }
        showDates();
    });
    connect(m_format, &QComboBox::editTextChanged, this, &MatchingDialog::showDates);
    showMatch();
    lookAtColumn();
    showDates();
}

void MatchingDialog::addMatch(QFormLayout &form, const MatchRule &match, const ListSchema &schema)
{
    using enum ListAttributeType;
    QWidget *box = form.parentWidget();
    m_attribute = namesCombo(box, "matchAttributeCombo", tr("Contact ID"), attributesOfTypes(schema, {Text, Integer}),
                             match.attribute);
    m_ignoresCase = named("matchIgnoreCaseCheck", new QCheckBox(tr("Ignore &letter case"), box));
    m_ignoresCase->setChecked(match.ignoresCase);
    form.addRow(sectionTitle(box, tr("Find contacts in the list")));
    form.addRow(tr("&Match by"), m_attribute);
    form.addRow(QString(), m_ignoresCase);
    form.addRow(QString(),
                hintLabel(box,
                          tr("A row changes a contact only if exactly one contact in the list has its value. If no "
                             "contact or more than one has it, the row is rejected and listed.")));
}

void MatchingDialog::addRecency(QFormLayout &form, const RecencyRule &recency, const ListSchema &schema)
{
    using enum ListAttributeType;
    QWidget *box = form.parentWidget();
    m_column = namesCombo(box, "newestColumnCombo", tr("Use the first row, reject the others"),
                          m_sample ? m_sample->columns : QStringList(), recency.column);
    m_format = calmCombo(box, "newestFormatCombo");
    m_format->setEditable(true);
    m_format->setInsertPolicy(QComboBox::NoInsert);
    m_format->addItems(commonDateForms());
    m_format->lineEdit()->setMaxLength(int(MappingLimits::name));
    m_format->setEditText(recency.format);
    m_format->lineEdit()->setPlaceholderText(QStringLiteral("yyyy-MM-dd"));
    m_contactDate = namesCombo(box, "contactDateCombo", tr("Not compared"), attributesOfTypes(schema, {Date, Text}),
                               recency.attribute);
    m_dates = wrappedLabel(box, "newestDatesLabel");
    form.addRow(sectionTitle(box, tr("Several rows for one contact")));
    form.addRow(tr("&Newest by"), m_column);
    form.addRow(tr("Date &format"), m_format);
    form.addRow(QString(), m_dates);
    form.addRow(tr("Contact’s &date"), m_contactDate);
    form.addRow(QString(),
                hintLabel(box,
                          tr("The newest row counts, the older ones are left out. The contact’s date is for attributes "
                             "with the rule “Only if the row is newer”: a contact changed later keeps its value.")));
}

MatchRule MatchingDialog::match() const
{
    const QString attribute = m_attribute->currentData().toString();
    return {attribute, !attribute.isEmpty() && m_ignoresCase->isChecked()};
}

RecencyRule MatchingDialog::recency() const
{
    const QString column = m_column->currentData().toString();
    if (column.isEmpty())
        return {};
    return {column, m_format->currentText().trimmed(), m_contactDate->currentData().toString()};
}

int MatchingDialog::chosenColumn() const
{
    const QString name = m_column->currentData().toString();
    return m_sample && !name.isEmpty() ? int(m_sample->columns.indexOf(name)) : -1;
}

void MatchingDialog::lookAtColumn()
{
    const int column = chosenColumn();
    m_fitting = column < 0 ? QStringList() : DateFormTrial::fitting(m_sample->rows, std::size_t(column), m_locale);
}

void MatchingDialog::showMatch()
{
    m_ignoresCase->setEnabled(m_attribute->currentIndex() > 0);
}

void MatchingDialog::showDates()
{
    const RecencyRule rule = recency();
    for (QWidget *one : std::initializer_list<QWidget *>{m_format, m_contactDate})
        one->setEnabled(!rule.column.isEmpty());
    const auto reader = RowTimeReader::make(rule.format, m_locale);
    const bool fits = rule.column.isEmpty() || reader;
    m_dates->setRole(fits ? ColourRole::Text : ColourRole::Bad);
    QString text;
    if (!fits) {
        text = mappingFindingText({.fault = MappingFault::BadRowDate, .subject = rule.column, .detail = rule.format});
    } else if (const int column = chosenColumn(); column >= 0) {
        const DateFormTrial trial = DateFormTrial::of(*reader, m_sample->rows, std::size_t(column));
        if (trial.filled > 0)
            text = tr("%1 of the first %2 cells are dates in this format.", nullptr, pluralForm(trial.read))
                       .arg(numberText(trial.read), numberText(trial.filled));
        if (m_fitting.size() > 1 && m_fitting.contains(rule.format))
            //: %1 are date formats, such as “dd/MM/yyyy, MM/dd/yyyy”.
            text += u' '
                % tr("More than one format fits them: %1. Choose the one that your file uses.")
                      .arg(m_fitting.join(u", "));
    }
    m_dates->showText(text);
    m_accept->setEnabled(fits);
}

} // namespace muster
