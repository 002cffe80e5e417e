// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/lists/contacttable.h"
#include "models/runs/lists/read/contactcsvreader.h"
#include "models/scrub/groupnumbers.h"
#include "models/scrub/scrub.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <atomic>
#include <memory>

class QCheckBox;
class QFormLayout;
class QProgressBar;
class QTimer;

namespace muster {

class Announcer;
class AuditLog;
class RegistriesPane;
class RegistryStore;
class ScrubGroupsPane;
class ScrubSaver;
class TakenOutModel;

/// Contacts that are there already, of a list that was read whole.
struct ScrubContacts
{
    std::shared_ptr<const ContactTable::Snapshot> contacts; ///< nullptr: a file is chosen.
    ScrubbedList list;
};

/// Checks the numbers of a file, or of a list, before anything is dialled: against imported registries and the
/// do-not-call groups of a tenant, on the left; what is checked and what came of it on the right. Changes nothing
/// anywhere. Without groups it needs no tenant.
class ScrubDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "scrubbing")

public:
    /// Both outlive it. `groups`: of which tenant; nullptr: none is offered.
    ScrubDialog(RegistryStore &registries, AuditLog &audit, std::shared_ptr<TenantConnection> groups = nullptr,
                QWidget *parent = nullptr);
    ~ScrubDialog() override;
    void setFile(const QString &file);
    void setContacts(const ScrubContacts &contacts); ///< In place of a file.
    void scrub(); ///< What is entered, if all is there that it takes.

private:
    struct Scrubbed
    {
        std::shared_ptr<const Scrub> scrub;
        QList<ScrubbedRow> rows; ///< The first ones that are taken out.
    };
    QWidget *buildSources(QWidget *parent, std::shared_ptr<TenantConnection> groups);
    QWidget *buildFile(QWidget *parent);
    QWidget *buildResult(QWidget *parent);
    QWidget *buildButtons();
    void showColumns(const QString &file, const ContactCsvReader::Preview &preview);
    void showReady();
    void outdate();
    void stop();
    void begin(const QList<GroupNumbers> &groups);
    [[nodiscard]] bool isBusy() const { return m_isReadingGroups || m_work.isRunning(); }
    [[nodiscard]] bool hasSource() const;
    void showResult(const Result<Scrubbed> &result);
    void showError(const ApiError &error);

    RegistryStore &m_registries;
    Announcer *const m_announcer;
    RegistriesPane *m_pane = nullptr;
    ScrubGroupsPane *m_groups = nullptr; ///< nullptr: there are none.
    ScrubContacts m_contacts;
    PlainLabel *m_title = nullptr;
    QFormLayout *m_form = nullptr;
    QWidget *m_fileBox = nullptr;
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
    bool m_isReadingGroups = false;
    std::shared_ptr<std::atomic<double>> m_share; ///< How far the worker is; it may outlive the dialog.
    ContactFileLook *m_look = nullptr;
    WorkerJob<Result<Scrubbed>> m_work;
};


} // namespace muster
