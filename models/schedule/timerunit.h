// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QStringList>

namespace muster {

/// A timer of systemd's user instance and the service that it starts.
struct TimerUnit
{
    QString id; ///< As isScheduleId() has it; names both files: muster-ID.service and muster-ID.timer.
    QString description;
    QStringList command; ///< The program by its whole path, and its arguments.
    QString calendar; ///< As OnCalendar= has it.

    [[nodiscard]] static QString serviceName(const QString &id);
    [[nodiscard]] static QString timerName(const QString &id);
    /// The files' text. Its first line has the digest of all that follows, by which a change by others is seen.
    [[nodiscard]] QByteArray serviceText() const;
    [[nodiscard]] QByteArray timerText() const;
};

/// A word of ExecStart= in double quotes (systemd.service(5), systemd.syntax(7)): quotes, backslashes and controls
/// escaped, % doubled. Variables are kept from being put in by the ":" that ExecStart= begins with.
[[nodiscard]] QString unitWord(const QString &word);
/// Free text of a setting on one line: % doubled, controls and a backslash at the end made harmless.
[[nodiscard]] QString unitText(const QString &text);

/// What lies under the names of a unit.
enum class TimerFiles {
    Missing, ///< One of the files, or both.
    Ours, ///< As Muster wrote them.
    Altered, ///< Somebody changed or wrote one of them.
};

/// The unit files of a person, in the folder where systemd's user instance looks for them. Blocks on the disk; any
/// thread.
class UnitFolder
{
public:
    explicit UnitFolder(QString folder, DiskAccess &disk = DiskAccess::system());
    [[nodiscard]] static QString standard(); ///< ~/.config/systemd/user, by the XDG base directory rules.

    [[nodiscard]] TimerFiles state(const QString &id) const;
    /// Both files have the text that write() would give them.
    [[nodiscard]] bool isAsMeant(const TimerUnit &unit) const;
    /// Ids of all timers here that are named as Muster's are, whoever wrote them.
    [[nodiscard]] QStringList ids() const;
    /// The service, then its timer; what Muster wrote is replaced. BadInput "unit_altered" (`subject`: the file) where
    /// somebody else wrote one of them; errors of the disk.
    [[nodiscard]] Result<void> write(const TimerUnit &unit) const;
    /// The timer, then its service; a file that is not there is no error. BadInput "unit_altered" as write().
    [[nodiscard]] Result<void> remove(const QString &id) const;
    /// The first of its two files that somebody else wrote; empty: none.
    [[nodiscard]] QString alteredFile(const QString &id) const;

private:
    [[nodiscard]] QString path(const QString &name) const;

    const QString m_folder;
    DiskAccess &m_disk;
};

} // namespace muster
