// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/linetypefile.h"

#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QtEndian>
#include <algorithm>

namespace muster {

namespace {

constexpr char fileMagic[] = "MUSTERL1"; // without its zero
constexpr qsizetype fileMagicBytes = 8;
constexpr qsizetype saltBytes = 16;
constexpr qsizetype fingerprintBytes = 16;
constexpr qsizetype headBytes = fileMagicBytes + 8 + saltBytes + fingerprintBytes;
constexpr qsizetype entryBytes = 16;
constexpr qsizetype lengthBytes = 4;
constexpr qsizetype entriesAFrame = 4096;
constexpr qint64 maxCacheBytes = qint64(1) << 30;
constexpr int lastType = int(LookupLineType::Pager);

ApiError damagedCache(const QString &file)
{
    return {.kind = ErrorKind::Damaged, .code = QStringLiteral("line_types_damaged"), .subject = file};
}

QByteArray fingerprintOf(const std::optional<Secret> &key)
{
    QByteArray print = key ? FrameSeal::fingerprint(*key) : QByteArray();
    print.resize(fingerprintBytes, '\0');
    return print;
}

QByteArray makeHead(const std::optional<Secret> &key)
{
    QByteArray head(fileMagic, fileMagicBytes);
    head.append(key ? '\1' : '\0').append(7, '\0');
    std::array<quint32, saltBytes / sizeof(quint32)> salt{};
    QRandomGenerator::system()->generate(salt.begin(), salt.end());
    head.append(reinterpret_cast<const char *>(salt.data()), saltBytes);
    return head + fingerprintOf(key);
}

bool headReads(QByteArrayView head)
{
    return head.size() == headBytes && head.startsWith(QByteArrayView(fileMagic, fileMagicBytes))
        && (head[fileMagicBytes] == '\0' || head[fileMagicBytes] == '\1');
}

/// The key of this file alone: frame numbers are nonces, and begin anew in each file.
FrameSeal sealOf(const QByteArray &head, const std::optional<Secret> &key)
{
    if (!key)
        return {std::nullopt, head};
    QByteArray own = QMessageAuthenticationCode::hash(head.mid(fileMagicBytes + 8, saltBytes),
                                                      key->bytes().toByteArray(), QCryptographicHash::Sha256);
    const Secret secret{QByteArrayView(own)};
    own.fill('\0');
    return {secret, head};
}

void write(char *at, const LineTypeEntry &entry)
{
    qToLittleEndian<quint64>(entry.e164, at);
    qToLittleEndian<quint32>(entry.known.at, at + 8);
    at[12] = char(entry.known.type);
    at[13] = entry.known.assigned ? '\1' : '\0';
    at[14] = char(entry.source);
    at[15] = '\0';
}

/// Nothing for an entry of a later Muster, or of nobody.
std::optional<LineTypeEntry> readEntry(const char *at)
{
    const int type = at[12], source = at[14];
    LineTypeEntry entry;
    entry.e164 = qFromLittleEndian<quint64>(at);
    if (entry.e164 == 0 || type < 0 || type > lastType
        || (source != int(LookupSource::Twilio) && source != int(LookupSource::Sandbox)))
        return std::nullopt;
    entry.source = LookupSource(source);
    entry.known = {LookupLineType(type), at[13] != '\0', qFromLittleEndian<quint32>(at + 8)};
    return entry;
}

} // namespace

LineTypeFile::LineTypeFile(PosixFile out, FrameSeal seal)
    : m_out(std::move(out))
    , m_seal(std::move(seal))
{
}

Result<std::optional<bool>> LineTypeFile::isEncrypted(const QString &file, DiskAccess &disk)
{
    const auto opened = PosixFile::openExisting(file, PosixFile::Access::ReadOnly, disk);
    if (!opened && fileTrouble(opened.error()) == FileTrouble::NotFound)
        return std::optional<bool>();
    if (!opened)
        return failure(opened.error());
    TRY(head, opened->pread(0, headBytes));
    if (!headReads(*head))
        return failure(damagedCache(file));
    return std::optional((*head)[fileMagicBytes] == '\1');
}

Result<LineTypeFile::Content> LineTypeFile::read(const QString &file, const std::optional<Secret> &key,
                                                 DiskAccess &disk)
{
    TRY(bytes, readWholeFile(file, maxCacheBytes, disk));
    const QByteArray head = bytes->first(std::min(headBytes, bytes->size()));
    if (!headReads(head))
        return failure(damagedCache(file));
    const bool isSealed = head[fileMagicBytes] == '\1';
    if (isSealed && (!key || !head.endsWith(fingerprintOf(key))))
        return failure(ErrorKind::KeyStore, "line_types_key");
    const FrameSeal seal = sealOf(head, isSealed ? key : std::nullopt);
    Content content;
    qsizetype at = headBytes;
    for (quint64 number = 0; at < bytes->size(); ++number) {
        const qsizetype left = bytes->size() - at - lengthBytes;
        const qsizetype length = left < 0 ? 0 : qsizetype(qFromLittleEndian<quint32>(bytes->constData() + at));
        const qsizetype entries = (length - FrameSeal::tagBytes) / entryBytes;
        const bool isFrame = length > FrameSeal::tagBytes && entries <= entriesAFrame
            && length == FrameSeal::tagBytes + entries * entryBytes;
        if (left < 0 || (isFrame && length > left))
            break; // torn by a kill: whoever asked was never told that it is kept
        const auto opened
            = isFrame ? seal.open(number, QByteArrayView(*bytes).sliced(at + lengthBytes, length)) : std::nullopt;
        if (!opened) {
            content.lostBytes = isFrame && length == left ? 0 : bytes->size() - at;
            break;
        }
        for (qsizetype i = 0; i < entries; ++i) {
            if (const auto entry = readEntry(opened->constData() + i * entryBytes))
                content.book.of(entry->source).insert(entry->e164, entry->known);
        }
        at += lengthBytes + length;
    }
    return content;
}

Result<LineTypeFile> LineTypeFile::replace(const QString &file, const std::optional<Secret> &key,
                                           const LineTypeBook &book, DiskAccess &disk)
{
    const QString side = sideName(file);
    TRY(made, PosixFile::createExclusive(side, disk));
    const QByteArray head = makeHead(key);
    LineTypeFile out(*std::move(made), sealOf(head, key));
    std::vector<LineTypeEntry> entries;
    entries.reserve(book.size());
    for (const LookupSource source : {LookupSource::Twilio, LookupSource::Sandbox}) {
        book.of(source).forEach(
            [&](std::uint64_t e164, const LineKnowledge &known) { entries.push_back({e164, source, known}); });
    }
    // Not in the order of the table, which tells nothing, but in one that does not depend on the run.
    std::sort(entries.begin(), entries.end(), [](const LineTypeEntry &a, const LineTypeEntry &b) {
        return std::pair(a.source, a.e164) < std::pair(b.source, b.e164);
    });
    const auto written = out.m_out.writeAll(head)
                             .and_then([&] { return out.writeFrames(entries); })
                             .and_then([&] { return out.m_out.sync(); })
                             .and_then([&] { return renameDurably(side, file, Existing::Replace, disk); });
    if (!written) {
        (void)removeDurably(side, disk);
        return failure(written.error());
    }
    return out;
}

Result<void> LineTypeFile::writeFrames(const std::vector<LineTypeEntry> &entries)
{
    for (std::size_t first = 0; first < entries.size(); first += entriesAFrame) {
        const qsizetype count = qsizetype(std::min<std::size_t>(entriesAFrame, entries.size() - first));
        QByteArray content(count * entryBytes, Qt::Uninitialized);
        for (qsizetype i = 0; i < count; ++i)
            write(content.data() + i * entryBytes, entries[first + std::size_t(i)]);
        const QByteArray sealed = m_seal.seal(m_frames, content);
        QByteArray frame(lengthBytes, Qt::Uninitialized);
        qToLittleEndian<quint32>(quint32(sealed.size()), frame.data());
        frame += sealed;
        TRY_VOID(m_out.writeAll(frame));
        ++m_frames;
    }
    return {};
}

Result<void> LineTypeFile::append(const QList<LineTypeEntry> &entries)
{
    if (m_isOver)
        return failure(ErrorKind::File, "io_error", m_out.path());
    const qint64 before = m_out.size();
    if (const auto written = writeFrames({entries.cbegin(), entries.cend()}); !written) {
        m_isOver = true; // the frame that was taken back has used up its number
        if (m_out.truncate(before))
            return written;
        return failure(ErrorKind::File, "io_error", written.error().subject);
    }
    return m_out.syncData();
}

} // namespace muster
