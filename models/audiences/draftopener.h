// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriahistory.h"
#include "models/store/audiencedraft.h"

#include <QObject>

namespace muster {

/// A draft whose criteria and steps are read.
struct OpenedDraft
{
    AudienceDraft draft;
    std::optional<CriteriaHistory> history; ///< Nothing: it was not kept, or cannot be read; then `tree` is all.
    CriteriaTree tree; ///< As it is now; what would be sent when nothing better can be read.
};

/// Reads criteria and steps of drafts on a worker: hundreds of steps take tens of milliseconds. GUI thread.
class DraftOpener : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// opened() follows, unless this is gone by then.
    void open(const AudienceDraft &draft);

Q_SIGNALS:
    void opened(const muster::OpenedDraft &opened);
};

} // namespace muster
