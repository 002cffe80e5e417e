// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxjson.h"

#include <QUtf8StringView>
#include <array>
#include <charconv>

namespace muster {

void sandboxAppendEscaped(std::string &out, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') [[likely]]
            continue;
        out.append(text, done, at - done);
        done = at + 1;
        switch (byte) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 0xf];
        }
    }
    out.append(text, done);
}

void sandboxAppendNumber(std::string &out, qint64 value)
{
    std::array<char, 24> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    out.append(buffer.data(), end);
}

using namespace simdjson;

QString SandboxBodyReader::textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool SandboxBodyReader::isUtf8(std::string_view text)
{
    return QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

std::string_view SandboxBodyReader::tokenOf(Value value)
{
    const std::string_view token = value.raw_json_token();
    const auto end = token.find_last_not_of(" \t\r\n");
    return end == std::string_view::npos ? std::string_view() : token.substr(0, end + 1);
}

bool SandboxBodyReader::readText(Value value, const QString &field, std::optional<QString> &text)
{
    Type type{};
    if (value.type().get(type) != SUCCESS)
        return false;
    if (type != Type::string) {
        fault(field, QLatin1String("must be text"));
        return isWhole(value);
    }
    std::string_view found;
    // Half a surrogate pair, escaped, comes out as bytes that are no UTF-8.
    if (value.get_string().get(found) != SUCCESS || !isUtf8(found))
        return false;
    text = textOf(found);
    return true;
}

bool SandboxBodyReader::isWhole(Value value)
{
    Type type{};
    if (value.type().get(type) != SUCCESS)
        return false;
    std::string_view raw;
    if (type == Type::object) {
        Object object;
        return value.get_object().get(object) == SUCCESS && object.raw_json().get(raw) == SUCCESS;
    }
    ondemand::array array;
    return type != Type::array || (value.get_array().get(array) == SUCCESS && array.raw_json().get(raw) == SUCCESS);
}

bool SandboxBodyReader::isNumber(std::string_view token)
{
    const padded_string json(token);
    ondemand::parser parser;
    ondemand::document document;
    double number = 0;
    return parser.iterate(json).get(document) == SUCCESS && document.get_double().get(number) == SUCCESS;
}

} // namespace muster
