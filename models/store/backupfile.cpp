// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupfile.h"

#include "models/store/backupformat.h"
#include "models/store/durablefile.h"
#include "models/store/frameseal.h"
#include "models/store/runningdigest.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QtEndian>

namespace muster {

namespace {

using namespace backupformat;

constexpr qsizetype frameTarget = 64 * 1024; // bytes of records that make up a frame

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

qsizetype sizeOf(const BackupRecord &record)
{
    return qsizetype(record.contactId.size() + record.phone.size() + record.newPhone.size() + record.extras.size());
}

QByteArray bindingOf(const QByteArray &headerLine)
{
    return QCryptographicHash::hash(headerLine, QCryptographicHash::Sha256);
}

Result<void> named(Result<void> result, const QString &file)
{
    if (!result)
        result.error().subject = file;
    return result;
}

/// A backup that is read: header and trailer, and where the frames lie.
struct OpenBackup
{
    PosixFile file;
    QByteArray headerLine;
    QByteArrayView trailerText() const { return QByteArrayView(ending).first(trailerBytes); }
    QByteArrayView trailerSeal() const { return QByteArrayView(ending).sliced(trailerBytes); }
    Header header;
    Trailer trailer;
    QByteArray ending;
    qint64 framesAt = 0, framesEnd = 0; ///< framesEnd: where the zero length stands.
};

Result<OpenBackup> openBackup(const QString &path, DiskAccess &disk)
{
    auto file = PosixFile::openExisting(path, PosixFile::Access::ReadOnly, disk);
    if (!file)
        return tl::unexpected(file.error());
    const qint64 size = file->size();
    const auto front = file->pread(0, maxHeader);
    if (!front)
        return tl::unexpected(front.error());
    auto header = parseHeader(*front);
    if (!header)
        return tl::unexpected(header.error());
    constexpr qint64 endingBytes = trailerBytes + FrameSeal::tagBytes;
    const qsizetype lineBytes = front->indexOf('\n') + 1;
    if (size < lineBytes + 4 + endingBytes)
        return damaged();
    auto ending = file->pread(size - endingBytes, endingBytes);
    if (!ending)
        return tl::unexpected(ending.error());
    auto trailer = parseTrailer(QByteArrayView(*ending).first(std::min(ending->size(), trailerBytes)));
    if (!trailer)
        return tl::unexpected(trailer.error());
    header->info.file = QFileInfo(path).absoluteFilePath();
    header->info.corrected = trailer->corrected;
    header->info.purged = trailer->purged;
    header->info.digest = trailer->digest;
    return OpenBackup{.file = *std::move(file),
                      .headerLine = front->first(lineBytes),
                      .header = *std::move(header),
                      .trailer = *std::move(trailer),
                      .ending = *std::move(ending),
                      .framesAt = lineBytes,
                      .framesEnd = size - endingBytes - 4};
}

Result<std::optional<Secret>> fittingKey(const Header &header, const std::optional<Secret> &key)
{
    if (header.keyFingerprint.isEmpty())
        return std::optional<Secret>();
    if (!key)
        return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("no_backup_key")});
    if (key->bytes().size() != FrameSeal::keyBytes || FrameSeal::fingerprint(*key) != header.keyFingerprint)
        return damaged("backup_key_wrong");
    return key;
}

/// What the frames add up to; compared with the trailer.
Result<Trailer> readFrames(const OpenBackup &backup, const FrameSeal &seal,
                           const std::function<bool(std::vector<BackupRecord>)> &take, bool &ended)
{
    Trailer sum;
    RunningDigest digest;
    digest.add(view(backup.headerLine));
    for (qint64 at = backup.framesAt; at < backup.framesEnd;) {
        const auto length = backup.file.pread(at, 4);
        if (!length)
            return tl::unexpected(length.error());
        const qint64 size = length->size() == 4 ? qFromLittleEndian<std::uint32_t>(length->constData()) : 0;
        if (size <= FrameSeal::tagBytes || size > maxFrame || at + 4 + size > backup.framesEnd)
            return damaged();
        const auto sealed = backup.file.pread(at + 4, size);
        if (!sealed)
            return tl::unexpected(sealed.error());
        const auto content = seal.open(quint64(sum.frames), *sealed);
        if (!content)
            return damaged();
        auto records = parseRecords(*content);
        if (!records)
            return tl::unexpected(records.error());
        for (const BackupRecord &record : *records)
            ++(record.why == BackupRecord::Why::Purged ? sum.purged : sum.corrected);
        ++sum.frames;
        digest.add(view(*length));
        digest.add(view(*sealed));
        at += 4 + size;
        if (!take(*std::move(records))) {
            ended = true;
            return sum;
        }
    }
    const auto end = backup.file.pread(backup.framesEnd, 4);
    if (!end)
        return tl::unexpected(end.error());
    if (*end != frameLength(0))
        return damaged();
    digest.add(view(*end));
    sum.digest = digest.hex();
    return sum;
}

} // namespace

struct BackupWriter::Data
{
    BackupInfo info;
    QString side; ///< Name until it is whole.
    DiskAccess &disk;
    PosixFile file;
    FrameSeal seal;
    RunningDigest digest;
    Trailer sum;
    std::vector<BackupRecord> waiting;
    qsizetype waitingBytes = 0;
    bool failed = false, finished = false;

    Result<void> write(const QByteArray &bytes)
    {
        if (failed)
            return failure({.kind = ErrorKind::File, .code = QStringLiteral("io_error"), .subject = info.file});
        auto written = file.writeAll(bytes);
        failed = !written; // the file ends in a torn frame: there is no going on
        if (written)
            digest.add(view(bytes));
        return named(std::move(written), info.file);
    }
    Result<void> flush()
    {
        if (waiting.empty())
            return {};
        const QByteArray sealed = seal.seal(quint64(sum.frames), records(waiting));
        if (sealed.size() > maxFrame)
            return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_large")});
        ++sum.frames;
        waiting.clear();
        waitingBytes = 0;
        return write(frameLength(sealed.size()) + sealed);
    }
};

BackupWriter::BackupWriter(std::unique_ptr<Data> data)
    : m_data(std::move(data))
{
}

BackupWriter::~BackupWriter()
{
    if (!m_data->finished)
        (void)removeDurably(m_data->side, m_data->disk);
}

Result<std::unique_ptr<BackupWriter>> BackupWriter::create(BackupInfo info, std::optional<Secret> key, DiskAccess &disk)
{
    info.file = QFileInfo(info.file).absoluteFilePath();
    info.encrypted = key.has_value();
    info.corrected = info.purged = 0;
    info.digest.clear();
    const QFileInfo target(info.file);
    if (target.exists() || target.isSymLink())
        return failure({.kind = ErrorKind::File, .code = QStringLiteral("exists"), .subject = info.file});
    const QString side = info.file + QStringLiteral(".partial");
    auto file = PosixFile::createExclusive(side, disk);
    if (!file)
        return tl::unexpected(file.error());
    const QByteArray line = header({info, key ? FrameSeal::fingerprint(*key) : QByteArray()});
    std::unique_ptr<BackupWriter> writer(new BackupWriter(std::unique_ptr<Data>(new Data{
        .info = std::move(info),
        .side = side,
        .disk = disk,
        .file = *std::move(file),
        .seal = FrameSeal(std::move(key), bindingOf(line)),
    })));
    if (line.size() > maxHeader)
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_large")});
    if (const auto written = writer->m_data->write(line); !written)
        return tl::unexpected(written.error());
    return writer;
}

Result<void> BackupWriter::append(const std::vector<BackupRecord> &records)
{
    Data &data = *m_data;
    for (const BackupRecord &record : records) {
        if (record.contactId.empty())
            return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("contact_id_empty")});
        data.waiting.push_back(record);
        data.waitingBytes += sizeOf(record);
        ++(record.why == BackupRecord::Why::Purged ? data.sum.purged : data.sum.corrected);
        if (data.waitingBytes >= frameTarget) {
            if (const auto flushed = data.flush(); !flushed)
                return flushed;
        }
    }
    return {};
}

Result<BackupInfo> BackupWriter::finish()
{
    Data &data = *m_data;
    auto written = data.flush().and_then([&] { return data.write(frameLength(0)); });
    if (!written)
        return tl::unexpected(written.error());
    data.sum.digest = data.digest.hex();
    const QByteArray ending = trailer(data.sum);
    written = data.file.writeAll(QByteArray(ending + data.seal.tagOf(FrameSeal::lastNumber, ending)))
                  .and_then([&] { return data.file.sync(); })
                  .and_then([&] { return data.file.close(); })
                  .and_then([&] { return renameDurably(data.side, data.info.file, Existing::Refuse, data.disk); });
    if (!written) {
        data.failed = true;
        return tl::unexpected(named(std::move(written), data.info.file).error());
    }
    data.finished = true;
    data.info.corrected = data.sum.corrected;
    data.info.purged = data.sum.purged;
    data.info.digest = data.sum.digest;
    return data.info;
}

Secret BackupWriter::makeKey()
{
    return FrameSeal::makeKey();
}

Result<BackupInfo> readBackupInfo(const QString &file, DiskAccess &disk)
{
    const auto backup = openBackup(file, disk);
    if (!backup) {
        ApiError error = backup.error();
        error.subject = file;
        return failure(std::move(error));
    }
    return backup->header.info;
}

Result<BackupInfo> readBackup(const QString &file, const std::optional<Secret> &key,
                              const std::function<bool(std::vector<BackupRecord> records)> &take, DiskAccess &disk)
{
    const auto told = [&file](ApiError error) {
        error.subject = file;
        return failure(std::move(error));
    };
    const auto backup = openBackup(file, disk);
    if (!backup)
        return told(backup.error());
    auto used = fittingKey(backup->header, key);
    if (!used)
        return told(used.error());
    const FrameSeal seal(*std::move(used), bindingOf(backup->headerLine));
    if (seal.tagOf(FrameSeal::lastNumber, backup->trailerText()) != backup->trailerSeal())
        return told(damaged().value());
    bool ended = false;
    const auto sum = readFrames(*backup, seal, take, ended);
    if (!sum)
        return told(sum.error());
    if (!ended && *sum != backup->trailer)
        return told(damaged().value());
    return backup->header.info;
}

} // namespace muster
