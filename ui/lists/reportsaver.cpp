// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/reportsaver.h"

#include "models/lists/filejob.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/store/durablefile.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/prompts.h"
#include "ui/print/reportprinter.h"

#include <QPointer>
#include <QWidget>

namespace muster {

ReportSaver::ReportSaver(QWidget &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_csv(new FileJob(this))
    , m_unchanged(new FileJob(this))
    , m_printer(new ReportPrinter(this))
{
    connect(m_csv, &FileJob::written, this, &ReportSaver::tellFile);
    connect(m_unchanged, &FileJob::written, this, [this](const Result<WrittenFile> &file) {
        Q_EMIT told(file ? tr("Contacts saved to %1.").arg(visibleText(file->name, 300)) : errorSentence(file.error()));
    });
    connect(m_printer, &ReportPrinter::saved, this, [this](const Result<QString> &file) {
        tellFile(file.map([](const QString &name) { return WrittenFile{.name = name}; }));
    });
    connect(m_printer, &ReportPrinter::printed, this, [this](bool sent) {
        Q_EMIT told(sent ? tr("The report was sent to the printer.")
                         : tr("The printer didn’t accept the report. Check that it is ready, then print again."));
    });
}

void ReportSaver::tellFile(const Result<WrittenFile> &file)
{
    Q_EMIT told(file ? withFormulaCells(tr("Report saved to %1.").arg(visibleText(file->name, 300)), *file)
                     : errorSentence(file.error()));
}

void ReportSaver::saveCsv(const ListReportFacts &facts)
{
    CsvRows rows = listReportCsv(facts);
    askWhereToSave(
        &m_window, tr("Save the report as"), tr("sanitizing-report.csv"),
        {tr("CSV files (*.csv)"), tr("All files (*)")},
        [self = QPointer(this), csv = rows.take(), formulaCells = rows.formulaCells()](const QString &file,
                                                                                       bool replace) {
            if (!self)
                return;
            const WrittenFile whole{file, TextProfile::Spreadsheets, formulaCells};
            self->m_csv->start([csv, whole, replace](const std::stop_token &) {
                return writeFileDurably(whole.name, csv, replace ? Existing::Replace : Existing::Refuse).map([&whole] {
                    return whole;
                });
            });
        });
}

void ReportSaver::saveUnchanged(const QString &leftovers)
{
    askWhereToSave(&m_window, tr("Save the contacts as"), tr("contacts-not-done.csv"),
                   {tr("CSV files (*.csv)"), tr("All files (*)")},
                   [self = QPointer(this), leftovers](const QString &file, bool replace) {
                       if (!self)
                           return;
                       self->m_unchanged->start([leftovers, file, replace](const std::stop_token &) {
                           return copyUnchangedContacts(leftovers, file, replace);
                       });
                   });
}

void ReportSaver::savePdf(const ListReportFacts &facts)
{
    askWhereToSave(&m_window, tr("Save the report as"), tr("report.pdf"),
                   {tr("PDF files (*.pdf)"), tr("All files (*)")},
                   [self = QPointer(this), html = listReportHtml(facts)](const QString &file, bool replace) {
                       if (self)
                           self->m_printer->savePdf(html, tr("Contact list report"), file, replace);
                   });
}

void ReportSaver::print(const ListReportFacts &facts)
{
    askForPrinter(&m_window, this, [this, html = listReportHtml(facts)](const std::shared_ptr<QPrinter> &printer) {
        m_printer->print(html, tr("Contact list report"), printer);
    });
}

} // namespace muster
