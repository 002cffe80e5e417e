// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/backupfile.h"

#include "models/store/backupformat.h"
#include "models/store/durablefile.h"
#include "models/store/frameseal.h"
#include "models/store/runningdigest.h"

#include <QCryptographicHash>
#include <QFileInfo>

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
            return failure({.kind = ErrorKind::File, .code = QStringLiteral("io_error"), .subject = info.file});
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
    info.corrected = info.purged = info.enriched = 0;
    info.digest.clear();
    const QFileInfo target(info.file);
    if (target.exists() || target.isSymLink())
        return failure({.kind = ErrorKind::File, .code = QStringLiteral("exists"), .subject = info.file});
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
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("too_large")});
    TRY_VOID(writer->m_data->write(line));
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
        data.sum.count(record.why);
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
    data.info.enriched = data.sum.enriched;
    data.info.digest = data.sum.digest;
    return data.info;
}

Secret BackupWriter::makeKey()
{
    return FrameSeal::makeKey();
}

} // namespace muster
