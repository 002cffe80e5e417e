// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/audienceversions.h"
#include "network/wire/audience.h"

#include <QObject>

namespace muster {

class Workspace;

/// Answers windows about versions registered from here, read off the GUI thread. Every question is answered, in any
/// order. GUI thread.
class AudienceHistory : public QObject
{
    Q_OBJECT

public:
    explicit AudienceHistory(AudienceVersions versions, QObject *parent = nullptr);

    /// versionsLoaded(), or versionsFailed() with what AudienceVersions::versions() says.
    void requestVersions(const QString &profileId, const QString &audienceId);
    /// What that version said; errors as AudienceVersions::payload(), and Damaged "payload_unreadable".
    void requestDefinition(const QString &digest);
    /// Erases what was sent under that digest; the audit says so first ("audience.payload_erased"). payloadErased()
    /// follows, or eraseFailed(). `workspace` outlives this.
    void requestErase(const QString &digest, Workspace &workspace);

Q_SIGNALS:
    void versionsLoaded(const QString &audienceId, const QList<muster::AudienceVersion> &versions); ///< Newest first.
    void versionsFailed(const QString &audienceId, const muster::ApiError &error);
    void definitionLoaded(const QString &digest, const muster::AudienceDefinition &definition);
    void payloadErased(const QString &digest);
    void eraseFailed(const QString &digest, const muster::ApiError &error);
    void definitionFailed(const QString &digest, const muster::ApiError &error);

private:
    const AudienceVersions m_versions;
};

} // namespace muster
