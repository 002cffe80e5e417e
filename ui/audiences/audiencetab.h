// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/contactlist.h"
#include "network/wire/segment.h"

#include <QObject>

namespace muster {

class AudienceDraftKeeper;
class AudienceEditor;
class AudienceEstimation;
class AudienceFields;
class AudienceViews;
class HistoryController;
class RegisterController;
class TenantSession;
class Workspace;
struct OpenedDraft;

/// What makes one tab work: the views of its draft, the estimate, the way to the tenant, the history, and the draft on
/// the disk. A child of its editor; gone before the session is.
class AudienceTab : public QObject
{
    Q_OBJECT

public:
    AudienceTab(AudienceEditor &editor, TenantSession &session, Workspace &workspace);
    /// Begins with `definition`; `base` is what the tenant has, nothing for a new audience.
    void start(const AudienceDefinition &definition, const std::optional<Audience> &base);
    void restore(const OpenedDraft &opened); ///< Goes on with a draft.
    void setKnown(const QList<AudienceSummary> &audiences); ///< Of the tenant.
    /// Whose contacts can be chosen.
    void setOffers(const QList<ContactListSummary> &lists, const QList<SegmentSummary> &segments);
    [[nodiscard]] AudienceDraftKeeper &draft() const { return *m_draft; }

Q_SIGNALS:
    void armAsked();
    void registered(); ///< The tenant has it; its list is to be read again.

private:
    void showState();

    AudienceEditor &m_editor;
    AudienceViews *m_views = nullptr;
    AudienceEstimation *m_estimation = nullptr;
    AudienceFields *m_fields = nullptr;
    RegisterController *m_register = nullptr;
    HistoryController *m_history = nullptr;
    AudienceDraftKeeper *m_draft = nullptr;
};

} // namespace muster
