// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/diagnosticsdialog.h"

#include "models/lists/filejob.h"
#include "models/store/durablefile.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>

namespace muster {

DiagnosticsDialog::DiagnosticsDialog(const QByteArray &diagnostics, QWidget *parent)
    : QDialog(parent)
    , m_diagnostics(diagnostics)
    , m_preview(named("diagnosticsPreviewEdit", new QPlainTextEdit(this)))
    , m_reported(wrappedLabel(this, "diagnosticsToldLabel", ColourRole::Muted))
    , m_file(new FileJob(this))
{
    setObjectName(QStringLiteral("diagnosticsDialog"));
    setWindowTitle(tr("Collect for support"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_preview->setAccessibleName(tr("Contents"));
    m_preview->setReadOnly(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(Theme::monoFont());
    m_preview->setTabChangesFocus(true);
    m_preview->setPlainText(visibleParagraphs(QString::fromUtf8(m_diagnostics), m_diagnostics.size()));
    m_preview->setMinimumSize(480, 280);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(QStringLiteral("saveDiagnosticsButton"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &DiagnosticsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_file, &FileJob::written, this, [this](const Result<WrittenFile> &file) {
        m_save->setEnabled(true);
        m_reported->setPlainText(file ? tr("Saved as %1.").arg(visibleText(file->name, 300))
                                      : errorSentence(file.error()));
    });
    fillPage(
        this, space::s,
        {hintLabel(
             this,
             tr("This helps support find the cause of a problem. It contains versions, settings, requests, runs and "
                "events: no secret, no name, no contact, no number. Nothing is sent: read it, save it, and share it yourself.")),
         {m_preview, 1},
         m_reported,
         buttons});
    rememberSize(*this);
}

void DiagnosticsDialog::save()
{
    askWhereToSave(
        this, tr("Save support file as"), tr("muster-support.json"),
        {tr("JSON files (*.json)"), tr("All files (*)")}, [self = QPointer(this)](const QString &file, bool replace) {
            if (!self)
                return;
            self->m_save->setEnabled(false);
            self->m_file->start([file, replace, bytes = self->m_diagnostics](const std::stop_token &) {
                return writeFileDurably(file, bytes, replace ? Existing::Replace : Existing::Refuse).map([&file] {
                    return WrittenFile{.name = file};
                });
            });
        });
}

} // namespace muster
