// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QByteArrayView>
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

} // namespace muster
