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

qsizetype sizeOf(const BackupRecord &record)
{
    return qsizetype(record.contactId.size() + record.phone.size() + record.newPhone.size() + record.extras.size()
                     + record.newMembers.size());
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
            return failure(ErrorKind::File, "io_error", info.file);
        auto written = file.writeAll(bytes);
        failed = !written; // the file ends in a torn frame: there is no going on
        if (written)
            digest.add(viewOf(bytes));
        return named(std::move(written), info.file);
    }
    Result<void> flush()
    {
        if (waiting.empty())
            return {};
        const QByteArray sealed = seal.seal(quint64(sum.frames), records(waiting));
        if (sealed.size() > maxFrame)
            return failure(ErrorKind::LimitExceeded, "too_large");
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
    info.corrected = info.purged = info.enriched = info.blocked = info.deleted = 0;
    info.digest.clear();
    const QFileInfo target(info.file);
    if (target.exists() || target.isSymLink())
        return failure(ErrorKind::File, "exists", info.file);
    const QString side = info.file + QStringLiteral(".partial");
    TRY(file, PosixFile::createExclusive(side, disk));
    const QByteArray line = header({info, key ? FrameSeal::fingerprint(*key) : QByteArray()});
    std::unique_ptr<BackupWriter> writer(new BackupWriter(std::unique_ptr<Data>(new Data{
        .info = std::move(info),
        .side = side,
        .disk = disk,
        .file = *std::move(file),
        .seal = FrameSeal(std::move(key), bindingOf(line)),
    })));
    if (line.size() > maxHeader)
        return failure(ErrorKind::LimitExceeded, "too_large");
    TRY_VOID(writer->m_data->write(line));
    return writer;
}

Result<void> BackupWriter::append(const std::vector<BackupRecord> &records)
{
    Data &data = *m_data;
    for (const BackupRecord &record : records) {
        if (record.contactId.empty())
            return failure(ErrorKind::BadInput, "contact_id_empty");
        data.waiting.push_back(record);
        data.waitingBytes += sizeOf(record);
        data.sum.count(record.why);
        if (data.waitingBytes >= frameTarget) {
            TRY_VOID(data.flush());
        }
    }
    return {};
}

Result<BackupInfo> BackupWriter::finish()
{
    Data &data = *m_data;
    auto written = data.flush().and_then([&] { return data.write(frameLength(0)); });
    if (!written)
        return failure(written.error());
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
    data.info.enriched = data.sum.enriched;
    data.info.blocked = data.sum.blocked;
    data.info.deleted = data.sum.deleted;
    data.info.digest = data.sum.digest;
    return data.info;
}

Secret BackupWriter::makeKey()
{
    return FrameSeal::makeKey();
}

namespace {

using namespace backupformat;

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
    TRY(file, PosixFile::openExisting(path, PosixFile::Access::ReadOnly, disk));
    const qint64 size = file->size();
    TRY(front, file->pread(0, maxHeader));
    TRY(header, parseHeader(*front));
    constexpr qint64 endingBytes = trailerBytes + FrameSeal::tagBytes;
    const qsizetype lineBytes = front->indexOf('\n') + 1;
    if (size < lineBytes + 4 + endingBytes)
        return damagedBackup();
    TRY(ending, file->pread(size - endingBytes, endingBytes));
    TRY(trailer, parseTrailer(QByteArrayView(*ending).first(std::min(ending->size(), trailerBytes))));
    header->info.file = QFileInfo(path).absoluteFilePath();
    header->info.corrected = trailer->corrected;
    header->info.purged = trailer->purged;
    header->info.enriched = trailer->enriched;
    header->info.blocked = trailer->blocked;
    header->info.deleted = trailer->deleted;
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
        return failure(ErrorKind::KeyStore, "no_backup_key");
    if (key->bytes().size() != FrameSeal::keyBytes || FrameSeal::fingerprint(*key) != header.keyFingerprint)
        return damagedBackup("backup_key_wrong");
    return key;
}

} // namespace

struct BackupReader::Data
{
    OpenBackup backup;
    FrameSeal seal;
    RunningDigest digest;
    Trailer sum; ///< What the frames add up to; compared with the trailer.
    qint64 at = 0; ///< Of the next frame.
    bool ended = false;

    Result<std::vector<BackupRecord>> frame();
    Result<void> end();
};

BackupReader::BackupReader(std::unique_ptr<Data> data)
    : m_data(std::move(data))
{
}

BackupReader::~BackupReader() = default;

Result<std::unique_ptr<BackupReader>> BackupReader::open(const QString &file, const std::optional<Secret> &key,
                                                         DiskAccess &disk)
{
    const auto told = [&file](ApiError error) {
        error.subject = file;
        return failure(std::move(error));
    };
    auto backup = openBackup(file, disk);
    if (!backup)
        return told(backup.error());
    auto used = fittingKey(backup->header, key);
    if (!used)
        return told(used.error());
    FrameSeal seal(*std::move(used), QCryptographicHash::hash(backup->headerLine, QCryptographicHash::Sha256));
    if (seal.tagOf(FrameSeal::lastNumber, backup->trailerText()) != backup->trailerSeal())
        return told(damagedBackup().value());
    auto data = std::make_unique<Data>(Data{.backup = *std::move(backup), .seal = std::move(seal)});
    data->digest.add(viewOf(data->backup.headerLine));
    data->at = data->backup.framesAt;
    return std::unique_ptr<BackupReader>(new BackupReader(std::move(data)));
}

const BackupInfo &BackupReader::info() const
{
    return m_data->backup.header.info;
}

Result<std::vector<BackupRecord>> BackupReader::next()
{
    Data &data = *m_data;
    Result<std::vector<BackupRecord>> records;
    if (data.at < data.backup.framesEnd)
        records = data.frame();
    else if (const auto ended = data.ended ? Result<void>() : data.end(); !ended)
        records = tl::unexpected(ended.error());
    if (!records)
        records.error().subject = info().file;
    return records;
}

Result<std::vector<BackupRecord>> BackupReader::Data::frame()
{
    TRY(length, backup.file.pread(at, 4));
    const qint64 size = length->size() == 4 ? qFromLittleEndian<std::uint32_t>(length->constData()) : 0;
    if (size <= FrameSeal::tagBytes || size > maxFrame || at + 4 + size > backup.framesEnd)
        return damagedBackup();
    TRY(sealed, backup.file.pread(at + 4, size));
    const auto content = seal.open(quint64(sum.frames), *sealed);
    if (!content)
        return damagedBackup();
    TRY(records, parseRecords(*content));
    if (records->empty()) // none is ever written, and here it would look like the end
        return damagedBackup();
    for (const BackupRecord &record : *records)
        sum.count(record.why);
    ++sum.frames;
    digest.add(viewOf(*length));
    digest.add(viewOf(*sealed));
    at += 4 + size;
    return records;
}

Result<void> BackupReader::Data::end()
{
    TRY(zero, backup.file.pread(backup.framesEnd, 4));
    if (*zero != frameLength(0))
        return damagedBackup();
    digest.add(viewOf(*zero));
    sum.digest = digest.hex();
    ended = true;
    return sum == backup.trailer ? Result<void>() : damagedBackup();
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
    TRY(reader, BackupReader::open(file, key, disk));
    for (;;) {
        TRY(records, (*reader)->next());
        if (records->empty() || !take(*std::move(records)))
            return (*reader)->info();
    }
}

} // namespace muster
