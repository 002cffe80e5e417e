// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxpart.h"

#include <QJsonDocument>
#include <QSet>
#include <QUrl>
#include <QUrlQuery>
#include <QUuid>

namespace muster {

using namespace Qt::StringLiterals;

SandboxAnswer cxoneSandboxError(CxoneSandboxFamily family, int status, QLatin1String code, const QString &text)
{
    switch (family) {
    case CxoneSandboxFamily::Acd: {
        SandboxAnswer answer = sandboxJsonAnswer(status, {{u"error"_s, code}, {u"error_description"_s, text}});
        answer.headers.append({"icStatusDescription"_ba, text.toLatin1()});
        return answer;
    }
    case CxoneSandboxFamily::Analytics: {
        // The published description has three shapes and does not say which belongs to what; a client must read all.
        const QString now = cxoneSandboxTime(QDateTime::currentDateTimeUtc());
        if (status == 400) {
            return sandboxJsonAnswer(status,
                                     {{u"statusCode"_s, status},
                                      {u"timestamp"_s, now},
                                      {u"message"_s, QString(code)},
                                      {u"description"_s, text}});
        }
        if (status == 404)
            return sandboxJsonAnswer(status, {{u"status"_s, status}, {u"timestamp"_s, now}, {u"error"_s, text}});
        return sandboxJsonAnswer(status, {{u"message"_s, text}});
    }
    case CxoneSandboxFamily::Digital: {
        const QJsonArray errors{QJsonObject{{u"message"_s, text}, {u"errorCode"_s, QString(code)}}};
        return sandboxJsonAnswer(
            status, {{u"errors"_s, errors}, {u"uid"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}});
    }
    }
    Q_UNREACHABLE();
}

SandboxAnswer cxoneSandboxAnswer(int status, const QByteArray &text, const QJsonObject &object)
{
    SandboxAnswer answer = sandboxJsonAnswer(status, object);
    answer.headers.append({"icStatusDescription"_ba, text});
    return answer;
}

SandboxAnswer cxoneSandboxDone()
{
    return {.status = 200, .headers = {{"icStatusDescription"_ba, "Success"_ba}}, .contentType = {}, .body = {}};
}

SandboxAnswer cxoneSandboxNothing()
{
    return {.status = 204, .headers = {{"icStatusDescription"_ba, "No Content"_ba}}, .contentType = {}, .body = {}};
}

QString cxoneSandboxTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QString CxoneSandboxParameters::text(QByteArrayView name) const
{
    return QString::fromUtf8(m_values.value(name.toByteArray()));
}

void CxoneSandboxParameters::mark(QByteArrayView name)
{
    if (m_bad.isEmpty())
        m_bad = name.toByteArray();
}

qint64 CxoneSandboxParameters::number(QByteArrayView name, qint64 fallback, qint64 least, qint64 most)
{
    if (!has(name))
        return fallback;
    bool good = false;
    const qint64 value = m_values.value(name.toByteArray()).toLongLong(&good);
    if (!good || value < least || value > most) {
        mark(name);
        return fallback;
    }
    return value;
}

std::optional<bool> CxoneSandboxParameters::flag(QByteArrayView name)
{
    if (!has(name))
        return std::nullopt;
    const QByteArray value = m_values.value(name.toByteArray()).toLower();
    if (value != "true" && value != "false")
        mark(name);
    return value == "true";
}

std::optional<QDateTime> CxoneSandboxParameters::time(QByteArrayView name)
{
    if (!has(name))
        return std::nullopt;
    QDateTime value = QDateTime::fromString(text(name), Qt::ISODateWithMs);
    if (value.timeSpec() == Qt::LocalTime)
        value.setTimeSpec(Qt::UTC);
    if (!value.isValid())
        mark(name);
    return value.toUTC();
}

QString CxoneSandboxParameters::word(QByteArrayView name, const QStringList &words)
{
    if (!has(name))
        return words.constFirst();
    for (const QString &word : words) {
        if (word.compare(text(name), Qt::CaseInsensitive) == 0)
            return word;
    }
    mark(name);
    return words.constFirst();
}

QString CxoneSandboxCall::address(const QList<QPair<QString, QString>> &changed) const
{
    const qsizetype mark = target.indexOf('?');
    QUrlQuery query(mark < 0 ? QString() : QString::fromLatin1(target.mid(mark + 1)));
    for (const auto &[name, value] : changed) {
        query.removeAllQueryItems(name);
        query.addQueryItem(name, value);
    }
    const QByteArray host = mutation == SandboxFault::Mutation::ForeignLink ? "http://elsewhere.example"_ba : origin;
    return QString::fromLatin1(host + target.left(mark < 0 ? target.size() : mark)) + u'?'
        + query.toString(QUrl::FullyEncoded);
}

std::optional<QJsonObject> CxoneSandboxCall::object() const
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

CxoneSandboxPage::CxoneSandboxPage(CxoneSandboxCall &call)
{
    constexpr qint64 usual = 50;
    m_skip = call.parameters.number("skip", 0, 0, std::numeric_limits<int>::max());
    m_top = call.parameters.number("top", usual, 1, mostRecords);
}

QJsonObject CxoneSandboxPage::links(const CxoneSandboxCall &call, qint64 total) const
{
    const auto at = [&call, this](qint64 skip) {
        return call.address({{u"skip"_s, QString::number(skip)}, {u"top"_s, QString::number(m_top)}});
    };
    QJsonObject links{{u"self"_s, at(m_skip)}};
    if (call.mutation == SandboxFault::Mutation::RepeatToken)
        links.insert(u"next"_s, at(m_skip));
    else if (m_skip + m_top < total)
        links.insert(u"next"_s, at(m_skip + m_top));
    if (m_skip > 0)
        links.insert(u"previous"_s, at(std::max<qint64>(0, m_skip - m_top)));
    return links;
}

qint64 CxoneSandboxPage::told(const CxoneSandboxCall &call, qint64 total)
{
    return total + (call.mutation == SandboxFault::Mutation::WrongCount ? 1 : 0);
}

QJsonObject cxoneSandboxPicked(const QJsonObject &object, const QString &fields)
{
    const QStringList names = fields.split(u',', Qt::SkipEmptyParts);
    if (names.isEmpty())
        return object;
    QJsonObject picked;
    for (const QString &name : names) {
        const auto found = object.constFind(name.trimmed());
        if (found != object.constEnd())
            picked.insert(found.key(), found.value());
    }
    return picked;
}

SandboxAnswer cxoneSandboxBadParameter(CxoneSandboxFamily family, const CxoneSandboxCall &call)
{
    const QByteArray &name = call.parameters.bad();
    return cxoneSandboxError(family, 400, "invalid_parameter"_L1,
                             u"Invalid parameter: "_s + QString::fromLatin1(name.left(100)));
}

} // namespace muster
