// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/runs/enrich/check/sourcesample.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/pastorder.h"

#include <QObject>
#include <QPointer>
#include <optional>

namespace muster {

class ContactListsPage;
class EnrichCheckRun;
class EnrichMappingPane;
class EnrichmentQueries;
class MappingFiles;
class PastedTables;
class SampleReading;
class TenantSession;
class WebhookController;
class Workspace;
struct ContactListSummary;

/// Joins the mapping of an enrichment to the saved ones of its list: loading, saving, deleting, exchange by files.
class MappingsController : public QObject
{
    Q_OBJECT

public:
    MappingsController(EnrichMappingPane &pane, Workspace &workspace, QObject *parent = nullptr);
    void open(const QString &listId); ///< Another list, another set of mappings.
    /// In place of what is there; `done` is said when there is nothing else to say.
    void use(const EnrichmentMapping &mapping, const QString &done);

private:
    void load(const QString &name);
    void save(const QString &name);
    void remove(const QString &name);
    void importFile();
    void exportFile(const QString &name);
    void showNames();

    EnrichMappingPane &m_pane;
    Workspace &m_workspace;
    MappingFiles *m_files = nullptr;
    QString m_listId;
};

/// Joins the pages of enrichment to a session, as far as the confirmation: schema, campaigns, file, check. What is
/// confirmed is for ListsController, which owns it.
class EnrichController : public QObject
{
    Q_OBJECT

public:
    EnrichController(ContactListsPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~EnrichController() override;

    /// With that file, or else as the page was left, if it was left without a run for that list: its file as it is
    /// now, its mapping and its campaign. A pasted table goes with the page (only its mapping is kept).
    void open(const ContactListSummary &list, const QString &file);
    /// The page as it was for an earlier run: its list, its file as it is now, its mapping and choices. Says when the
    /// file is gone or has changed. Nothing is checked or sent.
    void repeat(const EnrichOrder &order);

private:
    /// What the page of a list had.
    struct Work
    {
        QString listId;
        QString campaignId; ///< Empty: none.
        QString file; ///< Empty: none.
        std::optional<TableFormat> format; ///< How it is to be read; nothing: it is guessed.
        std::optional<EnrichmentMapping> mapping; ///< Nothing: it is suggested.
    };

    void joinTenant();
    void joinPage();
    void joinReview();
    void begin(const ContactListSummary &list);
    void leave();
    void takeUp(const Work &work);
    void read(const QString &file, const std::optional<TableFormat> &format);
    void joinPaste();
    void check();
    void leaveSource();
    void stopCheck();
    void endCheck();
    void review();
    void takeFile(const QString &file); ///< In the list that is open; read once its schema is there.
    void takeSample(const SharedSourceSample &sample);
    void tellFile(const QString &file, PastFile state);

    ContactListsPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    EnrichmentQueries *m_queries = nullptr;
    SampleReading *m_reading = nullptr;
    PastedTables *m_pasted = nullptr;
    MappingsController *m_mappings = nullptr;
    WebhookController *m_webhooks = nullptr;
    QPointer<EnrichCheckRun> m_check;
    QString m_source; ///< The file that the page has, or is to have.
    QString m_waiting; ///< A file that was chosen before the schema came.
    std::optional<TableFormat> m_format; ///< How the page's file is to be read; nothing: it is guessed.
    std::optional<Work> m_left; ///< With this the page was left.
    std::optional<EnrichmentMapping> m_repeated; ///< Of an earlier run, until there is a file to be mapped.
    QString m_repeatedNote; ///< Said with it.
    PastFileLook *m_look = nullptr; ///< At the file of that run.
    QString m_fileWord; ///< What became of it; empty: nothing, or it is not the one that is shown.
    bool m_hasSchema = false; ///< Of the list that is shown.
};

} // namespace muster
