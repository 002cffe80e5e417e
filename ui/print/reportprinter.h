// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QObject>
#include <functional>
#include <memory>

class QPrinter;
class QWidget;

namespace muster {

/// Asks for a printer and how many copies; never a nested event loop. nullptr: the person gave up. Use it through
/// Prompts, which a test can replace.
void openPrinterDialog(QWidget *parent, std::function<void(std::shared_ptr<QPrinter> printer)> answer);

/// A report on pages of A4, as the bytes of a PDF file. Any thread.
[[nodiscard]] QByteArray reportPdf(const QString &html, const QString &title);

/// Puts a report (see models/text/listreport.h) on pages: as a PDF file or on a printer. Laid out on a worker, so that
/// the window is not held; one at a time, a newer wish takes the place of an older one. GUI thread.
class ReportPrinter : public QObject
{
    Q_OBJECT

public:
    explicit ReportPrinter(QObject *parent = nullptr);
    ~ReportPrinter() override;

    /// Mode 0600, complete or not there; "exists" where there is a file and `replace` is false.
    void savePdf(const QString &html, const QString &title, const QString &file, bool replace);
    void print(const QString &html, const QString &title, const std::shared_ptr<QPrinter> &printer);
    /// `html` is called on the worker: for a text that takes long to make.
    void print(std::function<QString()> html, const QString &title, const std::shared_ptr<QPrinter> &printer);

Q_SIGNALS:
    void saved(const muster::Result<QString> &file);
    void printed(bool sent); ///< To the printer; false: it took nothing.

private:
    struct Jobs;
    std::unique_ptr<Jobs> m_jobs;
};

} // namespace muster
