// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupreader.h"

#include "models/store/backupformat.h"
#include "models/store/frameseal.h"
#include "models/store/runningdigest.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QtEndian>

namespace muster {

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
