// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/unitlog.h"

#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "network/http/asyncevent.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QRandomGenerator>
#include <QtConcurrent>
#include <QtEndian>
#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace muster {

namespace {

constexpr char logMagic[] = "MUSTERU1"; // without its zero
constexpr qsizetype logMagicBytes = 8;
constexpr qsizetype runIdBytes = 16;
constexpr qsizetype digestBytes = 32;
constexpr qsizetype unitsAt = logMagicBytes + runIdBytes + digestBytes;
constexpr qsizetype checkedHeaderBytes = UnitLogFormat::headerBytes - 4;
constexpr qsizetype checkedChangeBytes = UnitLogFormat::changeBytes - 4;
constexpr char lastOfGroup = 1;

// CRC-32C (Castagnoli): against torn writes and failing disks, which it was made for. No protection from people, who
// could as well change the program.
constexpr std::array<std::uint32_t, 256> makeCrcTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0x82f63b78U : crc >> 1U;
        table[byte] = crc;
    }
    return table;
}

std::uint32_t crc32c(std::uint32_t crc, const char *data, qsizetype size)
{
    static constexpr auto table = makeCrcTable();
    for (qsizetype i = 0; i < size; ++i)
        crc = table[(crc ^ std::uint8_t(data[i])) & 0xffU] ^ (crc >> 8U);
    return crc;
}

// Salted and numbered: bytes of another file, or from another place of this one, do not fit.
std::uint32_t changeCheck(const char *change, qint64 index, std::uint32_t salt)
{
    std::array<char, 12> place{};
    qToLittleEndian(salt, place.data());
    qToLittleEndian(index, place.data() + 4);
    return ~crc32c(crc32c(~0U, place.data(), qsizetype(place.size())), change, checkedChangeBytes);
}

struct ReadChange
{
    UnitChange change;
    std::uint32_t group = 0;
    bool last = false;
};

std::optional<ReadChange> readChange(const char *bytes, qint64 index, std::uint32_t salt, std::uint32_t units)
{
    if (qFromLittleEndian<std::uint32_t>(bytes + checkedChangeBytes) != changeCheck(bytes, index, salt))
        return std::nullopt;
    ReadChange read;
    read.change.unit = qFromLittleEndian<std::uint32_t>(bytes);
    read.group = qFromLittleEndian<std::uint32_t>(bytes + 4);
    const auto state = std::uint8_t(bytes[8]);
    read.change.reason = std::uint8_t(bytes[9]);
    read.last = bytes[10] == lastOfGroup;
    if (read.change.unit >= units || state >= unitStateCount || bytes[10] < 0 || bytes[10] > lastOfGroup
        || bytes[11] != 0)
        return std::nullopt;
    read.change.state = UnitState(state);
    return read;
}

tl::unexpected<ApiError> damagedLog()
{
    return failure(ErrorKind::Damaged, "unit_log_damaged");
}

// Nothing but the group that was being written when the power went may be torn.
bool laterGroupFollows(QByteArrayView bytes, qint64 firstChange, std::uint32_t group, std::uint32_t salt,
                       std::uint32_t units)
{
    qint64 index = firstChange;
    for (qsizetype at = UnitLogFormat::headerBytes + index * UnitLogFormat::changeBytes;
         at + UnitLogFormat::changeBytes <= bytes.size(); at += UnitLogFormat::changeBytes, ++index) {
        const auto read = readChange(bytes.data() + at, index, salt, units);
        if (read && read->group != group)
            return true;
    }
    return false;
}

} // namespace

QString unitStateKey(UnitState state)
{
    static constexpr std::array<const char *, unitStateCount> keys
        = {"planned", "intent", "applied", "accepted", "rejected", "absent", "unknown", "skipped"};
    return QString::fromLatin1(keys.at(std::size_t(state)));
}

void LoggedUnit::take(const UnitChange &change)
{
    state = change.state;
    reason = change.reason;
    if (state == UnitState::Intent && attempts < std::numeric_limits<std::uint16_t>::max())
        ++attempts;
}

QByteArray UnitLogFormat::header(const UnitLogBinding &binding, std::uint32_t salt)
{
    QByteArray bytes(logMagic, logMagicBytes);
    bytes += QByteArray::fromHex(binding.runId.toLatin1()).leftJustified(runIdBytes, '\0', true);
    bytes += QByteArray::fromHex(binding.planDigest.toLatin1()).leftJustified(digestBytes, '\0', true);
    bytes.resize(headerBytes);
    std::memset(bytes.data() + unitsAt, 0, std::size_t(headerBytes - unitsAt));
    qToLittleEndian(binding.units, bytes.data() + unitsAt);
    qToLittleEndian(salt, bytes.data() + unitsAt + 4);
    qToLittleEndian(~crc32c(~0U, bytes.constData(), checkedHeaderBytes), bytes.data() + checkedHeaderBytes);
    return bytes;
}

QByteArray UnitLogFormat::group(const QList<UnitChange> &changes, std::uint32_t group, qint64 firstChange,
                                std::uint32_t salt)
{
    QByteArray bytes(changes.size() * changeBytes, '\0');
    for (qsizetype i = 0; i < changes.size(); ++i) {
        char *const at = bytes.data() + i * changeBytes;
        qToLittleEndian(changes[i].unit, at);
        qToLittleEndian(group, at + 4);
        at[8] = char(changes[i].state);
        at[9] = char(changes[i].reason);
        at[10] = i + 1 == changes.size() ? lastOfGroup : '\0';
        qToLittleEndian(changeCheck(at, firstChange + i, salt), at + checkedChangeBytes);
    }
    return bytes;
}

Result<UnitLogFormat::Replay> UnitLogFormat::replay(QByteArrayView bytes)
{
    if (bytes.size() < headerBytes || std::memcmp(bytes.data(), logMagic, logMagicBytes) != 0
        || qFromLittleEndian<std::uint32_t>(bytes.data() + checkedHeaderBytes)
            != ~crc32c(~0U, bytes.data(), checkedHeaderBytes))
        return damagedLog();
    Replay replay;
    const auto hex = [&](qsizetype at, qsizetype size) {
        return QString::fromLatin1(bytes.sliced(at, size).toByteArray().toHex());
    };
    replay.binding.runId = hex(logMagicBytes, runIdBytes);
    replay.binding.planDigest = hex(logMagicBytes + runIdBytes, digestBytes);
    replay.binding.units = qFromLittleEndian<std::uint32_t>(bytes.data() + unitsAt);
    replay.salt = qFromLittleEndian<std::uint32_t>(bytes.data() + unitsAt + 4);
    if (replay.binding.units > maxUnits)
        return damagedLog();
    replay.units.resize(replay.binding.units);
    replay.goodBytes = headerBytes;

    QList<UnitChange> pending; // of the group that is being read
    const qint64 inFile = (bytes.size() - headerBytes) / changeBytes;
    for (qint64 index = 0; index < inFile; ++index) {
        const qsizetype at = headerBytes + index * changeBytes;
        const auto read = readChange(bytes.data() + at, index, replay.salt, replay.binding.units);
        if (!read || read->group != replay.groups + 1) {
            if (read || laterGroupFollows(bytes, index + 1, replay.groups + 1, replay.salt, replay.binding.units))
                return damagedLog();
            break;
        }
        pending.append(read->change);
        if (!read->last)
            continue;
        for (const UnitChange &change : std::as_const(pending))
            replay.units[change.unit].take(change);
        replay.changes += pending.size();
        ++replay.groups;
        replay.goodBytes = at + changeBytes;
        pending.clear();
    }
    return replay;
}

namespace {

// Three changes each for the 20 million units that a plan may have. The file is read in one piece.
constexpr qint64 maxFileBytes = qint64(1) << 30;

} // namespace

/// Changes that are written and synced together, and those who wait for it.
struct UnitLog::Group
{
    QList<UnitChange> changes;
    std::optional<Result<void>> outcome;
    AsyncEvent settled; ///< There is an outcome.
};

struct UnitLog::Opened
{
    PosixFile file;
    UnitLogFormat::Replay replay;
    qint64 recoveredBytes = 0;
};

UnitLog::UnitLog(Opened opened)
    : m_file(std::move(opened.file))
    , m_salt(opened.replay.salt)
    , m_units(std::move(opened.replay.units))
    , m_groups(opened.replay.groups)
    , m_changes(opened.replay.changes)
    , m_recoveredBytes(opened.recoveredBytes)
{
    for (const LoggedUnit &unit : m_units)
        ++m_counts[std::size_t(unit.state)];
    if (m_changes > 0) {
        m_attemptsBefore.resize(m_units.size());
        std::ranges::transform(m_units, m_attemptsBefore.begin(), &LoggedUnit::attempts);
    }
    m_worker.setMaxThreadCount(1);
    m_worker.setExpiryTimeout(-1);
}

UnitLog::~UnitLog()
{
    Q_ASSERT(!m_underWay); // whoever records waits for it
}

Result<UnitLog::Opened> UnitLog::createFile(const QString &file, const UnitLogBinding &binding, DiskAccess &disk)
{
    if (binding.units > UnitLogFormat::maxUnits)
        return failure(ErrorKind::LimitExceeded, "too_many_units");
    // The name comes with the header: a file without one, left by a kill in between, would be taken for a damaged log.
    const std::uint32_t salt = QRandomGenerator::system()->generate();
    TRY_VOID(writeFileDurably(file, UnitLogFormat::header(binding, salt), Existing::Refuse, disk));
    return openFile(file, binding, disk);
}

Result<UnitLog::Opened> UnitLog::openFile(const QString &file, const UnitLogBinding &binding, DiskAccess &disk)
{
    TRY(opened, PosixFile::openExisting(file, PosixFile::Access::ReadWrite, disk));
    const qint64 size = opened->size();
    if (size > maxFileBytes)
        return failure(ErrorKind::LimitExceeded, "too_large", file);
    TRY(bytes, opened->pread(0, size));
    auto replay = UnitLogFormat::replay(*bytes);
    if (!replay) {
        ApiError error = replay.error();
        error.subject = file;
        return failure(std::move(error));
    }
    if (replay->binding != binding) {
        return failure(ErrorKind::Damaged, "unit_log_other_plan", file);
    }
    const qint64 torn = size - replay->goodBytes;
    if (torn > 0) {
        // Synced before anything is appended: else an old tail could come back behind a new group.
        const auto cut = opened->truncate(replay->goodBytes).and_then([&] { return opened->sync(); });
        if (!cut)
            return failure(cut.error());
    }
    return Opened{*std::move(opened), *std::move(replay), torn};
}

QCoro::Task<Result<std::unique_ptr<UnitLog>>> UnitLog::openedBy(std::function<Result<Opened>()> open)
{
    using Made = std::shared_ptr<Result<Opened>>;
    const QFuture<Made> opening = QtConcurrent::run([open] { return std::make_shared<Result<Opened>>(open()); });
    const Made opened = co_await opening;
    if (!*opened)
        co_return failure(opened->error());
    co_return std::unique_ptr<UnitLog>(new UnitLog(*std::move(*opened)));
}

QCoro::Task<Result<std::unique_ptr<UnitLog>>> UnitLog::create(QString file, UnitLogBinding binding, DiskAccess &disk)
{
    return openedBy([file, binding, &disk] { return createFile(file, binding, disk); });
}

QCoro::Task<Result<std::unique_ptr<UnitLog>>> UnitLog::open(QString file, UnitLogBinding binding, DiskAccess &disk)
{
    return openedBy([file, binding, &disk] { return openFile(file, binding, disk); });
}

QCoro::Task<Result<std::unique_ptr<UnitLog>>> UnitLog::openOrCreate(QString file, UnitLogBinding binding,
                                                                    DiskAccess &disk)
{
    return openedBy([file, binding, &disk] {
        Result<Opened> opened = openFile(file, binding, disk);
        const bool isMissing = !opened && fileTrouble(opened.error()) == FileTrouble::NotFound;
        return isMissing ? createFile(file, binding, disk) : std::move(opened);
    });
}

QCoro::Task<Result<void>> UnitLog::record(QList<UnitChange> changes)
{
    if (m_damage)
        co_return failure(*m_damage);
    const bool known = std::all_of(changes.cbegin(), changes.cend(),
                                   [this](const UnitChange &change) { return change.unit < m_units.size(); });
    if (!known)
        co_return failure(ErrorKind::BadInput, "unit_out_of_range");
    if (changes.isEmpty())
        co_return Result<void>{};
    if (!m_gathering)
        m_gathering = std::make_shared<Group>();
    const std::shared_ptr<Group> group = m_gathering;
    group->changes += changes;
    if (!m_underWay)
        commit();
    while (!group->outcome)
        co_await group->settled.wait({});
    co_return Result<void>(*group->outcome);
}

void UnitLog::commit()
{
    m_underWay = std::exchange(m_gathering, nullptr);
    m_worker.start([this, group = m_underWay, number = m_groups + 1, first = m_changes] {
        Result<void> outcome
            = withoutThrowing([&] { return write(UnitLogFormat::group(group->changes, number, first, m_salt)); });
        QMetaObject::invokeMethod(
            this, [this, outcome = std::move(outcome)] { committed(outcome); }, Qt::QueuedConnection);
    });
}

Result<void> UnitLog::write(const QByteArray &bytes)
{
    const qint64 before = m_file.size();
    if (const auto written = m_file.writeAll(bytes); !written) {
        // Whole or not at all; a group that cannot be taken back is as bad as a failed sync.
        if (m_file.truncate(before))
            return written;
        return failure(ErrorKind::File, "io_error", written.error().subject);
    }
    return m_file.syncData();
}

void UnitLog::committed(const Result<void> &outcome)
{
    const std::shared_ptr<Group> group = std::exchange(m_underWay, nullptr);
    if (outcome) {
        ++m_groups;
        m_changes += group->changes.size();
        for (const UnitChange &change : std::as_const(group->changes)) {
            LoggedUnit &unit = m_units[change.unit];
            --m_counts[std::size_t(unit.state)];
            unit.take(change);
            ++m_counts[std::size_t(unit.state)];
        }
    } else if (fileTrouble(outcome.error()) != FileTrouble::DiskFull) {
        m_damage = outcome.error(); // what the disk holds is not known: nothing more is promised (F95)
    }
    group->outcome = outcome;
    group->settled.notifyAll();
    if (!m_gathering)
        return;
    if (!m_damage) {
        commit();
        return;
    }
    const std::shared_ptr<Group> refused = std::exchange(m_gathering, nullptr);
    refused->outcome = failure(*m_damage);
    refused->settled.notifyAll();
}

} // namespace muster
