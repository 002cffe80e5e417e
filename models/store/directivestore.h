// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationdirective.h"
#include "models/store/storedlist.h"

#include <QObject>

namespace muster {

/// Directives saved by name (directives.json) in the config folder, mode 0600. A damaged file is kept beside, what is
/// sound in it is taken over; a newer version is never rewritten (F98). GUI thread.
class DirectiveStore : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxDirectives = 500, maxName = 200;

    explicit DirectiveStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    /// The error, if any, is a notice: Damaged "directives_damaged" (`subject`: kept as), Damaged "newer_version",
    /// File.
    [[nodiscard]] std::optional<ApiError> load();
    [[nodiscard]] const QList<SanitizationDirective> &directives() const { return m_directives; } ///< By name.
    [[nodiscard]] std::optional<SanitizationDirective> byName(const QString &name) const; ///< Without regard to case.
    /// Adds, or replaces the one of that name. BadInput "name_missing", "name_too_long", "too_many_directives", and
    /// "bad_directive" (details: member) for what could not be read back.
    [[nodiscard]] Result<void> save(const SanitizationDirective &directive);
    /// BadInput "unknown_directive".
    [[nodiscard]] Result<void> remove(const QString &name);
    [[nodiscard]] bool isReadOnly() const { return m_file.isReadOnly(); }
    void setReadOnly() { m_file.setReadOnly(); } ///< Before load(): the folder is not ours to write.

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] Result<void> replace(QList<SanitizationDirective> directives);

    StoredList m_file;
    QList<SanitizationDirective> m_directives;
};

} // namespace muster
