// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/palette/usagememory.h"

#include <QJsonObject>
#include <algorithm>
#include <cmath>

namespace muster {

namespace {

constexpr double halfLifeSeconds = 3.0 * 24 * 60 * 60;
constexpr double largestValue = 1000;
constexpr qsizetype longestId = 300;

const QLatin1String idMember("id"), valueMember("value"), lastMember("last");

} // namespace

double UsageMemory::Use::valueAt(const QDateTime &now) const
{
    const double age = std::max(0.0, double(last.secsTo(now))); // a clock that was put back makes nothing older
    return value * std::exp2(-age / halfLifeSeconds);
}

void UsageMemory::noteUse(const QString &id, const QDateTime &now)
{
    if (id.isEmpty() || id.size() > longestId)
        return;
    Use &use = m_uses[id];
    use = {std::min(largestValue, use.last.isValid() ? use.valueAt(now) + 1 : 1.0), now};
    if (m_uses.size() > mostIds)
        forgetLeast(now);
}

int UsageMemory::weight(const QString &id, const QDateTime &now) const
{
    const auto found = m_uses.constFind(id);
    if (found == m_uses.cend())
        return 0;
    return std::clamp(int(std::lround(20 * std::log2(1 + found->valueAt(now)))), 0, mostWeight);
}

void UsageMemory::forgetLeast(const QDateTime &now)
{
    auto least = m_uses.begin();
    for (auto it = m_uses.begin(); it != m_uses.end(); ++it) {
        if (it->valueAt(now) < least->valueAt(now))
            least = it;
    }
    m_uses.erase(least);
}

QJsonArray UsageMemory::toJson() const
{
    QStringList ids = m_uses.keys();
    ids.sort();
    QJsonArray json;
    for (const QString &id : std::as_const(ids)) {
        const Use &use = *m_uses.constFind(id);
        json << QJsonObject{
            {idMember, id}, {valueMember, use.value}, {lastMember, use.last.toUTC().toString(Qt::ISODate)}};
    }
    return json;
}

UsageMemory UsageMemory::fromJson(const QJsonArray &json)
{
    UsageMemory memory;
    for (const QJsonValue &one : json) {
        const QString id = one[idMember].toString();
        const double value = one[valueMember].toDouble();
        const QDateTime last = QDateTime::fromString(one[lastMember].toString(), Qt::ISODate);
        const bool isSound
            = !id.isEmpty() && id.size() <= longestId && last.isValid() && value > 0 && value <= largestValue;
        if (isSound && memory.m_uses.size() < mostIds)
            memory.m_uses.insert(id, {value, last.toUTC()});
    }
    return memory;
}

} // namespace muster
