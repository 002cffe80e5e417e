// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/optionsform.h"

#include "models/text/connectiontexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace muster {

OptionsForm::OptionsForm(QWidget *parent)
    : QWidget(parent)
    , m_form(bareLayout<QFormLayout>(this, space::s, QMargins(space::m, space::m, space::m, space::m)))
    , m_approvedText(wrappedLabel(this, "approvedOriginsLabel"))
    , m_withdraw(pushButton(this, "withdrawApprovalsButton", tr("Withdraw")))
{
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_withdraw->setToolTip(tr("Nothing more is sent there until someone approves it again."));
    connect(m_withdraw, &QPushButton::clicked, this, [this] {
        setApproved({});
        Q_EMIT changed();
    });
    m_form->addRow(tr("Approved addresses"), rowLayout(space::s, {{m_approvedText, 1}, m_withdraw}));
    showApproved();
}

void OptionsForm::setOptions(const QList<DialectOption> &options)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_form->removeRow(0);
    m_rows.clear();
    for (const DialectOption &option : options)
        addRow(option);
}

void OptionsForm::addRow(const DialectOption &option)
{
    Row row{.option = option};
    const QString label = dialectOptionText(option.key);
    const QByteArray name = option.key.toLatin1() + (option.choices.isEmpty() ? "OptionEdit" : "OptionCombo");
    QWidget *field = nullptr;
    if (option.choices.isEmpty()) {
        field = row.text = lineEdit(this, name.constData(), label);
        row.text->setText(option.standard);
        connect(row.text, &QLineEdit::textEdited, this, &OptionsForm::changed);
    } else {
        field = row.choices = calmCombo(this, name.constData(), label);
        row.choices->setEditable(option.isOpen);
        for (const QString &choice : option.choices)
            row.choices->addItem(dialectChoiceText(choice), choice);
        row.choices->setCurrentIndex(int(option.choices.indexOf(option.standard)));
        connect(row.choices, &QComboBox::currentTextChanged, this, &OptionsForm::changed);
    }
    auto *hint = hintLabel(this, dialectOptionHint(option.key));
    m_form->insertRow(int(m_rows.size()), label, columnLayout(space::xs, {field, hint}));
    m_rows.append(row);
}

QString OptionsForm::textOf(const Row &row)
{
    if (row.text != nullptr)
        return row.text->text().trimmed();
    const int chosen = row.choices->findText(row.choices->currentText());
    return chosen >= 0 ? row.choices->itemData(chosen).toString() : row.choices->currentText().trimmed();
}

void OptionsForm::setValues(const QMap<QString, QString> &values)
{
    for (const Row &row : std::as_const(m_rows)) {
        const QSignalBlocker blocker(row.text != nullptr ? static_cast<QObject *>(row.text) : row.choices);
        const QString value = values.value(row.option.key, row.option.standard);
        if (row.text != nullptr)
            row.text->setText(value);
        else if (const int index = row.choices->findData(value); index >= 0)
            row.choices->setCurrentIndex(index);
        else if (row.option.isOpen)
            row.choices->setEditText(value);
    }
}

QMap<QString, QString> OptionsForm::values() const
{
    QMap<QString, QString> values;
    for (const Row &row : m_rows) {
        if (const QString value = textOf(row); value != row.option.standard)
            values.insert(row.option.key, value);
    }
    return values;
}

QString OptionsForm::value(const QString &key) const
{
    for (const Row &row : m_rows) {
        if (row.option.key == key)
            return textOf(row);
    }
    return {};
}

void OptionsForm::setApproved(const QStringList &origins)
{
    m_approved = origins;
    showApproved();
}

void OptionsForm::showApproved()
{
    m_approvedText->setPlainParagraphs(
        m_approved.isEmpty() ? tr("None yet. The connection test shows the addresses that the server reports.")
                             : m_approved.join(u'\n'));
    m_withdraw->setVisible(!m_approved.isEmpty());
}

} // namespace muster
