// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/exportdiff/exportdiff.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <QThreadPool>
#include <atomic>
#include <memory>
#include <stop_token>

class QProgressBar;
class QTimer;

namespace muster {

class Announcer;
class AuditLog;
enum class Existing;
class ExportDiffModel;
class ExportDiffValuesModel;
struct WrittenFile;

/// What differs between two exported files: chosen, compared on a worker, looked at row by row, and saved as a file of
/// the changes alone.
class CompareExportsDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "segments#compare-two-exports")

public:
    /// Files that are known already; may be empty. `audit` hears of what is saved and outlives the dialog.
    explicit CompareExportsDialog(AuditLog &audit, const QString &older = {}, const QString &newer = {},
                                  QWidget *parent = nullptr);
    ~CompareExportsDialog() override;
    void compare(); ///< The files that are entered.

private:
    QWidget *buildFiles();
    QWidget *buildResult();
    QWidget *buildTables(QWidget *parent);
    QLineEdit *addFile(QFormLayout *form, const char *editName, const char *buttonName, const QString &label,
                       const QString &choose);
    void showReady();
    void showDiff(const Result<std::shared_ptr<const ExportDiff>> &diff);
    void showFilter(); ///< What is chosen in it is what the table shows.
    void fillColumns();
    void showRow();
    void showEmpty();
    void save();
    void write(const std::shared_ptr<const ExportDiff> &diff, const QString &file, Existing existing);
    void showSaved(const Result<WrittenFile> &file);

    AuditLog &m_audit;
    Announcer *const m_announcer;
    QLineEdit *m_older = nullptr;
    QLineEdit *m_newer = nullptr;
    QLineEdit *m_key = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_stopButton = nullptr;
    QProgressBar *m_progress = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_result = nullptr;
    PlainLabel *m_summary = nullptr;
    PlainLabel *m_notes = nullptr;
    QComboBox *m_change = nullptr;
    QComboBox *m_column = nullptr;
    QLineEdit *m_search = nullptr;
    QTimer *m_typing = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_noRows = nullptr;
    ExportDiffModel *m_rows = nullptr;
    ExportDiffValuesModel *m_values = nullptr;
    PlainLabel *m_saved = nullptr;
    QPushButton *m_save = nullptr;
    QTimer *m_polling = nullptr;
    std::shared_ptr<std::atomic<double>> m_share; ///< How far the worker is; it may outlive the dialog.
    WorkerJob<Result<std::shared_ptr<const ExportDiff>>> m_work;
    std::stop_source m_saving; ///< Asked to stop when this goes.
    QThreadPool m_writer; ///< Of the file that is saved. The last one: it waits for it, since the history hears of it.
};

/// Opens the dialog, with two files that are compared at once, or none.
void compareExportedFiles(AuditLog &audit, const QString &older, const QString &newer, QWidget *parent);

} // namespace muster
