// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/memberreader.h"

#include <cmath>

namespace muster {

QJsonValue MemberReader::take(QLatin1String name)
{
    ++m_taken;
    m_last = name;
    return m_object.value(name);
}

void MemberReader::require(bool condition)
{
    if (!condition && m_firstFault.isEmpty())
        m_firstFault = m_last.isEmpty() ? QStringLiteral("object") : m_last;
}

QString MemberReader::text(QLatin1String name)
{
    const QJsonValue value = take(name);
    require(value.isString());
    return value.toString();
}

bool MemberReader::flag(QLatin1String name)
{
    const QJsonValue value = take(name);
    require(value.isBool());
    return value.toBool();
}

qint64 MemberReader::number(QLatin1String name)
{
    const QJsonValue value = take(name);
    const double real = value.toDouble();
    require(value.isDouble() && std::abs(real) < 1e15 && std::trunc(real) == real);
    return value.toInteger();
}

QJsonArray MemberReader::array(QLatin1String name)
{
    const QJsonValue value = take(name);
    require(value.isArray());
    return value.toArray();
}

QJsonObject MemberReader::object(QLatin1String name)
{
    const QJsonValue value = take(name);
    require(value.isObject());
    return value.toObject();
}

QStringList MemberReader::texts(QLatin1String name)
{
    QStringList all;
    const QJsonArray values = array(name);
    for (const QJsonValue &value : values) {
        require(value.isString());
        all.append(value.toString());
    }
    return all;
}

QString MemberReader::fault() const
{
    if (m_firstFault.isEmpty() && m_object.size() != m_taken)
        return QStringLiteral("unexpected");
    return m_firstFault;
}

} // namespace muster
