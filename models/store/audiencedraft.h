// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <optional>

namespace muster {

/// An audience that a person works on, as it outlasts a crash.
struct AudienceDraft
{
    QString id; ///< The draft's own, DraftStore::newId().
    QString profileId; ///< Of the tenant that it is for.
    QString audienceId; ///< A uuid; of a new audience the one that it will get.
    AudienceDefinition definition; ///< What would be registered: without what is muted.
    /// What the draft began from: version and definition as they were read; nothing: it is new. Its evaluation is not
    /// kept: it is out of date whenever the draft is opened.
    std::optional<Audience> base;
    QByteArray tree; ///< The draft's tree with what is muted and locked; whoever edits it knows what it means.
    QByteArray history; ///< Steps that can be undone; likewise.
    QDateTime changedAt; ///< UTC.
    bool isOpen = false; ///< It stood in a tab when it was written.
    bool operator==(const AudienceDraft &) const = default;
};

/// A row of the list of drafts.
struct AudienceDraftInfo
{
    QString id, profileId, audienceId, name;
    qint64 baseVersion = 0; ///< 0: new.
    QDateTime changedAt; ///< UTC.
    bool isOpen = false; ///< As AudienceDraft::isOpen.
    bool operator==(const AudienceDraftInfo &) const = default;
};

/// A draft as a file: one JSON object, the opaque parts in base64, a SHA-256 over the rest at its end.
[[nodiscard]] QByteArray draftJson(const AudienceDraft &draft);
/// Damaged "draft_damaged" (`detail`: the member), "newer_version". Criteria that do not read come as empty ones: the
/// tree has them as well. Any thread.
[[nodiscard]] Result<AudienceDraft> readDraft(const QByteArray &json);

} // namespace muster

Q_DECLARE_METATYPE(muster::AudienceDraft)
Q_DECLARE_METATYPE(muster::AudienceDraftInfo)
