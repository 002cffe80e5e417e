// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportpreset.h"

#include "models/rules/jsonmembers.h"

#include <QFileInfo>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype maxAttributes = 1'000;
constexpr qsizetype maxFilters = 100;
constexpr QLatin1String segmentPlace("{segment}");
constexpr QLatin1String datePlace("{date}");

void describeFilter(JsonMembers &members, SegmentFilter &filter)
{
    members.member("attribute", filter.attribute);
    members.key("operator", filter.op, filterOperatorKey, filterOperatorFromKey);
    members.member("value", filter.value);
}

void describePreset(JsonMembers &members, ExportPreset &preset)
{
    members.member("attributes", preset.attributes);
    members.objects("filters", preset.filters, maxFilters, describeFilter);
    members.key("format", preset.format);
    members.key("textProfile", preset.textProfile);
    if (members.isThere("byteOrderMark", preset.byteOrderMark))
        members.member("byteOrderMark", preset.byteOrderMark);
    describeTreated(members, preset.treated);
    members.member("target", preset.target);
}

QString dayText(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

} // namespace

QJsonObject presetContent(const ExportPreset &preset)
{
    return jsonObject(preset, describePreset);
}

std::optional<ExportPreset> presetFromContent(const QJsonObject &content)
{
    ExportPreset preset;
    if (!memberFault(content, preset, describePreset).isEmpty() || preset.attributes.size() > maxAttributes)
        return std::nullopt;
    if (!preset.target.isEmpty() && QFileInfo(preset.target).isRelative())
        return std::nullopt;
    return preset;
}

ExportPreset presetOf(const ExportOrder &order, const QString &name, const QDate &today)
{
    const QFileInfo file(order.targetFile);
    QString pattern = file.fileName();
    pattern.replace(dayText(today), datePlace);
    // Whole: "a" of a segment of that name is not in every file name.
    if (const QString segment = safeFileName(order.segmentName);
        pattern == segment || (pattern.startsWith(segment) && !pattern[segment.size()].isLetterOrNumber()))
        pattern.replace(0, segment.size(), segmentPlace);
    return {.name = name,
            .attributes = order.query.attributes,
            .filters = order.query.filters,
            .format = order.format,
            .textProfile = order.textProfile,
            .byteOrderMark = order.byteOrderMark,
            .treated = order.treated,
            .target = order.targetFile.isEmpty() ? QString() : QString(file.path() + u'/' + pattern)};
}

QString presetTarget(const ExportPreset &preset, const QString &segmentName, const QDate &today)
{
    if (preset.target.isEmpty())
        return {};
    const QFileInfo file(preset.target);
    QString name = file.fileName(); // a folder keeps its braces
    name.replace(datePlace, dayText(today));
    name.replace(segmentPlace, safeFileName(segmentName));
    return file.path() + u'/' + name;
}

QStringList unknownAttributes(const ExportPreset &preset, const QList<SegmentAttribute> &attributes)
{
    QStringList unknown;
    const auto note = [&](const QString &name) {
        const bool isKnown = std::any_of(attributes.begin(), attributes.end(),
                                         [&name](const SegmentAttribute &attribute) { return attribute.name == name; });
        if (!isKnown && !unknown.contains(name))
            unknown.append(name);
    };
    std::for_each(preset.attributes.begin(), preset.attributes.end(), note);
    for (const SegmentFilter &filter : preset.filters)
        note(filter.attribute);
    for (const TreatedColumn &treated : preset.treated) {
        if (treated.column != contactIdColumn)
            note(treated.column);
    }
    return unknown;
}

QString safeFileName(const QString &name)
{
    QString out;
    for (const QChar c : name.left(60)) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        out += plain ? c.toLower() : u'-';
    }
    while (out.contains(u"--"))
        out.replace(QStringLiteral("--"), QStringLiteral("-"));
    while (out.startsWith(u'-'))
        out.remove(0, 1);
    while (out.endsWith(u'-'))
        out.chop(1);
    return out.isEmpty() ? QStringLiteral("segment") : out;
}

} // namespace muster
