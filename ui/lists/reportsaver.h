// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/csvrows.h"
#include "models/text/listreport.h"
#include "network/wire/result.h"

#include <QObject>

class QWidget;

namespace muster {

class FileJob;
class ReportPrinter;

/// Puts the report of a list where a person wants it: into a CSV or PDF file that they name, or on paper. What is saved
/// is what the facts were when it was asked for. Laid out and written on workers. GUI thread.
class ReportSaver : public QObject
{
    Q_OBJECT

public:
    /// `window`: over which it is asked; outlives this.
    explicit ReportSaver(QWidget &window, QObject *parent = nullptr);

    void saveCsv(const ListReportFacts &facts);
    void savePdf(const ListReportFacts &facts);
    void print(const ListReportFacts &facts);
    /// A copy of the file that a run left of whom it did not change, see UnchangedContactsCsv.
    void saveUnchanged(const QString &leftovers);

Q_SIGNALS:
    void told(const QString &sentence); ///< Where the report is now, or why not. Silent when the person gave up.

private:
    void tellFile(const Result<WrittenFile> &file);

    QWidget &m_window;
    FileJob *m_csv = nullptr;
    FileJob *m_unchanged = nullptr;
    ReportPrinter *m_printer = nullptr;
};

} // namespace muster
