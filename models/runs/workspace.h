// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QObject>
#include <memory>

namespace muster {

class AuditLog;
class Clock;
class Journal;
class Outbox;
class ProfileStore;
class RunManager;
class SecretStore;
class TenantSession;
struct ConnectionProfile;

/// What belongs to one data folder, opened together and in order: lock, journal, audit, outbox, profiles, secrets,
/// runs. The composition of the application without its windows; headless commands use the same. GUI thread.
class Workspace : public QObject
{
    Q_OBJECT

public:
    struct Paths {
        QString config; ///< Profiles and settings. 0700.
        QString data; ///< Journal, audit, lock. 0700.
        [[nodiscard]] static Paths standard(); ///< The user's own, by the XDG base directory rules.
        [[nodiscard]] static Paths under(const QString &folder); ///< For --data-dir and tests.
    };

    ~Workspace() override;
    /// Never fails because another Muster is there: then isReadOnly() and no run can be started (F97). Damaged files
    /// are kept beside and told by notices() (F98 to F100).
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(const Paths &paths, Clock &clock);

    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] const QList<ApiError> &notices() const; ///< What start-up had to mend; words in models/text.
    [[nodiscard]] Clock &clock();
    [[nodiscard]] Journal &journal();
    [[nodiscard]] AuditLog &audit();
    [[nodiscard]] Outbox &outbox();
    [[nodiscard]] ProfileStore &profiles();
    [[nodiscard]] SecretStore &secrets();
    [[nodiscard]] RunManager &runs();
    /// A new session for `profile`; belongs to the caller and must outlive its runs.
    [[nodiscard]] std::unique_ptr<TenantSession> connectTo(const ConnectionProfile &profile);

private:
    Workspace();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace muster
