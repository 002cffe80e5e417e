// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/namedfile.h"

#include "models/rules/jsonmembers.h"

#include <QJsonDocument>

namespace muster {

namespace {

constexpr int version = 1;

} // namespace

Result<QJsonObject> readOwnObject(const QByteArray &bytes, const NamedFileForm &form)
{
    if (bytes.size() > form.bytes)
        return failure(ErrorKind::Damaged, form.unreadable, QStringLiteral("size"));
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return failure(ErrorKind::Damaged, form.unreadable, QStringLiteral("object"));
    return document.object();
}

Result<NamedFile> readNamedFile(const QByteArray &bytes, const NamedFileForm &form)
{
    TRY(object, readOwnObject(bytes, form));
    MemberReader reader(*object);
    reader.require(reader.text(QLatin1String("format")) == QLatin1String(form.format));
    if (!reader.good() && reader.fault() != QLatin1String("unexpected"))
        return failure(ErrorKind::Damaged, form.unreadable, reader.fault());
    const qint64 found = reader.number(QLatin1String("version"));
    if (found > version)
        return failure(ErrorKind::Damaged, "newer_version");
    reader.require(found == version);
    NamedFile file{.name = reader.text(QLatin1String("name"))};
    reader.require(file.name.size() <= form.name && file.name.isValidUtf16());
    file.content = reader.object(QLatin1String(form.member));
    if (!reader.good())
        return failure(ErrorKind::Damaged, form.unreadable, reader.fault());
    return file;
}

QByteArray namedFile(const NamedFileForm &form, const QString &name,
                     const std::function<void(JsonMembers &members)> &content)
{
    JsonWriter json;
    JsonMembers members(json);
    json.beginObject();
    json.member("format", QString::fromLatin1(form.format));
    json.member("version", qint64(version));
    json.member("name", name);
    members.object(form.member, content);
    json.endObject();
    return json.bytes() + '\n';
}

} // namespace muster
