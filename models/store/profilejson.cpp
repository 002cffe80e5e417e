// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/profilejson.h"

#include "network/wire/loopback.h"

#include <QJsonArray>
#include <QSet>
#include <algorithm>
#include <cmath>

namespace muster {

namespace {

// Reads one object member by member and remembers what was wrong, and what was never asked for.
class Reader
{
public:
    Reader(const QJsonObject &object, QString prefix, QList<FieldFault> &faults)
        : m_object(object)
        , m_prefix(std::move(prefix))
        , m_faults(faults)
    {
    }
    ~Reader()
    {
        for (auto it = m_object.constBegin(); it != m_object.constEnd(); ++it) {
            if (!m_known.contains(it.key()))
                fault(it.key().left(64), "unknown_member");
        }
    }
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    enum class Need { Required, Optional };

    void text(const char *key, QString &target, Need need = Need::Optional)
    {
        if (const QJsonValue value = take(key, need); value.isString())
            target = value.toString();
        else if (!value.isUndefined())
            fault(QString::fromLatin1(key), "not_text");
    }
    void url(const char *key, QUrl &target, Need need = Need::Optional)
    {
        QString spelled;
        text(key, spelled, need);
        target = QUrl(spelled, QUrl::StrictMode);
        if (!spelled.isEmpty() && !target.isValid())
            fault(QString::fromLatin1(key), "not_a_url");
    }
    void texts(const char *key, QStringList &target)
    {
        const QJsonValue value = take(key, Need::Optional);
        if (value.isUndefined())
            return;
        target.clear();
        bool good = value.isArray();
        for (const QJsonValue item : value.toArray()) {
            good = good && item.isString();
            target.append(item.toString());
        }
        if (!good)
            fault(QString::fromLatin1(key), "not_a_list_of_texts");
    }
    template <typename Target>
    void number(const char *key, Target &target)
    {
        const QJsonValue value = take(key, Need::Optional);
        if (value.isUndefined())
            return;
        const double real = value.toDouble(std::nan(""));
        if (!(std::floor(real) == real) || std::abs(real) > 1e9)
            return fault(QString::fromLatin1(key), value.isDouble() ? "out_of_range" : "not_a_number");
        target = Target(qint64(real));
    }
    template <typename Target, typename FromKey>
    void choice(const char *key, Target &target, FromKey fromKey)
    {
        QString spelled;
        text(key, spelled);
        if (spelled.isNull())
            return;
        if (const auto known = fromKey(spelled))
            target = *known;
        else
            fault(QString::fromLatin1(key), "unknown");
    }
    [[nodiscard]] QJsonObject object(const char *key)
    {
        const QJsonValue value = take(key, Need::Optional);
        if (!value.isUndefined() && !value.isObject())
            fault(QString::fromLatin1(key), "not_an_object");
        return value.toObject();
    }
    void fault(const QString &field, const char *issue)
    {
        m_faults.append({m_prefix + field, QString::fromLatin1(issue)});
    }

private:
    QJsonValue take(const char *key, Need need)
    {
        const QString name = QString::fromLatin1(key);
        m_known.insert(name);
        const QJsonValue value = m_object.contains(name) ? m_object.value(name) : QJsonValue(QJsonValue::Undefined);
        if (value.isUndefined() && need == Need::Required)
            fault(name, "required");
        return value;
    }

    const QJsonObject m_object;
    const QString m_prefix;
    QList<FieldFault> &m_faults;
    QSet<QString> m_known;
};

void readServices(Reader &reader, ConnectionProfile &profile, QList<FieldFault> &faults)
{
    const QJsonObject services = reader.object("services");
    QSet<QString> known;
    for (const Service service : allServices) {
        const QString key = serviceKey(service);
        known.insert(key);
        ServiceSettings &settings = profile.services[service];
        if (services.contains(key) && !services.value(key).isObject())
            reader.fault(QStringLiteral("services.") + key, "not_an_object");
        Reader inner(services.value(key).toObject(), QStringLiteral("services.") + key + u'.', faults);
        inner.url("base_url", settings.baseUrl);
        inner.choice("auth", settings.auth, [](const QString &auth) { return authDialectFromKey(auth); });
        inner.texts("scopes", settings.scopes);
    }
    for (auto it = services.constBegin(); it != services.constEnd(); ++it) {
        if (!known.contains(it.key()))
            reader.fault(QStringLiteral("services.") + it.key().left(64), "unknown_member");
    }
}

} // namespace

QJsonObject profileToJson(const ConnectionProfile &profile)
{
    const auto url = [](const QUrl &value) { return value.toString(QUrl::FullyEncoded); };
    QJsonObject services;
    for (const Service service : allServices) {
        const ServiceSettings settings = profile.services.value(service);
        QJsonObject entry{{QStringLiteral("auth"), authDialectKey(settings.auth)},
                          {QStringLiteral("scopes"), QJsonArray::fromStringList(settings.scopes)}};
        if (!settings.baseUrl.isEmpty())
            entry.insert(QStringLiteral("base_url"), url(settings.baseUrl));
        services.insert(serviceKey(service), entry);
    }
    QJsonObject options;
    for (auto it = profile.options.cbegin(); it != profile.options.cend(); ++it)
        options.insert(it.key(), it.value());
    return {{QStringLiteral("id"), profile.id},
            {QStringLiteral("name"), profile.name},
            {QStringLiteral("dialect"), profile.dialect},
            {QStringLiteral("base_url"), url(profile.baseUrl)},
            {QStringLiteral("services"), services},
            {QStringLiteral("client_id"), profile.clientId},
            {QStringLiteral("environment"), environmentKey(profile.environment)},
            {QStringLiteral("page_size"), profile.pageSize},
            {QStringLiteral("batch_size"), profile.batchSize},
            {QStringLiteral("freshness_limit_s"), qint64(profile.freshnessLimit.count())},
            {QStringLiteral("token_timeout_ms"), qint64(profile.tokenTimeout.count())},
            {QStringLiteral("call_timeout_ms"), qint64(profile.callTimeout.count())},
            {QStringLiteral("page_timeout_ms"), qint64(profile.pageTimeout.count())},
            {QStringLiteral("tries"), profile.tries},
            {QStringLiteral("job_polls"), profile.jobPolls},
            {QStringLiteral("run_limit_s"), qint64(profile.runLimit.count())},
            {QStringLiteral("throttle_ceiling_s"), qint64(profile.throttleCeiling.count())},
            {QStringLiteral("ca_certificates"), QJsonArray::fromStringList(profile.caCertificates)},
            {QStringLiteral("download_hosts"), QJsonArray::fromStringList(profile.downloadHosts)},
            {QStringLiteral("approved_origins"), QJsonArray::fromStringList(profile.approvedOrigins)},
            {QStringLiteral("options"), options}};
}

Result<ConnectionProfile> profileFromJson(const QJsonObject &object)
{
    ConnectionProfile profile = contractProfile(QString(), QUrl());
    QList<FieldFault> faults;
    {
        using Need = Reader::Need;
        Reader reader(object, QString(), faults);
        reader.text("id", profile.id);
        reader.text("name", profile.name, Need::Required);
        reader.text("dialect", profile.dialect);
        reader.url("base_url", profile.baseUrl);
        readServices(reader, profile, faults);
        reader.text("client_id", profile.clientId);
        reader.choice("environment", profile.environment, [](const QString &key) { return environmentFromKey(key); });
        reader.number("page_size", profile.pageSize);
        reader.number("batch_size", profile.batchSize);
        reader.number("freshness_limit_s", profile.freshnessLimit);
        reader.number("token_timeout_ms", profile.tokenTimeout);
        reader.number("call_timeout_ms", profile.callTimeout);
        reader.number("page_timeout_ms", profile.pageTimeout);
        reader.number("tries", profile.tries);
        reader.number("job_polls", profile.jobPolls);
        reader.number("run_limit_s", profile.runLimit);
        reader.number("throttle_ceiling_s", profile.throttleCeiling);
        reader.texts("ca_certificates", profile.caCertificates);
        reader.texts("download_hosts", profile.downloadHosts);
        reader.texts("approved_origins", profile.approvedOrigins);
        const QJsonObject options = reader.object("options");
        for (auto it = options.constBegin(); it != options.constEnd(); ++it) {
            if (!it.value().isString())
                reader.fault(QStringLiteral("options.") + it.key().left(64), "not_text");
            profile.options.insert(it.key(), it.value().toString());
        }
    }
    if (faults.isEmpty())
        faults = profileFaults(profile);
    if (faults.isEmpty())
        return profile;
    return failure({.kind = ErrorKind::BadInput,
                    .code = QStringLiteral("bad_profile"),
                    .subject = profile.name.left(200),
                    .details = faults.mid(0, 20)});
}

namespace {

constexpr qsizetype longestProfileName = 200;
constexpr qsizetype longestProfileText = 1000;

class Faults
{
public:
    void add(const QString &field, const char *issue) { list.append({field, QString::fromLatin1(issue)}); }

    void text(const QString &field, const QString &value, qsizetype longest)
    {
        if (value.size() > longest)
            add(field, "too_long");
        const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
        if (std::any_of(value.begin(), value.end(), isControl))
            add(field, "control_characters");
    }
    template <typename Duration>
    void range(const QString &field, Duration value, Duration least, Duration most)
    {
        if (value < least || value > most)
            add(field, "out_of_range");
    }
    void url(const QString &field, const QUrl &url)
    {
        if (!url.isValid() || url.host().isEmpty())
            return add(field, "not_a_url");
        if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
            return add(field, "not_http");
        if (url.scheme() == QLatin1String("http") && !isLoopbackHost(url.host()))
            add(field, "insecure");
        if (!url.userInfo().isEmpty())
            add(field, "has_credentials");
        if (url.hasQuery() || url.hasFragment())
            add(field, "has_query");
        text(field, url.toString(), longestProfileText);
    }

    QList<FieldFault> list;
};

} // namespace

QList<FieldFault> profileFaults(const ConnectionProfile &profile)
{
    using namespace std::chrono_literals;
    Faults faults;
    const auto field = [](const char *name) { return QString::fromLatin1(name); };
    if (profile.name.trimmed().isEmpty())
        faults.add(field("name"), "required");
    faults.text(field("name"), profile.name, longestProfileName);
    if (profile.id.isEmpty())
        faults.add(field("id"), "required");
    faults.text(field("id"), profile.id, 64);
    if (profile.dialect.isEmpty())
        faults.add(field("dialect"), "required");
    faults.text(field("dialect"), profile.dialect, 64);
    if (profile.clientId.isEmpty())
        faults.add(field("client_id"), "required");
    faults.text(field("client_id"), profile.clientId, longestProfileText);

    bool baseNeeded = false;
    for (const Service service : allServices) {
        const ServiceSettings settings = profile.services.value(service);
        const QString prefix = QStringLiteral("services.") + serviceKey(service);
        if (settings.baseUrl.isEmpty())
            baseNeeded = true;
        else
            faults.url(prefix + QStringLiteral(".base_url"), settings.baseUrl);
        for (const QString &scope : settings.scopes) {
            if (scope.isEmpty() || scope.contains(u' '))
                faults.add(prefix + QStringLiteral(".scopes"), "not_a_scope");
            faults.text(prefix + QStringLiteral(".scopes"), scope, longestProfileName);
        }
    }
    if (!profile.baseUrl.isEmpty())
        faults.url(field("base_url"), profile.baseUrl);
    else if (baseNeeded)
        faults.add(field("base_url"), "required");

    faults.range(field("page_size"), profile.pageSize, 1, 1000); // contract section 3
    faults.range(field("batch_size"), profile.batchSize, 1, 100); // contract section 5
    faults.range<std::chrono::seconds>(field("freshness_limit_s"), profile.freshnessLimit, 1min, 24h * 366);
    faults.range<std::chrono::milliseconds>(field("token_timeout_ms"), profile.tokenTimeout, 1s, 2min);
    faults.range<std::chrono::milliseconds>(field("call_timeout_ms"), profile.callTimeout, 1s, 10min);
    faults.range<std::chrono::milliseconds>(field("page_timeout_ms"), profile.pageTimeout, 1s, 1h);
    faults.range(field("tries"), profile.tries, 1, 10);
    faults.range(field("job_polls"), profile.jobPolls, 0, 10'000);
    faults.range<std::chrono::seconds>(field("run_limit_s"), profile.runLimit, 0s, 24h * 7);
    faults.range<std::chrono::seconds>(field("throttle_ceiling_s"), profile.throttleCeiling, 0s, 24h);
    for (const QString &file : profile.caCertificates) {
        if (!file.startsWith(u'/'))
            faults.add(field("ca_certificates"), "relative_path");
        faults.text(field("ca_certificates"), file, 4096);
    }
    for (const QString &origin : profile.approvedOrigins)
        faults.url(field("approved_origins"), QUrl(origin, QUrl::StrictMode));
    for (const QString &host : profile.downloadHosts) {
        if (host.size() > longestProfileText || !downloadHost(host))
            faults.add(field("download_hosts"), "not_a_host");
    }
    return faults.list;
}

} // namespace muster
