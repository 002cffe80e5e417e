// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/cxone/cxonedialect.h"
#include "tests/support/transportfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace muster::test {

/// A transport of the dialect of CXone on a scripted channel, its documents and its token answered.
struct ScriptedCxone
{
    explicit ScriptedCxone(FakeClock::Mode mode = FakeClock::Mode::Automatic,
                           const QMap<QString, QString> &options = {})
        : clock(mode)
    {
        ConnectionProfile profile
            = contractProfile(QStringLiteral("cxone"), QUrl(QStringLiteral("https://issuer.example.test")));
        profile.dialect = dialects::cxone;
        profile.environment = Environment::Test;
        profile.clientId = QStringLiteral("key-id");
        profile.options = options;
        profile.options.insert(QStringLiteral("sign_in_host"), QStringLiteral("https://auth.example.test"));
        profile.approvedOrigins = {QStringLiteral("https://api.example.test:443")};
        script("/openid-configuration",
               {{QStringLiteral("token_endpoint"), QStringLiteral("https://issuer.example.test/auth/token")}});
        const QByteArray claims = textOf({{QStringLiteral("tenantId"), QStringLiteral("t-7")}})
                                      .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        script("/token/access-key",
               {{QStringLiteral("access_token"), QStringLiteral("bearer-1")},
                {QStringLiteral("expires_in"), 3600},
                {QStringLiteral("id_token"), QString::fromLatin1("e30." + claims + ".e30")}});
        script("/cxone-configuration", {{QStringLiteral("api_endpoint"), QStringLiteral("https://api.example.test")}});
        transport = std::make_unique<ApiTransport>(profile, cxoneDialect()->protocol, channel, fixedSecret, clock,
                                                   [] { return 0.0; });
    }

    // No raw strings here: moc, which reads this before a test, would lose its namespace.
    static QByteArray textOf(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }
    void script(const QByteArray &path, const QJsonObject &answer)
    {
        channel.script(path, {ScriptedChannel::json(textOf(answer))});
    }

    FakeClock clock;
    ScriptedChannel channel;
    RecordingObserver observer;
    std::unique_ptr<ApiTransport> transport;
};

} // namespace muster::test
