// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace muster {

/// The names of the files that an export writes, all derived from the target's (never from ids or server words, S19)
/// and all in its folder. While it is incomplete every one of them ends in ".partial" or ".partial.state".
class ExportFiles
{
public:
    explicit ExportFiles(const QString &target)
        : target(target)
    {
    }

    const QString target;

    [[nodiscard]] QString partial() const { return unfinished(target); }
    [[nodiscard]] QString state() const { return partial() + QStringLiteral(".state"); }
    [[nodiscard]] QString manifest() const { return target + QStringLiteral(".manifest.json"); }
    /// Later versions of contacts that came twice with different content (F71).
    [[nodiscard]] QString conflicts() const { return target + QStringLiteral(".conflicts.jsonl"); }
    /// Members nobody asked for, beside a CSV file (F63).
    [[nodiscard]] QString extras() const { return target + QStringLiteral(".extras.jsonl"); }
    /// Places and reasons of records without a usable contact id (F62).
    [[nodiscard]] QString quarantined() const { return target + QStringLiteral(".quarantined.jsonl"); }
    [[nodiscard]] static QString unfinished(const QString &name) { return name + QStringLiteral(".partial"); }

    /// What stands there when the export is complete; the side files only where there is something to tell.
    [[nodiscard]] QStringList results() const { return {target, manifest(), conflicts(), extras(), quarantined()}; }
    /// What an incomplete export leaves.
    [[nodiscard]] QStringList leftovers() const
    {
        return {partial(), unfinished(conflicts()), unfinished(extras()), unfinished(quarantined()), state()};
    }
};

} // namespace muster
