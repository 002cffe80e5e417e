// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/strictjson.h"
#include "network/wire/dialer.h"

#include <QDateTime>
#include <QJsonArray>
#include <QList>
#include <QString>
#include <algorithm>

namespace muster {

// What stands alike in many of NICE CXone's answers. Pure, safe on any thread.

/// A time as CXone writes it. Of the specifications only that it is text is known; examples have an offset, or none and
/// mean UTC. In UTC; null: it is not to be understood.
[[nodiscard]] inline QDateTime cxoneTime(const QString &text)
{
    QDateTime time = QDateTime::fromString(text.left(64).toUpper(), Qt::ISODateWithMs);
    if (time.isValid() && time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

/// As it takes one: UTC, whole seconds.
[[nodiscard]] inline QString cxoneTimeText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'"));
}

/// An id that is a number in some answers and a text of digits in others. In digits, at most 18.
[[nodiscard]] inline QString cxoneIdIn(JsonReader &reader, const QJsonObject &object, const QString &path,
                                       const char *name)
{
    const QString id = object.value(QLatin1String(name)).isString()
        ? reader.nonEmptyText(object, path, name)
        : QString::number(reader.integer(object, path, name));
    if (id.size() > 18 || !std::ranges::all_of(id, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        reader.note(memberPath(path, name), QStringLiteral("not_id"));
    return id;
}

/// The skills of a list, which it has to say: that they are none would have to be guessed. Whether they run it does not
/// say.
[[nodiscard]] inline QList<Dialer> cxoneSkillsIn(JsonReader &reader, const QJsonObject &list, const QString &path)
{
    QList<Dialer> dialers;
    const QString skillsPath = memberPath(path, "skills");
    const QJsonArray skills = reader.array(list, path, "skills");
    for (qsizetype at = 0; at < skills.size() && !reader.fault(); ++at) {
        const QString skillPath = QStringLiteral("%1[%2]").arg(skillsPath).arg(at);
        const QJsonObject skill = reader.objectAt(skills, at, skillsPath);
        dialers.append({cxoneIdIn(reader, skill, skillPath, "skillId"), reader.text(skill, skillPath, "skillName"),
                        Dialer::State::Unknown});
    }
    return dialers;
}

} // namespace muster
