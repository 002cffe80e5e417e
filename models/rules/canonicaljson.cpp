// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/canonicaljson.h"

#include <cmath>

namespace muster {

void CanonicalJson::beginObject()
{
    separate();
    m_bytes += '{';
}

void CanonicalJson::beginObject(const char *key)
{
    name(key);
    m_bytes += '{';
}

void CanonicalJson::endObject()
{
    m_bytes += '}';
}

void CanonicalJson::beginArray(const char *key)
{
    name(key);
    m_bytes += '[';
}

void CanonicalJson::endArray()
{
    m_bytes += ']';
}

void CanonicalJson::member(const char *key, const QString &value)
{
    name(key);
    text(value);
}

void CanonicalJson::member(const char *key, qint64 number)
{
    name(key);
    m_bytes += QByteArray::number(number);
}

void CanonicalJson::member(const char *key, bool flag)
{
    name(key);
    m_bytes += flag ? "true" : "false";
}

void CanonicalJson::element(const QString &value)
{
    separate();
    text(value);
}

void CanonicalJson::element(qint64 number)
{
    separate();
    m_bytes += QByteArray::number(number);
}

void CanonicalJson::separate()
{
    if (m_bytes.isEmpty())
        return;
    const char last = m_bytes.back();
    if (last != '{' && last != '[' && last != ':')
        m_bytes += ',';
}

void CanonicalJson::name(const char *key)
{
    separate();
    m_bytes += '"';
    m_bytes += key;
    m_bytes += "\":";
}

void CanonicalJson::text(const QString &value)
{
    static constexpr char digits[] = "0123456789abcdef";
    static constexpr QByteArrayView escaped("\"\\\b\t\n\f\r"), letters("\"\\btnfr");
    m_bytes += '"';
    const QByteArray utf8 = value.toUtf8();
    for (const char c : utf8) {
        if (const qsizetype at = escaped.indexOf(c); at >= 0) {
            m_bytes += '\\';
            m_bytes += letters[at];
        } else if (static_cast<unsigned char>(c) < 0x20) {
            m_bytes += "\\u00";
            m_bytes += digits[c >> 4];
            m_bytes += digits[c & 15];
        } else {
            m_bytes += c;
        }
    }
    m_bytes += '"';
}

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
