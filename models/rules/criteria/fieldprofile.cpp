// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/fieldprofile.h"

#include "models/rules/jsonmembers.h"

#include <QJsonDocument>
#include <QSet>

namespace muster {

namespace {

const QString format = QStringLiteral("muster-audience-fields");

tl::unexpected<ApiError> unreadable(const QString &place)
{
    return failure(ErrorKind::BadInput, "field_profile_unreadable", place);
}

bool isUsable(const QString &text, qsizetype most)
{
    return text.size() <= most && text.isValidUtf16();
}

void describe(JsonMembers &members, CriteriaField &field)
{
    members.member("name", field.name);
    members.require(!field.name.isEmpty() && isUsable(field.name, FieldProfileLimits::name));
    members.key("type", field.type);
    if (members.isThere("label", !field.label.isEmpty())) {
        members.member("label", field.label);
        members.require(isUsable(field.label, FieldProfileLimits::name));
    }
    if (members.isThere("values", !field.values.isEmpty())) {
        members.member("values", field.values);
        members.require(field.values.size() <= FieldProfileLimits::values);
        for (const QString &value : std::as_const(field.values))
            members.require(isUsable(value, FieldProfileLimits::value));
        QSet<QString> different(field.values.cbegin(), field.values.cend());
        members.require(different.size() == field.values.size());
    }
}

} // namespace

Result<FieldProfile> parseFieldProfile(const QByteArray &json)
{
    if (json.size() > FieldProfileLimits::bytes)
        return unreadable(QStringLiteral("size"));
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return unreadable(QStringLiteral("object"));
    const QJsonObject object = document.object();
    MemberReader reader(object);
    reader.require(reader.text(QLatin1String("format")) == format);
    if (!reader.good() && reader.fault() != QLatin1String("unexpected"))
        return unreadable(reader.fault());
    const qint64 version = reader.number(QLatin1String("version"));
    if (version > 1)
        return failure(ErrorKind::Damaged, "newer_version");
    reader.require(version == 1);
    const auto source = audienceSource(reader.text(QLatin1String("source")));
    reader.require(source.has_value());
    QList<CriteriaField> fields;
    JsonMembers(reader).objects("fields", fields, FieldProfileLimits::fields, describe);
    if (!reader.good())
        return unreadable(reader.fault());
    QSet<QString> names;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (names.contains(fields[i].name))
            return unreadable(QStringLiteral("fields[%1].name").arg(i));
        names.insert(fields[i].name);
    }
    return FieldProfile{*source, CriteriaFields(fields)};
}

QByteArray fieldProfileJson(const FieldProfile &profile)
{
    // Not QJsonObject, which sorts its members: people write these files by hand.
    const auto text = [](const QString &value) {
        const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return array.mid(1, array.size() - 2);
    };
    QByteArray json = "{\n  \"format\": " + text(format)
        + ",\n  \"version\": 1,\n  \"source\": " + text(audienceSourceKey(profile.source)) + ",\n  \"fields\": [";
    const char *separator = "\n";
    for (const CriteriaField &field : profile.fields.all()) {
        json += separator;
        json += "    {\"name\": " + text(field.name) + ", \"type\": " + text(keyOf(field.type));
        if (!field.label.isEmpty())
            json += ", \"label\": " + text(field.label);
        if (!field.values.isEmpty())
            json += ", \"values\": "
                + QJsonDocument(QJsonArray::fromStringList(field.values)).toJson(QJsonDocument::Compact);
        json += '}';
        separator = ",\n";
    }
    json += profile.fields.isEmpty() ? "]\n}\n" : "\n  ]\n}\n";
    return json;
}

} // namespace muster
