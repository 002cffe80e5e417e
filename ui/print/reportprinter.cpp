// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/print/reportprinter.h"

#include "models/background/workerjob.h"
#include "models/store/durablefile.h"
#include "ui/common/layoutmemory.h"

#include <QBuffer>
#include <QFont>
#include <QPageLayout>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QTextDocument>

namespace muster {

void openPrinterDialog(QWidget *parent, std::function<void(std::shared_ptr<QPrinter>)> answer)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto *dialog = new QPrintDialog(printer.get(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("printerDialog"));
    rememberSize(*dialog);
    // The dialog goes after this answer; as long as it is there the printer must be.
    QObject::connect(dialog, &QDialog::finished, dialog, [printer, answer = std::move(answer)](int result) {
        answer(result == QDialog::Accepted ? printer : nullptr);
    });
    dialog->open();
}

namespace {

constexpr qreal bodyPoints = 9.5;
constexpr qreal marginMillimetres = 18;

/// Of a worker; the document knows no file and no address, and neither does the report.
void layOut(QTextDocument &document, const QString &html)
{
    QFont font;
    font.setPointSizeF(bodyPoints);
    document.setDefaultFont(font);
    document.setHtml(html);
}

} // namespace

QByteArray reportPdf(const QString &html, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Muster"));
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres),
                          QPageLayout::Millimeter);
    QTextDocument document;
    layOut(document, html);
    document.print(&writer);
    return bytes;
}

struct ReportPrinter::Jobs
{
    explicit Jobs(ReportPrinter *owner)
        : pdf([owner](const Result<QString> &file) { Q_EMIT owner->saved(file); })
        , paper([owner](const bool &sent) { Q_EMIT owner->printed(sent); },
                [owner](const ApiError &) { Q_EMIT owner->printed(false); })
    {
    }
    WorkerJob<Result<QString>> pdf;
    WorkerJob<bool> paper;
};

ReportPrinter::ReportPrinter(QObject *parent)
    : QObject(parent)
    , m_jobs(std::make_unique<Jobs>(this))
{
}

ReportPrinter::~ReportPrinter() = default;

void ReportPrinter::savePdf(const QString &html, const QString &title, const QString &file, bool replace)
{
    m_jobs->pdf.start([html, title, file, replace](const std::stop_token &) {
        return writeFileDurably(file, reportPdf(html, title), replace ? Existing::Replace : Existing::Refuse)
            .map([&file] { return file; });
    });
}

void ReportPrinter::print(const QString &html, const QString &title, const std::shared_ptr<QPrinter> &printer)
{
    print([html] { return html; }, title, printer);
}

void ReportPrinter::print(std::function<QString()> html, const QString &title, const std::shared_ptr<QPrinter> &printer)
{
    m_jobs->paper.start([html = std::move(html), title, printer](const std::stop_token &) {
        printer->setDocName(title);
        QTextDocument document;
        layOut(document, html());
        document.print(printer.get());
        return printer->printerState() != QPrinter::Error;
    });
}

} // namespace muster
