// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/audienceestimator.h"
#include "models/runs/audiences/audiencepublishorder.h"
#include "models/runs/estimate/localcontacts.h"
#include "network/wire/contactlist.h"
#include "network/wire/segment.h"

#include <QObject>

class QTimer;

namespace muster {

class AudienceEditor;
class TenantSession;

/// Contact by contact what the draft of one tab says: who matches and who just misses, and why the one that is asked
/// about is in or out. Follows the estimate.
class AudienceReasons : public QObject
{
    Q_OBJECT

public:
    /// `estimator` outlives it.
    AudienceReasons(AudienceEditor &editor, AudienceEstimator &estimator, QObject *parent = nullptr);

private:
    void clear();
    void show(const SharedAudienceEstimate &estimate);
    void explain(std::uint32_t row);

    AudienceEditor &m_editor;
    AudienceEstimator &m_estimator;
    QTimer *m_slow = nullptr; ///< What takes longer is said to be looked for.
    SharedContactColumns m_contacts; ///< That m_row is one of.
    std::optional<std::uint32_t> m_row; ///< Of the contact that is asked about.
};

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
    [[nodiscard]] PublishSource source() const; ///< Of contacts(), without a choice of fields; no id: none.
    void read(const PublishSource &source); ///< contactsChanged() follows, or the bar says why not.
    /// They were read from the tenant, not from a file.
    [[nodiscard]] bool areOfTenant() const;
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
    [[nodiscard]] static QString nameOf(const LocalContacts::Source &source);
    void ask();
    void clear();
    void show(const SharedAudienceEstimate &estimate);
    void showWhatIf(const AudienceCount &count);

    AudienceEditor &m_editor;
    TenantSession &m_session;
    AudienceEstimator *m_estimator = nullptr;
    LocalContacts *m_contacts = nullptr;
    LocalContacts::Source m_loading; ///< What is being read.
    QList<ContactListSummary> m_lists; ///< Of the tenant, as are the segments.
    QList<SegmentSummary> m_segments;
};

} // namespace muster
