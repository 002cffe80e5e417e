// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/result.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <optional>
#include <string>

namespace muster {

/// RFC 8259, narrowed by S16: no depth beyond the limit, no key twice in one object, no half surrogate pair, no text
/// that is not UTF-8, no byte order mark, nothing behind the value. Run before anything else reads a reply.
class StrictJson
{
public:
    static constexpr int maxDepth = 64;
    static constexpr qsizetype maxMembers = 4096; ///< Of one object; more is LimitExceeded.

    explicit StrictJson(QByteArrayView json, int outerDepth = 0);

    /// nullopt: fine. BrokenBody with code "cut_body" (it ends too early), "invalid_json" or "invalid_utf8";
    /// LimitExceeded with "json_depth" or "json_members"; UnexpectedShape with "repeated_key". `detail` is the offset.
    [[nodiscard]] std::optional<ApiError> fault();
    /// Where fault() stopped, in bytes; behind a repeated key.
    [[nodiscard]] qsizetype offset() const { return m_at; }

private:
    bool value(int depth);
    bool object(int depth);
    bool array(int depth);
    bool string(std::string *text);
    bool escape(std::string *text);
    bool codePoint(std::string *text);
    bool hexUnit(char32_t &unit);
    bool number();
    bool digits();
    bool word(QByteArrayView expected);
    void space();
    bool fail(ErrorKind kind, const char *code);
    bool invalid();

    QByteArrayView m_json;
    qsizetype m_at = 0;
    int m_outerDepth = 0;
    std::optional<ApiError> m_fault;
};

/// Appends a code point as UTF-8.
void appendUtf8(std::string &text, char32_t point);

/// Replies that go through here are small: lists, definitions, tokens, errors.
inline constexpr qsizetype maxSmallReply = 16 << 20;

/// "empty_body" or "markup", the code of a NotFromApi: what no API sends (F28), nothing or a page of words; else
/// nullptr.
[[nodiscard]] const char *foreignBody(QByteArrayView body);

/// The object that `body` is. NotFromApi for an empty body or one that does not begin like JSON (F28), the kinds of
/// StrictJson, UnexpectedShape for another JSON value, LimitExceeded above maxSmallReply.
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray &body);

/// Reads members with strict types; the first fault is kept and everything after it yields nothing, so that a codec can
/// read straight on and ask once at the end. A fault is UnexpectedShape with `details` = {path, what was due} (F61).
class JsonReader
{
public:
    [[nodiscard]] QString text(const QJsonObject &object, const QString &path, const char *name);
    [[nodiscard]] QString nonEmptyText(const QJsonObject &object, const QString &path, const char *name);
    [[nodiscard]] QDateTime time(const QJsonObject &object, const QString &path, const char *name);
    [[nodiscard]] bool boolean(const QJsonObject &object, const QString &path, const char *name);
    /// Absent and null give `fallback`; anything but a whole number is a fault.
    [[nodiscard]] qint64 optionalInteger(const QJsonObject &object, const QString &path, const char *name,
                                         qint64 fallback);
    /// As optionalInteger(), but it must be there and not null.
    [[nodiscard]] qint64 integer(const QJsonObject &object, const QString &path, const char *name);
    /// Absent and null give an empty text.
    [[nodiscard]] QString optionalText(const QJsonObject &object, const QString &path, const char *name);
    [[nodiscard]] QJsonArray array(const QJsonObject &object, const QString &path, const char *name);
    /// Element `index` of `array`, which is called `path`.
    [[nodiscard]] QJsonObject objectAt(const QJsonArray &array, qsizetype index, const QString &path);

    /// A fault that the codec found by itself.
    void note(const QString &path, const QString &issue);
    [[nodiscard]] const std::optional<ApiError> &fault() const { return m_fault; }

private:
    [[nodiscard]] QJsonValue member(const QJsonObject &object, const QString &path, const char *name);

    std::optional<ApiError> m_fault;
};

/// The list that the object `body` has as its member `name`; `read(reader, object, path)` gives the value of one
/// element. The first fault fails it all.
template <typename Value, typename Read>
[[nodiscard]] Result<QList<Value>> readList(const QByteArray &body, const char *name, Read read)
{
    TRY(object, parseObject(body));
    JsonReader reader;
    const QString member = QLatin1String(name);
    const QJsonArray array = reader.array(*object, {}, name);
    QList<Value> values;
    values.reserve(array.size());
    for (qsizetype at = 0; at < array.size() && !reader.fault(); ++at)
        values.append(read(reader, reader.objectAt(array, at, member), QStringLiteral("%1[%2]").arg(member).arg(at)));
    if (reader.fault())
        return failure(*reader.fault());
    return values;
}

/// "items[3].name" from "items[3]" and "name"; "name" from "" and "name".
[[nodiscard]] QString memberPath(const QString &path, const char *name);

} // namespace muster
