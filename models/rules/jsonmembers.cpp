// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/jsonmembers.h"

#include <cmath>

namespace muster {

QJsonValue MemberReader::value(QLatin1String name)
{
    ++m_taken;
    m_last = name;
    return m_object.value(name);
}

void MemberReader::require(bool condition)
{
    require(condition, m_last.isEmpty() ? QStringLiteral("object") : m_last);
}

void MemberReader::require(bool condition, const QString &place)
{
    if (!condition && m_firstFault.isEmpty())
        m_firstFault = place;
}

QString MemberReader::text(QLatin1String name)
{
    const QJsonValue value = this->value(name);
    require(value.isString());
    return value.toString();
}

bool MemberReader::flag(QLatin1String name)
{
    const QJsonValue value = this->value(name);
    require(value.isBool());
    return value.toBool();
}

qint64 MemberReader::number(QLatin1String name)
{
    const QJsonValue value = this->value(name);
    const double real = value.toDouble();
    require(value.isDouble() && std::abs(real) < 1e15 && std::trunc(real) == real);
    return value.toInteger();
}

QJsonArray MemberReader::array(QLatin1String name)
{
    const QJsonValue value = this->value(name);
    require(value.isArray());
    return value.toArray();
}

QJsonObject MemberReader::object(QLatin1String name)
{
    const QJsonValue value = this->value(name);
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

void JsonMembers::member(const char *name, QString &text)
{
    if (isReading())
        text = m_reader->text(QLatin1String(name));
    else
        m_writer->member(name, text);
}

void JsonMembers::member(const char *name, bool &flag)
{
    if (isReading())
        flag = m_reader->flag(QLatin1String(name));
    else
        m_writer->member(name, flag);
}

void JsonMembers::member(const char *name, QStringList &texts)
{
    if (isReading())
        texts = m_reader->texts(QLatin1String(name));
    else
        m_writer->member(name, texts);
}

void JsonMembers::member(const char *name, QUrl &url)
{
    QString text = url.toString(QUrl::FullyEncoded);
    member(name, text);
    url = QUrl(text, QUrl::StrictMode);
}

void JsonMembers::member(const char *name, QDateTime &time)
{
    QString text = time.toUTC().toString(Qt::ISODateWithMs);
    member(name, text);
    time = QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
    require(time.isValid());
}

void JsonMembers::whole(const char *name, qint64 &number, qint64 least, qint64 most)
{
    if (isReading()) {
        number = m_reader->number(QLatin1String(name));
        require(number >= least && number <= most);
    } else {
        m_writer->member(name, number);
    }
}

void JsonMembers::version(qint64 version)
{
    whole("version", version, version, version);
}

void JsonMembers::numberOrNone(const char *name, std::optional<qint64> &number)
{
    constexpr qint64 none = -1;
    qint64 value = number.value_or(none);
    whole(name, value, none, std::numeric_limits<qint64>::max());
    number = value == none ? std::nullopt : std::optional(value);
}

void JsonMembers::textIfAny(const char *name, std::optional<QString> &text)
{
    if (isThere(name, text.has_value()))
        member(name, text ? *text : text.emplace());
}

void JsonMembers::flagIfSet(const char *name, bool &flag)
{
    if (isThere(name, flag))
        member(name, flag);
}

void JsonMembers::require(bool condition)
{
    if (isReading())
        m_reader->require(condition);
}

} // namespace muster
