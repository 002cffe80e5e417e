// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/audienceestimator.h"
#include "models/runs/estimate/contactsathand.h"
#include "network/wire/contactlist.h"
#include "network/wire/segment.h"

#include <QObject>

namespace muster {

class AudienceEditor;
class TenantSession;

/// The estimate of one tab: contacts are loaded, what the draft says is counted among them after every change, and
/// shown in the bar, at the boxes, and (AudienceReasons) contact by contact. What is shown is always of the draft as it
/// is.
class AudienceEstimation : public QObject
{
    Q_OBJECT

public:
    AudienceEstimation(AudienceEditor &editor, TenantSession &session, QObject *parent = nullptr);
    /// Of the draft as it is; nullptr while it is not known.
    [[nodiscard]] SharedAudienceEstimate current() const { return m_estimator->current(); }
    [[nodiscard]] SharedContactColumns contacts() const { return m_contacts->contacts(); } ///< nullptr: none.
    /// What matches of the contacts at hand says nothing of how many people the tenant finds: a contact list is a
    /// choice of people to be called and no data source of audiences, and of another source some may be missing.
    [[nodiscard]] bool isSample() const;
    /// Of the tenant: whose contacts can be chosen.
    void setOffers(const QList<ContactListSummary> &lists, const QList<SegmentSummary> &segments);

Q_SIGNALS:
    void contactsChanged(); ///< Others are at hand, with other fields.

private:
    void joinBar();
    void takeContacts();
    [[nodiscard]] static QString nameOf(const ContactsAtHand::Source &source);
    void ask();
    void clear();
    void show(const SharedAudienceEstimate &estimate);
    void showWhatIf(const AudienceCount &count);

    AudienceEditor &m_editor;
    TenantSession &m_session;
    AudienceEstimator *m_estimator = nullptr;
    ContactsAtHand *m_contacts = nullptr;
    ContactsAtHand::Source m_loading; ///< What is being read.
    QList<ContactListSummary> m_lists; ///< Of the tenant, as are the segments.
    QList<SegmentSummary> m_segments;
};

} // namespace muster
