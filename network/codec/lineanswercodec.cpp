// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/lineanswercodec.h"

#include "network/codec/strictjson.h"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<const char *, LookupLineType>, 12> words = {{
    {"mobile", LookupLineType::Mobile},
    {"landline", LookupLineType::Landline},
    {"fixedVoip", LookupLineType::FixedVoip},
    {"nonFixedVoip", LookupLineType::NonFixedVoip},
    {"personal", LookupLineType::Personal},
    {"tollFree", LookupLineType::TollFree},
    {"premium", LookupLineType::Premium},
    {"sharedCost", LookupLineType::SharedCost},
    {"uan", LookupLineType::Uan},
    {"voicemail", LookupLineType::Voicemail},
    {"pager", LookupLineType::Pager},
    {"unknown", LookupLineType::Unknown},
}};

ApiError bare(ErrorKind kind, const QString &code)
{
    return ApiError{.kind = kind, .code = code};
}

/// A word nobody knows is kept only if it can be nothing but a word.
QString reasonOf(const QString &word)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; };
    const bool plain = !word.isEmpty() && word.size() <= 64 && std::all_of(word.begin(), word.end(), isLetter);
    return plain ? word : QStringLiteral("other");
}

Result<LineAnswer> answerOf(const QJsonObject &line)
{
    JsonReader reader;
    const qint64 code = reader.optionalInteger(line, {}, "error_code", 0);
    if (reader.fault())
        return failure(bare(ErrorKind::UnexpectedShape, reader.fault()->code));
    // The provider's codes have five digits.
    if (code != 0)
        return LineAnswer{LookupLineType::Unknown, true,
                          code > 0 && code < 1'000'000 ? QString::number(code) : QStringLiteral("other")};
    const QJsonValue type = line.value(QLatin1String("type"));
    if (type.isNull())
        return LineAnswer{LookupLineType::Unknown, true, QStringLiteral("unknown")};
    if (!type.isString())
        return failure(bare(ErrorKind::UnexpectedShape,
                            type.isUndefined() ? QStringLiteral("missing") : QStringLiteral("not_text")));
    const QString word = type.toString();
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&word](const auto &pair) { return word == QLatin1String(pair.first); });
    return LineAnswer{found == words.end() ? LookupLineType::Unknown : found->second, true, reasonOf(word)};
}

} // namespace

Result<LineAnswer> readLineAnswer(const QByteArray &body, const QString &e164)
{
    const auto object = parseObject(body);
    if (!object)
        return failure(bare(object.error().kind, object.error().code));
    JsonReader reader;
    const QString number = reader.text(*object, {}, "phone_number");
    const bool valid = reader.boolean(*object, {}, "valid");
    if (reader.fault())
        return failure(bare(ErrorKind::UnexpectedShape, reader.fault()->code));
    if (number != e164)
        return failure(bare(ErrorKind::UnexpectedShape, QStringLiteral("other_number")));
    if (!valid)
        return LineAnswer{LookupLineType::Unknown, false, QStringLiteral("not_valid")};
    const QJsonValue line = object->value(QLatin1String("line_type_intelligence"));
    if (line.isUndefined() || line.isNull())
        return failure(bare(ErrorKind::UnexpectedShape, QStringLiteral("missing")));
    if (!line.isObject())
        return failure(bare(ErrorKind::UnexpectedShape, QStringLiteral("not_object")));
    return answerOf(line.toObject());
}

int lineErrorCode(const QByteArray &body)
{
    const auto object = parseObject(body);
    const qint64 code = object ? object->value(QLatin1String("code")).toInteger(0) : 0;
    return code > 0 && code < 1'000'000 ? static_cast<int>(code) : 0;
}

} // namespace muster
