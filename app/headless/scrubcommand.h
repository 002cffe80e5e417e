// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/lists/contacttable.h"
#include "models/runs/run.h"
#include "models/scrub/groupnumbers.h"
#include "models/scrub/scrubfiles.h"

#include <QPointer>
#include <qcorotask.h>
#include <stop_token>

namespace muster {

/// `muster dnc scrub`: a file, or a contact list of a tenant, against imported registries and the tenant's do-not-call
/// groups. A tenant is asked only for these, and is read whole before anything is judged. Counts are told, no number.
class ScrubCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    ~ScrubCommand() override { m_stop.request_stop(); }

    void start() override;
    void interrupt() override;
    void terminate() override { interrupt(); } // there is nothing to resume

private:
    struct Done
    {
        ScrubEvidence evidence;
        QString evidenceFile; ///< Empty: none.
        qint64 entry = 0; ///< Of the history; with an evidence file.
    };
    [[nodiscard]] Result<ScrubOrder> order() const;
    [[nodiscard]] Result<void> judgeTargets() const;
    [[nodiscard]] bool asksTenant() const;
    void askGroups();
    void takeGroups(const QList<GroupNumbers> &groups);
    void askList();
    void readList(const ContactListSummary &list);
    void begin(); ///< All is there.
    [[nodiscard]] QCoro::Task<void> work();
    [[nodiscard]] Result<Done> scrub(const std::stop_token &stop);
    [[nodiscard]] Result<void> writeAll(Done &done, const std::stop_token &stop);
    void show(const Done &done) const;
    [[nodiscard]] QJsonObject object(const Done &done) const;

    QString m_account; ///< Who; asked on the GUI thread.
    ScrubOrder m_order;
    TenantSession *m_session = nullptr; ///< Only where a tenant is asked.
    GroupNumbersReader *m_groups = nullptr;
    QPointer<Run> m_reading; ///< The list.
    ScrubbedList m_list;
    ContactTable m_contacts;
    bool m_isWorking = false; ///< The worker has begun, and is waited for.
    std::stop_source m_stop;
};

} // namespace muster
