// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/scrub/scrubsaver.h"

#include "models/background/whendone.h"
#include "models/store/auditentry.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/scrubtexts.h"
#include "network/wire/thrown.h"
#include "ui/common/prompts.h"
#include "ui/print/reportprinter.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>
#include <QPromise>
#include <QSysInfo>
#include <QWidget>

namespace muster {

ScrubSaver::ScrubSaver(AuditLog &audit, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_audit(audit)
    , m_window(window)
{
    m_writer.setMaxThreadCount(1);
}

ScrubSaver::~ScrubSaver()
{
    m_stop.request_stop();
}

void ScrubSaver::setScrub(std::shared_ptr<const Scrub> scrub)
{
    m_evidence = {.scrub = std::move(scrub),
                  .account = accountName(),
                  .computer = QSysInfo::machineHostName(),
                  .program = QStringLiteral("Muster ") + QCoreApplication::applicationVersion()};
}

void ScrubSaver::save(What what)
{
    if (!m_evidence.scrub)
        return;
    const QFileInfo input(m_evidence.scrub->file);
    const QString base = input.path() + u'/' + input.completeBaseName();
    const QStringList tables{tr("CSV files (*.csv)"), tr("All files (*)")};
    const auto chosen = [self = QPointer(this), what](const QString &file, bool replace) {
        if (self)
            self->write(what, file, replace ? Existing::Replace : Existing::Refuse);
    };
    switch (what) {
    case What::Free:
        return askWhereToSave(&m_window, tr("Save rows that may be dialled"), tr("%1-scrubbed.csv").arg(base), tables,
                              chosen);
    case What::TakenOut:
        return askWhereToSave(&m_window, tr("Save rows that were taken out"), tr("%1-taken-out.csv").arg(base), tables,
                              chosen);
    case What::EvidencePdf:
        return askWhereToSave(&m_window, tr("Save the evidence"), tr("%1-evidence.pdf").arg(base),
                              {tr("PDF files (*.pdf)"), tr("All files (*)")}, chosen);
    case What::EvidenceCsv:
        return askWhereToSave(&m_window, tr("Save the evidence"), tr("%1-evidence.csv").arg(base), tables, chosen);
    }
}

void ScrubSaver::write(What what, const QString &file, Existing existing)
{
    if (!m_evidence.scrub)
        return;
    Q_EMIT started();
    // Words are made here: translations belong to this thread.
    QString html;
    QByteArray csv;
    if (what == What::EvidencePdf)
        html = scrubEvidenceHtml(m_evidence);
    else if (what == What::EvidenceCsv)
        csv = scrubEvidenceCsv(m_evidence).take();
    const auto work = [what, file, existing, evidence = m_evidence, html, csv, title = tr("Do-not-call scrub"),
                       &audit = m_audit, stop = m_stop.get_token()]() -> Result<Saved> {
        Saved saved{.what = what, .rows = {}, .file = file};
        if (what == What::EvidencePdf || what == What::EvidenceCsv) {
            TRY(entry,
                saveScrubEvidence(evidence, what == What::EvidencePdf ? reportPdf(html, title) : csv, file, existing,
                                  audit));
            saved.entry = *entry;
            return saved;
        }
        const ScrubFileOptions how{.existing = existing};
        TRY(rows,
            what == What::Free ? writeScrubbed(*evidence.scrub, file, how, stop)
                               : writeTakenOut(*evidence.scrub, file, how, stop));
        ScrubEvidence now = evidence;
        (what == What::Free ? now.scrubbed : now.takenOut) = *rows;
        TRY_VOID(recordScrub(now, audit));
        saved.rows = *std::move(rows);
        return saved;
    };
    const auto promise = std::make_shared<QPromise<Result<Saved>>>();
    promise->start();
    whenDone(this, promise->future(), [this](const Result<Saved> &saved) { take(saved); });
    m_writer.start([promise, work] {
        promise->addResult(withoutThrowing(work));
        promise->finish();
    });
}

void ScrubSaver::take(const Result<Saved> &saved)
{
    if (!saved) {
        Q_EMIT told(errorSentence(saved.error()), false);
        return;
    }
    const QString name = visibleText(saved->file, 300);
    if (saved->rows) {
        (saved->what == What::Free ? m_evidence.scrubbed : m_evidence.takenOut) = saved->rows;
        Q_EMIT told(withFormulaCells(tr("Rows saved to %1: %2.").arg(name, QLocale().toString(saved->rows->rows)),
                                     saved->rows->written),
                    true);
        return;
    }
    Q_EMIT told(tr("Evidence saved to %1; its digest is in entry %2 of the history.")
                    .arg(name, QLocale().toString(saved->entry)),
                true);
}

} // namespace muster
