// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/upload/uploadfilepane.h"

#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/tooltips.h"
#include "ui/lists/regionchoice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace muster {

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

} // namespace

UploadFilePane::UploadFilePane(QWidget *parent)
    : QWidget(parent)
    , m_look(new ContactFileLook(this))
{
    auto *fileBox = new QWidget(this);
    m_file = lineEdit(fileBox, "uploadFileEdit", tr("File"), tr("contacts as CSV"));
    m_file->setReadOnly(true);
    m_choose = pushButton(fileBox, "chooseUploadFileButton", tr("&Choose…"), QStringLiteral("folder-open"));
    m_choose->setAccessibleName(tr("Choose the file to check"));
    fillRow(fileBox, space::xs, {{m_file, 1}, m_choose});
    m_id = calmCombo(this, "uploadIdCombo", tr("Column of the external IDs"));
    m_phone = calmCombo(this, "uploadPhoneCombo", tr("Column of the phone numbers"));
    m_encoding = calmCombo(this, "uploadEncodingCombo", tr("Encoding of the file"));
    m_encoding->addItem(tr("Detect"));
    for (const auto &[encoding, key] : keyTable<SourceEncoding>)
        m_encoding->addItem(key.toString().toUpper(), key.toString());
    m_region = calmCombo(this, "uploadRegionCombo", tr("Region of numbers without country code"));
    fillRegions(m_region, tr("None"));
    m_digits = named("uploadDigitsCheck", new QCheckBox(tr("&Digits alone include the country code"), this));
    m_rows = calmSpin<QSpinBox>(this, "uploadRowsSpin");
    m_rows->setAccessibleName(tr("Rows in each file of the copy"));
    m_rows->setRange(1, int(UploadLimits().rows));
    m_rows->setGroupSeparatorShown(true);
    m_rows->setValue(m_rows->maximum());
    m_size = calmSpin<QSpinBox>(this, "uploadSizeSpin");
    m_size->setAccessibleName(tr("Size of each file of the copy"));
    m_size->setRange(1, int(UploadLimits().bytes / mebibyte));
    m_size->setSuffix(tr(" MiB"));
    m_size->setValue(m_size->maximum());
    m_rejects = named("uploadRejectsCheck", new QCheckBox(tr("Re&ject rows that break a rule"), this));
    m_rejects->setToolTip(tr("They go into a file of their own, each with the rules that it breaks"));
    m_rejects->setChecked(true);

    auto *form = bareLayout<QFormLayout>(this, space::s);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(sectionTitle(this, tr("File")));
    form->addRow(buddyLabel(this, tr("Fi&le"), m_choose), fileBox);
    form->addRow(tr("External &ID"), m_id);
    form->addRow(tr("&Phone"), m_phone);
    form->addRow(tr("&Encoding"), m_encoding);
    form->addRow(tr("Re&gion"), m_region);
    form->addRow(m_digits);
    form->addRow(sectionTitle(this, tr("Copy")));
    form->addRow(tr("R&ows"), m_rows);
    form->addRow(tr("&Size"), m_size);
    form->addRow(m_rejects);

    connect(m_choose, &QPushButton::clicked, this, &UploadFilePane::chooseFile);
    connect(m_look, &ContactFileLook::loaded, this,
            [this](const QString &file, const ContactCsvReader::Preview &preview) {
                if (file == m_file->text())
                    showColumns(preview.header);
            });
    // A file whose columns can't be read is checked all the same: the check says why.
    for (QComboBox *combo : {m_id, m_phone, m_encoding, m_region})
        connect(combo, &QComboBox::currentIndexChanged, this, &UploadFilePane::changed);
    connect(m_digits, &QCheckBox::toggled, this, &UploadFilePane::changed);
    showColumns({});
}

void UploadFilePane::chooseFile()
{
    askWhatToOpen(this, tr("Choose a file to check before its upload"),
                  {tr("Tables (*.csv *.tab *.tsv *.txt)"), tr("All files (*)")}, this,
                  [this](const QString &file) { setFile(file); });
}

void UploadFilePane::setFile(const QString &file)
{
    m_file->setText(QFileInfo(file).absoluteFilePath());
    toolTips::set(m_file, m_file->text());
    showColumns({});
    m_look->request(m_file->text());
    Q_EMIT changed();
}

QString UploadFilePane::file() const
{
    return m_file->text();
}

void UploadFilePane::showColumns(const QStringList &header)
{
    for (QComboBox *combo : {m_id, m_phone}) {
        const QSignalBlocker blocker(combo);
        combo->clear();
        combo->addItem(tr("Detect"));
        for (const QString &column : header)
            combo->addItem(visibleText(column, 100), column);
    }
}

UploadCheckOrder UploadFilePane::order() const
{
    UploadCheckOrder order{.file = m_file->text(),
                           .columns = {.id = m_id->currentData().toString()},
                           .defaultRegion = m_region->currentData().toString(),
                           .digitsAreInternational = m_digits->isChecked()};
    if (const QString phone = m_phone->currentData().toString(); !phone.isEmpty())
        order.columns.phones = {phone};
    if (const QString encoding = m_encoding->currentData().toString(); !encoding.isEmpty())
        order.encoding = valueOf<SourceEncoding>(encoding);
    return order;
}

UploadCopyOrder UploadFilePane::copyOrder() const
{
    return {.folder = {},
            .rowsPerFile = m_rows->value(),
            .bytesPerFile = m_size->value() * mebibyte,
            .rejects = m_rejects->isChecked()};
}

void UploadFilePane::setBusy(bool busy)
{
    for (QWidget *widget : Widgets{m_choose, m_id, m_phone, m_encoding, m_region, m_digits, m_rows, m_size, m_rejects})
        widget->setEnabled(!busy);
}

} // namespace muster
