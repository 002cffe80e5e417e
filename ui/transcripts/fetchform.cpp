// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/fetchform.h"

#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace muster {

namespace {

QFormLayout *newForm()
{
    auto *form = new QFormLayout;
    form->setSpacing(space::s);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

void addLine(QFormLayout *form, const QString &text, QWidget *field, QWidget *beside)
{
    auto *label = new QLabel(text, field->parentWidget());
    label->setBuddy(field);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::xs);
    line->addWidget(field, 1);
    line->addWidget(beside);
    form->addRow(label, line);
}

} // namespace

FetchForm::FetchForm(QWidget *parent)
    : QWidget(parent)
{
    auto *asked = newForm(), *written = newForm();
    buildAsked(asked);
    buildWritten(written);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionTitle(this, tr("What the tenant is asked for")));
    column->addLayout(asked);
    column->addSpacing(space::s);
    column->addWidget(sectionTitle(this, tr("What is written")));
    column->addLayout(written);
    column->addWidget(m_raw);
    column->addStretch(1);
}

void FetchForm::buildAsked(QFormLayout *form)
{
    auto *media = new QHBoxLayout;
    media->setSpacing(space::l);
    for (const MediaType type : allMediaTypes) {
        auto *check = new QCheckBox(mediaTypeText(mediaTypeKey(type)), this);
        check->setObjectName(mediaTypeKey(type) + QStringLiteral("Check"));
        check->setChecked(true);
        connect(check, &QCheckBox::toggled, this, &FetchForm::changed);
        media->addWidget(check);
        m_media << check;
    }
    media->addStretch(1);
    form->addRow(tr("Media"), media);
    m_redaction = calmCombo(this, "redactionCombo");
    m_redaction->addItem(tr("As the tenant is set up"), int(RedactionPolicy::Auto));
    m_redaction->addItem(tr("Nothing is hidden by the tenant"), int(RedactionPolicy::None));
    m_redaction->addItem(tr("Everything that it can hide"), int(RedactionPolicy::Full));
    form->addRow(tr("&Redaction by the tenant"), m_redaction);
    m_downloads = calmSpin<QSpinBox>(this, "downloadsSpin");
    m_downloads->setRange(1, 10);
    m_downloads->setValue(4);
    form->addRow(tr("&Downloads at the same time"), m_downloads);
    connect(m_redaction, &QComboBox::currentIndexChanged, this, &FetchForm::changed);
    connect(m_downloads, &QSpinBox::valueChanged, this, &FetchForm::changed);
}

void FetchForm::buildWritten(QFormLayout *form)
{
    m_policy = calmCombo(this, "fetchPolicyCombo");
    m_policy->setAccessibleName(tr("Masking policy"));
    auto *edit = new QPushButton(tr("Edit\u2026"), this);
    edit->setObjectName(QStringLiteral("editPoliciesButton"));
    edit->setAccessibleName(tr("Edit the masking policies"));
    connect(edit, &QPushButton::clicked, this, &FetchForm::policiesAsked);
    addLine(form, tr("&Masking policy"), m_policy, edit);
    m_unmasked = hintLabel(this, {});
    m_unmasked->setObjectName(QStringLiteral("fetchUnmaskedLabel"));
    m_unmasked->setRole(ColourRole::Warn);
    m_unmasked->hide();
    form->addRow(QString(), m_unmasked);
    m_form = calmCombo(this, "transcriptFormatCombo");
    m_form->addItem(tr("JSON, a file for each interaction"), int(TranscriptForm::Json));
    m_form->addItem(tr("JSON Lines, one file"), int(TranscriptForm::JsonLines));
    m_form->addItem(tr("Plain text, a file for each interaction"), int(TranscriptForm::Text));
    form->addRow(tr("Form&at"), m_form);
    m_folder = new QLineEdit(this);
    m_folder->setObjectName(QStringLiteral("transcriptFolderEdit"));
    m_folder->setAccessibleName(tr("Folder"));
    auto *choose = new QPushButton(tr("Choose\u2026"), this);
    choose->setObjectName(QStringLiteral("chooseTranscriptFolderButton"));
    choose->setAccessibleName(tr("Choose the folder"));
    addLine(form, tr("F&older"), m_folder, choose);
    m_webhook = new QLineEdit(this);
    m_webhook->setObjectName(QStringLiteral("transcriptWebhookEdit"));
    m_webhook->setPlaceholderText(tr("https:// address told of each transcript, or empty"));
    form->addRow(tr("&Webhook"), m_webhook);
    m_raw = new QCheckBox(tr("Write the text &unmasked; asks once more"), this);
    m_raw->setObjectName(QStringLiteral("writeRawCheck"));
    connect(m_policy, &QComboBox::currentIndexChanged, this, &FetchForm::policyChosen);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &FetchForm::changed);
    connect(m_form, &QComboBox::currentIndexChanged, this, &FetchForm::changed);
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_folderTyped = true; });
    connect(m_folder, &QLineEdit::textChanged, this, &FetchForm::changed);
    connect(m_webhook, &QLineEdit::textChanged, this, &FetchForm::changed);
    connect(m_raw, &QCheckBox::toggled, this, &FetchForm::changed);
    connect(choose, &QPushButton::clicked, this, &FetchForm::chooseFolder);
    setPolicies({});
}

void FetchForm::chooseFolder()
{
    Prompts::instance().chooseFolder(this, tr("Folder for the transcripts"), m_folder->text(),
                                     [self = QPointer(this)](const QString &folder) {
                                         if (!self || folder.isEmpty())
                                             return;
                                         self->m_folderTyped = true;
                                         self->m_folder->setText(folder);
                                     });
}

void FetchForm::reset()
{
    for (QCheckBox *media : std::as_const(m_media))
        media->setChecked(true);
    m_redaction->setCurrentIndex(0);
    m_webhook->clear();
    m_raw->setChecked(false);
    m_folderTyped = false;
}

QString FetchForm::policy() const
{
    return m_policy->currentData().toString();
}

void FetchForm::setUnmasked(const QString &sentence)
{
    m_unmasked->setPlainText(sentence);
    m_unmasked->setVisible(!sentence.isEmpty());
}

QString FetchForm::unmasked() const
{
    return m_unmasked->plainText();
}

void FetchForm::setFolder(const QString &folder)
{
    if (!m_folderTyped)
        m_folder->setText(folder);
}

void FetchForm::setPolicies(const QStringList &names)
{
    const QString before = m_policy->currentData().toString();
    m_policy->clear();
    m_policy->addItem(tr("Default (built in)"), QString());
    for (const QString &name : names)
        m_policy->addItem(visibleText(name, 80), name);
    m_policy->setCurrentIndex(std::max(0, m_policy->findData(before)));
}

void FetchForm::choosePolicy(const QString &name)
{
    m_policy->setCurrentIndex(std::max(0, m_policy->findData(name)));
}

void FetchForm::fill(FetchChoice &choice) const
{
    choice.request.mediaTypes.clear();
    for (qsizetype i = 0; i < m_media.size(); ++i) {
        if (m_media[i]->isChecked())
            choice.request.mediaTypes << allMediaTypes[std::size_t(i)];
    }
    choice.request.redaction = RedactionPolicy(m_redaction->currentData().toInt());
    choice.request.concurrentDownloads = m_downloads->value();
    choice.policy = m_policy->currentData().toString();
    choice.form = TranscriptForm(m_form->currentData().toInt());
    const QString folder = m_folder->text().trimmed();
    choice.folder = folder.isEmpty() ? QString() : QDir::cleanPath(QDir::home().absoluteFilePath(folder));
    choice.webhook = QUrl(m_webhook->text().trimmed(), QUrl::StrictMode);
    choice.raw = m_raw->isChecked();
}

QString FetchForm::missing() const
{
    FetchChoice choice;
    fill(choice);
    if (choice.request.mediaTypes.isEmpty())
        return tr("Check at least one medium.");
    if (choice.folder.isEmpty())
        return tr("Choose the folder to write to.");
    if (!m_webhook->text().trimmed().isEmpty() && !choice.webhook.isValid())
        return tr("The webhook is not a valid address.");
    return {};
}

} // namespace muster
