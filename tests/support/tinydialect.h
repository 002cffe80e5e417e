// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/contactlistsclient.h"
#include "network/codec/strictjson.h"
#include "network/dialects/apidialect.h"
#include "network/dialects/contract/contractdialect.h"
#include "network/http/apicall.h"
#include "network/http/apiprotocol.h"
#include "network/http/apitransport.h"

#include <QJsonDocument>

namespace muster::test {

/// The calls of the tiny flavour that no other has.
namespace tinycalls {
inline constexpr auto upload = Operation(int(Operation::FirstOwn));
inline constexpr auto state = Operation(int(Operation::FirstOwn) + 1);
inline constexpr auto results = Operation(int(Operation::FirstOwn) + 2);
} // namespace tinycalls

/// Signs in at a place that was found out, with a key id and a secret.
class TinySignIn final : public SignIn
{
public:
    [[nodiscard]] QString methodKey(const ConnectionProfile &, Service) const override { return QStringLiteral("key"); }
    [[nodiscard]] QString credentialKey(const ConnectionProfile &profile, Service) const override
    {
        return profile.clientId;
    }
    [[nodiscard]] Result<HttpRequest> request(const ConnectionProfile &profile, Service, const QUrl &address,
                                              const Secret &secret) const override
    {
        HttpRequest request;
        request.method = "POST";
        request.url = address;
        request.body = QJsonDocument(QJsonObject{{QStringLiteral("key"), profile.clientId},
                                                 {QStringLiteral("secret"), QString::fromUtf8(secret.bytes())}})
                           .toJson();
        return request;
    }
    [[nodiscard]] Result<Token> token(const HttpReply &reply) const override
    {
        const auto object = parseObject(reply.body);
        if (!object)
            return failure(object.error());
        return Token{Secret(object->value(QLatin1String("token")).toString().toLatin1()), std::chrono::minutes(30),
                     true, object->value(QLatin1String("tenant")).toString()};
    }
    [[nodiscard]] std::chrono::seconds refreshMargin(Service) const override { return std::chrono::seconds(30); }
};

/// Asks the profile's own address for the place to sign in, and for the services of the tenant.
class TinyDiscovery final : public Discovery
{
public:
    [[nodiscard]] QCoro::Task<Result<QUrl>> signInAddress(ConnectionProfile profile, DiscoveryCalls *calls,
                                                          std::stop_token stop) const override
    {
        return address(calls, "issuer.document", at(profile.baseUrl, "/issuer"), "token_endpoint", std::move(stop));
    }
    [[nodiscard]] QCoro::Task<Result<QMap<Service, QUrl>>> serviceAddresses(ConnectionProfile profile, QString tenantId,
                                                                            DiscoveryCalls *calls,
                                                                            std::stop_token stop) const override
    {
        const auto api
            = co_await address(calls, "tenant.document", at(profile.baseUrl, "/tenants/" + tenantId.toLatin1()),
                               "api_endpoint", std::move(stop));
        if (!api)
            co_return failure(api.error());
        QMap<Service, QUrl> services;
        for (const Service service : allServices)
            services.insert(service, *api);
        co_return services;
    }

private:
    static QUrl at(QUrl base, const QByteArray &path)
    {
        base.setPath(QString::fromLatin1(path));
        return base;
    }
    static QCoro::Task<Result<QUrl>> address(DiscoveryCalls *calls, QByteArray name, QUrl url, const char *member,
                                             std::stop_token stop)
    {
        const auto reply = co_await calls->get(std::move(name), std::move(url), std::move(stop));
        if (!reply)
            co_return failure(reply.error());
        const auto object = parseObject(reply->body);
        if (!object)
            co_return failure(object.error());
        co_return QUrl(object->value(QLatin1String(member)).toString());
    }
};

/// Corrects numbers by a file that is uploaded, followed and asked for its results.
class TinyContactLists final : public ContactListsClient
{
public:
    explicit TinyContactLists(ApiTransport &transport)
        : ContactListsClient(transport)
    {
    }
    [[nodiscard]] ContactListLimits limits() const override
    {
        ContactListLimits limits;
        limits.correctionsPerCall = 500'000;
        return limits;
    }
    [[nodiscard]] QCoro::Task<Result<QList<ContactListSummary>>> list(CallObserver *observer,
                                                                      std::stop_token stop) override
    {
        return callAndDecode<QList<ContactListSummary>>(
            &transport(), {.operation = Operation::ListContactLists},
            [](const QByteArray &body) {
                return readList<ContactListSummary>(
                    body, "lists", [](JsonReader &reader, const QJsonObject &object, const QString &path) {
                        return ContactListSummary{reader.text(object, path, "id"), reader.text(object, path, "name")};
                    });
            },
            observer, std::move(stop));
    }
    [[nodiscard]] QCoro::Task<Result<RawPage>> page(QString, QByteArray, int, CallObserver *, std::stop_token) override
    {
        co_return RawPage{};
    }
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder() const override { return nullptr; }
    [[nodiscard]] QCoro::Task<Result<QList<Dialer>>> dialers(QString, CallObserver *, std::stop_token) override
    {
        co_return QList<Dialer>();
    }
    [[nodiscard]] QCoro::Task<Result<void>> settle(QString, CallObserver *, std::stop_token) override
    {
        co_return Result<void>();
    }

private:
    [[nodiscard]] QCoro::Task<WriteAnswer> sendPurges(QString, QStringList contactIds, CallObserver *,
                                                      std::stop_token) override
    {
        co_return answerOfAll(contactIds, WriteFate::NotSent, {});
    }
    [[nodiscard]] QCoro::Task<WriteAnswer> sendCorrections(QString listId, QList<ContactPhone> corrections, DialConsent,
                                                           CallObserver *observer, std::stop_token stop) override
    {
        ApiCall upload{.operation = tinycalls::upload, .pathArguments = {listId}};
        upload.body = [corrections] {
            QByteArray rows = "id,phone\n";
            for (const ContactPhone &contact : corrections)
                rows += contact.contactId.toUtf8() + ',' + contact.phone.toUtf8() + '\n';
            return rows;
        };
        const WriteWatch watch(upload);
        const auto begun = co_await transport().call(std::move(upload), observer, stop);
        if (!begun)
            co_return answerOfAll(corrections, watch.fateAfter(begun.error()), begun.error());
        const QString job = parseObject(begun->body)->value(QLatin1String("job")).toString();
        for (QString state; state != u"done";) {
            const auto asked
                = co_await transport().call({.operation = tinycalls::state, .pathArguments = {job}}, observer, stop);
            if (!asked) // the file is with the server, and what it does with it nobody has said
                co_return answerOfAll(corrections, WriteFate::Unknown, asked.error());
            state = parseObject(asked->body)->value(QLatin1String("state")).toString();
        }
        const auto told
            = co_await transport().call({.operation = tinycalls::results, .pathArguments = {job}}, observer, stop);
        if (!told)
            co_return answerOfAll(corrections, WriteFate::Unknown, told.error());
        const auto results = parseObject(told->body);
        WriteAnswer answer;
        for (const ContactPhone &contact : corrections) {
            const QString word = results->value(contact.contactId).toString();
            answer.fates.append({contact.contactId,
                                 word == u"ok"         ? WriteFate::Applied
                                     : word == u"gone" ? WriteFate::Absent
                                                       : WriteFate::Unknown,
                                 {}});
        }
        co_return answer;
    }
    [[nodiscard]] QCoro::Task<WriteAnswer> sendRestores(QString, QList<ContactPhone> contacts, DialConsent,
                                                        CallObserver *, std::stop_token) override
    {
        co_return answerOfAll(contacts, WriteFate::NotSent, {});
    }
};

/// A second flavour, as small as one can be that has what the contract has not: hosts that are found out, an operation
/// of several calls, jobs that are emulated or missing, errors in a header. Known while this lives.
class TinyDialect
{
public:
    TinyDialect()
    {
        auto protocol = std::make_shared<ApiProtocol>();
        constexpr bool repeatable = true, writes = true;
        protocol->operations = {
            {Operation::ListContactLists, Service::ContactLists, "tiny.lists", "GET", "/v1/lists", {200}, repeatable},
            {tinycalls::upload,
             Service::ContactLists,
             "tiny.upload",
             "POST",
             "/v1/lists/{}/upload",
             {202},
             false,
             writes},
            {tinycalls::state, Service::ContactLists, "tiny.state", "GET", "/v1/jobs/{}", {200}, repeatable},
            {tinycalls::results,
             Service::ContactLists,
             "tiny.results",
             "GET",
             "/v1/jobs/{}/results",
             {200},
             repeatable},
        };
        protocol->signIn = std::make_shared<TinySignIn>();
        protocol->discovery = std::make_shared<TinyDiscovery>();
        protocol->readError = [](const HttpReply &reply, ApiError &error) {
            error.detail = QString::fromLatin1(reply.header("x-reason"));
        };
        auto dialect = std::make_shared<ApiDialect>(*contractDialect());
        dialect->key = key();
        dialect->protocol = protocol;
        dialect->harmlessReads = {{.operation = Operation::ListContactLists}};
        dialect->capabilities = {
            {Job::SegmentExport, {Capability::Mode::Emulated, QStringLiteral("from calling lists")}},
            {Job::ListSanitising, {Capability::Mode::Native, {}}},
            {Job::Enrichment, {Capability::Mode::Unavailable, QStringLiteral("no licence")}},
        };
        dialect->contactLists = [](ApiTransport &transport) { return std::make_unique<TinyContactLists>(transport); };
        DialectRegistry::instance().add(dialect);
    }
    ~TinyDialect() { DialectRegistry::instance().remove(key()); }
    TinyDialect(const TinyDialect &) = delete;
    TinyDialect &operator=(const TinyDialect &) = delete;

    [[nodiscard]] static QString key() { return QStringLiteral("tiny"); }
    /// Of an issuer whose two hosts are approved.
    [[nodiscard]] static ConnectionProfile profile()
    {
        ConnectionProfile profile
            = contractProfile(QStringLiteral("tiny tenant"), QUrl(QStringLiteral("https://issuer.example.test")));
        profile.dialect = key();
        profile.environment = Environment::Test;
        profile.clientId = QStringLiteral("key-id");
        profile.approvedOrigins
            = {QStringLiteral("https://auth.example.test:443"), QStringLiteral("https://api-na1.example.test:443")};
        return profile;
    }
};

} // namespace muster::test
