// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/writtenfindings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

/// nullopt: no whole number from 0 to `most`.
std::optional<std::uint64_t> whole(const QJsonValue &value, double most)
{
    const double number = value.toDouble(-1);
    if (!(number >= 0 && number <= most) || number != double(std::uint64_t(number)))
        return std::nullopt;
    return std::uint64_t(number);
}

std::optional<WrittenFinding> parseFinding(const QJsonObject &object)
{
    const auto begin = whole(object[u"start"], 1e9), end = whole(object[u"end"], 1e9);
    const auto score = whole(object[u"score"], 100), group = whole(object[u"group"], 4e9);
    const auto entity = entityOfKey(object[u"entity"].toString().toStdString());
    if (!begin || !end || *end < *begin || !score || !entity || !object[u"path"].isString())
        return std::nullopt;
    return WrittenFinding{.path = object[u"path"].toString().toStdString(),
                          .inKey = object[u"in_key"].toBool(),
                          .begin = *begin,
                          .end = *end,
                          .entity = *entity,
                          .rule = object[u"rule"].toString().left(200).toStdString(),
                          .score = std::uint8_t(*score),
                          .group = std::uint32_t(group.value_or(0))};
}

} // namespace

Result<std::vector<WrittenFinding>> parseWrittenFindings(const QByteArray &json)
{
    const auto damaged = [](const QString &subject) {
        return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("findings_unreadable"), .subject = subject});
    };
    const QJsonObject file = QJsonDocument::fromJson(json).object();
    if (file[u"format"] != QStringLiteral("muster-transcript-findings") || !file[u"findings"].isArray())
        return damaged({});
    const QJsonArray places = file[u"findings"].toArray();
    std::vector<WrittenFinding> findings;
    for (const QJsonValue place : places) {
        if (findings.size() == mostWrittenFindings)
            break;
        const auto finding = parseFinding(place.toObject());
        if (!finding)
            return damaged(QString::number(findings.size() + 1));
        findings.push_back(*finding);
    }
    return findings;
}

} // namespace muster
