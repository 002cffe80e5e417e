// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxsegment.h"

namespace muster {

using namespace Qt::StringLiterals;

qint64 SandboxSegment::size(const SandboxData &data) const
{
    const qint64 whole = data.contacts() / block;
    qint64 count = whole * (to - from);
    for (qint64 contact = whole * block; contact < data.contacts(); ++contact) {
        const int place = data.place(contact, block, salt);
        count += place >= from && place < to ? 1 : 0;
    }
    return count;
}

qint64 SandboxSegment::contactAt(const SandboxData &data, qint64 ordinal) const
{
    const qint64 members = to - from;
    const qint64 first = ordinal / members * block;
    qint64 before = ordinal % members;
    for (qint64 contact = first; contact < first + block; ++contact) {
        const int place = data.place(contact, block, salt);
        if (place >= from && place < to && before-- == 0)
            return contact;
    }
    Q_UNREACHABLE();
}

QDateTime SandboxSegment::lastUpdated(const QDateTime &started, const QDateTime &now) const
{
    constexpr qint64 period = 12 * 3600, day = 24 * 3600;
    // By the clock on the wall, not by the start: a sandbox that is started again must not seem to have been
    // recalculated, or an interrupted export could not simply go on.
    const qint64 at = reevaluated ? (now.toSecsSinceEpoch() + age.count()) / period * period
                                  : started.toSecsSinceEpoch() / day * day;
    return QDateTime::fromSecsSinceEpoch(at - age.count(), Qt::UTC);
}

const QList<SandboxSegment> &sandboxSegments()
{
    using std::chrono::hours;
    using std::chrono::minutes;
    static const QList<SandboxSegment> all = {
        {u"5a0d0001-7c1e-4b52-9d3a-000000000001"_s, u"All customers"_s, u"Active"_s, 1, 0, 1, 0, minutes(40), true},
        {u"5a0d0002-7c1e-4b52-9d3a-000000000002"_s, u"Gold tier"_s, u"Active"_s, SandboxData::tierBlock,
         SandboxData::goldFrom, SandboxData::goldTo, SandboxData::tierSalt, hours(2), true},
        {u"5a0d0003-7c1e-4b52-9d3a-000000000003"_s, u"Newsletter readers, “weekly”"_s, u"Active"_s, 10, 0, 6,
         0x6e657773, hours(11), true},
        {u"5a0d0004-7c1e-4b52-9d3a-000000000004"_s, u"Spring visitors"_s, u"Active"_s, 8, 0, 1, 0x737072, hours(72),
         false},
        {u"5a0d0005-7c1e-4b52-9d3a-000000000005"_s, u"Paused promo"_s, u"Inactive"_s, 4, 0, 1, 0x70726f6d, hours(5),
         true},
        {u"5a0d0006-7c1e-4b52-9d3a-000000000006"_s, u"Nobody yet"_s, u"Active"_s, 1, 0, 0, 0, minutes(5), true},
    };
    return all;
}

const SandboxSegment *sandboxSegment(QStringView id)
{
    for (const SandboxSegment &segment : sandboxSegments()) {
        if (segment.id == id)
            return &segment;
    }
    return nullptr;
}

} // namespace muster
