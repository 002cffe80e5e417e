// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"
#include "network/wire/audience.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QMutex>
#include <QObject>
#include <QThreadPool>
#include <functional>
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
