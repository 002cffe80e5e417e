// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlookup.h"

#include "network/sandbox/sandboxdata.h"
#include "network/sandbox/sandboxlists.h"

#include <QJsonArray>
#include <array>
#include <utility>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 lineSalt = 0x6c696e65;

// The provider's error body; codes of its own.
SandboxAnswer failure(int status, int code, const QString &message)
{
    return sandboxJsonAnswer(status,
                             {{u"code"_s, code},
                              {u"message"_s, message},
                              {u"more_info"_s, u"https://www.example.com/errors/%1"_s.arg(code)},
                              {u"status"_s, status}});
}

QJsonValue typeWord(LookupLineType type)
{
    constexpr std::array<const char *, 12> words
        = {nullptr,    "mobile",  "landline",   "fixedVoip", "nonFixedVoip", "personal",
           "tollFree", "premium", "sharedCost", "uan",       "voicemail",    "pager"};
    const char *word = words[static_cast<std::size_t>(type)];
    return word == nullptr ? QJsonValue() : QJsonValue(QLatin1String(word));
}

// Far from a numbering plan: enough to tell what is plainly no number.
bool mayExist(const QString &e164)
{
    if (!isSandboxE164(e164) || e164.size() < 9)
        return false;
    if (!e164.startsWith("+1"_L1))
        return true;
    return e164.size() == 12 && e164[2] >= u'2' && e164[5] >= u'2';
}

} // namespace

std::optional<LookupLineType> sandboxLineType(quint64 seed, const QString &e164)
{
    using enum LookupLineType;
    static constexpr std::array<std::pair<QLatin1String, LookupLineType>, 9> plan = {{
        {"+1800"_L1, TollFree},
        {"+1833"_L1, TollFree},
        {"+1844"_L1, TollFree},
        {"+1888"_L1, TollFree},
        {"+44808"_L1, TollFree},
        {"+4490"_L1, Premium},
        {"+4456"_L1, FixedVoip},
        {"+4470"_L1, Personal},
        {"+447"_L1, Mobile},
    }};
    if (!mayExist(e164))
        return std::nullopt;
    for (const auto &[start, type] : plan) {
        if (e164.startsWith(start))
            return type;
    }
    const int share = static_cast<int>(SandboxData(seed, 0).random(e164.mid(1).toLongLong(), lineSalt) % 100);
    if (share < 48)
        return Mobile;
    if (share < 80)
        return Landline;
    if (share < 91)
        return NonFixedVoip;
    return share < 98 ? FixedVoip : Unknown;
}

SandboxLookup::SandboxLookup(quint64 seed, Secret secret)
    : m_seed(seed)
    , m_secret(std::move(secret))
{
}

QString SandboxLookup::account()
{
    return u"sandbox-lookup"_s;
}

bool SandboxLookup::isLookupPath(const QStringList &path)
{
    return path.size() == 3 && path[0] == "v2"_L1 && path[1] == "PhoneNumbers"_L1 && !path[2].isEmpty();
}

std::optional<SandboxAnswer> SandboxLookup::refusal(const SandboxHttpRequest &request) const
{
    if (request.method != "GET") {
        SandboxAnswer answer = failure(405, 20004, u"Method not allowed"_s);
        answer.headers.append({"Allow"_ba, "GET"_ba});
        return answer;
    }
    const QByteArray header = request.header("Authorization");
    const bool basic
        = header.left(6).compare("Basic ", Qt::CaseInsensitive) == 0 && request.headerCount("Authorization") == 1;
    if (!basic || QByteArray::fromBase64(header.mid(6).trimmed()) != account().toLatin1() + ':' + m_secret.bytes()) {
        SandboxAnswer answer = failure(401, 20003, u"Authenticate"_s);
        answer.headers.append({"WWW-Authenticate"_ba, "Basic realm=\"sandbox lookup\""_ba});
        return answer;
    }
    const QByteArray query = request.target.mid(request.path().size());
    if (query != "?Fields=line_type_intelligence")
        return failure(400, 60617, u"This sandbox knows the field line_type_intelligence only."_s);
    return std::nullopt;
}

SandboxAnswer SandboxLookup::answer(const QStringList &path) const
{
    const QString &number = path[2];
    const auto type = sandboxLineType(m_seed, number);
    if (!type)
        return failure(404, 20404, u"The requested resource was not found"_s);
    // 60600: unprovisioned or out of coverage.
    const QJsonObject line{{u"carrier_name"_s, *type == LookupLineType::Unknown ? QJsonValue() : u"Example Telecom"_s},
                           {u"error_code"_s, *type == LookupLineType::Unknown ? QJsonValue(60600) : QJsonValue()},
                           {u"mobile_country_code"_s, QJsonValue()},
                           {u"mobile_network_code"_s, QJsonValue()},
                           {u"type"_s, typeWord(*type)}};
    return sandboxJsonAnswer(200,
                             {{u"calling_country_code"_s, QJsonValue()},
                              {u"country_code"_s, QJsonValue()},
                              {u"phone_number"_s, number},
                              {u"national_format"_s, QJsonValue()},
                              {u"valid"_s, true},
                              {u"validation_errors"_s, QJsonArray()},
                              {u"caller_name"_s, QJsonValue()},
                              {u"line_type_intelligence"_s, line}});
}

SandboxAnswer SandboxLookup::throttled(int seconds)
{
    SandboxAnswer answer = failure(429, 20429, u"Too Many Requests"_s);
    answer.headers.append({"Retry-After"_ba, QByteArray::number(seconds)});
    return answer;
}

} // namespace muster
