// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/audienceversions.h"
#include "network/wire/apierror.h"
#include "network/wire/audience.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <optional>

class QTimer;

namespace muster {

class AudienceEditor;
class AudienceHistory;
class RegisterController;
class TenantSession;
class Workspace;
struct AudienceVersionRow;

/// The history of one tab: what was registered from here and what the tenant had when the draft began; what differs
/// between any two, and the way back.
class AudienceHistoryController : public QObject
{
    Q_OBJECT

public:
    AudienceHistoryController(AudienceEditor &editor, const RegisterController &registering, TenantSession &session,
                              Workspace &workspace, QObject *parent = nullptr);
    void request(); ///< Reads the versions anew.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showVersions();
    [[nodiscard]] static AudienceVersionRow keptRow(const AudienceVersion &version, bool isNewest);
    void compare();
    void revert(const QString &key);
    void askErase(const QString &key, const QString &title);
    [[nodiscard]] bool isErased(const QString &key) const;
    /// What that version said; nothing: not read yet, and asked for.
    [[nodiscard]] std::optional<AudienceDefinition> definitionOf(const QString &key);

    AudienceEditor &m_editor;
    const RegisterController &m_registering;
    TenantSession &m_session;
    Workspace &m_workspace;
    AudienceHistory *m_reading = nullptr;
    QTimer *m_pause = nullptr; ///< Several changes at once are compared once.
    QList<AudienceVersion> m_versions;
    std::optional<ApiError> m_trouble; ///< Why they could not be read.
    QHash<QString, AudienceDefinition> m_definitions; ///< By digest.
    QString m_reverting; ///< Key that waits for its definition.
    QSet<QString> m_erasing; ///< Digests of what was, or is being, deleted here.
};

} // namespace muster
