// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/evidencestore.h"

#include "models/store/durablefile.h"
#include "models/store/frameseal.h"
#include "models/store/posixfile.h"
#include "models/store/secretstore.h"

#include <QCoro/QCoroFuture>
#include <QFileInfo>
#include <QMessageAuthenticationCode>
#include <QSet>
#include <QtConcurrent>

namespace muster {

namespace {

const QString evidenceKeyName = QStringLiteral("evidence");
constexpr qint64 maxEvidenceBytes = 1LL << 31; ///< Some 13 million contacts.
constexpr qsizetype hexDigest = 64;

QByteArray headerLine(const Secret &key)
{
    return "muster-evidence 1 " + FrameSeal::fingerprint(key).toHex() + '\n';
}

QByteArray evidenceDigest(const Secret &key, const EvidenceStore::Entry &entry)
{
    const QByteArray text = QByteArrayLiteral("evidence ") + QByteArray::fromStdString(entry.number) + '\n'
        + QByteArray::fromStdString(entry.evidence);
    return QMessageAuthenticationCode::hash(text, key.bytes().toByteArray(), QCryptographicHash::Sha256);
}

ApiError damaged(const QString &file)
{
    return {.kind = ErrorKind::Damaged, .code = QStringLiteral("evidence_damaged"), .subject = file};
}

ApiError noKey()
{
    return {.kind = ErrorKind::KeyStore, .code = QStringLiteral("evidence_no_key")};
}

bool isHex(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

/// The file as a worker reads it.
struct EvidenceStore::Content
{
    std::vector<KeptEvidence::Mark> marks;
    QSet<QByteArray> known; ///< Both digests of each line, as they stand there.
    qint64 end = 0; ///< Behind the last whole line.

    /// "not_found" where there is none.
    [[nodiscard]] static Result<Content> read(const QString &file, const Secret &key, DiskAccess &disk)
    {
        TRY(bytes, readWholeFile(file, maxEvidenceBytes, disk));
        Content content;
        const QByteArray header = headerLine(key);
        // A kill while the first line was being written: nothing was kept.
        if (header.startsWith(*bytes) && bytes->size() < header.size())
            return content;
        if (!bytes->startsWith(header))
            return tl::unexpected(bytes->startsWith("muster-evidence ") ? noKey() : damaged(file));
        content.end = header.size();
        for (qsizetype next = bytes->indexOf('\n', content.end); next >= 0; next = bytes->indexOf('\n', content.end)) {
            const QByteArray line = bytes->mid(content.end, next - content.end);
            const QByteArray digests = line.left(2 * hexDigest + 1);
            if (digests.size() != 2 * hexDigest + 1 || digests.at(hexDigest) != ' '
                || !isHex(QByteArrayView(digests).first(hexDigest)) || !isHex(QByteArrayView(digests).last(hexDigest)))
                return tl::unexpected(damaged(file));
            content.marks.push_back(KeptEvidence::markOf(QByteArray::fromHex(digests.left(hexDigest))));
            content.known.insert(digests);
            content.end = next + 1;
        }
        return content;
    }
};

namespace {

Result<void> append(PosixFile &file, qint64 end, const QByteArray &bytes)
{
    // What a torn write left was never acknowledged.
    if (file.size() != end) {
        TRY_VOID(file.truncate(end));
    }
    if (const auto written = file.writeAll(bytes); !written) {
        (void)file.truncate(end);
        return written;
    }
    return file.sync();
}

} // namespace

EvidenceStore::EvidenceStore(QString folder, KeyVault &keys, bool readOnly, DiskAccess &disk, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_keys(keys)
    , m_readOnly(readOnly)
    , m_disk(disk)
{
    m_worker.setMaxThreadCount(1);
}

EvidenceStore::~EvidenceStore() = default;

QString EvidenceStore::file() const
{
    return m_folder + QStringLiteral("/entries");
}

QCoro::Task<Result<Secret>> EvidenceStore::key(bool mayMake, std::stop_token stop)
{
    Result<Secret> found = co_await m_keys.find(evidenceKeyName, stop);
    if (found || found.error().kind == ErrorKind::Cancelled)
        co_return Result<Secret>(std::move(found));
    // A locked key store says the same as one that has none: with entries on the disk there must be one.
    if (!mayMake)
        co_return tl::unexpected(noKey());
    const Secret made = FrameSeal::makeKey();
    const Result<void> kept = co_await m_keys.keep(evidenceKeyName, made, stop);
    if (!kept)
        co_return tl::unexpected(kept.error().kind == ErrorKind::Cancelled ? kept.error() : noKey());
    co_return Result<Secret>(Secret(made));
}

QCoro::Task<Result<void>> EvidenceStore::keep(QList<Entry> entries, QDateTime now, std::stop_token stop)
{
    if (m_readOnly)
        co_return failure(ErrorKind::InUse, "read_only");
    if (entries.isEmpty())
        co_return Result<void>{};
    CO_TRY(secret, co_await key(!QFileInfo::exists(file()), stop));
    const QFuture<Result<void>> keeping = QtConcurrent::run(
        &m_worker, [folder = m_folder, file = file(), key = *secret, entries, now, disk = &m_disk]() -> Result<void> {
            TRY_VOID(makePrivateFolder(folder, *disk));
            auto known = Content::read(file, key, *disk);
            const bool isNew = !known && fileTrouble(known.error()) == FileTrouble::NotFound;
            if (!known && !isNew)
                return failure(known.error());
            const Content content = isNew ? Content() : *std::move(known);
            const QByteArray when = now.toUTC().toString(Qt::ISODate).toLatin1();
            QByteArray lines = content.end == 0 ? headerLine(key) : QByteArray();
            QSet<QByteArray> seen = content.known;
            for (const Entry &entry : entries) {
                const QByteArray digests
                    = KeptEvidence::numberDigest(key, entry.number).toHex() + ' ' + evidenceDigest(key, entry).toHex();
                if (seen.contains(digests))
                    continue;
                seen.insert(digests);
                lines += digests + (entry.kind == ConsentEvidence::Consent ? " consent " : " opt_out ") + when + '\n';
            }
            if (lines.isEmpty())
                return {};
            TRY(opened,
                isNew ? PosixFile::createExclusive(file, *disk)
                      : PosixFile::openExisting(file, PosixFile::Access::ReadWrite, *disk));
            const auto written = append(*opened, content.end, lines);
            return written && isNew ? syncFolder(folder, *disk) : written;
        });
    const Result<void> kept = co_await keeping;
    if (kept)
        Q_EMIT changed();
    co_return Result<void>(kept);
}

QCoro::Task<Result<EvidenceStore::Kept>> EvidenceStore::load(std::stop_token stop)
{
    const QString name = file();
    if (!QFileInfo::exists(name))
        co_return Kept();
    const Result<Secret> secret = co_await key(false, stop);
    if (stop.stop_requested()) // this may be gone
        co_return failure(ErrorKind::Cancelled);
    if (!secret)
        co_return failure(secret.error());
    using Read = std::shared_ptr<Result<Kept>>;
    const QFuture<Read> reading = QtConcurrent::run(&m_worker, [name, key = *secret, disk = &m_disk] {
        auto content = Content::read(name, key, *disk);
        return std::make_shared<Result<Kept>>(content.map([&key](Content &read) {
            return read.marks.empty() ? Kept() : std::make_shared<const KeptEvidence>(key, std::move(read.marks));
        }));
    });
    const Read read = co_await reading;
    co_return Result<Kept>(*read);
}

} // namespace muster
