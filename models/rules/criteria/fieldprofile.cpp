// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/fieldprofile.h"

#include "models/rules/canonicaljson.h"

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

Read<CriteriaField> readField(const QJsonObject &object)
{
    MemberReader reader(object);
    CriteriaField field;
    field.name = reader.text(QLatin1String("name"));
    reader.require(!field.name.isEmpty() && isUsable(field.name, FieldProfileLimits::name));
    const auto type = criteriaFieldType(reader.text(QLatin1String("type")));
    reader.require(type.has_value());
    field.type = type.value_or(CriteriaFieldType::Text);
    if (object.contains(QLatin1String("label"))) {
        field.label = reader.text(QLatin1String("label"));
        reader.require(isUsable(field.label, FieldProfileLimits::name));
    }
    if (object.contains(QLatin1String("values"))) {
        field.values = reader.texts(QLatin1String("values"));
        reader.require(field.values.size() <= FieldProfileLimits::values);
        for (const QString &value : field.values)
            reader.require(isUsable(value, FieldProfileLimits::value));
        QSet<QString> different(field.values.cbegin(), field.values.cend());
        reader.require(different.size() == field.values.size());
    }
    return finished(reader, std::move(field));
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
    const QJsonArray values = reader.array(QLatin1String("fields"));
    if (!reader.good())
        return unreadable(reader.fault());
    const auto fields = readAll<CriteriaField>(values, QStringLiteral("fields"), FieldProfileLimits::fields, readField);
    if (!fields)
        return unreadable(fields.error());
    QSet<QString> names;
    for (qsizetype i = 0; i < fields->size(); ++i) {
        if (names.contains((*fields)[i].name))
            return unreadable(QStringLiteral("fields[%1].name").arg(i));
        names.insert((*fields)[i].name);
    }
    return FieldProfile{*source, CriteriaFields(*fields)};
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
        json += "    {\"name\": " + text(field.name) + ", \"type\": " + text(criteriaFieldTypeKey(field.type));
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
