// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/walcheck.h"

#include <QtEndian>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype headerBytes = 32, frameHeaderBytes = 24;
constexpr quint32 walMagic = 0x377f0682; ///< Plus 1 where checksums are of big-endian words.

quint32 numberAt(QByteArrayView bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.data() + offset);
}

struct Checksum
{
    quint32 first = 0, second = 0;

    [[nodiscard]] static Checksum at(QByteArrayView bytes, qsizetype offset)
    {
        return {numberAt(bytes, offset), numberAt(bytes, offset + 4)};
    }
    void add(QByteArrayView bytes, bool bigEndian)
    {
        for (qsizetype at = 0; at + 8 <= bytes.size(); at += 8) {
            const char *words = bytes.data() + at;
            first += (bigEndian ? qFromBigEndian<quint32>(words) : qFromLittleEndian<quint32>(words)) + second;
            second += (bigEndian ? qFromBigEndian<quint32>(words + 4) : qFromLittleEndian<quint32>(words + 4)) + first;
        }
    }
    bool operator==(const Checksum &) const = default;
};

/// A log as a row of frames. Each one's checksum goes on from the one before it, so that a frame can be judged by
/// itself where the one before it is wrong.
class Frames
{
public:
    explicit Frames(QByteArrayView log)
        : m_log(log)
        , m_bigEndian((numberAt(log, 0) & 1) != 0)
        , m_frameBytes(frameHeaderBytes + qsizetype(numberAt(log, 8)))
    {
    }
    [[nodiscard]] bool headerIsWhole() const
    {
        Checksum sum;
        sum.add(m_log.first(24), m_bigEndian);
        return (numberAt(m_log, 0) & ~1U) == walMagic && sum == Checksum::at(m_log, 24);
    }
    [[nodiscard]] bool hasPlausibleSize() const
    {
        const quint32 page = numberAt(m_log, 8);
        return page >= 512 && page <= 65536 && (page & (page - 1)) == 0;
    }
    [[nodiscard]] qsizetype count() const { return (m_log.size() - headerBytes) / m_frameBytes; }
    [[nodiscard]] qsizetype endOf(qsizetype frame) const { return headerBytes + (frame + 1) * m_frameBytes; }
    /// Of this life of the log; else it was left behind by one before, or never written.
    [[nodiscard]] bool isOfThisLog(qsizetype frame) const { return bytes(frame).sliced(8, 8) == m_log.sliced(16, 8); }
    [[nodiscard]] bool wasNeverWritten(qsizetype frame) const
    {
        const QByteArrayView header = bytes(frame).first(frameHeaderBytes);
        return std::all_of(header.begin(), header.end(), [](char byte) { return byte == '\0'; });
    }
    [[nodiscard]] bool isWhole(qsizetype frame) const
    {
        const QByteArrayView own = bytes(frame);
        Checksum sum = frame == 0 ? Checksum::at(m_log, 24) : Checksum::at(bytes(frame - 1), 16);
        sum.add(own.first(8), m_bigEndian);
        sum.add(own.sliced(frameHeaderBytes), m_bigEndian);
        return isOfThisLog(frame) && sum == Checksum::at(own, 16);
    }
    [[nodiscard]] bool saysCommit(qsizetype frame) const { return numberAt(bytes(frame), 4) != 0; }

private:
    [[nodiscard]] QByteArrayView bytes(qsizetype frame) const
    {
        return m_log.sliced(headerBytes + frame * m_frameBytes, m_frameBytes);
    }

    QByteArrayView m_log;
    bool m_bigEndian;
    qsizetype m_frameBytes;
};

} // namespace

WalState examineWal(QByteArrayView log)
{
    if (log.size() < headerBytes)
        return {.tornBytes = log.size()};
    const Frames frames(log);
    if (!frames.hasPlausibleSize())
        return {.tornBytes = log.size()};
    const bool header = frames.headerIsWhole();
    WalState state{.wholeBytes = header ? headerBytes : 0};
    qsizetype bad = 0;
    for (; header && bad < frames.count() && frames.isWhole(bad); ++bad) {
        if (frames.saysCommit(bad))
            state.wholeBytes = frames.endOf(bad);
    }
    if (header && bad < frames.count() && !frames.isOfThisLog(bad) && !frames.wasNeverWritten(bad)) {
        // Behind it lies an earlier life of the log, which nobody wants, unless frames of this one follow.
        const qsizetype end = bad == 0 ? headerBytes : frames.endOf(bad - 1);
        state.tornBytes = end - state.wholeBytes;
    } else {
        state.tornBytes = log.size() - state.wholeBytes;
    }
    // Transactions that end behind the bad frame: one may be that which was cut short; another one was there before.
    int ends = header && bad < frames.count() && frames.isOfThisLog(bad) && frames.saysCommit(bad) ? 1 : 0;
    for (qsizetype frame = header ? bad + 1 : 0; frame < frames.count(); ++frame)
        ends += frames.isWhole(frame) && frames.saysCommit(frame) ? 1 : 0;
    state.isDamaged = ends > 1;
    return state;
}

} // namespace muster
