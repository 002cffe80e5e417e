// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditchain.h"

#include "models/store/auditfile.h"
#include "models/store/durablefile.h"

#include <QFileInfo>
#include <algorithm>
#include <cerrno>

namespace muster {

namespace {

constexpr qint64 copiedAtOnce = 1024 * 1024; ///< Bytes.
constexpr int attempts = 10; ///< Until the retention removed no file between two of them.

/// The first `count` lines, without line ends.
QList<QByteArray> firstLines(const Result<PosixFile> &file, int count)
{
    const auto bytes = file ? file->pread(0, count * (maxAuditLine + 1)) : Result<QByteArray>(QByteArray());
    QList<QByteArray> lines = bytes.value_or(QByteArray()).split('\n');
    lines.removeLast(); // not ended
    return lines.first(std::min<qsizetype>(lines.size(), count));
}

/// Than it was when it was opened: somebody was writing the line that seemed to be torn.
bool isLonger(const PosixFile &file)
{
    const auto more = file.pread(file.size(), 1);
    return more && !more->isEmpty();
}

Result<void> append(PosixFile &to, const PosixFile &from, qint64 size)
{
    for (qint64 position = 0; position < size;) {
        TRY(chunk, from.pread(position, std::min(copiedAtOnce, size - position)));
        if (chunk->isEmpty())
            return failure(fileError(EIO, from.path())); // shorter than a moment ago
        TRY_VOID(to.writeAll(*chunk));
        position += chunk->size();
    }
    return {};
}

} // namespace

bool AuditChain::Part::continues() const
{
    return opening && opening->event == auditContinued;
}

AuditChain AuditChain::open(const QString &auditFile, DiskAccess &disk)
{
    AuditChain chain;
    chain.m_path = auditFile;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        chain.m_parts.clear();
        auto [closed, written] = AuditFileSet::open(auditFile, PosixFile::Access::ReadOnly, disk);
        bool isOneGone = false;
        for (const ClosedAuditFile &one : std::as_const(closed)) {
            chain.m_parts.push_back({QFileInfo(one.path).fileName(), one.first,
                                     PosixFile::openExisting(one.path, PosixFile::Access::ReadOnly, disk)});
            const auto &file = chain.m_parts.back().file;
            isOneGone |= !file && fileTrouble(file.error()) == FileTrouble::NotFound;
        }
        chain.m_parts.push_back({QFileInfo(auditFile).fileName(), 0, std::move(written)});
        if (!isOneGone)
            break;
    }
    for (Part &part : chain.m_parts) {
        const QList<QByteArray> lines = firstLines(part.file, 2);
        if (lines.isEmpty())
            continue;
        part.opening = decodeAuditEntry(lines.first());
        const auto second = lines.size() > 1 ? decodeAuditEntry(lines[1]) : std::nullopt;
        if (part.opening && (lines.size() == 1 || (second && second->sequence == part.opening->sequence + 1)))
            part.begins = part.opening->sequence;
    }
    return chain;
}

bool AuditChain::anotherBeginsAt(qint64 sequence, const Part &part) const
{
    return std::any_of(m_parts.begin(), m_parts.end(),
                       [&](const Part &other) { return &other != &part && other.begins == sequence; });
}

// What a file says of itself: its name, its first entry, and the link in that entry to the file before.
const char *AuditChain::misplaced(const Part &part, qint64 due) const
{
    const qint64 begins = part.begins;
    const qint64 named = part.named > 0 ? part.named : part.continues() && begins > 0 ? begins : due;
    if (named == due && (begins == due || begins == 0))
        return nullptr;
    if (begins != 0 && anotherBeginsAt(begins, part))
        return "closed_doubled";
    if (begins == due || anotherBeginsAt(due, part))
        return "closed_exchanged";
    if (named < due)
        return "closed_doubled";
    // Either a whole file is gone or the end of the one before: the link tells where that one began.
    const bool isThere = std::any_of(m_parts.begin(), m_parts.end(), [&](const Part &one) { return one.named == due; });
    return part.continues() && !isThere && part.opening->facts[u"first"].toInteger() >= due ? "closed_missing"
                                                                                            : nullptr;
}

QString AuditChain::nameOfBad(const QString &reason, const Part &part, qint64 due) const
{
    if (reason != QLatin1String("closed_missing"))
        return part.name;
    const QJsonObject link = part.opening->facts;
    return link[u"first"].toInteger() == due ? link[u"file"].toString()
                                             : QFileInfo(ClosedAuditFile::pathFor(m_path, due)).fileName();
}

QString AuditChain::nameOfPartWith(qint64 sequence) const
{
    QString name = m_parts.front().name;
    for (const Part &part : m_parts) {
        if (part.named > 0 ? part.named <= sequence : part.begins > 0 && part.begins <= sequence)
            name = part.name;
    }
    return name;
}

std::size_t AuditChain::placeBehind(qint64 sequence) const
{
    const auto behind
        = std::find_if(m_parts.begin(), m_parts.end() - 1, [&](const Part &part) { return part.named > sequence; });
    return std::size_t(behind - m_parts.begin());
}

std::optional<AuditRemoval> AuditChain::latestRemoval(const AuditVerifier &verifier) const
{
    for (std::size_t place = m_parts.size(); place-- > 0;) {
        std::optional<AuditRemoval> latest;
        const auto look = [&](qint64, const QByteArray &line) {
            const auto entry = mayTellOfRemoval(line) && verifier.trusts(line) ? decodeAuditEntry(line) : std::nullopt;
            if (const auto removal = entry ? AuditRemoval::of(*entry) : std::nullopt)
                latest = removal;
        };
        const auto scanned = m_parts[place].file ? scanAuditLines(*m_parts[place].file, look) : Result<qint64>(0);
        if (scanned && latest && place >= placeBehind(latest->last))
            return latest;
    }
    return std::nullopt;
}

// With the first entry there is nothing to be looked up. Else a removal may be why: then all begins behind it.
AuditVerdict AuditChain::verify(AuditVerifier verifier) const
{
    AuditVerdict verdict = follow(verifier, 0);
    if (verdict.intact)
        return verdict;
    const auto removal = latestRemoval(verifier);
    return removal ? followBehind(*removal, std::move(verifier)) : verdict;
}

AuditVerdict AuditChain::followBehind(const AuditRemoval &removal, AuditVerifier verifier) const
{
    const std::size_t from = placeBehind(removal.last);
    for (std::size_t place = 0; place < from; ++place) {
        const Part &part = m_parts[place];
        const auto told = std::find_if(removal.files.begin(), removal.files.end(),
                                       [&](const RemovedAuditFile &file) { return file.first == part.named; });
        const auto digest = part.file ? sha256Of(*part.file) : tl::unexpected(part.file.error());
        if (told != removal.files.end() && digest && *digest == told->sha256)
            continue;
        AuditVerdict verdict;
        verdict.firstBad = part.named;
        verdict.entries = part.named - 1;
        verdict.reasonKey = QStringLiteral("removed_returned");
        verdict.file = part.name;
        return verdict;
    }
    verifier.beginBehind(removal);
    return follow(std::move(verifier), from);
}

AuditVerdict AuditChain::follow(AuditVerifier verifier, std::size_t from) const
{
    const Part &written = m_parts.back();
    const bool isGone = !written.file && fileTrouble(written.file.error()) == FileTrouble::NotFound;
    QString badFile;
    bool isTorn = false;
    for (std::size_t place = from; place < m_parts.size(); ++place) {
        const Part &part = m_parts[place];
        if (&part == &written && isGone)
            break;
        const bool wasBad = verifier.isBad();
        const qint64 due = verifier.due();
        if (!wasBad) {
            if (const char *reason = misplaced(part, due))
                verifier.fail(reason);
            else if (!part.file)
                verifier.fail("unreadable");
        }
        if (part.file && verifier.wantsMore()) {
            const auto end = scanAuditLines(*part.file, [&](qint64, const QByteArray &line) { verifier.take(line); });
            const bool hasOpenEnd = end && *end != part.file->size();
            isTorn = hasOpenEnd && &part == &written && !isLonger(*part.file);
            if (!verifier.isBad() && !end)
                verifier.fail("unreadable");
            else if (!verifier.isBad() && hasOpenEnd && &part != &written)
                verifier.fail("changed"); // a closed file ends with a whole line
        }
        if (verifier.isBad() && !wasBad)
            badFile = nameOfBad(verifier.reason(), part, due);
    }
    AuditVerdict verdict = verifier.finish();
    if (isTorn && verdict.intact)
        verdict.reasonKey = QStringLiteral("cut");
    else if (isGone && (verdict.reasonKey == QLatin1String("cut") || m_parts.size() == 1))
        verdict.reasonKey = QStringLiteral("file_missing");
    if (verdict.intact && !verdict.reasonKey.isEmpty()) {
        verdict.intact = false;
        verdict.firstBad = verdict.entries + 1;
    }
    if (!verdict.intact && (m_parts.size() > 1 || verdict.reasonKey == QLatin1String("closed_missing")))
        verdict.file = badFile.isEmpty() ? nameOfPartWith(verdict.firstBad) : badFile;
    return verdict;
}

Result<void> AuditChain::copyTo(const QString &path, qint64 first, qint64 end, DiskAccess &disk) const
{
    TRY(to, PosixFile::createExclusive(path, disk));
    for (const Part &part : m_parts) {
        const bool isWritten = &part == &m_parts.back();
        if (isWritten ? end == 0 : part.named < first)
            continue; // it may not be there yet, or is about to go
        if (!part.file)
            return failure(part.file.error());
        TRY_VOID(append(*to, *part.file, isWritten ? end : part.file->size()));
    }
    return to->sync().and_then([&] { return to->close(); }).and_then([&] { return syncFolder(folderOf(path), disk); });
}

} // namespace muster
