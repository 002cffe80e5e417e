// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/unitlogformat.h"

#include <QtEndian>
#include <array>
#include <cstring>
#include <limits>

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
    return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("unit_log_damaged")});
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
    switch (state) {
    case UnitState::Planned:
        return QStringLiteral("planned");
    case UnitState::Intent:
        return QStringLiteral("intent");
    case UnitState::Applied:
        return QStringLiteral("applied");
    case UnitState::Accepted:
        return QStringLiteral("accepted");
    case UnitState::Rejected:
        return QStringLiteral("rejected");
    case UnitState::Absent:
        return QStringLiteral("absent");
    case UnitState::Unknown:
        return QStringLiteral("unknown");
    case UnitState::Skipped:
        return QStringLiteral("skipped");
    }
    Q_UNREACHABLE();
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

} // namespace muster
