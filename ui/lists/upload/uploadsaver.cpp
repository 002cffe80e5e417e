// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/upload/uploadsaver.h"

#include "models/background/whendone.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/uploadtexts.h"
#include "network/wire/thrown.h"
#include "ui/common/prompts.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>
#include <QPromise>
#include <QWidget>

namespace muster {

UploadSaver::UploadSaver(AuditLog &audit, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_audit(audit)
    , m_window(window)
{
    m_writer.setMaxThreadCount(1);
}

UploadSaver::~UploadSaver()
{
    stop();
}

void UploadSaver::stop()
{
    m_stop.request_stop();
}

void UploadSaver::setCheck(std::shared_ptr<const UploadCheck> check)
{
    m_report = {.check = std::move(check),
                .copy = {},
                .program = QStringLiteral("Muster ") + QCoreApplication::applicationVersion(),
                .sentences = uploadRuleTexts(),
                .further = uploadFurtherText()};
}

void UploadSaver::copy(const UploadCopyOrder &order)
{
    if (!m_report.check)
        return;
    Prompts::instance().chooseFolder(&m_window, tr("Choose a folder for the copy"),
                                     QFileInfo(m_report.check->file).path(),
                                     [self = QPointer(this), order](const QString &folder) {
                                         if (!self || folder.isEmpty())
                                             return;
                                         UploadCopyOrder placed = order;
                                         placed.folder = folder;
                                         self->writeCopy(placed);
                                     });
}

void UploadSaver::saveReport(Report kind)
{
    if (!m_report.check)
        return;
    const QFileInfo input(m_report.check->file);
    const bool isJson = kind == Report::Json;
    const QString base = input.path() + u'/' + input.completeBaseName();
    askWhereToSave(&m_window, tr("Save the report"),
                   isJson ? tr("%1-upload-report.json").arg(base) : tr("%1-upload-report.csv").arg(base),
                   {isJson ? tr("JSON files (*.json)") : tr("CSV files (*.csv)"), tr("All files (*)")},
                   [self = QPointer(this)](const QString &file, bool replace) {
                       if (self)
                           self->writeReport(file, replace ? Existing::Replace : Existing::Refuse);
                   });
}

void UploadSaver::writeCopy(UploadCopyOrder order)
{
    if (!m_report.check)
        return;
    m_share->store(0);
    work(true, [this, order, check = m_report.check, share = m_share](const std::stop_token &stop) -> Told {
        const auto copy = writeUploadCopy(*check, order, m_audit, [&share](double done) { share->store(done); }, stop);
        return [this, copy, folder = order.folder] {
            if (!copy)
                return errorSentence(copy.error());
            m_report.copy = *copy;
            return tr("Copy saved to %1. %2").arg(visibleText(folder, 300), uploadCopyText(*copy));
        };
    });
}

void UploadSaver::writeReport(const QString &file, Existing existing)
{
    if (!m_report.check)
        return;
    work(false, [this, file, existing, report = m_report](const std::stop_token &stop) -> Told {
        const auto entry = saveUploadReport(report, file, existing, m_audit, stop);
        return [entry, file] {
            return entry ? tr("Report saved to %1; its digest is in entry %2 of the history.")
                               .arg(visibleText(file, 300), QLocale().toString(*entry))
                         : errorSentence(entry.error());
        };
    });
}

void UploadSaver::work(bool isCopy, std::function<Told(const std::stop_token &stop)> write)
{
    m_stop = std::stop_source();
    Q_EMIT started(isCopy);
    const auto promise = std::make_shared<QPromise<Told>>();
    promise->start();
    whenDone(this, promise->future(), [this](const Told &sentence) { Q_EMIT told(sentence()); });
    m_writer.start([promise, write = std::move(write), stop = m_stop.get_token()] {
        const auto made = withoutThrowing([&]() -> Result<Told> { return write(stop); });
        promise->addResult(made ? *made : Told([error = made.error()] { return errorSentence(error); }));
        promise->finish();
    });
}

} // namespace muster
