// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/reviewtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

constexpr quint64 longestText = 500;

/// The next step of "$.a[3]..."; Undefined for a form that is not followed.
QJsonValue step(const QJsonValue &value, QStringView &path)
{
    if (path.startsWith(u'[')) {
        const qsizetype end = path.indexOf(u']');
        bool good = false;
        const qsizetype index = end < 0 ? -1 : path.sliced(1, end - 1).toLongLong(&good);
        if (!good || !value.isArray() || index < 0 || index >= value.toArray().size())
            return QJsonValue(QJsonValue::Undefined);
        path = path.sliced(end + 1);
        return value.toArray().at(index);
    }
    if (!path.startsWith(u'.') || !value.isObject())
        return QJsonValue(QJsonValue::Undefined);
    path = path.sliced(1);
    qsizetype end = 0;
    while (end < path.size() && path[end] != u'.' && path[end] != u'[')
        ++end;
    const QJsonValue next = value.toObject().value(path.first(end));
    path = path.sliced(end);
    return next;
}

} // namespace

ReviewTexts::ReviewTexts(const QByteArray &artifact)
    : m_root(QJsonDocument::fromJson(artifact).object())
{
}

QString ReviewTexts::at(const std::string &path, bool inKey, quint64 begin, quint64 end) const
{
    const QString text = QString::fromStdString(path);
    QStringView rest(text);
    if (inKey || !rest.startsWith(u'$') || end < begin)
        return {};
    rest = rest.sliced(1);
    QJsonValue value = m_root;
    while (!rest.isEmpty() && !value.isUndefined())
        value = step(value, rest);
    const auto points = value.toString().toUcs4();
    if (!value.isString() || end > quint64(points.size()))
        return {};
    const QString found = QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()) + begin,
                                            qsizetype(std::min(end - begin, longestText)));
    return found;
}

} // namespace muster
