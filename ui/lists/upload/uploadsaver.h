// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/uploadcheck/uploadreport.h"

#include <QObject>
#include <QThreadPool>
#include <atomic>

namespace muster {

class AuditLog;

/// Asks where the copy of a checked file and its report go, and writes them on a worker, one after the other. GUI
/// thread.
class UploadSaver : public QObject
{
    Q_OBJECT

public:
    enum class Report { Json, Csv };

    /// `window`: over which it is asked; it and `audit` outlive this.
    UploadSaver(AuditLog &audit, QWidget &window, QObject *parent = nullptr);
    ~UploadSaver() override; ///< Waits for the file that is being written, since the history hears of it.

    void setCheck(std::shared_ptr<const UploadCheck> check); ///< nullptr: none. Forgets the copy.
    [[nodiscard]] const UploadReportOrder &report() const { return m_report; } ///< Of the check and its copy.
    void copy(const UploadCopyOrder &order); ///< Asks for the folder first.
    void saveReport(Report kind); ///< Asks where first.
    void stop(); ///< What is being written is not written after all.
    [[nodiscard]] double share() const { return m_share->load(); } ///< Of the file that the copy is made of.

Q_SIGNALS:
    void started(bool isCopy);
    void told(const QString &sentence); ///< Where it is now, or why not.

private:
    using Told = std::function<QString()>; ///< Made on the worker, called here: translations belong to this thread.
    void work(bool isCopy, std::function<Told(const std::stop_token &stop)> write);
    void writeCopy(UploadCopyOrder order);
    void writeReport(const QString &file, Existing existing);

    AuditLog &m_audit;
    QWidget &m_window;
    UploadReportOrder m_report;
    std::shared_ptr<std::atomic<double>> m_share = std::make_shared<std::atomic<double>>(0.0);
    std::stop_source m_stop;
    QThreadPool m_writer; ///< The last one: it waits for it.
};

} // namespace muster
