// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxcredentials.h"

#include <QRandomGenerator>
#include <array>

namespace muster {

namespace {

std::optional<QByteArray> formDecoded(QByteArray text)
{
    text.replace('+', ' ');
    // RFC 3986: a percent sign must be followed by two hexadecimal digits.
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        bool valid = false;
        text.mid(at + 1, 2).toUInt(&valid, 16);
        if (!valid || at + 2 >= text.size())
            return std::nullopt;
    }
    return QByteArray::fromPercentEncoding(text);
}

} // namespace

std::optional<QHash<QByteArray, QByteArray>> readSandboxForm(const QByteArray &text)
{
    QHash<QByteArray, QByteArray> form;
    const QList<QByteArray> pairs = text.split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = formDecoded(equals < 0 ? pair : pair.left(equals));
        const auto value = formDecoded(equals < 0 ? QByteArray() : pair.mid(equals + 1));
        if (!name || !value || form.contains(*name))
            return std::nullopt;
        form.insert(*name, *value);
    }
    return form;
}

bool hasSandboxBasic(const SandboxHttpRequest &request)
{
    return request.header("Authorization").left(6).compare("Basic ", Qt::CaseInsensitive) == 0;
}

std::optional<SandboxBasic> readSandboxBasic(const SandboxHttpRequest &request)
{
    if (!hasSandboxBasic(request))
        return std::nullopt;
    const auto decoding = QByteArray::fromBase64Encoding(request.header("Authorization").mid(6).trimmed(),
                                                         QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray pair = decoding ? *decoding : QByteArray();
    const qsizetype colon = pair.indexOf(':');
    if (colon < 0)
        return std::nullopt;
    auto user = formDecoded(pair.left(colon));
    auto password = formDecoded(pair.mid(colon + 1));
    if (!user || !password)
        return std::nullopt;
    return SandboxBasic{*std::move(user), *std::move(password)};
}

bool isSandboxSecret(QByteArrayView given, QByteArrayView expected)
{
    unsigned difference = given.size() == expected.size() ? 0 : 1;
    for (qsizetype at = 0; at < given.size() && !expected.isEmpty(); ++at)
        difference
            |= static_cast<unsigned char>(given[at]) ^ static_cast<unsigned char>(expected[at % expected.size()]);
    return difference == 0;
}

QByteArray freshSandboxKey()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    return {reinterpret_cast<const char *>(random.data()), sizeof(random)};
}

QByteArray freshSandboxToken()
{
    return freshSandboxKey().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace muster
