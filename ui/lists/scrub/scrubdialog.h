// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/workerjob.h"
#include "models/runs/lists/read/contactcsvreader.h"
#include "models/scrub/scrub.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <atomic>
#include <memory>

class QCheckBox;
class QProgressBar;
class QTimer;

namespace muster {

class Announcer;
class AuditLog;
class RegistriesPane;
class RegistryStore;
class ScrubSaver;
class TakenOutModel;

/// Checks the numbers of a file against imported registries before anything is dialled: registries on the left, the
/// file and what came of it on the right. Needs no tenant, and sends nothing.
class ScrubDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "scrubbing")

public:
    /// Both outlive it.
    ScrubDialog(RegistryStore &registries, AuditLog &audit, QWidget *parent = nullptr);
    ~ScrubDialog() override;
    void setFile(const QString &file);
    void scrub(); ///< The file that is entered, if all is there that it takes.

private:
    struct Scrubbed
    {
        std::shared_ptr<const Scrub> scrub;
        QList<ScrubbedRow> rows; ///< The first ones that are taken out.
    };
    QWidget *buildFile(QWidget *parent);
    QWidget *buildResult(QWidget *parent);
    QWidget *buildButtons();
    void showColumns(const QString &file, const ContactCsvReader::Preview &preview);
    void showReady();
    void showResult(const Result<Scrubbed> &result);
    void showError(const ApiError &error);

    RegistryStore &m_registries;
    Announcer *const m_announcer;
    RegistriesPane *m_pane = nullptr;
    QLineEdit *m_file = nullptr;
    QComboBox *m_column = nullptr;
    QComboBox *m_region = nullptr;
    QCheckBox *m_digits = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_stopButton = nullptr;
    QProgressBar *m_progress = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_result = nullptr;
    PlainLabel *m_summary = nullptr;
    PlainLabel *m_notes = nullptr;
    PlainLabel *m_shown = nullptr;
    DataTable *m_table = nullptr;
    TakenOutModel *m_rows = nullptr;
    PlainLabel *m_told = nullptr;
    QPushButton *m_saveFree = nullptr;
    QPushButton *m_saveTakenOut = nullptr;
    QPushButton *m_evidence = nullptr;
    ScrubSaver *m_saver = nullptr;
    QTimer *m_polling = nullptr;
    bool m_isDone = false; ///< The result is of what is entered.
    bool m_isSaving = false;
    std::shared_ptr<std::atomic<double>> m_share; ///< How far the worker is; it may outlive the dialog.
    ContactFileLook *m_look = nullptr;
    WorkerJob<Result<Scrubbed>> m_work;
};

/// Opens the dialog.
void openScrub(RegistryStore &registries, AuditLog &audit, QWidget *parent);

} // namespace muster
