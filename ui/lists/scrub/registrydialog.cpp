// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/scrub/registrydialog.h"

#include "models/text/scrubtexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/lists/regionchoice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QToolButton>

namespace muster {

RegistryDialog::RegistryDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("registryDialog"));
    setWindowTitle(tr("Import a registry"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *fileBox = new QWidget(this);
    m_file = lineEdit(fileBox, "registryFileEdit", tr("File"), tr("or an https address"));
    auto *choose = iconButton(fileBox, "chooseRegistryFileButton", QStringLiteral("folder-open"), tr("Choose the file"));
    fillRow(fileBox, space::xs, {{m_file, 1}, choose});
    connect(choose, &QToolButton::clicked, this, &RegistryDialog::chooseFile);
    m_name = lineEdit(this, "registryNameEdit", tr("Name"), tr("as it should appear in reports"));
    m_name->setMaxLength(int(RegistryStore::maxName));
    m_kind = calmCombo(this, "registryKindCombo", tr("Kind"));
    for (const auto &[kind, key] : keyTable<RegistryKind>)
        m_kind->addItem(registryKindText(kind), int(kind));
    m_columns = lineEdit(this, "registryColumnsEdit", tr("Column"), tr("detected"));
    m_columns->setToolTip(tr("Name of the column with the numbers, or its place from 1. Join several with a plus sign, "
                             "such as 1+2, where area code and number are apart."));
    m_region = calmCombo(this, "registryRegionCombo", tr("Region"));
    fillRegions(m_region, tr("None: every number has its country code"));
    m_asOf = calmSpin<QDateEdit>(this, "registryAsOfEdit");
    m_asOf->setAccessibleName(tr("As of"));
    m_asOf->setCalendarPopup(true);
    m_asOf->setDate(QDate::currentDate());
    m_asOf->setMaximumDate(QDate::currentDate());
    m_skip = named("registrySkipCheck", new QCheckBox(tr("&Leave out rows without a phone number"), this));
    m_skip->setToolTip(tr("Otherwise such a row refuses the file: a number that is missing would be called."));
    auto *form = new QFormLayout;
    form->addRow(buddyLabel(this, tr("&File"), m_file), fileBox);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(tr("&As of"), m_asOf);
    form->addRow(tr("&Column"), m_columns);
    form->addRow(tr("&Region"), m_region);
    form->addRow(QString(), m_skip);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_import = primaryButton(this, "importRegistryButton", tr("&Import"));
    m_import->setDefault(true);
    buttons->addButton(m_import, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT importAsked(order());
        accept();
    });
    fillPage(this, space::m,
             {hintLabel(this,
                        tr("One number per row, as CSV or text. A registry with the same name is replaced once the new "
                           "one is complete.")),
              form, boxStretch(1), buttons});
    for (QLineEdit *edit : {m_file, m_name})
        connect(edit, &QLineEdit::textChanged, this, &RegistryDialog::showReady);
    showReady();
    resize(520, 400);
    rememberSize(*this);
}

void RegistryDialog::chooseFile()
{
    askWhatToOpen(this, tr("Choose the registry’s file"), {tr("Tables (*.csv *.tsv *.txt)"), tr("All files (*)")}, this,
                  [this](const QString &file) { setFile(file); });
}

void RegistryDialog::setFile(const QString &file)
{
    m_file->setText(file);
    const QFileInfo info(file);
    if (m_name->text().isEmpty())
        m_name->setText(info.completeBaseName().left(int(RegistryStore::maxName)));
    if (const QDate written = info.lastModified().date(); written.isValid())
        m_asOf->setDate(std::min(written, QDate::currentDate()));
}

RegistryOrder RegistryDialog::order() const
{
    const bool isAddress = m_file->text().contains(QLatin1String("://"));
    QStringList columns;
    for (const QString &column : m_columns->text().split(u'+', Qt::SkipEmptyParts)) {
        if (!column.trimmed().isEmpty())
            columns.append(column.trimmed());
    }
    return {.name = m_name->text().trimmed(),
            .kind = RegistryKind(m_kind->currentData().toInt()),
            .source = isAddress ? m_file->text().trimmed() : QFileInfo(m_file->text()).absoluteFilePath(),
            .format = {.columns = columns,
                       .defaultRegion = m_region->currentData().toString(),
                       .skipsUnreadable = m_skip->isChecked()},
            .asOf = m_asOf->date()};
}

void RegistryDialog::showReady()
{
    m_import->setEnabled(!m_file->text().trimmed().isEmpty() && !m_name->text().trimmed().isEmpty());
}

} // namespace muster
