// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/linetypecache.h"

#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "models/store/secretstore.h"
#include "network/http/asyncevent.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QtConcurrent>
#include <utility>

namespace muster {

namespace {

constexpr std::chrono::milliseconds publishInterval(500);
const QString cacheKeyName = QStringLiteral("line-types");

std::uint32_t oldestKept(std::chrono::days keepFor, const QDateTime &now)
{
    const qint64 since = now.toSecsSinceEpoch() - std::chrono::seconds(keepFor).count();
    return since <= 0 ? 0 : std::uint32_t(since);
}

} // namespace

/// Entries that are written and synced together, and those who wait for it.
struct LineTypeCache::Group
{
    QList<LineTypeEntry> entries;
    std::optional<Result<void>> outcome;
    AsyncEvent settled; ///< There is an outcome.
};

struct LineTypeCache::Work
{
    struct Loaded
    {
        Result<void> outcome;
        std::optional<ApiError> notice;
    };

    [[nodiscard]] Loaded load(const std::optional<Secret> &key, std::uint32_t oldest, bool mayWrite);
    [[nodiscard]] Result<void> prepare(const std::optional<Secret> &key);
    [[nodiscard]] Result<void> append(const QList<LineTypeEntry> &entries);
    [[nodiscard]] Result<void> erase();
    [[nodiscard]] Snapshot snapshot() const
    {
        return {std::make_shared<const LineTypes>(book.of(LookupSource::Twilio)),
                std::make_shared<const LineTypes>(book.of(LookupSource::Sandbox))};
    }

    QString folder, file;
    DiskAccess *disk;
    LineTypeBook book;
    std::optional<Secret> key;
    std::unique_ptr<LineTypeFile> out; ///< Null: to be replaced before the next entry.
};

LineTypeCache::Work::Loaded LineTypeCache::Work::load(const std::optional<Secret> &fileKey, std::uint32_t oldest,
                                                      bool mayWrite)
{
    auto content = LineTypeFile::read(file, fileKey, *disk);
    const bool isDamaged = !content && content.error().kind == ErrorKind::Damaged;
    if (!content && !isDamaged && fileTrouble(content.error()) != FileTrouble::NotFound)
        return {tl::unexpected(content.error()), std::nullopt};
    std::optional<ApiError> notice;
    if (isDamaged || (content && content->lostBytes > 0)) {
        notice = ApiError{.kind = ErrorKind::Damaged, .code = QStringLiteral("line_types_damaged")};
        if (const auto kept = mayWrite ? keepBeside(file, *disk) : Result<QString>(file); kept)
            notice->subject = *kept;
        else
            return {tl::unexpected(kept.error()), notice};
    }
    std::size_t expired = 0;
    if (content) {
        for (const LookupSource source : {LookupSource::Twilio, LookupSource::Sandbox}) {
            content->book.of(source).forEach([&](std::uint64_t e164, const LineKnowledge &known) {
                if (known.at >= oldest)
                    book.of(source).insert(e164, known);
                else
                    ++expired;
            });
        }
    }
    key = fileKey;
    // What has expired goes from the disk now, not with the next look-up; what could be saved is safe again.
    if (mayWrite && (expired > 0 || (notice && book.size() > 0))) {
        if (const auto replaced = prepare(fileKey); !replaced)
            return {replaced, notice};
    }
    return {Result<void>(), notice};
}

Result<void> LineTypeCache::Work::prepare(const std::optional<Secret> &newKey)
{
    key = newKey;
    out.reset();
    TRY_VOID(makePrivateFolder(folder, *disk));
    TRY(replaced, LineTypeFile::replace(file, key, book, *disk));
    out = std::make_unique<LineTypeFile>(*std::move(replaced));
    return {};
}

Result<void> LineTypeCache::Work::append(const QList<LineTypeEntry> &entries)
{
    if (book.size() + std::size_t(entries.size()) > LineTypeFile::maxEntries)
        return failure(ErrorKind::LimitExceeded, "line_types_full");
    if (!out) {
        TRY_VOID(prepare(key));
    }
    if (const auto appended = out->append(entries); !appended) {
        out.reset();
        return appended;
    }
    for (const LineTypeEntry &entry : entries)
        book.of(entry.source).insert(entry.e164, entry.known);
    return {};
}

Result<void> LineTypeCache::Work::erase()
{
    out.reset();
    key.reset();
    book = {};
    const QDir own(folder);
    Result<void> erased;
    for (const QString &name : own.entryList(QDir::Files | QDir::Hidden | QDir::System)) {
        if (const auto removed = removeDurably(own.absoluteFilePath(name), *disk); !removed)
            erased = removed;
    }
    return erased;
}

LineTypeCache::LineTypeCache(QString folder, KeyVault &keys, bool readOnly, DiskAccess &disk, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_keys(keys)
    , m_readOnly(readOnly)
    , m_disk(disk)
    , m_work(std::make_shared<Work>())
{
    m_work->folder = m_folder;
    m_work->file = file();
    m_work->disk = &m_disk;
    m_types = m_work->snapshot();
    m_worker.setMaxThreadCount(1);
    m_worker.setExpiryTimeout(-1);
    m_publish.setSingleShot(true);
    m_publish.setInterval(publishInterval);
    connect(&m_publish, &QTimer::timeout, this, [this] {
        m_worker.start([this, work = m_work] {
            QMetaObject::invokeMethod(
                this, [this, snapshot = work->snapshot()] { take(snapshot); }, Qt::QueuedConnection);
        });
    });
}

LineTypeCache::~LineTypeCache()
{
    Q_ASSERT(!m_underWay); // whoever keeps something waits for it
}

QString LineTypeCache::file() const
{
    return m_folder + QStringLiteral("/answers");
}

LineTypeCache::Types LineTypeCache::types(LookupSource source) const
{
    return source == LookupSource::Twilio ? m_types.twilio : m_types.sandbox;
}

std::size_t LineTypeCache::size() const
{
    return m_types.twilio->size() + m_types.sandbox->size();
}

void LineTypeCache::take(const Snapshot &snapshot)
{
    m_types = snapshot;
    Q_EMIT changed();
}

QCoro::Task<Result<void>> LineTypeCache::open(std::chrono::days keepFor, QDateTime now, std::stop_token stop)
{
    if (m_isOpen)
        co_return Result<void>{};
    const QPointer<LineTypeCache> self(this);
    const auto isEncrypted = LineTypeFile::isEncrypted(file(), m_disk); // the head alone
    std::optional<Secret> key;
    if (isEncrypted && isEncrypted->value_or(false)) {
        const auto found = co_await m_keys.find(cacheKeyName, stop);
        if (self.isNull() || stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        if (!found)
            co_return failure(ErrorKind::KeyStore, "line_types_key");
        key = *found;
    }
    using Loaded = std::shared_ptr<Work::Loaded>;
    const QFuture<Loaded> loading
        = QtConcurrent::run(&m_worker, [work = m_work, key, oldest = oldestKept(keepFor, now), write = !m_readOnly] {
              return std::make_shared<Work::Loaded>(work->load(key, oldest, write));
          });
    const Loaded loaded = co_await loading;
    if (self.isNull())
        co_return failure(ErrorKind::Cancelled);
    if (!loaded->outcome)
        co_return failure(loaded->outcome.error());
    m_notice = loaded->notice;
    m_key = key;
    co_await settle();
    if (self.isNull())
        co_return failure(ErrorKind::Cancelled);
    m_isOpen = true;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> LineTypeCache::prepare(std::stop_token stop)
{
    Q_ASSERT(m_isOpen);
    if (m_readOnly)
        co_return failure(ErrorKind::InUse, "read_only");
    if (m_isPrepared)
        co_return Result<void>{};
    std::optional<Secret> key = m_key;
    if (!key) {
        // Perhaps the key store was locked when nothing was there to be read; else a first key.
        const Secret made = FrameSeal::makeKey();
        const auto kept = co_await m_keys.keep(cacheKeyName, made, stop);
        if (!kept && kept.error().kind == ErrorKind::Cancelled)
            co_return failure(kept.error());
        if (kept)
            key = made;
    }
    const QFuture<Result<void>> preparing
        = QtConcurrent::run(&m_worker, [work = m_work, key] { return work->prepare(key); });
    CO_TRY_VOID(co_await preparing);
    m_key = key;
    m_isPrepared = true;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> LineTypeCache::keep(LineTypeEntry entry)
{
    Q_ASSERT(m_isPrepared);
    if (m_damage)
        co_return failure(*m_damage);
    if (!m_gathering)
        m_gathering = std::make_shared<Group>();
    const std::shared_ptr<Group> group = m_gathering;
    group->entries.append(entry);
    if (!m_underWay)
        commit();
    while (!group->outcome)
        co_await group->settled.wait({});
    co_return Result<void>(*group->outcome);
}

void LineTypeCache::commit()
{
    m_underWay = std::exchange(m_gathering, nullptr);
    m_worker.start([this, work = m_work, group = m_underWay] {
        Result<void> outcome = withoutThrowing([&] { return work->append(group->entries); });
        QMetaObject::invokeMethod(
            this, [this, outcome = std::move(outcome)] { committed(outcome); }, Qt::QueuedConnection);
    });
}

void LineTypeCache::committed(const Result<void> &outcome)
{
    const std::shared_ptr<Group> group = std::exchange(m_underWay, nullptr);
    if (outcome) {
        if (!m_publish.isActive())
            m_publish.start();
    } else if (outcome.error().kind == ErrorKind::File && fileTrouble(outcome.error()) != FileTrouble::DiskFull) {
        m_damage = outcome.error();
    }
    group->outcome = outcome;
    group->settled.notifyAll();
    if (m_gathering && !m_damage) {
        commit();
    } else if (m_gathering) {
        const std::shared_ptr<Group> refused = std::exchange(m_gathering, nullptr);
        refused->outcome = failure(*m_damage);
        refused->settled.notifyAll();
    }
}

QCoro::Task<void> LineTypeCache::settle()
{
    const QPointer<LineTypeCache> self(this);
    m_publish.stop();
    const QFuture<Snapshot> copying = QtConcurrent::run(&m_worker, [work = m_work] { return work->snapshot(); });
    const Snapshot snapshot = co_await copying;
    if (!self.isNull())
        take(snapshot);
}

QCoro::Task<Result<qint64>> LineTypeCache::forget()
{
    if (m_readOnly)
        co_return failure(ErrorKind::InUse, "read_only");
    const QPointer<LineTypeCache> self(this);
    const qint64 known = qint64(size());
    m_isPrepared = false;
    const QFuture<Result<void>> erasing = QtConcurrent::run(&m_worker, [work = m_work] { return work->erase(); });
    const Result<void> erased = co_await erasing;
    if (self.isNull())
        co_return failure(ErrorKind::Cancelled);
    if (!erased)
        co_return failure(erased.error());
    m_keys.forget(cacheKeyName);
    m_key.reset();
    m_notice.reset();
    m_damage.reset();
    m_isOpen = true; // there is nothing that would have to be read any more
    co_await settle();
    co_return Result<qint64>(known);
}

void LineTypeCache::forgetIfExpired(std::chrono::days keepFor, const QDateTime &now)
{
    const QFileInfo info(file());
    if (m_readOnly || m_isOpen || !info.isFile())
        return;
    // Written to last with its newest answer, or rewritten later: everything in it is at least as old.
    if (info.lastModified().toSecsSinceEpoch() >= qint64(oldestKept(keepFor, now)))
        return;
    if (m_work->erase())
        m_keys.forget(cacheKeyName);
}

} // namespace muster
