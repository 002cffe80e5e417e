// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/audiencedraft.h"
#include "models/store/diskaccess.h"
#include "network/wire/result.h"

#include <QHash>
#include <QMutex>
#include <QObject>
#include <QThreadPool>
#include <functional>

namespace muster {

/// Drafts of audiences, a file each in a private folder, mode 0600. Every save() is written as a whole beside the old
/// file and takes its place in one step, on a thread of the store's own: after a crash the draft is there as of the
/// last write that was told by saved(). Of saves in quick succession the newest is written and those between are left
/// out; everything given is on the disk when the store goes. GUI thread.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maxFile = 64 << 20; ///< Bytes.

    explicit DraftStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());
    ~DraftStore() override;

    void setReadOnly() { m_readOnly = true; } ///< Another Muster has the folder.
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    /// 32 hexadecimal digits, for a draft that begins.
    [[nodiscard]] static QString newId();

    /// Fills in what takes its time, on the store's thread; holds copies only.
    using Completion = std::function<void(AudienceDraft &draft)>;
    /// saved() or saveFailed() follows, but for a save that a newer one has overtaken. saveFailed: InUse "read_only",
    /// BadInput "draft_id", "draft_too_large", or File; the file before stays as it was.
    void save(const AudienceDraft &draft, const Completion &complete = {});
    /// Its tab was opened or closed, see AudienceDraft::isOpen. Nothing follows; what cannot be written stays as it
    /// was.
    void setOpen(const QString &id, bool isOpen);
    /// removed() follows, or saveFailed(). What was saved of it before and is not yet written is not written any more.
    void remove(const QString &id);
    /// listed(): those of that tenant that read, the newest first. A damaged one is kept beside and told by
    /// loadFailed().
    void requestList(const QString &profileId);
    /// loaded() or loadFailed(): BadInput "not_found", Damaged "draft_damaged" (kept beside), "newer_version".
    void requestDraft(const QString &id);
    [[nodiscard]] bool isIdle() const { return m_underWay == 0; } ///< Everything asked for is done and told.

Q_SIGNALS:
    void saved(const QString &id, const QDateTime &changedAt);
    void saveFailed(const QString &id, const muster::ApiError &error);
    void removed(const QString &id);
    void listed(const QString &profileId, const QList<muster::AudienceDraftInfo> &drafts);
    void loaded(const muster::AudienceDraft &draft);
    void loadFailed(const QString &id, const muster::ApiError &error);

private:
    template <typename Work, typename Thrown>
    void give(Work work, Thrown thrown);
    template <typename Tell>
    void tell(Tell tell);
    [[nodiscard]] QString file(const QString &id) const;
    // On the worker.
    void writeNewest(const QString &id);
    void list(const QString &profileId);
    [[nodiscard]] Result<AudienceDraft> read(const QString &id);

    const QString m_folder;
    DiskAccess &m_disk;
    bool m_readOnly = false;
    int m_underWay = 0;
    QMutex m_mutex; ///< Guards m_waiting.
    struct Waiting
    {
        AudienceDraft draft;
        Completion complete;
    };
    QHash<QString, Waiting> m_waiting; ///< The newest of each that is not yet being written.
    QThreadPool m_worker; ///< One thread. Last, so that it ends first.
};

} // namespace muster
