// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichorder.h"

#include <QObject>
#include <QPointer>

namespace muster {

class ContactListsPage;
class EnrichCheckRun;
class EnrichmentDesk;
class MappingsController;
class PastedTables;
class SampleReading;
class TenantSession;
class WebhookController;
class Workspace;
struct ContactListSummary;

/// Joins the pages of enrichment to a session, as far as the confirmation: schema, campaigns, file, check. What is
/// confirmed is for ListsController, which owns it.
class EnrichController : public QObject
{
    Q_OBJECT

public:
    EnrichController(ContactListsPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~EnrichController() override;

    void open(const ContactListSummary &list);
    void takeFile(const QString &file); ///< In the list that is open; read once its schema is there.

Q_SIGNALS:
    void armAsked();
    void confirmed(const muster::EnrichOrder &order);

private:
    void joinTenant();
    void joinPage();
    void joinReview();
    void read(const QString &file, const std::optional<TableFormat> &format);
    void joinPaste();
    void check();
    void leaveSource();
    void stopCheck();
    void endCheck();
    void review();

    ContactListsPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    EnrichmentDesk *m_desk = nullptr;
    SampleReading *m_reading = nullptr;
    PastedTables *m_pasted = nullptr;
    MappingsController *m_mappings = nullptr;
    WebhookController *m_webhooks = nullptr;
    QPointer<EnrichCheckRun> m_check;
    QString m_source; ///< The file that the page has, or is to have.
    QString m_waiting; ///< A file that was chosen before the schema came.
    bool m_hasSchema = false; ///< Of the list that is shown.
};

} // namespace muster
