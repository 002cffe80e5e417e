// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

namespace muster {

/// Window layout and preferences as JSON (settings.json) in the config folder, mode 0600. No secret, no personal data.
/// Tolerant: what is missing or of another type is the caller's default; a damaged file is kept beside and all defaults
/// hold; a newer version is read as far as it goes and never rewritten (F98). GUI thread; reads once, writes in save()
/// and what follows it.
class AppSettings
{
public:
    explicit AppSettings(QString folder, DiskAccess &disk = DiskAccess::system());

    /// The error, if any, is a notice: Damaged "settings_damaged" (`subject`: kept as), Damaged "newer_version", File.
    /// `readOnly`: another Muster owns the folder (F97). A damaged file stays where it is, and nothing is written.
    [[nodiscard]] std::optional<ApiError> load(bool readOnly = false);

    [[nodiscard]] QJsonValue value(const QString &key, const QJsonValue &fallback = {}) const;
    [[nodiscard]] bool flag(const QString &key, bool fallback) const;
    [[nodiscard]] QString text(const QString &key, const QString &fallback = {}) const;
    [[nodiscard]] int number(const QString &key, int fallback) const; ///< The fallback unless it is a whole number.
    /// Bytes such as QMainWindow::saveState(); empty when there are none.
    [[nodiscard]] QByteArray blob(const QString &key) const { return m_blobs.value(key); }

    void setValue(const QString &key, const QJsonValue &value);
    void setBlob(const QString &key, const QByteArray &bytes);
    void remove(const QString &key); ///< Value and blob.

    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    /// Writes if anything changed since. Does nothing when read-only: preferences are not worth a complaint each time.
    [[nodiscard]] Result<void> save();
    using Work = std::function<Result<void>()>;
    using Done = std::function<void(const Result<void> &)>;
    /// Who does the work of saveLater(), and then calls Done on the GUI thread. Without one it is done at once.
    void setWorker(std::function<void(Work, Done)> worker) { m_worker = std::move(worker); }
    /// As save(), but the GUI thread does not wait for the disk. `done`, if any, is told what became of it.
    void saveLater(const Done &done = {});
    /// Writes what is set now, on whatever thread calls it; does nothing once something newer was written.
    [[nodiscard]] Work writer() const;

private:
    [[nodiscard]] QString file() const;
    [[nodiscard]] std::optional<ApiError> take(const QByteArray &bytes);

    struct Writes;

    const QString m_folder;
    DiskAccess &m_disk;
    const std::shared_ptr<Writes> m_writes;
    std::function<void(Work, Done)> m_worker;
    QJsonObject m_values;
    QHash<QString, QByteArray> m_blobs;
    bool m_changed = false;
    bool m_readOnly = false;
};

/// How the numbers of each contact list are read: what a person chose for a list once holds when it is opened again,
/// and for no other list. Kept in the settings (ids and region codes only), the newest `limit` lists. GUI thread.
class RegionMemory
{
public:
    static constexpr int limit = 500;

    struct Choice
    {
        QString defaultRegion; ///< ISO code; empty: none was wanted.
        QString regionMember; ///< The member that holds the country; empty: none.
        bool operator==(const Choice &) const = default;
    };

    explicit RegionMemory(AppSettings &settings); ///< They outlive it.
    [[nodiscard]] std::optional<Choice> find(const QString &profileId, const QString &listId) const;
    /// To the disk at once; a failure is forgotten like any other preference.
    void keep(const QString &profileId, const QString &listId, const Choice &choice);

private:
    AppSettings &m_settings;
};

} // namespace muster
