// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QJsonObject>
#include <functional>
#include <type_traits>

namespace muster {

class JsonMembers;

/// How files that people export under a name are wrapped: {"format": ..., "version": 1, "name": ..., MEMBER: {...}},
/// nothing missing and nothing more. Pure functions; the bytes may be anybody's.
struct NamedFileForm
{
    const char *format; ///< "muster-mask-policy"
    const char *member; ///< "policy"
    const char *unreadable; ///< Code of what cannot be read: "policy_unreadable".
    qsizetype bytes, name; ///< At most: of the whole, and characters of the name.
};

struct NamedFile
{
    QString name; ///< Not trimmed; may be empty.
    QJsonObject content;
};

/// Damaged `unreadable` with the member as `subject` ("size", "object": it is none at all), or "newer_version".
[[nodiscard]] Result<NamedFile> readNamedFile(const QByteArray &bytes, const NamedFileForm &form);
/// The same with what `read` makes of MEMBER; it gets the file's name.
template <typename ReadContent>
[[nodiscard]] auto readNamed(const QByteArray &bytes, const NamedFileForm &form, ReadContent read)
    -> decltype(read(QJsonObject()))
{
    TRY(file, readNamedFile(bytes, form));
    auto value = read(file->content);
    if (value)
        value->name = file->name;
    return value;
}
/// What stands in such a file as MEMBER, by itself. Errors as readNamedFile().
[[nodiscard]] Result<QJsonObject> readOwnObject(const QByteArray &bytes, const NamedFileForm &form);
/// Canonical JSON and a line end; `content` gives the members of MEMBER.
[[nodiscard]] QByteArray namedFile(const NamedFileForm &form, const QString &name,
                                   const std::function<void(JsonMembers &members)> &content);
/// The file of a value that has a name: `describe(members, value)` tells the members of MEMBER.
template <typename Value>
[[nodiscard]] QByteArray fileOf(const NamedFileForm &form, Value value,
                                std::type_identity_t<void (*)(JsonMembers &members, Value &value)> describe)
{
    return namedFile(form, QString(value.name), [&](JsonMembers &members) { describe(members, value); });
}

} // namespace muster
