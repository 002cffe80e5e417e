// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/linetypefile.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <chrono>
#include <memory>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class KeyVault;

/// Looked-up line types, kept for a while so that nobody pays twice: numbers of people, so encrypted with a key that
/// only the system's key store holds, where there is one; else readable, mode 0600, and isEncrypted() says so. Expired
/// answers are removed from the disk when it is opened, and unopened with the file's age.
///
/// Group commit, as in UnitLog: what keep() was given is on the disk when it resumes. Snapshots for the judges are made
/// on the worker, twice a second at most. GUI thread; whoever awaits keep() does so until it resumes.
class LineTypeCache : public QObject
{
    Q_OBJECT

public:
    static constexpr int defaultDays = 180;

    /// `folder` is this cache's own; made when something is kept.
    LineTypeCache(QString folder, KeyVault &keys, bool readOnly, DiskAccess &disk = DiskAccess::system(),
                  QObject *parent = nullptr);
    ~LineTypeCache() override;

    /// Reads the file, once; nothing is known before. One call at a time. KeyStore "line_types_key": the key is not
    /// there or the store is locked, so what was paid for cannot be read; File. A damaged file is no failure: see
    /// notice().
    [[nodiscard]] QCoro::Task<Result<void>> open(std::chrono::days keepFor, QDateTime now, std::stop_token stop);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Damaged "line_types_damaged": some answers were lost with a damaged part of the file (`subject`: the copy that
    /// was kept beside, if one was).
    [[nodiscard]] const std::optional<ApiError> &notice() const { return m_notice; }
    [[nodiscard]] bool isEncrypted() const { return m_key.has_value(); }
    /// The newest snapshot; never null.
    [[nodiscard]] std::shared_ptr<const LineTypes> types(LookupSource source) const;
    [[nodiscard]] std::size_t size() const; ///< Of both sources, as of the newest snapshot.

    /// Before the first keep() of a session: a key, and a file that can be written, so that no answer is paid for that
    /// cannot be kept. Errors: InUse "read_only", File.
    [[nodiscard]] QCoro::Task<Result<void>> prepare(std::stop_token stop);
    /// Cannot be stopped: a sync has to be awaited. LimitExceeded "line_types_full".
    [[nodiscard]] QCoro::Task<Result<void>> keep(LineTypeEntry entry);
    /// The snapshots hold everything that was kept when it resumes.
    [[nodiscard]] QCoro::Task<void> settle();
    /// Erases the file, its damaged copies and its key. How many numbers were known.
    [[nodiscard]] QCoro::Task<Result<qint64>> forget();
    /// The same without opening it, when it was not written to for so long that everything in it has expired.
    void forgetIfExpired(std::chrono::days keepFor, const QDateTime &now);

Q_SIGNALS:
    void changed(); ///< types() are new ones.

private:
    struct Group;
    struct Work; ///< The worker's.
    using Types = std::shared_ptr<const LineTypes>;
    struct Snapshot
    {
        Types twilio, sandbox;
    };

    [[nodiscard]] QString file() const;
    void commit();
    void committed(const Result<void> &outcome);
    void take(const Snapshot &snapshot);

    const QString m_folder;
    KeyVault &m_keys;
    const bool m_readOnly;
    DiskAccess &m_disk;
    const std::shared_ptr<Work> m_work;
    std::optional<Secret> m_key;
    std::optional<ApiError> m_notice;
    Snapshot m_types;
    bool m_isOpen = false;
    bool m_isPrepared = false;
    std::shared_ptr<Group> m_gathering; ///< Not yet under way.
    std::shared_ptr<Group> m_underWay;
    std::optional<ApiError> m_damage; ///< What the disk holds is not known any more (F95).
    QTimer m_publish;
    QThreadPool m_worker; ///< One thread. Last, so that it ends first.
};

} // namespace muster
